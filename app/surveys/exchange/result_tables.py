"""The tables people take home from a survey beside its returns: BSI and shares, open answers, response rates."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas.anonymity import LEAST_FOR_MEDIAN
from app.clock import in_seoul
from app.surveys.answering import response_store
from app.surveys.asking.periods import period_word
from app.surveys.results.covering import because, part
from app.surveys.results.results import Results
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import label

Table = tuple[list[str], list[list[Any]]]


def answers_of(db: Database, survey: sqlite3.Row) -> dict[str, dict[str, Any]]:
    """Response id to its answers: question id to value, or to what may be read of an open one."""
    found = response_store.answers_of_survey(db, survey["id"])
    return {key: {question: json.loads(value) for question, value in each.items()} for key, each in found.items()}


def results_table(results: Results, wave: str, left: str = "") -> Table:
    """BSI, shares and figures in one long table, and at its end how much of it is withheld, which areas and why."""
    titles = [_("문항"), _("구분"), _("값"), _("단위"), _("응답 수"), _("비고")]
    table = [*_index_lines(results, wave), *_share_lines(results), *_figure_lines(results)]
    cells = sum(line[2] is None and line[5] != "" for line in table)
    table.append([_("싣지 않은 칸"), "", cells, _("칸"), None, _("까닭은 줄마다 비고에 있습니다") if cells else ""])
    table.append([_("싣지 않은 지역"), "", results.withheld, _("곳"), None, left])
    if results.whole:
        table.append(
            [
                _("모든 응답을 넣은 값"),
                "",
                None,
                "",
                None,
                _("낱개 응답을 볼 수 있는 사람의 표이므로 밖에 내지 마십시오"),
            ]
        )
    return titles, table


def _index_lines(results: Results, wave: str) -> Iterator[list[Any]]:
    for pair in results.bsi:
        for word, index in ((period_word([wave], "past"), pair.past), (period_word([wave], "next"), pair.next)):
            if index:
                why = because(index.reason)
                value = None if index.value is None else round(index.value, 1)
                yield [
                    label(pair.item, "bsi_item"),
                    word,
                    value,
                    "BSI",
                    None if why else index.n,
                    why or part(index.covered),
                ]


def _share_lines(results: Results) -> Iterator[list[Any]]:
    for each in results.distributions:
        name = each.question.label.of(language())
        for share in each.shares:
            word = share.choice.label.of(language())
            why = because("beside" if each.n else "too_few") if share.count is None else part(each.covered)
            yield [name, word, share.count, _("응답"), each.n or None, why if each.n or each.withheld else ""]


def _figure_lines(results: Results) -> Iterator[list[Any]]:
    for figure in results.figures:
        name, unit = figure.question.label.of(language()), figure.question.unit.of(language())
        short = figure.median is None and bool(figure.n or figure.withheld)
        why = because("too_few", LEAST_FOR_MEDIAN) if short else part(figure.covered)
        yield [name, _("중앙값"), figure.median, unit, figure.n or None, why]


def texts_table(texts: Sequence[sqlite3.Row], words: dict[str, str]) -> Table:
    """Open answers with where they come from; never the firm's name, nor the minute, by which it could be found."""
    titles = [
        _("밀집지역코드"),
        _("밀집지역"),
        _("업종"),
        _("규모"),
        _("문항"),
        _("답"),
        _("방식"),
        _("제출한 날"),
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
            in_seoul(r["submitted_at"]).strftime("%Y-%m-%d"),
        ]
        for r in texts
    ]
    return titles, table


def rates_table(rates: Sequence[Mapping[str, Any]], *, collecting: bool) -> Table:
    """Responses of each area against the target; by channel and day only for who collects."""
    titles = [*(_("코드"), _("밀집지역"), _("구군"), _("기업 수"), _("응답"), _("목표"), _("달성률(%)")), _("비고")]
    parts = [_("온라인"), _("현장 방문"), _("오늘")] if collecting else []
    return [*titles[:-1], *parts, *([] if collecting else titles[-1:])], [_rate_line(r, collecting) for r in rates]


def _rate_line(rate: Mapping[str, Any], collecting: bool) -> list[Any]:
    answered, wanted = rate["responses"], rate["target"]
    share = None if answered is None else round(answered / wanted * 100, 1)
    rest = (
        [rate["online"], rate["onsite"], rate["today"]] if collecting else [because("too_few") if share is None else ""]
    )
    area = [rate["code"], named(rate), label(rate["district"], "district"), rate["firms"]]
    return [*area, answered, wanted, share, *rest]
