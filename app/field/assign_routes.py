"""The office's pages of visits: whom to send where, how far the field has come, giving visits to another."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app import clock
from app.accounts import signing_in
from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput
from app.field.blueprint import bp
from app.field.visits import assigning, candidates, progress, store
from app.field.visits.candidates import CAUSES
from app.field.visits.outcomes import OUTCOMES, reason_word
from app.field.visits.visits import Wanted
from app.ids import is_id, new_id
from app.paging import Page, page_number
from app.surveys.asking import store as surveys
from app.surveys.asking.surveying import state
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import label
from forms.field import SendForm

SIZE = 100
# More firms than five people visit in a month are sent in several steps. Chosen, not measured.
MOST_AT_ONCE = 500


@bp.route("/field/assign", methods=["GET", "POST"])
@permit("field.assign")
def assign() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    survey = _survey()
    form = _send_form()
    found = _candidates(survey)
    if form.validate_on_submit() and survey and is_id(form.id.data or ""):
        try:
            assigned = assigning.assign(db, _wanted(form, survey, found), scope, person_id=current_user.id)
        except BadInput as error:
            form.researcher.errors = _told(error)
        else:
            flash(_assigned_said(assigned), "done")
            return redirect(url_for("field.assign", **_kept()), 303)
    page = Page(page_number(), SIZE, len(found))
    return render_template(
        "field/visits/assign.html",
        form=form,
        survey=survey,
        surveys=[s for s in surveys.list_surveys(db) if state(s) != "closed"],
        found=found[page.first - 1 if found else 0 : page.last],
        free=sum(each.free for each in found),
        most=MOST_AT_ONCE,
        page=page,
        cause=_cause(),
        causes=CAUSES,
        areas=surveys.areas_in(db, scope),
        chosen=set(request.form.getlist("firm")),
    ), 422 if form.errors else 200


def _survey() -> sqlite3.Row | None:
    """The survey asked for, else the one that takes answers and ends first, else the next to begin."""
    asked = request.values.get("survey", "")
    found = surveys.find_survey(get_db(), asked) if asked else None
    if found:
        return found
    standing = [s for s in surveys.list_surveys(get_db()) if state(s) != "closed"]
    return min(standing, key=lambda s: (state(s) != "open", s["closes_on"]), default=None)


def _cause() -> str:
    asked = request.args.get("cause", CAUSES[0])
    return asked if asked in CAUSES else CAUSES[0]


def _candidates(survey: sqlite3.Row | None) -> list[candidates.Candidate]:
    if survey is None:
        return []
    asked = {key: request.args.get(key, "").strip() for key in ("district", "q")}
    area = request.args.get("area", "")
    scope = signing_in.my_scope()
    return candidates.candidates(get_db(), survey["id"], scope, _cause(), area_id=area, **asked)


def _wanted(form: SendForm, survey: sqlite3.Row, found: Sequence[candidates.Candidate]) -> assigning.Assignment:
    free = [each.firm["id"] for each in found if each.free]
    firm_ids = free[:MOST_AT_ONCE] if request.form.get("all") else request.form.getlist("firm")
    day: date = form.planned_on.data
    calls = {each.firm["id"]: each.calls for each in found if each.calls}
    return assigning.Assignment(form.id.data, survey["id"], tuple(firm_ids), form.researcher.data, day, _cause(), calls)


def _send_form() -> SendForm:
    form = SendForm()
    people = store.researchers(get_db())
    form.researcher.choices = [("", _("골라 주십시오"))] + [
        (p["id"], _("%(name)s (남은 방문 %(n)s건)", name=p["name"], n=p["planned"])) for p in people
    ]
    if request.method == "GET":
        form.id.data, form.planned_on.data = new_id(), clock.today()
    return form


def _told(error: BadInput) -> list[str]:
    return [f"{p.where}: {p.what}. {p.right}." for p in error.problems]


def _kept() -> dict[str, Any]:
    """What the list was narrowed by, to stay after the form was sent."""
    return {key: value for key, value in request.args.items() if key not in ("page", "lang")}


def _assigned_said(assigned: assigning.Assigned) -> str:
    if assigned.repeated:
        return _("이미 맡긴 방문입니다. 한 번만 잡았습니다.")
    said = ngettext("방문 %(num)s건을 맡겼습니다.", "방문 %(num)s건을 맡겼습니다.", assigned.made)
    if assigned.passed:
        said += " " + _("이미 방문이 잡혀 있는 기업 %(n)s곳은 그대로 두었습니다.", n=assigned.passed)
    return said


@bp.route("/field/progress", methods=["GET", "POST"], endpoint="progress")
@permit("field.assign")
def show_progress() -> ResponseReturnValue:
    db, scope, today = get_db(), signing_in.my_scope(), clock.today().isoformat()
    form, wrong = _send_form(), []
    if request.method == "POST":
        wrong = _change(form)
        if not wrong:
            return redirect(url_for("field.progress", **_kept()), 303)
    found, by = _found(), _by()
    page = Page(page_number(), SIZE, len(found))
    return render_template(
        "field/visits/progress.html",
        form=form,
        wrong=wrong,
        lines=progress.lines_by(found, by, today),
        whole=progress.whole(found, today),
        by=by,
        ways=progress.BY,
        visits=found[page.first - 1 if found else 0 : page.last],
        page=page,
        surveys=surveys.list_surveys(db),
        areas=surveys.areas_in(db, scope),
        researchers=store.researchers(db),
        states=("planned", "overdue", *OUTCOMES, "called_off"),
        chosen=set(request.form.getlist("visit")),
    ), 422 if wrong else 200


def _change(form: SendForm) -> list[str]:
    """Give the chosen visits to somebody, or call them off; what is wrong, in words."""
    db, scope, visit_ids = get_db(), signing_in.my_scope(), request.form.getlist("visit")
    try:
        if request.form.get("act") == "call_off":
            done = assigning.call_off(db, visit_ids, scope, person_id=current_user.id)
            flash(ngettext("방문 %(num)s건을 취소했습니다.", "방문 %(num)s건을 취소했습니다.", done.made), "done")
            return []
        if not form.validate():
            return [str(error) for field in form for error in field.errors]
        chosen = {"researcher_id": form.researcher.data, "planned_on": form.planned_on.data}
        done = assigning.move(db, visit_ids, scope, **chosen, person_id=current_user.id)
    except BadInput as error:
        return _told(error)
    flash(ngettext("방문 %(num)s건을 다시 맡겼습니다.", "방문 %(num)s건을 다시 맡겼습니다.", done.made), "done")
    return []


def _by() -> str:
    asked = request.args.get("by", progress.BY[0])
    return asked if asked in progress.BY else progress.BY[0]


def _found() -> list[sqlite3.Row]:
    asked = {key: request.args.get(key, "").strip() for key in vars(Wanted())}
    return [v for v in store.list_visits(get_db(), signing_in.my_scope(), Wanted(**asked)) if _wants(v)]


def _wants(visit: sqlite3.Row) -> bool:
    """Overdue is of the day one asks on: no column says it."""
    return request.args.get("state") != "overdue" or visit["planned_on"] < clock.today().isoformat()


@bp.get("/field/progress.<any(csv, xlsx):kind>")
@permit("field.assign")
def progress_export(kind: str) -> ResponseReturnValue:
    found = _found()
    titles = [_("밀집지역코드"), _("밀집지역"), _("구군"), _("기업코드"), _("기업"), _("조사"), _("조사원")]
    titles += [_("방문할 날"), _("고른 까닭"), _("결과"), _("까닭"), _("방문한 날"), _("응답함")]
    record_download(get_db(), "visits", len(found))
    return table_response(kind, _("방문 현황"), titles, [_line(v) for v in found])


def _line(visit: sqlite3.Row) -> list[Any]:
    place = [visit["area_code"], named(visit), label(visit["district"], "district")]
    firm = [visit["firm_code"] or "", visit["firm_name"] or _("명부에 없는 기업")]
    state_word = label(visit["state"], "visit_state")
    went = [state_word, reason_word(visit["state"], visit["reason"], language()), visit["visited_at"]]
    planned = [visit["wave"], visit["researcher_name"], visit["planned_on"], label(visit["cause"], "visit_cause")]
    return [*place, *firm, *planned, *went, _("예") if visit["answered"] else _("아니요")]
