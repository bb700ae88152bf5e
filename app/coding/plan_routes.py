"""Pages of plans: who codes what, looked at before it is written, who is behind, a plan ended or replaced."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.accounts.permissions import permit
from app.areas import rounds
from app.coding.blueprint import bp
from app.coding.several import again_store, drifting, looking, planning
from app.coding.several import plan_store as store
from app.coding.several.again import USUAL_DAYS
from app.coding.several.again import USUAL_SHARE as USUAL_SHARE_AGAIN
from app.coding.several.planning import Asked
from app.coding.several.plans import RULES, SECOND, USUAL_SHARE
from app.db import get_db
from app.errors import BadInput, Problem

# What a draw begins with where nobody chose: any number, told on the page so that the draw can be repeated.
SEED = 1


@bp.get("/review/plans")
@permit("review.plan")
def plans() -> ResponseReturnValue:
    if rounds.current() is None:
        return render_template("coding/no_round.html", active="themes")
    return _page(request.args)


@bp.post("/review/plans")
@permit("review.plan")
def make_plan() -> ResponseReturnValue:
    given = request.form
    try:
        planning.make(
            get_db(),
            _asked(given),
            reason=given.get("reason", ""),
            replaces=given.get("replaces") or None,
            person_id=current_user.id,
        )
    except BadInput as error:
        return _page(given, wrong=error.problems), 422
    flash(_("나누었습니다. 전문가의 검토 목록에 맡은 문장이 먼저 나타납니다."), "done")
    return redirect(url_for("coding.plans"), 303)


@bp.post("/review/plans/<plan_id>/end")
@permit("review.plan")
def end_plan(plan_id: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    plan = store.find(db, plan_id)
    if plan is None or found is None or plan["round_id"] != found["id"]:
        abort(404)
    try:
        planning.end(db, plan_id, reason=request.form.get("reason", ""), person_id=current_user.id)
    except BadInput as error:
        return _page(MultiDict(), wrong=error.problems), 422
    flash(_("끝냈습니다. 이미 한 판단은 그대로 있습니다."), "done")
    return redirect(url_for("coding.plans"), 303)


def _asked(given: MultiDict[str, str]) -> Asked:
    found = rounds.current() or abort(404)
    return Asked(
        round_id=found["id"],
        roundtable_id=given.get("roundtable") or None,
        rule=given.get("rule", ""),
        share=given.get("share", USUAL_SHARE, type=int),
        coders=tuple(given.getlist("coder")),
        seed=given.get("seed", SEED, type=int),
    )


def _page(given: MultiDict[str, str], *, wrong: tuple[Problem, ...] = ()) -> str:
    db, asked = get_db(), _asked(given)
    experts, dealt = store.experts(db), None
    if asked.rule and not wrong:
        try:
            dealt = planning.draw(db, asked)
        except BadInput as error:
            wrong = error.problems
    listed = store.plans(db, asked.round_id)
    return render_template(
        "coding/several/plans.html",
        asked=asked,
        chosen=set(asked.coders) if asked.rule else {e["id"] for e in experts},
        rule=asked.rule or SECOND,
        rules=RULES,
        experts=experts,
        names={e["id"]: e["name"] for e in experts},
        roundtables=store.roundtables(db, asked.round_id),
        dealt=dealt,
        counts=dealt.counts() if dealt else {},
        given=given,
        running=[p for p in listed if not p["ended_at"] and not p["replaced"]],
        over=[p for p in listed if p["ended_at"] or p["replaced"]],
        progress=store.progress(db, asked.round_id),
        again=again_store.newest(db, asked.round_id),
        usual=(USUAL_SHARE_AGAIN, USUAL_DAYS, SEED),
        drifts=drifting.drifts_of(db, asked.round_id),
        drift_told=drifting.told,
        waiting={e["id"]: looking.waiting(db, asked.round_id, e["id"], store.scope_of(db, e)) for e in experts},
        wrong=wrong,
    )
