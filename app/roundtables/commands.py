"""Commands of roundtables."""

from __future__ import annotations

from pathlib import Path

import click
from flask_babel import gettext as _

from app.db import get_db
from app.roundtables import importing


@click.group()
def roundtable() -> None:
    """Roundtables, interviews and field notes."""


@roundtable.command("import")
@click.argument("record", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("transcript", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.pass_context
def import_(context: click.Context, record: Path, transcript: Path | None) -> None:
    """Import RECORD (JSON) with its TRANSCRIPT (HWP, HWPX, DOCX, PDF, TXT, XLSX, CSV, VTT or SRT); may be repeated.

    Without TRANSCRIPT the file the record names, beside the record, is taken if it is there.
    """
    from app.commands import app_of

    app_of(context)
    found = importing.read_record(record.read_bytes(), record.name)
    beside = record.parent / Path(str(found.get("transcript") or "")).name
    path = transcript or (beside if found.get("transcript") and beside.is_file() else None)
    brought = (path.name, path.read_bytes()) if path else None
    click.echo(_said(record.name, importing.import_record(get_db(), found, brought, None)))


def _said(name: str, done: importing.Imported) -> str:
    states = {"new": _("새 기록"), "changed": _("바뀐 기록"), "unchanged": _("같은 기록")}
    said = _("%(name)s: %(state)s, 발언 %(turns)s개", name=name, state=states[done.state], turns=done.turns)
    if done.waiting:
        said += " · " + _("확인할 발언자: %(speakers)s", speakers=", ".join(done.waiting))
    return said


COMMANDS = [roundtable]
