"""The page on which a person says where a workbook's talk stands: sheet, heading, speakers, speech, times."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.roundtables.preview import preview_page, previews
from app.roundtables.preview.preview_page import Opened
from transcripts.text.questions import Grid

_FIELDS = ("speaker", "text", "time")


def page_of(work: Opened, wrong: dict[str, str] | None = None) -> str:
    grids = work.brought.transcript.grids
    return render_template(
        "roundtables/preview/columns.html",
        roundtable=work.roundtable,
        preview_id=work.preview_id,
        file_name=work.brought.file_name,
        grids=[(grid, _widest(grid), _column_names(grid)) for grid in grids],
        used=sum(grid.used for grid in grids),
        edits=len(work.waiting.work.get("edits", [])),
        sent=request.form,
        wrong=wrong or {},
    )


def answered(folder: Path, work: Opened) -> ResponseReturnValue:
    """Take the choice up and read the file again; corrections made on the old reading fall away."""
    wrong, chosen = _chosen(work.brought.transcript.grids)
    if wrong:
        return page_of(work, wrong), 422
    before = work.waiting.work
    reading = {**before.get("reading", {}), "columns": json.dumps(chosen)}
    kept = {**before, "reading": reading, "edits": []}
    kept.pop("text", None)
    fresh = preview_page.opened(work.roundtable, work.preview_id, replace(work.waiting, work=kept))
    if not fresh.brought.transcript.turns:
        return page_of(work, {"text": _("고른 열에서 발언을 찾지 못했습니다. 다른 열을 골라 주십시오.")}), 422
    previews.keep_work(folder, work.preview_id, kept)
    return redirect(
        url_for("roundtables.preview", roundtable_id=work.roundtable["id"], preview_id=work.preview_id, _anchor="talk")
    )


def _chosen(grids: tuple[Grid, ...]) -> tuple[dict[str, str], dict[str, int | None]]:
    """What is wrong by field, and the choice as the reader takes it."""
    sheet = request.form.get("sheet", "0")
    if sheet == "all":
        return {}, {"sheet": None}
    if not sheet.isdigit() or int(sheet) >= len(grids):
        return {"sheet": _("시트를 골라 주십시오.")}, {}
    number = int(sheet)
    columns = {name: _number(request.form.get(f"{name}-{number}", "")) for name in _FIELDS}
    head = _number(request.form.get(f"head-{number}", "0")) or 0
    wrong = {}
    if columns["text"] is None:
        wrong[f"text-{number}"] = _("발언이 적힌 열을 골라 주십시오.")
    taken = [at for at in columns.values() if at is not None]
    if len(taken) != len(set(taken)):
        wrong[f"text-{number}"] = _("한 열을 두 번 골랐습니다. 서로 다른 열을 골라 주십시오.")
    return wrong, {"sheet": number, "head": head, **columns}


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 4 else None


def _widest(grid: Grid) -> int:
    return max((len(row) for row in grid.rows), default=0)


def _column_names(grid: Grid) -> list[str]:
    """Each column as a person names it: its letter, and its heading or first words."""
    row = grid.rows[grid.head - 1] if 0 < grid.head <= len(grid.rows) else (grid.rows[0] if grid.rows else ())
    return [f"{_letter(at)} · {row[at]}" if at < len(row) and row[at] else _letter(at) for at in range(_widest(grid))]


def _letter(at: int) -> str:
    return chr(65 + at) if at < 26 else f"A{chr(65 + at - 26)}"
