"""Pages of coding."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("coding", __name__)


@bp.get("/review")
@permit("review.code")
def review() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/themes")
@permit("themes.view")
def themes() -> ResponseReturnValue:
    return render_template("base.html")


@bp.get("/areas/<area_id>/themes")
@permit("themes.view")
def area(area_id: str) -> ResponseReturnValue:
    return render_template("base.html")
