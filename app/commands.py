"""What every command stands on: the application over the database the caller chose."""

from __future__ import annotations

import click
from flask import Flask

from app import create_app


def speak(context: click.Context) -> None:
    """Words and nothing else, for a command that needs no database and must not make one."""
    from app.words import i18n

    app = Flask("app")
    i18n.install(app)
    context.with_resource(app.app_context())


def app_of(context: click.Context, *, pages: bool = True) -> Flask:
    """The application, with a context pushed for the rest of the command; a third quicker without `pages`.

    They are needed where a command writes a page or the address of one.
    """
    app = create_app(context.obj) if pages else create_app(context.obj, pages=False)
    context.with_resource(app.app_context())
    return app
