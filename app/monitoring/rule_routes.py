"""The page of the rules: how a quarter is classified, and what the rules do on simulated areas."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit
from app.db import get_db
from app.monitoring.blueprint import bp
from app.monitoring.reading.ruling import read_ruling
from app.monitoring.reading.wording import change_unit, name_of


@bp.get("/indicators/rules")
@permit("indicators.view")
def rules() -> ResponseReturnValue:
    return render_template(
        "monitoring/rules.html", view=read_ruling(get_db()), name_of=name_of, change_unit=change_unit
    )
