"""The tables people take home from a survey: returns with codes and words, BSI, response rates."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import LEAST_FIRMS
from app.clock import in_seoul
from app.surveys.answering import response_store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.periods import period_word
from app.surveys.results.bsi import BusinessSurveyIndex
from app.surveys.results.results import Results
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import label
from forms.questions import TYPES, Question

Table = tuple[list[str], list[list[Any]]]


def returns_table(
    db: Database, survey: sqlite3.Row, scope: Scope, *, area_id: str | None = None, private: bool
) -> Table:
    """Every return as a row: codes as stored, words beside them.

    `private` says that the reader may see which firm answered and what it wrote in its own words.
    """
    asked = [q for q in questionnaire_of(survey["definition"]).questions if private or q.type != "text"]
    titles = [*_fixed_titles(private), *(title for question in asked for title in _titles(question))]
    answers = response_store.answers_of_survey(db, survey["id"])
    table = []
    for found in response_store.responses_to_export(db, survey["id"], scope, area_id=area_id):
        given = answers.get(found["id"], {})
        cells = (cell for question in asked for cell in _cells(question, given.get(question.id)))
        table.append([*_fixed_cells(found, survey, private), *cells])
    return titles, table


def _fixed_titles(private: bool) -> list[str]:
    firm = [_("기업코드"), _("기업")] if private else []
    place = [_("접수번호"), _("조사"), _("밀집지역코드"), _("밀집지역")]
    return [*place, *firm, _("방식 코드"), _("방식"), _("제출일시"), _("집계 포함")]


def _fixed_cells(found: sqlite3.Row, survey: sqlite3.Row, private: bool) -> list[Any]:
    area = found["area_en"] if language() == "en" else found["area_ko"]
    firm = [found["firm_code"], found["respondent"]] if private else []
    return [
        found["receipt"],
        survey["wave"],
        found["area_code"],
        area,
        *firm,
        found["channel"],
        label(found["channel"], "channel"),
        in_seoul(found["submitted_at"]).strftime("%Y-%m-%d %H:%M"),
        _("예") if found["counted"] else _("아니요(새 응답이 있음)"),
    ]


def _titles(question: Question) -> Iterator[str]:
    yield question.id
    if question.choices:
        yield question.label.of(language())


def _cells(question: Question, stored: str | None) -> Iterator[Any]:
    """The value as it would be imported again and, for choices, its words; 해당 없음 is not the same as a blank."""
    value = None if stored is None else json.loads(stored)
    yield ";".join(value) if isinstance(value, list) else "yes" if value is True else value
    if question.choices:
        yield TYPES[question.type].as_text(value, question, language())


def results_table(results: Results, wave: str) -> Table:
    """BSI, shares and figures in one long table: what, when or which choice, value, n."""
    titles = [_("문항"), _("구분"), _("값"), _("단위"), _("응답 수"), _("비고")]
    table: list[list[Any]] = []
    for pair in results.bsi:
        for word, index in ((period_word([wave], "past"), pair.past), (period_word([wave], "next"), pair.next)):
            if index:
                table.append([label(pair.item, "bsi_item"), word, _rounded(index), "BSI", index.n, _note(index.n)])
    for each in results.distributions:
        name = each.question.label.of(language())
        for share in each.shares:
            word = share.choice.label.of(language())
            table.append([name, word, share.count, _("응답"), each.n, _note(each.n)])
    for figure in results.figures:
        name, unit = figure.question.label.of(language()), figure.question.unit.of(language())
        table.append([name, _("중앙값"), figure.median, unit, figure.n, _note(figure.n)])
    return titles, table


def _rounded(index: BusinessSurveyIndex) -> float | None:
    return None if index.value is None else round(index.value, 1)


def _note(n: int) -> str:
    return "" if n >= LEAST_FIRMS else _("응답이 3건보다 적어 표시하지 않음")


def texts_table(texts: Sequence[sqlite3.Row], words: dict[str, str]) -> Table:
    """Open answers with where they come from; never the firm's name."""
    titles = [
        _("밀집지역코드"),
        _("밀집지역"),
        _("업종"),
        _("규모"),
        _("문항"),
        _("답"),
        _("방식"),
        _("제출일시"),
    ]
    table = [
        [
            r["area_code"],
            named(r),
            (r["industry_en"] if language() == "en" else r["industry_ko"]) or "",
            label(r["size_band"], "size_band"),
            words.get(r["question_id"], r["question_id"]),
            r["text"],
            label(r["channel"], "channel"),
            in_seoul(r["submitted_at"]).strftime("%Y-%m-%d %H:%M"),
        ]
        for r in texts
    ]
    return titles, table


def rates_table(rates: Sequence[sqlite3.Row]) -> Table:
    """Responses of each area against the target."""
    titles = [
        _("코드"),
        _("밀집지역"),
        _("구군"),
        _("기업 수"),
        _("응답"),
        _("목표"),
        _("달성률(%)"),
        _("온라인"),
        _("현장 방문"),
        _("오늘"),
    ]
    table = [
        [
            r["code"],
            named(r),
            label(r["district"], "district"),
            r["firms"],
            r["responses"],
            r["target"],
            round(r["responses"] / r["target"] * 100, 1),
            r["online"],
            r["onsite"],
            r["today"],
        ]
        for r in rates
    ]
    return titles, table
