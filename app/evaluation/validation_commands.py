"""Commands of the verification team: `seats assign` and `votes import`."""

from __future__ import annotations

from pathlib import Path

import click
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.evaluation.labels import LABELS

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("seats")
def seats() -> None:
    """The five seats of the verification team."""


@seats.command("assign")
@click.argument("seat", type=click.Choice(tuple(LABELS["seat"])))
@click.argument("login")
@click.option("--round", "code", required=True, help="Code of the round, such as 2026H2.")
@click.pass_context
def assign(context: click.Context, seat: str, login: str, code: str) -> None:
    """Give SEAT to the person with LOGIN in a round."""
    from app.accounts.store import find_login
    from app.areas import store as areas_store
    from app.commands import app_of
    from app.db import get_db
    from app.evaluation.people.seating import assign_seat

    app_of(context, pages=False)
    db = get_db()
    round_, person = areas_store.find_round(db, code), find_login(db, login)
    problems = []
    if round_ is None:
        problems.append(Problem("--round", _("없는 회차입니다"), _("2026H2처럼 회차 코드를 적어 주십시오")))
    if person is None:
        problems.append(Problem(login, _("없는 아이디입니다"), _("사용 중인 계정의 아이디를 적어 주십시오")))
    if round_ is None or person is None:
        raise BadInput(*problems)
    assign_seat(db, round_["id"], seat, person[0].id, by=None)
    click.echo(f"{code} {seat}: {login}")


@click.group("votes")
def votes() -> None:
    """Votes of the verification team."""


@votes.command("import")
@click.argument("file", type=FILE)
@click.option("--round", "code", help="Code of the round; the one evaluated last when left out.")
@click.pass_context
def import_(context: click.Context, file: Path, code: str | None) -> None:
    """Take votes from a CSV or XLSX file: all or none; a vote that is there already is passed over."""
    from app.areas import store as areas_store
    from app.commands import app_of
    from app.db import get_db
    from app.evaluation.people.importing import import_votes

    app_of(context, pages=False)
    db = get_db()
    round_ = areas_store.find_round(db, code) if code else None
    if code and round_ is None:
        raise BadInput(Problem("--round", _("없는 회차입니다"), _("2026H2처럼 회차 코드를 적어 주십시오")))
    round_id = round_["id"] if round_ else None
    done = import_votes(db, file.read_bytes(), file.name, person_id=None, round_id=round_id)
    click.echo(
        _(
            "새 표 %(new)s장, 이미 있던 표 %(unchanged)s장, 단계가 정해진 지역 %(settled)s곳",
            new=done.new,
            unchanged=done.unchanged,
            settled=done.settled,
        )
    )


COMMANDS = [seats, votes]
