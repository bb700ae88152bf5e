"""Returns to hand to somebody outside: rows nobody can be known by, and a page of what is withheld in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.classes import Kind, alike, band_of_heads
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.exchange.frame import cells
from app.surveys.exchange.plain import Table, table
from app.surveys.exchange.result_tables import answers_of
from app.surveys.exchange.returns import union_of_survey
from app.surveys.exchange.variables import Variable, variables_of
from app.surveys.results import result_store
from app.surveys.results.tallies import of_numbers
from app.words.i18n import language
from app.words.labels import label
from forms.keys import base
from forms.questions import TYPES, Question

HEADS_UNIT = "명"


@dataclass(frozen=True)
class Outside:
    """The rows, and what is withheld as lines of (what, how many)."""

    table: Table
    withheld: Table

    def sheets(self) -> dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]:
        """As a workbook: the rows, and what is withheld on a sheet of its own."""
        return {_("응답"): self.table, _("싣지 않은 것"): self.withheld}

    def lines(self) -> Table:
        """As one table: what is withheld stands under the rows, after an empty line."""
        titles, rows = self.table
        heads, counts = self.withheld
        return titles, [*rows, [], list(heads), *counts]


def returns_outside(db: Database, survey: sqlite3.Row, scope: Scope) -> Outside:
    """The returns of a scope without receipt, time, firm, own words or exact numbers, three firms or more to a kind.

    Areas whose answers enter no total are left out here too, so that no total less these rows leaves one of them.
    """
    questions = questionnaire_of(survey["definition"]).questions
    answers = answers_of(db, survey)
    parts = of_numbers(result_store.firms_by_area(db, survey["id"]))
    every = result_store.returns_outside(db, survey["id"], scope)
    found = [r for r in every if r["area_id"] in parts.within(scope.area_ids)]
    kinds = alike([(r["firm"], _kind(r, questions, answers, parts.shown)) for r in found])
    names = {r["area_code"]: r["area_en" if language() == "en" else "area_ko"] for r in found}
    columns = _told_columns(db, survey, answers)
    titles, told_cells = table(columns, [_row(columns, answers.get(r["id"], {})) for r in found])
    lines = [
        [*_place(kind, survey, names), *own] for own, kind in zip(told_cells, kinds, strict=True) if kind is not None
    ]
    titles = [_("조사"), _("밀집지역코드"), _("밀집지역"), _("업종 구분"), _("종사자 규모"), *titles]
    told = [kind for kind in kinds if kind is not None]
    return Outside((titles, sorted(lines, key=str)), _withheld(told, len(every) - len(told), questions))


def _told_columns(db: Database, survey: sqlite3.Row, answers: Mapping[str, Mapping[str, Any]]) -> list[Variable]:
    """The columns of closed questions, of all versions."""
    union = union_of_survey(db, survey)
    every = variables_of(union, {key for each in answers.values() for key in each}, ())
    return [v for v in every if (q := union.questions.get(base(v.key))) and _is_told(q)]


def _row(columns: Sequence[Variable], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered; why a cell is empty is not told outside."""
    return cells(columns, answers, 0, None) | {v.title: None for v in columns if answers.get(v.key) is None}


def _kind(r: sqlite3.Row, questions: Sequence[Question], answers: Mapping[str, Any], shown: frozenset[str]) -> Kind:
    """All that may be told of a firm at best: areas of one or two firms have no name."""
    heads = r["employees"]
    for question in questions:
        stored = answers.get(r["id"], {}).get(question.id)
        if heads is None and question.unit.ko == HEADS_UNIT and stored is not None:
            heads = int(stored)
    return Kind(r["area_code"] if r["area_id"] in shown else "", r["industry"] or "", band_of_heads(heads))


def _is_told(question: Question) -> bool:
    """Choices and scales; no own words and no number: a share of exports beside the area told one firm in five apart."""
    return TYPES[question.type].summary in ("scale", "shares")


def _place(kind: Kind, survey: sqlite3.Row, names: Mapping[str, str]) -> list[str]:
    industry = label(kind.industry, "industry_kind") if kind.industry else ""
    place = [survey["wave"], kind.area, names.get(kind.area, ""), industry, kind.heads]
    return [each or _("싣지 않음") for each in place]


def _withheld(told: Sequence[Kind], left_out: int, questions: Sequence[Question]) -> Table:
    """What a reader has to know: how many rows are told by less, how many are not here, which questions neither."""
    numbers = [
        [_("실은 응답"), len(told)],
        [_("싣지 않은 응답(같은 조건의 기업이 3곳 미만)"), left_out],
        [_("밀집지역을 싣지 않은 응답"), sum(not kind.area for kind in told)],
        [_("업종을 싣지 않은 응답"), sum(not kind.industry for kind in told)],
        [_("종사자 규모를 싣지 않은 응답"), sum(not kind.heads for kind in told)],
        [_("싣지 않은 문항"), sum(not _is_told(q) for q in questions)],
    ]
    always = _("접수번호, 제출일시, 기업, 조사 방식, 주관식 답, 종사자 수는 싣지 않습니다.")
    return [_("싣지 않은 것"), _("건수")], [*numbers, [always, None]]
