"""What every command stands on: the application over the database the caller chose."""

from __future__ import annotations

import click
from flask import Flask

from app import create_app


def app_of(context: click.Context) -> Flask:
    """The application, with a context pushed for the rest of the command."""
    app = create_app(context.obj)
    context.with_resource(app.app_context())
    return app
