"""Cells nobody reads: columns that are not carried, told once with how many cells are filled."""

from __future__ import annotations

from forms.xlsform import features
from forms.xlsform.findings import Findings
from forms.xlsform.rows.outline import Outline
from forms.xlsform.sheets.book import Book
from forms.xlsform.sheets.tables import Row

# What a group may say; in any other column it is not heard.
_OF_GROUPS = frozenset(
    {
        "type",
        "name",
        "label",
        "relevant",
        "appearance",
        "repeat_count",
        "disabled",
        "moksori_layout",
        "moksori_most",
        "moksori_place",
    }
)


def tell_unread(found: Book, rows: Outline, findings: Findings) -> None:
    """Tell the columns of the survey and the settings that are not carried."""
    _columns(found.survey.sheet, [row for row in found.survey.rows if row.get("type")], findings)
    for group in rows.groups:
        for column in sorted({name for name, _language in group.row.cells} - _OF_GROUPS):
            if not features.known("survey")[features.squeezed(column)].lost:
                row = group.row
                findings.add("group_cell", row.sheet, row.number, row.heading(column))
    if found.settings:
        _settings(found.settings.rows[:1], findings)


def _columns(sheet: str, rows: list[Row], findings: Findings) -> None:
    filled: dict[str, list[Row]] = {}
    lost = {each.name for each in features.features() if each.kind == "survey" and each.lost}
    for row in rows:
        for name, language in row.cells:
            if name in lost:
                filled.setdefault(row.headings[name, language], []).append(row)
        for heading in row.others:
            filled.setdefault(heading, []).append(row)
    for heading, where in filled.items():
        findings.add("column_lost", sheet, where[0].number, heading, count=len(where))


def _settings(rows: tuple[Row, ...], findings: Findings) -> None:
    for row in rows:
        for name, language in row.cells:
            if features.known("settings")[features.squeezed(name)].lost:
                findings.add("setting_lost", row.sheet, row.number, row.headings[name, language])
        for heading in row.others:
            findings.add("setting_kept", row.sheet, row.number, heading)
