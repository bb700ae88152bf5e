"""The command `moksori`: every feature brings its own commands; serving and the example round stand here."""

from __future__ import annotations

import sys

import click
from flask import Flask

from app import create_app
from app.config import from_environment
from app.errors import BadInput, Conflict


class Commands(click.Group):
    """A group that tells bad input in plain words on standard error and ends with 2, never with a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except BadInput as error:
            click.echo(error.source or "moksori", err=True)
            for problem in error.problems:
                click.echo(f"  {problem.where}: {problem.what} → {problem.right}", err=True)
        except Conflict as error:
            click.echo(str(error), err=True)
        sys.exit(2)


@click.group(cls=Commands)
@click.option("--example", is_flag=True, help="Use the example round's database instead of the work database.")
@click.pass_context
def cli(context: click.Context, example: bool) -> None:
    """Moksori (목소리): workbench of the crisis response system for SME-dense areas."""
    context.obj = from_environment(example=True if example else None)


def app_of(context: click.Context) -> Flask:
    """The application over the chosen database, with a context pushed for the rest of the command."""
    app = create_app(context.obj)
    context.with_resource(app.app_context())
    return app
