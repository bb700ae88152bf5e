"""Pages of a task: what it is, how it stands and stood, what it stands on; and how all of that is changed."""

from __future__ import annotations

import sqlite3

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.plans import store, tasking
from app.plans.access import my_task, plan_to_edit, task_to_edit, theme_names
from app.plans.blueprint import bp
from app.plans.drafts import Flawed, Stale
from app.plans.filling import more_lines, show_flaws, task_draft_in, task_form
from app.plans.plans import DONE, STATUSES, UNDER_WAY, Event, Plan, Task
from app.voices.seeing import said
from app.words.labels import label
from forms.helping.plans import StatusForm, TaskForm


@bp.get("/plans/tasks/<task_id>")
@permit("plans.view")
def task(task_id: str) -> ResponseReturnValue:
    found, plan, shown = my_task(task_id)
    return _page(found, plan, shown, _status_form(shown))


@bp.post("/plans/tasks/<task_id>")
@permit("plans.edit")
def tell(task_id: str) -> ResponseReturnValue:
    found, plan, shown = task_to_edit(task_id)
    form = _status_form(shown)
    if not form.validate():
        return _page(found, plan, shown, form), 422
    event = Event(form.status.data, form.on_day.data.isoformat(), form.note.data or "")
    try:
        told = tasking.tell_status(get_db(), task_id, event, my_scope(), person_id=current_user.id)
    except Flawed as error:
        for flaw, problem in zip(error.flaws, error.problems, strict=True):
            form[flaw.field].errors = [f"{problem.what}. {problem.right}."]
        return _page(found, plan, shown, form), 422
    words = {"status": label(event.status, "plan_status")}
    flash(_("상태를 ‘%(status)s’로 적었습니다.", **words) if told else _("바뀐 것이 없습니다."), "done")
    return redirect(url_for("plans.task", task_id=task_id), 303)


def _status_form(shown: Task) -> StatusForm:
    form = StatusForm()
    form.status.choices = [(code, label(code, "plan_status")) for code in STATUSES]
    if request.method == "GET":
        form.status.data = {"planned": UNDER_WAY, "under_way": DONE}.get(shown.status, shown.status)
        form.on_day.data = clock.today()
    return form


def _page(found: sqlite3.Row, plan: Plan, shown: Task, form: StatusForm) -> str:
    db = get_db()
    return render_template(
        "plans/task.html",
        plan=plan,
        task=shown,
        dropped=bool(found["dropped"]),
        form=form,
        events=store.events_of(db, shown.id),
        versions=store.versions_of(db, shown.id),
        said=said(db, store.segments_of(db, shown.id)),
        kind="task" if plan.kind == "response" else "measure",
        theme_names=theme_names(),
        strategies={each.id: each.title for each in plan.strategies},
        today=clock.today(),
    )


@bp.route("/plans/<plan_id>/tasks/new", methods=["GET", "POST"])
@permit("plans.edit")
def new_task(plan_id: str) -> ResponseReturnValue:
    plan = plan_to_edit(plan_id)
    return _edit(task_form(get_db(), plan), plan, None)


@bp.route("/plans/tasks/<task_id>/edit", methods=["GET", "POST"])
@permit("plans.edit")
def edit_task(task_id: str) -> ResponseReturnValue:
    _found, plan, shown = task_to_edit(task_id)
    return _edit(task_form(get_db(), plan, shown), plan, shown)


def _edit(form: TaskForm, plan: Plan, shown: Task | None) -> ResponseReturnValue:
    told = {"form": form, "plan": plan, "task": shown, "stale": False}
    if request.method == "POST" and "more" in request.form:
        more_lines(form.milestones)
        return render_template("plans/edit_task.html", **told)
    if not form.validate_on_submit():
        return render_template("plans/edit_task.html", **told), 422 if request.method == "POST" else 200
    try:
        task_id = _saved(form, plan, shown)
    except Flawed as error:
        show_flaws(form, error)
        return render_template("plans/edit_task.html", **told), 422
    except Stale:
        _row, _plan, now = my_task(form.id.data or "")
        told["stale"], form.seen.data = True, tasking.fingerprint(now)
        return render_template("plans/edit_task.html", **told), 409
    if "next" in request.form:
        return redirect(url_for("plans.new_task", plan_id=plan.id, group=task_draft_in(form).strategy), 303)
    return redirect(url_for("plans.task", task_id=task_id), 303)


def _saved(form: TaskForm, plan: Plan, shown: Task | None) -> str:
    db, draft, by = get_db(), task_draft_in(form), {"person_id": current_user.id}
    if shown is None:
        made = tasking.add_task(db, plan.id, draft, my_scope(), task_id=form.id.data or "", **by)
        flash(_("과제를 적었습니다. 이 과제를 부른 말을 붙이면 근거가 됩니다."), "done")
        return made
    changed = tasking.change_task(db, shown.id, draft, my_scope(), seen=form.seen.data or "", **by)
    flash(_("과제를 저장했습니다.") if changed else _("바뀐 것이 없습니다."), "done")
    return shown.id


@bp.post("/plans/tasks/<task_id>/move")
@permit("plans.edit")
def move_task(task_id: str) -> ResponseReturnValue:
    found, _plan, _task = task_to_edit(task_id)
    up = request.form.get("to") == "up"
    tasking.move_task(get_db(), task_id, my_scope(), up=up, person_id=current_user.id)
    return redirect(url_for("plans.plan", plan_id=found["plan_id"], _anchor=f"task-{task_id}"), 303)


@bp.post("/plans/tasks/<task_id>/drop")
@permit("plans.edit")
def drop_task(task_id: str) -> ResponseReturnValue:
    found, _plan, _task = task_to_edit(task_id)
    dropped = request.form.get("act") == "drop"
    tasking.drop_task(get_db(), task_id, my_scope(), dropped=dropped, person_id=current_user.id)
    flash(
        _("과제를 뺐습니다. 계획 아래 ‘뺀 과제’에서 되살릴 수 있습니다.") if dropped else _("과제를 되살렸습니다."),
        "done",
    )
    return redirect(url_for("plans.plan", plan_id=found["plan_id"]), 303)


@bp.post("/plans/tasks/<task_id>/milestone")
@permit("plans.edit")
def reach(task_id: str) -> ResponseReturnValue:
    """A milestone reached today, or (`act=not`) not yet."""
    task_to_edit(task_id)
    done_on = None if request.form.get("act") == "not" else clock.today()
    title = request.form.get("title", "")
    told = tasking.reach_milestone(get_db(), task_id, title, done_on, my_scope(), person_id=current_user.id)
    flash(_("이정표를 적었습니다.") if told else _("바뀐 것이 없습니다."), "done")
    return redirect(url_for("plans.task", task_id=task_id, _anchor="milestones"), 303)


@bp.post("/plans/tasks/<task_id>/grounds")
@permit("plans.edit")
def end_ground(task_id: str) -> ResponseReturnValue:
    task_to_edit(task_id)
    segment_id = request.form.get("segment", "")
    ended = tasking.detach(get_db(), task_id, segment_id, my_scope(), person_id=current_user.id)
    flash(_("문장을 뗐습니다. 붙였던 기록은 남습니다.") if ended else _("바뀐 것이 없습니다."), "done")
    return redirect(url_for("plans.task", task_id=task_id, _anchor="grounds"), 303)
