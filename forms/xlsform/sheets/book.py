"""Which sheet of a workbook is which: by its name in any spelling, else by its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from forms.xlsform import features
from forms.xlsform.findings import Findings
from forms.xlsform.sheets.tables import Table, head_row, table
from forms.xlsform.sheets.workbook import NotAForm, Sheet

# The sheets read as lists of choices.
_CHOICES = ("choices", "external_choices")


@dataclass
class Book:
    """The tables of a form."""

    survey: Table
    choices: list[Table] = field(default_factory=list)
    settings: Table | None = None

    def tables(self) -> list[Table]:
        return [self.survey, *self.choices, *([self.settings] if self.settings else [])]


def book(sheets: Sequence[Sheet], findings: Findings) -> Book:
    """Find the tables; sheets that are none of a form's are told.

    Raises
    ------
    NotAForm
        Where no sheet has a column of types beside one of names or words.
    """
    named = _named(sheets)
    survey = _survey(sheets, named, findings)
    if survey is None:
        raise NotAForm("no_survey")
    found = Book(survey)
    for sheet in sheets:
        kind = named.get(sheet.name)
        if sheet.name == survey.sheet or not any(any(row) for row in sheet.rows):
            continue
        if kind in _CHOICES or (kind is None and not found.choices and _unnamed_choices(sheet, named)):
            read = table("choices", sheet, findings)
            found.choices += [read] if read else []
            _tell(sheet, "sheet_headless" if read is None else "", findings)
        elif kind == "settings":
            found.settings = found.settings or table("settings", sheet, findings)
            _tell(sheet, "sheet_headless" if found.settings is None else "", findings)
        else:
            feature = features.find("sheet", sheet.name)
            _tell(sheet, "sheet_lost" if feature and feature.lost else "sheet_ignored", findings)
    return found


def _tell(sheet: Sheet, key: str, findings: Findings) -> None:
    if key:
        findings.add(key, sheet.name)


def _named(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Kind by the sheet's name; of two of one kind the first, exact spellings before guesses."""
    found: dict[str, str] = {}
    for search in (features.find, features.guess):
        for sheet in sheets:
            feature = search("sheet", sheet.name.rstrip("0123456789 "))
            if feature and sheet.name not in found and feature.name not in found.values():
                found[sheet.name] = feature.name
    return found


def _survey(sheets: Sequence[Sheet], named: dict[str, str], findings: Findings) -> Table | None:
    """The sheet of that name if it has the headings; else the first that has them."""
    for sheet in sorted(sheets, key=lambda each: named.get(each.name) != "survey"):
        if named.get(sheet.name) not in ("survey", None) or head_row("survey", sheet) is None:
            continue
        if named.get(sheet.name) is None:
            findings.add("survey_found", sheet.name)
        return table("survey", sheet, findings)
    return None


def _unnamed_choices(sheet: Sheet, named: dict[str, str]) -> bool:
    """A sheet of any name with the columns of lists, where no sheet is named for them."""
    if "choices" in named.values():
        return False
    at = head_row("choices", sheet)
    return at is not None and any(
        features.find("choices", cell) == features.find("choices", "list_name") for cell in sheet.rows[at]
    )
