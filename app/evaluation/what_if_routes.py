"""The page on which another weight or cut-off is tried for once: a form whose values stand in the address."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.display import table
from app.evaluation.method.scheme import Scheme
from app.evaluation.round import store
from app.evaluation.round.presets import scheme_of
from app.evaluation.what_if.comparing import compared
from app.evaluation.what_if.trying import tried


@bp.get("/evaluation/what-if/<area_result_id>")
@permit("evaluation.view")
def what_if(area_result_id: str) -> ResponseReturnValue:
    """One area, and every area one may see whose level would turn; nothing is stored."""
    db, scope = get_db(), signing_in.my_scope()
    result = store.find_result(db, area_result_id, scope) or abort(404)
    evaluation, scheme = store.find_evaluation(db, result["evaluation_id"]), scheme_of(db, result["scheme_id"])
    if evaluation is None or not isinstance(scheme, Scheme):
        abort(404)  # of method 1 nothing is computed any more
    asked = tried(scheme, request.args)
    found = compared(db, table.lines_of(db, evaluation, scope), asked.scheme or scheme)
    return render_template(
        "evaluation/what_if/what_if.html",
        result=result,
        evaluation=evaluation,
        asked=asked,
        scheme=scheme,
        found=found,
        own=next((each for each in found.areas if each.row["id"] == result["id"]), None),
    )
