"""What a round's figures stand on: as-of date, scheme with its version, indicators, surveys, roundtables."""

from __future__ import annotations

import json
import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import is_small
from app.evaluation.overview import overview_store
from app.evaluation.overview.glance import Glance
from app.reports.rounds import round_store
from app.words.formats import day, month, named, number
from app.words.i18n import language
from app.words.labels import label

Sources = tuple[tuple[str, tuple[str, ...]], ...]


def basis(evaluation: sqlite3.Row, seen: Glance) -> tuple[tuple[str, str], ...]:
    """What every figure of the round stands on."""
    scheme, english = seen.scheme, language() == "en"
    return (
        (_("자료 기준일"), day(evaluation["as_of"])),
        (_("평가한 날"), day(evaluation["created_at"])),
        (
            _("평가 방식"),
            _(
                "‘%(name)s’ %(number)s판(%(author)s, %(date)s)",
                name=scheme.name_en if english else scheme.name_ko,
                number=evaluation["scheme_number"],
                author=scheme.author,
                date=day(scheme.date),
            ),
        ),
        (_("코드북"), _("%(number)s판", number=evaluation["codebook_number"])),
        (_("법적 근거"), scheme.legal_basis_en if english else scheme.legal_basis_ko),
    )


def line_of(round_: sqlite3.Row, evaluation: sqlite3.Row, seen: Glance) -> str:
    """The same in one line, for beneath a table."""
    return _(
        "출처: %(round)s 종합평가, 자료 기준일 %(as_of)s, 평가 방식 ‘%(name)s’ %(number)s판",
        round=named(round_),
        as_of=day(evaluation["as_of"]),
        name=seen.scheme.name_en if language() == "en" else seen.scheme.name_ko,
        number=evaluation["scheme_number"],
    )


def sources(db: Database, evaluation: sqlite3.Row, scope: Scope) -> Sources:
    """Indicators with their months, surveys with the firms that answered, roundtables by kind."""
    round_id = evaluation["round_id"]
    windows = json.loads(overview_store.summary_of(db, evaluation["id"])).get("windows", {})
    found = (
        (_("지표"), tuple(_indicator(r, windows) for r in round_store.indicators(db) if r["code"] in windows)),
        (_("설문"), tuple(_survey(r) for r in round_store.surveys(db, round_id, scope))),
        (_("간담회·면담"), tuple(_roundtable(r) for r in round_store.roundtables(db, round_id))),
        (_("평가"), (_("가중치와 자료를 무작위로 바꾸어 %(n)s번 다시 계산했습니다.", n=number(evaluation["draws"])),)),
    )
    return tuple((heading, lines or (_("없음"),)) for heading, lines in found)


def _indicator(r: sqlite3.Row, windows: dict[str, list[str]]) -> str:
    first, last = windows[r["code"]]
    told = _("%(name)s: %(first)s–%(last)s의 평균", name=named(r), first=month(first), last=month(last))
    origin = r["source_ko"] if language() == "ko" else ""
    return " · ".join(part for part in (told, origin) if part)


def _survey(r: sqlite3.Row) -> str:
    values = {"title": named(r, "title"), "version": r["version"], "n": number(r["firms"])}
    if is_small(r["firms"]):
        return _("설문 ‘%(title)s’(설문지 %(version)s판): 응답 3곳 미만", **values)
    return _("설문 ‘%(title)s’(설문지 %(version)s판): 응답 %(n)s곳", **values)


def _roundtable(r: sqlite3.Row) -> str:
    values = {"kind": label(r["kind"], "roundtable_kind"), "n": number(r["n"]), "first": day(r["first"])}
    if r["first"] == r["last"]:
        return _("%(kind)s %(n)s회(%(first)s)", **values)
    return _("%(kind)s %(n)s회(%(first)s–%(last)s)", last=day(r["last"]), **values)


def codes(evaluation: sqlite3.Row) -> str:
    """What a program needs to check the figures: of no use to a reader, so in small print."""
    return _(
        "전산 확인용: 방식 %(code)s %(sha)s, 입력 %(inputs)s, 초깃값 %(seed)s",
        code=evaluation["scheme_code"],
        sha=evaluation["scheme_sha256"][:12],
        inputs=evaluation["inputs_sha256"][:12],
        seed=evaluation["seed"],
    )
