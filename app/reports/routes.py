"""Pages of reports."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("reports", __name__)


@bp.get("/reports")
@permit("reports.view")
def index() -> ResponseReturnValue:
    return render_template("base.html")
