"""Pages of evaluation."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("evaluation", __name__)


@bp.get("/evaluation")
@permit("evaluation.view")
def index() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/areas/<area_id>/evaluation")
@permit("evaluation.view")
def area(area_id: str) -> ResponseReturnValue:
    return render_template("base.html")
