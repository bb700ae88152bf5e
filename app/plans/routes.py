"""Pages of plans: the two lists, a plan as it stands or stood, its head and how that is changed."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope, require_area
from app.areas import rounds
from app.areas import store as areas
from app.areas.finding.finding import area_found
from app.db import get_db
from app.paging import Page, page_number
from app.plans import planning, reading, store
from app.plans.access import asked_day, my_plan, plan_to_edit, require_charge, theme_names, unread_day
from app.plans.blueprint import bp
from app.plans.drafts import Flawed, Stale
from app.plans.filling import more_lines, plan_draft_in, plan_form, show_flaws
from app.plans.plans import LATE, PREVENTION, RESPONSE, STATUSES, Plan, changes, months_after
from app.words.formats import named
from forms.helping.plans import PlanForm

SIZE = 50
# A quarter, half a year and a year after a plan was decided: the days a council asks how it stands.
LATER = (3, 6, 12)


@bp.get("/plans/prevention")
@permit("plans.view")
def prevention() -> ResponseReturnValue:
    round_ = rounds.current()
    return _list(PREVENTION, round_, missing=reading.areas_without_plan(get_db(), round_, my_scope()))


@bp.get("/plans/response")
@permit("plans.view")
def response() -> ResponseReturnValue:
    return _list(RESPONSE, None)


def _list(kind: str, round_: sqlite3.Row | None, missing: list[sqlite3.Row] | None = None) -> str:
    db, number, area = get_db(), page_number(), area_found()
    wanted = store.Wanted(
        kind,
        q=request.args.get("q", "").strip(),
        area=area["id"] if area else "",
        round=_round_asked(round_),
        state=request.args.get("state", "") if request.args.get("state") in (*STATUSES, LATE) else "",
        day=clock.today().isoformat(),
        dropped=request.args.get("dropped") == "1",
    )
    found, total = store.list_plans(db, wanted, my_scope(), limit=SIZE, offset=(number - 1) * SIZE)
    return render_template(
        "plans/index.html",
        kind=kind,
        plans=reading.whole(db, found),
        page=Page(number, SIZE, total),
        wanted=wanted,
        states=(*STATUSES, LATE),
        rounds=areas.list_rounds(db),
        missing=missing or [],
        round=round_,
        today=clock.today(),
    )


def _round_asked(round_: sqlite3.Row | None) -> str:
    """The round of the address, else the one that is shown; `all` asks for every round."""
    asked = request.args.get("round")
    if round_ is None or asked == "all":
        return ""
    return asked or str(round_["id"])


@bp.get("/plans/<plan_id>")
@permit("plans.view")
def plan(plan_id: str) -> ResponseReturnValue:
    db, as_of, since = get_db(), asked_day("as_of"), asked_day("since")
    newest = my_plan(plan_id)
    shown = reading.read_plan(db, plan_id, my_scope(), as_of=as_of) if as_of else newest
    before = reading.read_plan(db, plan_id, my_scope(), as_of=since) if since else None
    return render_template(
        "plans/plan.html",
        plan=shown,
        newest=newest,
        shown_on=as_of,
        unread=[text for text in map(unread_day, ("as_of", "since")) if text],
        compared_to=since,
        before={task.id: task for task in before.tasks} if before else {},
        changes=changes(before.tasks, shown.tasks) if before and shown else None,
        later=_later(newest),
        dropped=store.tasks_of(db, [plan_id], dropped=True),
        roundtable=store.find_roundtable(db, newest.roundtable_id) if newest.roundtable_id else None,
        theme_names=theme_names(),
        today=clock.today(),
    )


def _later(plan: Plan) -> list[tuple[int, str]]:
    """So many months after the plan was decided, and the day; none that is still to come."""
    if not plan.met_on:
        return []
    days = [(n, months_after(date.fromisoformat(plan.met_on), n).isoformat()) for n in LATER]
    return [(n, day) for n, day in days if day <= clock.today().isoformat()]


@bp.route("/plans/response/new", methods=["GET", "POST"])
@permit("plans.edit")
def new() -> ResponseReturnValue:
    require_charge("")
    form = plan_form(get_db(), my_scope())
    return _edit(form, None, RESPONSE)


@bp.route("/areas/<area_id>/plan/new", methods=["GET", "POST"])
@permit("plans.edit")
def new_of_area(area_id: str) -> ResponseReturnValue:
    require_area(area_id)
    db, round_ = get_db(), rounds.current()
    area, round_ = areas.find_area(db, area_id) or abort(404), round_ or abort(404)
    there = store.plan_of_area(db, area_id, round_["id"])
    if there:
        return redirect(url_for("plans.plan", plan_id=there), 303)
    form = plan_form(db, my_scope())
    if request.method == "GET":
        form.title.data = _("%(area)s 위기예방계획(%(round)s)", area=named(area), round=named(round_))
    return _edit(form, None, PREVENTION, area=area, round_=round_)


@bp.route("/plans/<plan_id>/edit", methods=["GET", "POST"])
@permit("plans.edit")
def edit(plan_id: str) -> ResponseReturnValue:
    stands = plan_to_edit(plan_id)
    return _edit(plan_form(get_db(), my_scope(), stands), stands, stands.kind)


def _edit(form: PlanForm, stands: Plan | None, kind: str, **of: Any) -> ResponseReturnValue:
    told = {"form": form, "plan": stands, "kind": kind, "area": of.get("area"), "stale": False}
    if request.method == "POST" and "more" in request.form:
        more_lines(form.strategies)
        return render_template("plans/edit.html", **told)
    if not form.validate_on_submit():
        return render_template("plans/edit.html", **told), 422 if request.method == "POST" else 200
    try:
        plan_id = _saved(form, stands, **of)
    except Flawed as error:
        show_flaws(form, error)
        return render_template("plans/edit.html", **told), 422
    except Stale:
        told["stale"], form.seen.data = True, planning.fingerprint(my_plan(form.id.data or ""))
        form.seen.raw_data = None
        return render_template("plans/edit.html", **told), 409
    return redirect(url_for("plans.plan", plan_id=plan_id), 303)


def _saved(form: PlanForm, stands: Plan | None, **of: Any) -> str:
    db, draft, by = get_db(), plan_draft_in(form), {"person_id": current_user.id}
    if stands:
        seen = form.seen.data or ""
        changed = planning.change_plan(db, stands.id, draft, my_scope(), seen=seen, **by)
        flash(_("계획을 저장했습니다.") if changed else _("바뀐 것이 없습니다."), "done")
        return stands.id
    wanted = form.id.data or ""
    if of:
        area, round_ = of["area"], of["round_"]
        made = planning.make_prevention_plan(db, area["id"], round_["id"], draft, plan_id=wanted, **by)
    else:
        round_ = rounds.current()
        made = planning.make_response_plan(db, draft, round_id=round_["id"] if round_ else None, plan_id=wanted, **by)
    flash(_("계획을 만들었습니다. 이제 과제를 하나씩 적거나 표로 가져와 주십시오."), "done")
    return made


@bp.post("/plans/<plan_id>/drop")
@permit("plans.edit")
def drop(plan_id: str) -> ResponseReturnValue:
    stands, dropped = plan_to_edit(plan_id), request.form.get("act") == "drop"
    planning.drop_plan(get_db(), plan_id, my_scope(), dropped=dropped, person_id=current_user.id)
    if dropped:
        flash(_("계획을 내려놓았습니다. 목록의 ‘내려놓은 계획’에서 되살릴 수 있습니다."), "done")
        return redirect(url_for(f"plans.{stands.kind}"), 303)
    flash(_("계획을 되살렸습니다."), "done")
    return redirect(url_for("plans.plan", plan_id=plan_id), 303)
