"""All tables of a round in one workbook: a sheet a table, units in the heads, and a sheet that says what they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _

from app.clock import today
from app.reports.rounds.figures import Figures, cell
from app.reports.rounds.round_report import RoundReport
from app.words.formats import named

Sheet = tuple[Sequence[str], Iterable[Sequence[Any]]]


def sheets_of(report: RoundReport) -> dict[str, Sheet]:
    """Every table of the report but the list of areas, which the evaluation's own sheet has in full; then the notes."""
    found: dict[str, Sheet] = {table.title: _sheet(table) for table in report.tables if table.key != "areas"}
    found[_("출처와 기준")] = ([_("항목"), _("내용")], _notes(report))
    return found


def _sheet(table: Figures) -> Sheet:
    heads = [column.head for column in table.columns]
    return heads, [[cell(v, c.kind) for v, c in zip(row, table.columns, strict=True)] for row in table.rows]


def _notes(report: RoundReport) -> list[list[Any]]:
    rows: list[list[Any]] = [
        [_("회차"), named(report.round)],
        [_("담은 지역"), report.extent.told],
        [_("요약"), report.lead],
    ]
    if report.example:
        rows.append([_("예시 자료"), _("지역·기업·사람·발언은 모두 지어낸 것입니다.")])
    if report.draft:
        rows.append([_("주의할 점"), report.draft])
    rows += [[_("자료 기준일"), report.evaluation["as_of"]], [_("평가한 때"), report.evaluation["created_at"]]]
    rows += [[word, told] for word, told in report.basis[2:]]
    rows += [[table.title, table.note] for table in report.tables if table.note]
    rows += [[heading, line] for heading, lines in report.sources for line in lines]
    rows += [[_("전산 확인용"), report.codes], [_("내려받은 날"), today().isoformat()]]
    return rows
