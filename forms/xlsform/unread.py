"""Cells nobody reads: columns that are not carried, told once with how many cells are filled."""

from __future__ import annotations

import re

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


_WORDS = frozenset({"label", "hint", "guidance_hint"})
_MARKS = re.compile(r"</?[a-zA-Z]+[^<>]*>|\*\*[^*\n]+\*\*|(?m:^\s*#{1,6} )|\[[^\]\n]+\]\(")


def tell_unread(found: Book, rows: Outline, findings: Findings) -> None:
    """Tell the columns of the survey and the settings that are not carried."""
    _columns(found.survey.sheet, [row for row in found.survey.rows if row.get("type")], findings)
    for group in rows.groups:
        for column in sorted({name for name, _language in group.row.cells} - _OF_GROUPS):
            if not features.known("survey")[features.squeezed(column)].lost:
                row = group.row
                findings.add("group_cell", row.sheet, row.number, row.heading(column))
    _marked(found, findings)
    if found.settings:
        _settings(found.settings.rows[:1], findings)


def _marked(found: Book, findings: Findings) -> None:
    """Words with HTML or Markdown in them, told once a sheet."""
    for table in (found.survey, *found.choices):
        marked = [
            (row, row.headings[name, language])
            for row in table.rows
            for (name, language), text in row.cells.items()
            if name in _WORDS and _MARKS.search(text)
        ]
        if marked:
            row, heading = marked[0]
            findings.add("wording_marked", row.sheet, row.number, heading, count=len(marked))


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
