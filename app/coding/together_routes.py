"""One judgment for a statement and for those nearly the same that were ticked on its bench."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.coding.access import led_onward, my_segment, say_replaced
from app.coding.blueprint import bp
from app.coding.judging import judgment_store, together
from app.coding.judging.queue import filters_from
from app.coding.judging.queue_store import Desk
from app.db import get_db
from app.errors import BadInput
from forms.coding import JudgmentForm


@bp.post("/review/<segment_id>/together")
@permit("review.code")
def decide_together(segment_id: str) -> ResponseReturnValue:
    segment, form, filters = my_segment(segment_id), JudgmentForm(), filters_from(request.args)
    action = form.action.data or ""
    if action not in ("accept", "change", "reject") or not form.suggestion.data:
        abort(400)
    stood = judgment_store.standing_of(get_db(), segment_id, current_user.id)
    try:
        joined = together.judge_together(
            get_db(),
            Desk(current_user.id, my_scope(), segment["round_id"]),
            segment,
            ticked=request.form.getlist("together"),
            **form.word(),
        )
    except BadInput as error:
        for problem in error.problems:
            flash(f"{problem.where}: {problem.what}. {problem.right}.", "wrong")
        return redirect(url_for("coding.bench", segment_id=segment_id, **filters.address()), 303)
    flash(_("이 문장과 거의 같은 문장 %(n)s개를 함께 판단했습니다. 되돌리면 모두 되돌립니다.", n=joined), "done")
    say_replaced(get_db(), segment_id, stood)
    return led_onward(segment_id, filters, action)
