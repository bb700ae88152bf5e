"""Coding from the command line: suggest themes for a round, import judgments."""

from __future__ import annotations

from pathlib import Path

import click
from flask_babel import gettext as _

from app.coding import importing, store, suggesting
from app.commands import app_of
from app.db import get_db
from app.errors import BadInput, Problem


@click.command("suggest")
@click.option("--round", "code", required=True, help="The round's code, such as 2026H2.")
@click.pass_context
def suggest(context: click.Context, code: str) -> None:
    """Cut the round's new texts into segments and suggest themes; may be repeated."""
    app_of(context)
    db = get_db()
    round_id = store.round_of_code(db, code)
    if round_id is None:
        right = _("있는 회차의 코드를 적어 주십시오(예: 2026H2)")
        raise BadInput(Problem("--round", _("없는 회차입니다: ‘%(code)s’", code=code), right))
    done = suggesting.suggest_round(db, round_id)
    click.echo(
        _(
            "새 문장 %(cut)s개를 나누고, 문장 %(segments)s개를 살펴 주제 %(suggestions)s개를 제안했습니다.",
            **done,
        )
    )


@click.group("codings")
def codings() -> None:
    """Experts' judgments."""


@codings.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def import_(context: click.Context, file: Path) -> None:
    """Import judgments (CSV or XLSX) on texts that are there; may be repeated."""
    app_of(context)
    done = importing.import_codings(get_db(), file.read_bytes(), file.name, None)
    click.echo(_("새 판단 %(new)s건, 이미 있던 판단 %(unchanged)s건입니다.", new=done.new, unchanged=done.unchanged))


COMMANDS = [suggest, codings]
