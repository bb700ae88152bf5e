"""Commands of roundtables."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

from app.clock import yesterday

if TYPE_CHECKING:
    from app.roundtables.preview import importing


@click.group()
def roundtables() -> None:
    """Roundtables, interviews and field notes."""


@roundtables.command("import")
@click.argument("record", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("transcript", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--accept-unsure", is_flag=True, help="Store what may be personal data as it is; else nothing is stored.")
@click.option("--strict", is_flag=True, help="Store nothing where the file leaves a question open.")
@click.pass_context
def import_(context: click.Context, record: Path, transcript: Path | None, accept_unsure: bool, strict: bool) -> None:
    """Import RECORD (JSON) with its TRANSCRIPT (HWP, HWPX, DOCX, PDF, TXT, XLSX, CSV, TSV, VTT, SRT, LRC or JSON); may be
    repeated.

    Without TRANSCRIPT the file the record names, beside the record, is taken if it is there. What surely says who
    somebody is, is replaced by a pseudonym; what is not sure stops the import and is listed, unless --accept-unsure is
    given. What the file leaves open is said on standard error; it is stored as it was read best, unless --strict is
    given.
    """
    from app.commands import app_of
    from app.db import get_db
    from app.roundtables.preview import importing
    from app.roundtables.record import store
    from app.words.file_words import asked
    from app.words.labels import label

    app_of(context, pages=False)
    found = importing.read_record(record.read_bytes(), record.name)
    beside = record.parent / Path(str(found.get("transcript") or "")).name
    path = transcript or (beside if found.get("transcript") and beside.is_file() else None)
    brought = (path.name, path.read_bytes()) if path else None
    done = importing.import_record(get_db(), found, brought, None, accept_unsure=accept_unsure, strict=strict)
    click.echo(_said(record.name, done))
    if done.transcript_new:
        code = store.round_of(get_db(), done.id)["code"]
        click.echo(_("주제 제안은 `moksori suggest --round %(code)s` 명령으로 시작합니다.", code=code))
    for question in done.questions:
        click.echo(f"{path.name if path else record.name}: {asked(question)}", err=True)
    for group in done.unsure:
        words = {"kind": label(group.kind, "personal"), "word": group.original, "n": group.count}
        click.echo("  " + _("그대로 둔 말(확인 필요): %(kind)s ‘%(word)s’, %(n)s곳", **words))


@roundtables.command("destroy-originals")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="Day until which they were kept; yesterday if not given."
)
@click.option("--dry-run", is_flag=True, help="Only list what would be destroyed.")
@click.pass_context
def destroy_originals(context: click.Context, until: datetime | None, dry_run: bool) -> None:
    """Destroy original files, raw texts and keys whose day is over. The worker does this every day by itself."""
    from app.commands import app_of
    from app.db import get_db
    from app.roundtables.sealed import originals_store, retaining

    app_of(context, pages=False)
    day = until.date().isoformat() if until else yesterday().isoformat()
    due = originals_store.due_documents(get_db(), day)
    for each in due:
        click.echo(_("%(code)s: %(day)s까지 보관", code=each["code"], day=each["keep_until"]))
    if dry_run:
        click.echo(_("파기할 원본 %(n)s건", n=len(due)))
        return
    click.echo(_("파기한 원본 %(n)s건", n=len(retaining.destroy_due(get_db(), day))))


def _said(name: str, done: importing.Imported) -> str:
    states = {"new": _("새 기록"), "changed": _("바뀐 기록"), "unchanged": _("같은 기록")}
    said = _("%(name)s: %(state)s, 발언 %(turns)s개", name=name, state=states[done.state], turns=done.turns)
    if done.replaced:
        said += " · " + _("바꾼 곳 %(n)s곳", n=done.replaced)
    if done.waiting:
        said += " · " + _("확인할 발언자: %(speakers)s", speakers=", ".join(done.waiting))
    return said


# The name of the first version, which people may have in their scripts.
roundtable = click.Group("roundtable", commands={"import": import_}, hidden=True, help=roundtables.help)

COMMANDS = [roundtables, roundtable]
