"""The command `moksori`: every feature brings its own commands; setting up, serving and the worker stand here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from app.batch.scripting import code_command, transcript_command
from app.batch.training import train_command
from app.commands import app_of
from app.config import Config, from_environment
from app.errors import BadInput, Conflict
from app.features import commands

if TYPE_CHECKING:
    from flask import Flask


@contextmanager
def telling() -> Iterator[None]:
    """Bad input is told in plain words on standard error and ends with 2, never with a traceback."""
    try:
        yield
        return
    except BadInput as error:
        click.echo(error.source or "moksori", err=True)
        for problem in error.problems:
            click.echo(f"  {problem.where}: {problem.what} → {problem.right}", err=True)
    except Conflict as error:
        click.echo(str(error), err=True)
    sys.exit(2)


class Commands(click.Group):
    """A group whose commands tell bad input in plain words."""

    def invoke(self, context: click.Context) -> object:
        with telling():
            return super().invoke(context)


@click.group(cls=Commands)
@click.option("--example", is_flag=True, help="Use the example round's database instead of the work database.")
@click.pass_context
def cli(context: click.Context, example: bool) -> None:
    """Moksori (목소리): workbench of the crisis response system for SME-dense areas."""
    context.obj = from_environment(example=True if example else None)


@cli.command()
@click.pass_context
def init(context: click.Context) -> None:
    """Create the database and install what ships: codebook, indicators, schemes, questionnaire, the present round."""
    from app.db import get_db
    from app.setting_up import install

    app_of(context, pages=False)
    install(get_db())
    click.echo("준비했습니다 (ready).")


@cli.command()
@click.option("--port", default=8000, show_default=True, help="Port on 127.0.0.1.")
@click.pass_context
def serve(context: click.Context, port: int) -> None:
    """Prepare the data, print the address and the sign-ins, and serve (web and worker) until Ctrl-C."""
    from app import create_app
    from app.running import serving

    port = serving.free_port(port)
    app = create_app(context.obj)
    serving.end_on_sigterm()
    serving.apart(app, partial(_prepare, app, context.obj, port))
    serving.serve(app, context.obj, port)


def _prepare(app: Flask, config: Config, port: int) -> None:
    from app import setting_up
    from app.db import get_db

    with telling(), app.app_context():
        sign_ins = setting_up.prepare(get_db(), config, say=lambda text: click.echo(text, err=True))
        click.echo(setting_up.welcome(f"http://127.0.0.1:{port}/", sign_ins, example=config.example))
    sys.stdout.flush()


@cli.command()
@click.argument("login")
@click.pass_context
def password(context: click.Context, login: str) -> None:
    """Give LOGIN a new random password and print it: the way back in for an administrator who lost it."""
    from app.accounts import signing_in, store
    from app.db import get_db
    from app.errors import Problem

    app_of(context, pages=False)
    found = store.find_login(get_db(), login)
    if found is None:
        raise BadInput(Problem(login, "없거나 닫힌 계정입니다", "아이디를 확인해 주십시오"))
    made = signing_in.make_password()
    signing_in.set_password(get_db(), found[0].id, made, by=None)
    click.echo(f"{login} {made}")


@cli.command()
@click.pass_context
def worker(context: click.Context) -> None:
    """Do the background work (serve starts this itself)."""
    from app.running.serving import serve_jobs

    serve_jobs(context.obj)


@cli.command()
@click.option("--mend", is_flag=True, help="First count anew what is kept wrong.")
@click.pass_context
def doctor(context: click.Context, mend: bool) -> None:
    """Look whether all that is stored is whole and right, and say what to do; ends with 1 where something is wrong."""
    from app.db import get_db
    from app.running.doctor import examine, put_right

    app_of(context)
    wrong = 0
    for name in put_right(get_db()) if mend else ():
        click.echo(name)
    for found in examine(get_db(), context.obj):
        click.echo(f"{'✗' if found.wrong else '✓'} {found.what}")
        for line in found.wrong:
            click.echo(f"    {line}")
        if found.wrong:
            click.echo(f"    → {found.do}")
            wrong += 1
    sys.exit(1 if wrong else 0)


def _collect() -> None:
    for command in (code_command, transcript_command, train_command):
        cli.add_command(command)
    for command in commands():
        cli.add_command(command)


_collect()
