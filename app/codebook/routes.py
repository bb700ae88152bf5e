"""Pages of codebook."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("codebook", __name__)


@bp.get("/codebook")
@permit("codebook.view")
def index() -> ResponseReturnValue:
    return render_template("base.html")
