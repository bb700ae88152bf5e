"""Commands of the field: bringing in what a laptop wrote on a stick."""

from __future__ import annotations

from pathlib import Path

import click
from flask_babel import gettext as _

from app.commands import app_of


@click.group("field")
def field() -> None:
    """What laptops bring from the field."""


@field.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def import_(context: click.Context, file: Path) -> None:
    """Take the unsent records of a laptop from FILE; repeating it changes nothing."""
    from flask import current_app

    from app.db import get_db
    from app.field.records import bundle

    app_of(context, pages=False)
    folder = current_app.config["MOKSORI"].data
    done = bundle.import_bundle(get_db(), file.read_bytes(), folder=folder, person_id=None)
    click.echo(
        _(
            "새 기록 %(new)s건, 이미 있던 기록 %(known)s건, 파일 %(files)s개",
            new=done.new,
            known=done.known,
            files=done.files,
        )
    )
    for problem in done.refused:
        click.echo(f"{problem.where}: {problem.what}. {problem.right}.")


COMMANDS = [field]
