"""The page and the tables of two analyses side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.coding.access import theme_names
from app.coding.blueprint import bp
from app.coding.learning import model_store
from app.coding.statements import segment_store
from app.coding.statements.speaking import place, speaker
from app.coding.suggesting import compare_store
from app.coding.suggesting.comparing import DIFFERENT, Analysis, Pair, Side, Summary, summarize
from app.db import get_db
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import day
from app.words.labels import label

PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What the address asks for: two analyses, and what of their differences to list."""

    analyses: list[Analysis]
    a: Analysis | None
    b: Analysis | None
    theme: str
    kind: str
    q: str

    def address(self) -> dict[str, Any]:
        """The arguments of an address that asks for the same."""
        chosen = {"a": self.a and self.a.key, "b": self.b and self.b.key, "theme": self.theme, "kind": self.kind}
        return {key: value for key, value in {**chosen, "q": self.q}.items() if value}


@bp.get("/models/compare")
@permit("models.view")
def compare() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="themes")
    asked = _asked(db, found["id"])
    pairs, segments = _pairs(db, found["id"], asked)
    listed = [p for p in pairs if _wanted(p, asked)]
    number = page_number()
    shown = listed[(number - 1) * PAGE : number * PAGE]
    return render_template(
        "coding/suggesting/compare.html",
        asked=asked,
        segments=segments,
        summary=_ordered(summarize(pairs), theme_names(db)),
        pairs=shown,
        placed=segment_store.placed(db, [p.segment_id for p in shown]),
        page=Page(number, PAGE, len(listed)),
        names=theme_names(db),
        told=_told(db, asked.analyses),
        speaker=speaker,
        place=place,
        kinds=DIFFERENT,
    )


@bp.get("/models/compare.<any(csv, xlsx):form>")
@permit("models.view")
def compare_export(form: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current() or abort(404)
    asked, names = _asked(db, found["id"]), theme_names(db)
    listed = [p for p in _pairs(db, found["id"], asked)[0] if _wanted(p, asked)]
    placed = _placed(db, listed)
    table = [
        [
            *(placed[p.segment_id]["text"], speaker(placed[p.segment_id]), place(placed[p.segment_id])),
            *(names.get(p.theme, p.theme), label(p.kind, "difference")),
            *(_rounded(p.a.score if p.a else None), _rounded(p.b.score if p.b else None), _rounded(p.change)),
            *(_told_code(side, kind) for kind in ("stance", "grade", "statement") for side in (p.a, p.b)),
            p.segment_id,
        ]
        for p in listed
    ]
    titles = [
        *(_("문장"), _("발언자"), _("자리"), _("주제"), _("다른 점")),
        *(_("앞 분석 점수"), _("뒤 분석 점수"), _("점수의 변화"), _("앞 분석 태도"), _("뒤 분석 태도")),
        *(_("앞 분석 등급"), _("뒤 분석 등급"), _("앞 분석 발언 종류"), _("뒤 분석 발언 종류"), _("문장 번호")),
    ]
    record_download(db, "comparison", len(table))
    return table_response(form, _("분석 비교"), titles, table)


def _told_code(side: Side | None, kind: str) -> str:
    """The word for a side's stance, grade or kind of statement; empty where there is none."""
    code = getattr(side, kind, None)
    return label(code, kind) if code else ""


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)


def _ordered(summary: dict[str, Summary], names: dict[str, str]) -> dict[str, Summary]:
    """In the codebook's order, themes it no longer has at the end."""
    return {code: summary[code] for code in [*names, *(c for c in summary if c not in names)] if code in summary}


def _asked(db: Database, round_id: str) -> Asked:
    """Two analyses of the address; the last two where it names none."""
    every = compare_store.analyses(db, round_id, my_scope())
    by_key = {each.key: each for each in every}
    usual = [*([None, None] if len(every) < 2 else every[-2:])]
    kind = request.args.get("kind", "")
    return Asked(
        every,
        by_key.get(request.args.get("a", ""), usual[0]),
        by_key.get(request.args.get("b", ""), usual[1]),
        theme=request.args.get("theme", "").strip(),
        kind=kind if kind in DIFFERENT else "",
        q=request.args.get("q", "").strip(),
    )


def _pairs(db: Database, round_id: str, asked: Asked) -> tuple[list[Pair], int]:
    if asked.a is None or asked.b is None:
        return [], 0
    return compare_store.pairs(db, round_id, my_scope(), asked.a, asked.b, q=asked.q)


def _wanted(pair: Pair, asked: Asked) -> bool:
    if asked.theme and pair.theme != asked.theme:
        return False
    return pair.kind == asked.kind if asked.kind else pair.kind in DIFFERENT


def _placed(db: Database, listed: list[Pair]) -> dict[str, Any]:
    """Segments of a long list by id, asked for in parts that SQLite takes."""
    ids = sorted({p.segment_id for p in listed})
    found: dict[str, Any] = {}
    for first in range(0, len(ids), 500):
        found.update(segment_store.placed(db, ids[first : first + 500]))
    return found


def _told(db: Database, every: list[Analysis]) -> dict[str, str]:
    """Key of an analysis to its number and what made it, in a few words."""
    numbers = {m["version"]: m["number"] for m in model_store.models(db)}
    return {
        each.key: _(
            "%(n)s차(%(day)s) · %(model)s · 용어집 %(lexicon)s",
            n=each.number,
            day=day(each.since),
            lexicon=each.lexicon,
            model=_models(each.model, numbers),
        )
        for each in every
    }


def _models(versions: str, numbers: dict[str, int]) -> str:
    """The models of an analysis: those learned here by the number of the first, the one that ships by its name."""
    parts = versions.split("+") if versions else []
    learned = [numbers[each] for each in parts if each in numbers]
    names = [_("바탕 모델")] if len(learned) < len(parts) else []
    return " + ".join([*names, *(_("%(n)s차 모델", n=n) for n in learned[:1])]) or _("모델 없음")
