"""Answering a person from the command line: what is held, a copy, destroying."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.requests.labels import LABELS

if TYPE_CHECKING:
    from app.requests.finding import Entry, Held

_WORDS = {
    "receipt": "The number the respondent keeps.",
    "firm": "The firm's name, or its code in the register.",
    "name": "The person's full name.",
    "phone": "The person's phone number.",
    "email": "The person's e-mail address.",
    "login": "The login of somebody who signed in here.",
}


def _prompted(_context: click.Context, option: click.Parameter, value: str) -> str:
    return str(click.prompt(option.name)) if value == "-" else value


def given(command: Callable[..., Any]) -> Callable[..., Any]:
    """What a person gives to be found by; "-" asks for it, so that it stands in no history of commands."""
    for name, words in reversed(_WORDS.items()):
        command = click.option(f"--{name}", default="", callback=_prompted, help=words)(command)
    return command


ASKED_BY = click.option(
    "--asked-by", type=click.Choice(tuple(LABELS["asked_by"])), required=True, help="Who asks: the person or an agent."
)
ENTRIES = click.option(
    "--entry", "keys", multiple=True, help="An entry as `held` names it; all of the person's own when left out."
)


@click.group()
def requests() -> None:
    """Answer a person who asks what is held of him or her, for a copy, or for destroying. A value of "-" is asked for."""


@requests.command("held")
@given
@click.pass_context
def held(context: click.Context, **words: str) -> None:
    """Say as JSON what is held at which place, why, how long, who reads it, and which entries can be destroyed."""
    from app.accounts.people import EVERYTHING
    from app.db import get_db
    from app.requests import copying, finding
    from app.requests.asked import Asked

    _start(context)
    found = finding.held(get_db(), Asked(**words), EVERYTHING, person_id=None)
    told = {
        "places": [copying.held_line(place.code, count) for place, count in found.places],
        "entries": [_entry(each) for each in found.entries],
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


@requests.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@given
@ENTRIES
@ASKED_BY
@click.pass_context
def export(context: click.Context, file: Path, keys: tuple[str, ...], asked_by: str, **words: str) -> None:
    """Write a copy for the person to FILE (.xlsx or .json): returns as written, what was said as a participant."""
    from app.accounts.downloading import write_out
    from app.accounts.people import EVERYTHING
    from app.db import get_db
    from app.requests import copying, finding
    from app.requests.asked import Asked

    _start(context)
    written = {".xlsx": copying.xlsx_of, ".json": copying.json_of}.get(file.suffix.lower())
    if written is None:
        raise BadInput(
            Problem(file.name, _("쓸 수 없는 형식입니다"), _(".xlsx나 .json으로 끝나는 이름을 적어 주십시오"))
        )
    found = finding.find(get_db(), Asked(**words), EVERYTHING)
    made = copying.copied(get_db(), found, _chosen(found, keys), asked_by, person_id=None)
    write_out(get_db(), file, written(made), "person_copy")
    click.echo(
        _("답 %(answers)s개와 발언 %(said)s개를 담았습니다.", answers=len(made["answers"]), said=len(made["said"]))
    )


@requests.command("destroy")
@given
@ENTRIES
@ASKED_BY
@click.option("--yes", is_flag=True, help="Destroy; without it only what would be destroyed is listed.")
@click.pass_context
def destroy(context: click.Context, keys: tuple[str, ...], asked_by: str, yes: bool, **words: str) -> None:
    """Destroy entries for good, through the same acts as the page: all of them or nothing."""
    from app.accounts.people import EVERYTHING
    from app.db import get_db
    from app.requests import destroying, finding
    from app.requests.asked import Asked
    from app.words.labels import label

    _start(context)
    asked = Asked(**words)
    # A list alone is a search, and is written down as one; destroying is written down itself.
    found = (
        finding.find(get_db(), asked, EVERYTHING) if yes else finding.held(get_db(), asked, EVERYTHING, person_id=None)
    )
    chosen = _chosen(found, keys)
    for each in chosen:
        click.echo(f"{each.key}  {label(each.act, 'request_act')}  {each.receipt} {each.told}")
    if not yes:
        click.echo(_("파기할 것 %(n)s건. 파기하려면 --yes를 붙여 주십시오.", n=len(chosen)))
        return
    done = destroying.destroy(get_db(), chosen, asked_by, person_id=None)
    click.echo(_("파기한 것 %(n)s건", n=sum(done.values())))


def _start(context: click.Context) -> None:
    from app.commands import app_of

    app_of(context)


def _chosen(found: Held, keys: tuple[str, ...]) -> list[Entry]:
    """The entries named, or the person's own. Raises BadInput for one that was not found, or that is closed."""
    if not keys:
        return found.chosen(each.key for each in found.entries if each.own)
    closed = {each.key: each.closed for each in found.entries}
    wrong = [key for key in keys if closed.get(key, "?")]
    if wrong:
        right = _("`moksori requests held`가 보인 것 가운데 지금 파기할 수 있는 것을 적어 주십시오")
        raise BadInput(*(Problem(key, closed.get(key) or _("찾은 것 가운데 없습니다"), right) for key in wrong))
    return found.chosen(keys)


def _entry(each: Entry) -> dict[str, Any]:
    from app.words.labels import label

    return {
        "entry": each.key,
        "what": label(each.act, "request_act"),
        "receipt": each.receipt or None,
        "told": each.told,
        "own": each.own,
        "until": each.until or None,
        "closed": each.closed or None,
    }


COMMANDS = [requests]
