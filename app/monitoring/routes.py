"""Pages of monitoring."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("monitoring", __name__)


@bp.get("/indicators")
@permit("indicators.view")
def index() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/areas/<area_id>/indicators")
@permit("indicators.view")
def area(area_id: str) -> ResponseReturnValue:
    return render_template("base.html")
