"""The trace: from an area's score to a domain's cell, and on to the rows and words it was made of."""

from __future__ import annotations

import sqlite3

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.accounts import signing_in
from app.accounts.permissions import may, permit
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.display import trace_store, tracing
from app.evaluation.display.told import counts_told
from app.evaluation.display.wording import item_name, missing
from app.evaluation.round import store


@bp.get("/evaluation/trace/<area_result_id>/<domain>")
@permit("evaluation.view")
def cell(area_result_id: str, domain: str) -> ResponseReturnValue:
    db, result = get_db(), _my_result(area_result_id)
    found = tracing.cell_of(db, result, domain, anonymous=_anonymous()) or abort(404)
    indicators, waves = store.indicators(db), trace_store.waves_asked(db, result["round_id"])
    return render_template(
        "evaluation/display/cell.html",
        result=result,
        cell=found,
        who=tracing.described(db, found.items),
        anonymous=_anonymous(),
        name=lambda item: item_name(item["ref"], item["kind"], indicators, waves),
    )


@bp.get("/evaluation/trace/<area_result_id>/<domain>/<kind>/<ref>")
@permit("evaluation.view")
def trace(area_result_id: str, domain: str, kind: str, ref: str) -> ResponseReturnValue:
    db, result = get_db(), _my_result(area_result_id)
    found = tracing.item_of(db, result, domain, kind, ref, anonymous=_anonymous()) or abort(404)
    indicators = store.indicators(db)
    return render_template(
        "evaluation/display/trace.html",
        result=result,
        item=found,
        cell=tracing.cell_of(db, result, domain, anonymous=_anonymous()),
        indicator=indicators.get(ref),
        name=item_name(ref, kind, indicators, trace_store.waves_asked(db, result["round_id"])),
        missing=missing,
        sees=lambda area_id: signing_in.my_scope().allows(area_id),
        counted=counts_told(found.evidence),
    )


def _anonymous() -> bool:
    """Who does not read single answers is told of no respondent singly, whatever he or she said."""
    return not may("evaluation.answers")


def _my_result(area_result_id: str) -> sqlite3.Row:
    """The result, or the end of the request with 404 where it is not within the person's areas."""
    return store.find_result(get_db(), area_result_id, signing_in.my_scope()) or abort(404)
