"""Pages of home."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("home", __name__)


@bp.get("/")
@permit("home.view")
def today() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/areas")
@permit("areas.view")
def areas() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/areas/<area_id>")
@permit("areas.view")
def area(area_id: str) -> ResponseReturnValue:
    return render_template("base.html")
