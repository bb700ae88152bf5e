"""Pages of surveys."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("surveys", __name__)


@bp.get("/surveys")
@permit("surveys.view")
def index() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/areas/<area_id>/surveys")
@permit("surveys.view")
def area(area_id: str) -> ResponseReturnValue:
    return render_template("base.html")
