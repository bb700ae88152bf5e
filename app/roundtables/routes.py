"""Pages of roundtables."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("roundtables", __name__)


@bp.get("/roundtables")
@permit("roundtables.view")
def index() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/areas/<area_id>/roundtables")
@permit("roundtables.view")
def area(area_id: str) -> ResponseReturnValue:
    return render_template("base.html")
