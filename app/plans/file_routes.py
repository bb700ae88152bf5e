"""A plan as files: its tasks as a table in and out, and the whole as a paper."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.papers.sending import paper_response
from app.plans import reading
from app.plans.access import day_or_end, my_plan, plan_to_edit, theme_names
from app.plans.blueprint import bp
from app.plans.carrying import columns, importing
from app.plans.carrying.importing import Brought
from app.plans.carrying.paper import paper_of
from app.tables.refused import refused_at
from app.tables.sheets import table_response
from forms.helping.plans import PlanFileForm


@bp.get("/plans/<plan_id>/tasks.<any(csv, xlsx):form>")
@permit("plans.view")
def export(plan_id: str, form: str) -> ResponseReturnValue:
    plan, names = my_plan(plan_id, as_of=day_or_end("as_of")), theme_names()
    table = [columns.row_of(plan, n, task, names) for n, task in enumerate(plan.tasks, start=1)]
    return table_response(form, _("%(plan)s 과제", plan=plan.title), columns.titles_of(plan), table)


@bp.get("/plans/<plan_id>/template.<any(csv, xlsx):form>")
@permit("plans.edit")
def template(plan_id: str, form: str) -> ResponseReturnValue:
    """The titles with one row of examples; the row is marked as one."""
    plan = plan_to_edit(plan_id)
    explained = columns.columns_of(plan.kind, importing.words_of(get_db()))
    titles = [each.column.titles[0] for each in explained]
    return table_response(form, _("과제 표 양식"), titles, [[each.example for each in explained]])


@bp.route("/plans/<plan_id>/import", methods=["GET", "POST"])
@permit("plans.edit")
def bring(plan_id: str) -> ResponseReturnValue:
    plan, form = plan_to_edit(plan_id), PlanFileForm()
    if form.validate_on_submit():
        file = form.file.data
        with refused_at(form.file):
            done = importing.import_tasks(
                get_db(), plan_id, file.read(), file.filename or "", my_scope(), person_id=current_user.id
            )
            flash(_said(done), "done")
            return redirect(url_for("plans.plan", plan_id=plan_id, _anchor="tasks"), 303)
    explained = columns.columns_of(plan.kind, importing.words_of(get_db()))
    page = render_template("plans/import.html", plan=plan, form=form, columns=explained)
    return page, 422 if form.errors else 200


def _said(done: Brought) -> str:
    words = {"new": done.new, "changed": done.changed, "same": done.unchanged}
    said = _("가져왔습니다. 새 과제 %(new)s개, 고친 과제 %(changed)s개, 그대로인 과제 %(same)s개입니다.", **words)
    if done.strategies:
        more = ngettext("전략 %(num)s개가 새로 생겼습니다.", "전략 %(num)s개가 새로 생겼습니다.", len(done.strategies))
        said += f" {more}"
    return " ".join([said, *done.told])


@bp.get("/plans/<plan_id>/paper.<any(docx, hwpx, html):form>")
@permit("plans.view")
def paper(plan_id: str, form: str) -> ResponseReturnValue:
    as_of, since = day_or_end("as_of"), day_or_end("since")
    plan = my_plan(plan_id, as_of=as_of)
    before = reading.read_plan(get_db(), plan_id, my_scope(), as_of=since) if since else None
    return paper_response(paper_of(get_db(), plan, before, theme_names()), form, plan.title)
