"""Commands that answer a respondent: what is held of a return, withdrawing it, destroying it."""

from __future__ import annotations

import json
import sqlite3

import click
from flask_babel import gettext as _

from app.errors import BadInput, Problem


def _start(context: click.Context) -> None:
    from app.commands import app_of

    app_of(context)


def _ended(receipt: str) -> sqlite3.Row:
    from app.accounts.people import EVERYTHING
    from app.db import get_db
    from app.surveys.answering.receipts import receipt_typed
    from app.surveys.sealed import ending_store

    found = ending_store.find_by_receipt(get_db(), receipt_typed(receipt), EVERYTHING)
    if found is None:
        right = _("응답을 마치며 받은 번호를 2026Q4-7KX2MP처럼 적어 주십시오")
        raise BadInput(Problem(receipt, _("이 접수번호의 응답이 없습니다"), right))
    return found


REASON = click.option(
    "--reason",
    type=click.Choice(["request", "mistake"]),
    required=True,
    help="Why: the respondent asked, or a mistake.",
)


@click.command("held")
@click.argument("receipt")
@click.pass_context
def held(context: click.Context, receipt: str) -> None:
    """Say what is held of the return with this RECEIPT number, without its words."""
    from app.db import get_db
    from app.surveys.sealed import ending

    _start(context)
    found = _ended(receipt)
    told = {
        "receipt": found["receipt"],
        "survey": found["wave"],
        "area": found["area_code"],
        "submitted_at": found["submitted_at"],
        "withdrawn_at": found["withdrawn_at"],
        "destroyed_at": found["destroyed_at"],
        "answers": found["closed"],
        "sealed": found["originals"],
        "keep_until": found["keep_until"],
        **ending.losses(get_db(), found["id"]),
    }
    click.echo(json.dumps(told, ensure_ascii=False))


@click.command("withdraw")
@click.argument("receipt")
@REASON
@click.pass_context
def withdraw(context: click.Context, receipt: str, reason: str) -> None:
    """Take the return with this RECEIPT number out of all that counts and is read."""
    from app.db import get_db
    from app.surveys.sealed import ending

    _start(context)
    ending.withdraw(get_db(), _ended(receipt)["id"], reason, person_id=None)
    click.echo(_("응답을 철회했습니다. 더는 세지 않습니다."))


@click.command("destroy")
@click.argument("receipt")
@REASON
@click.pass_context
def destroy(context: click.Context, receipt: str, reason: str) -> None:
    """Destroy the return with this RECEIPT number for good: answers, statements, and whose it was."""
    from app.db import get_db
    from app.surveys.sealed import ending

    _start(context)
    done = ending.destroy(get_db(), _ended(receipt)["id"], reason, person_id=None)
    click.echo(_("응답 %(receipt)s의 답 %(n)s개를 파기했습니다.", receipt=done.receipt, n=done.answers))


@click.command("destroy-due")
@click.option("--until", help="A day such as 2031-11-30: what was to be kept until then; yesterday when left out.")
@click.pass_context
def destroy_due(context: click.Context, until: str | None) -> None:
    """Destroy the returns, and the originals of open answers, whose day is over."""
    from app.db import get_db
    from app.surveys.sealed import ending

    _start(context)
    returns = ending.destroy_due(get_db(), until)
    originals = ending.destroy_due_originals(get_db(), until)
    click.echo(_("응답 %(n)s건과 주관식 답 원문 %(m)s건을 파기했습니다.", n=returns, m=originals))


COMMANDS = [held, withdraw, destroy, destroy_due]
