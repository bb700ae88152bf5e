"""A definition becomes a workbook as a person would write it: survey, choices and settings in the original's words."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from forms.questions.likert import points
from forms.xlsform import languages
from forms.xlsform.survey import Written, rows_of

if TYPE_CHECKING:
    from openpyxl.cell import Cell

Row = Mapping[str, str]
# Headings in this order; those no row fills are left out.
_SURVEY = """
    type name label hint guidance_hint required required_message relevant constraint constraint_message
    calculation default read_only choice_filter repeat_count appearance parameters image audio video
    moksori_type moksori_layout moksori_most moksori_place moksori_scale moksori_bsi moksori_domain moksori_unit
    moksori_min moksori_max moksori_decimals
"""
_SETTINGS = """
    form_title form_id version default_language moksori_title moksori_intro moksori_minutes moksori_keep_years moksori_pages
    moksori_languages moksori_files
"""
_CHOICES = "list_name name label moksori_own moksori_exclusive"
# Wide enough to read a question, narrow enough to see the next column.
_WIDEST = 60


def write(definition: Mapping[str, Any]) -> bytes:
    """The workbook of a definition, whose rules are texts or `{source, tree}`."""
    from openpyxl import Workbook

    written = Written(definition)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    _fill(sheet, list(rows_of(written)), _SURVEY)
    _fill(book.create_sheet("choices"), list(_choice_rows(written)), _CHOICES)
    _fill(book.create_sheet("settings"), [_settings(written)], _SETTINGS)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _choice_rows(written: Written) -> Iterable[Row]:
    """Shared lists, then those of one question, then the words of scales."""
    for name, choices in written.definition.get("lists", {}).items():
        yield from (_choice(written, name, choice, own=False) for choice in choices)
    for question in written.definition["questions"]:
        if isinstance(question.get("choices"), list):
            name = written.list_name(question)
            yield from (_choice(written, name, choice, own=True) for choice in question["choices"])
    for scale in sorted({q["scale"] for q in written.definition["questions"] if written.is_scale(q)}):
        for point in points(scale):
            label = {"ko": point.label.ko, "en": point.label.en}
            first = {written.codes[0]: label.get(written.codes[0], label["en"])}
            told = {code: text for code, text in label.items() if code in written.codes} or first
            yield _choice(written, f"likert_{scale}", {"id": point.id, "label": told}, own=False)


def _choice(written: Written, name: str, choice: Mapping[str, Any], *, own: bool) -> Row:
    flags = {"moksori_own": own, "moksori_exclusive": choice.get("exclusive", False)}
    return {
        "list_name": name,
        "name": str(choice["id"]),
        **written.words("label", choice["label"]),
        **choice.get("attributes", {}),
        **choice.get("media", {}),
        **{column: "yes" for column, flag in flags.items() if flag},
    }


def _settings(written: Written) -> Row:
    d, kept = written.definition, dict(written.origin.get("settings", {}))
    named = {f"moksori_{name}": str(d[name]) for name in ("minutes", "keep_years", "pages") if d.get(name) is not None}
    first = written.codes[0]
    # The order of columns is the order of the first question's words, which need not be that of the languages.
    ordered = len(d.get("languages", ())) > 1
    return {
        "form_title": d["title"][first],
        "form_id": str(d["id"]),
        "default_language": languages.written(first, written.languages),
        **written.words("moksori_title", {code: text for code, text in d["title"].items() if code != first}),
        **written.words("moksori_intro", d.get("intro") or {}),
        **named,
        **({"moksori_languages": " ".join(written.codes)} if ordered else {}),
        **({"moksori_files": json.dumps(d["files"], ensure_ascii=False)} if d.get("files") else {}),
        **kept,
    }


def _fill(sheet: Any, rows: Sequence[Row], order: str) -> None:
    """Headings in bold, every cell as text: a spreadsheet must make no dates or formulas of names and rules."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    headings = _headings(rows, order.split())
    for row, cells in enumerate([dict(zip(headings, headings, strict=True)), *rows], 1):
        for column, heading in enumerate(headings, 1):
            if text := cells.get(heading):
                cell: Cell = sheet.cell(row=row, column=column)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
                if row == 1:
                    cell.font = Font(bold=True)
    for column, heading in enumerate(headings, 1):
        longest = max([len(heading), *(len(row.get(heading, "").split("\n")[0]) for row in rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, _WIDEST)
    sheet.freeze_panes = "A2"


def _headings(rows: Sequence[Row], order: Sequence[str]) -> list[str]:
    """Filled headings: those known in their order, each with its languages as they come, then the rest."""
    filled = list(dict.fromkeys(heading for row in rows for heading in row))
    known = [heading for name in order for heading in filled if heading.partition("::")[0] == name]
    return [*known, *(heading for heading in filled if heading not in known)]
