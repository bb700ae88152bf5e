"""Coding from the command line: suggest themes for a round, learn them from judgments, import judgments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask_babel import gettext as _

from app.clock import today
from app.coding.term_commands import codebook
from app.commands import app_of
from app.errors import BadInput, Problem

if TYPE_CHECKING:
    from sqlite_utils import Database


@click.command("suggest")
@click.option("--round", "code", required=True, help="The round's code, such as 2026H2.")
@click.pass_context
def suggest(context: click.Context, code: str) -> None:
    """Cut the round's new texts into segments and suggest themes; may be repeated."""
    from app.coding.statements.segmenting import silent
    from app.coding.suggesting import suggesting
    from app.db import get_db

    app_of(context, pages=False)
    db = get_db()
    round_id = _round(db, code)
    done = suggesting.suggest(db, {"round_id": round_id}, silent)
    if done.get("learned"):
        _tell(done["learned"])
    click.echo(
        _(
            "새 문장 %(cut)s개를 나누고, 문장 %(segments)s개를 살펴 주제 %(suggestions)s개를 제안했습니다.",
            **done,
        )
    )


@click.command("refit")
@click.option("--round", "code", help="The round whose segments the model reads; usually the newest.")
@click.pass_context
def refit(context: click.Context, code: str | None) -> None:
    """Learn the themes from all judgments; the same judgments give the same model. May be repeated."""
    from app.coding.learning import learning
    from app.coding.statements import store
    from app.db import get_db

    app_of(context, pages=False)
    db = get_db()
    round_id = _round(db, code) if code else store.newest_round(db, today().isoformat())
    _tell(learning.refit_on_base(db, round_id or ""))


def _round(db: Database, code: str) -> str:
    from app.coding.statements import store

    round_id = store.round_of_code(db, code)
    if round_id is None:
        right = _("있는 회차의 코드를 적어 주십시오(예: 2026H2)")
        raise BadInput(Problem("--round", _("없는 회차입니다: ‘%(code)s’", code=code), right))
    return round_id


def _tell(done: dict[str, Any]) -> None:
    if done["new"]:
        said = _("판단 %(decisions)s건으로 주제 %(themes)s개를 학습했습니다.", **done)
    else:
        said = _("판단 %(decisions)s건이 그대로여서 학습 모델도 그대로입니다.", **done)
    click.echo(f"{said} {_('모델의 확률을 쓰는 주제: %(shown)s개', **done)} ({done['version']})")


@click.group("codings")
def codings() -> None:
    """Experts' judgments."""


@codings.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def import_(context: click.Context, file: Path) -> None:
    """Import judgments (CSV or XLSX) on texts that are there; may be repeated."""
    from app.coding.judging import importing
    from app.db import get_db

    app_of(context, pages=False)
    done = importing.import_codings(get_db(), file.read_bytes(), file.name, None)
    click.echo(_("새 판단 %(new)s건, 이미 있던 판단 %(unchanged)s건입니다.", new=done.new, unchanged=done.unchanged))


@codings.command("recount")
@click.pass_context
def recount_(context: click.Context) -> None:
    """Count anew what is kept of judgments and the queue, and say whether it was right; may be repeated."""
    from app.coding.statements.recounting import recount
    from app.db import get_db

    app_of(context, pages=False)
    wrong = recount(get_db())
    if wrong:
        click.echo(_("다르게 적혀 있던 것을 바로잡았습니다: %(tables)s", tables=", ".join(wrong)))
    else:
        click.echo(_("적어 둔 것이 다시 센 것과 같습니다."))


COMMANDS = [suggest, refit, codings, codebook]
