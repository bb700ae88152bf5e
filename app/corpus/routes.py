"""Finding statements: a question in the address, its answer with the very words, the same as a file, and attaching it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.coding.access import back_to, my_segment
from app.coding.meaning import placing, searching
from app.coding.quoting import speakers_numbered
from app.coding.statements.segment_store import context_of
from app.coding.statements.speaking import asked, firm_cells, place, speaker
from app.corpus import ground_store, saving
from app.corpus.access import frame, my_question, my_sight, nothing_yet
from app.corpus.asking import Found, ask, page_of
from app.corpus.blueprint import bp
from app.corpus.questions import Sight
from app.corpus.reading import Said, read
from app.corpus.wording import Names
from app.db import get_db
from app.tables.sheets import long_table_response
from app.voices import attaching
from app.voices.attaching import Target
from app.voices.seeing import said
from app.words.formats import day
from app.words.labels import label

PAGE = 30
# Pages above lead here to look for the statements a thing stands on, all by one address.
bp.add_app_template_global(attaching.looking, "looking_for")
# Of those who said something so many are named on the page, the rest in the file. Chosen, not measured.
NAMED = 12


@bp.get("/corpus")
@permit("quotes.view")
def find() -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    question = my_question()
    around = frame(question)
    aim = my_target()
    around |= {"target": aim, "attached": said(db, aim.held) if aim and aim.held else None}
    if question.mode == "meaning" and question.q and not (searching.offered() and placing.ready(db)):
        return render_template("corpus/find.html", **around, found=None, missing=not searching.offered())
    found = ask(db, question, sight)
    numbers, before = page_of(found, _after(), PAGE)
    shown = read(db, numbers, question, sight)
    return render_template(
        "corpus/find.html",
        **around,
        found=found,
        shown=shown,
        first=before,
        keys=_keys(found, before),
        who=_who(found, sight, around["known"].industries),
        opened=_opened(sight, [each.row["id"] for each in shown]),
        saved=saving.named_in_address("find"),
        speaker=lambda said: speaker(said, anonymous=sight.official),
        place=place,
        question_of=asked,
    )


@bp.get("/corpus.<any(csv, xlsx):ending>")
@permit("quotes.view")
def find_export(ending: str) -> ResponseReturnValue:
    """Everything the question finds, a row a coding; a statement without one has a row too."""
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    question = my_question()
    known = frame(question)["known"]
    found = ask(db, question, sight)
    shown = read(db, found.ids, question, sight)
    numbers = {} if sight.official else speakers_numbered([each.row for each in shown])
    table = [
        [*_place_cells(n, each, numbers, sight), *_coding_cells(coding, known, sight)]
        for n, each in enumerate(shown, start=1)
        for coding in each.codings or [None]
    ]
    titles = [
        *(
            _("차례"),
            _("말"),
            _("말한 곳 번호"),
            _("발언자"),
            _("업종"),
            _("규모"),
            _("자리"),
            _("날짜"),
            _("문장 번호"),
        ),
        *(_("주제"), _("태도"), _("심각도"), _("발언 종류"), _("전문가")),
    ]
    record_download(db, "corpus", len(table))
    return long_table_response(ending, _("말뭉치에서 찾은 말"), titles, table)


@bp.post("/corpus/attach")
@permit("quotes.view")
def attach() -> ResponseReturnValue:
    """Attach the ticked statements, then back to the thing, or on with looking."""
    db, key, picked = get_db(), request.form.get("attach", ""), request.form.getlist("said")
    found = attaching.target(db, key) or abort(404)
    stay = back_to(request.form.get("here", ""), url_for("corpus.find", attach=key))
    if not picked:
        flash(_("고른 말이 없습니다. 말 앞의 칸을 눌러 주십시오."), "wrong")
        return redirect(stay, 303)
    new = attaching.attach(db, key, picked)
    if new:
        flash(_("‘%(title)s’에 말 %(n)s개를 붙였습니다.", title=found.title, n=new), "done")
    else:
        flash(_("고른 말은 이미 ‘%(title)s’에 붙어 있습니다.", title=found.title), "careful")
    return redirect(stay if request.form.get("then") == "stay" else found.back, 303)


def my_target() -> Target | None:
    """The thing statements are being picked for, if the address names one; 404 where it is not there or not the person's."""
    key = request.args.get("attach", "").strip()
    return (attaching.target(get_db(), key) or abort(404)) if key else None


def _place_cells(n: int, said: Said, numbers: Mapping[str, str], sight: Sight) -> list[Any]:
    """A statement with who said it and where; of what officials read neither number nor order leads to its speaker."""
    row = said.row
    return [
        *(n, row["text"], numbers.get(row["respondent_id"], ""), speaker(row, anonymous=sight.official)),
        *(*firm_cells(row), place(row), day(row["held_on"] or row["submitted_at"])),
        "" if sight.official else row["id"],
    ]


def _coding_cells(coding: Any, known: Names, sight: Sight) -> list[Any]:
    if coding is None:
        return ["", "", None, "", ""]
    theme = known.themes.get(coding["theme_code"], coding["theme_code"])
    return [
        theme if not coding["code_id"] else f"{theme} – {known.codes.get(coding['code_id'], coding['code_id'])}",
        label(coding["stance"], "stance") if coding["stance"] else "",
        coding["severity"],
        label(coding["statement"], "statement") if coding["statement"] else "",
        _("전문가") if sight.official else coding["coder"] or "",
    ]


def _after() -> int | None:
    """The number of the statement after which the page begins."""
    key = request.args.get("after", "").strip()
    return ground_store.numbers_of(get_db(), [key]).get(key) if key else None


def _keys(found: Found, before: int) -> dict[str, str | None]:
    """After which statement the next page and the one before begin; None where there is none."""
    last, earlier = before + PAGE, before - PAGE
    wanted = {"next": last - 1 if last < len(found.ids) else None, "earlier": earlier - 1 if earlier > 0 else None}
    numbers = {word: int(found.ids[at]) for word, at in wanted.items() if at is not None}
    keys = dict(zip(numbers, ground_store.keys_of(get_db(), list(numbers.values())), strict=True))
    return {word: keys.get(word) for word in wanted}


def _who(found: Found, sight: Sight, industries: Any) -> list[dict[str, Any]]:
    """Who said most, by industry and size; officials are not told one from another."""
    if sight.official or not len(found.ids):
        return []
    numbers, counts = np.unique(found.ground.who, return_counts=True)
    said = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
    return [
        {
            "id": p.id,
            "said": said[p.number],
            "word": " · ".join(
                part
                for part in (
                    industries.get(p.industry, ""),
                    label(p.size, "size_band") if p.size else "",
                    "" if p.kind == "firm" and (p.industry or p.size) else label(p.kind, "respondent_kind"),
                )
                if part
            ),
        }
        for p in found.who[:NAMED]
    ]


def _opened(sight: Sight, shown: list[str]) -> tuple[str, Any] | None:
    """The statement whose surroundings are asked for, with them."""
    key = request.args.get("open", "")
    if key not in shown or sight.official:
        return None
    return key, context_of(get_db(), my_segment(key), sight.scope)
