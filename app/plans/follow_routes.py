"""Pages of what follows from numbers: areas with abnormal firms, and of an area each firm, its visit and what it said."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app import clock
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope, require_area
from app.areas import rounds
from app.areas import store as areas
from app.areas.finding.finding import area_found
from app.db import get_db
from app.errors import BadInput
from app.evaluation.round import standing_store
from app.field.visits import assigning, candidate_store
from app.field.visits import store as visits
from app.ids import is_id, new_id
from app.monitoring.reading.signs import knows_firms
from app.monitoring.reading.wording import change_words, name_of
from app.paging import Page, page_number
from app.plans.blueprint import bp
from app.plans.following import following
from app.plans.following.followed import Followed
from app.surveys.asking import store as surveys
from app.surveys.asking.surveying import state
from app.voices.seeing import said, said_of
from forms.helping.plans import FollowForm

SIZE = 50
# Days from today that the form proposes for the visit: time to write to the firm first. Chosen, not measured.
AHEAD = 3


@bp.get("/follow-up")
@permit("plans.view")
def follow() -> ResponseReturnValue:
    db, scope, round_, area = get_db(), my_scope(), rounds.current(), area_found()
    view = following.view_of(db, scope)
    found = following.areas_followed(db, round_["id"], scope, view) if round_ else []
    if area:
        found = [each for each in found if each.area["id"] == area["id"]]
    page = Page(page_number(), SIZE, len(found))
    shown = found[page.first - 1 if found else 0 : page.last]
    return render_template("plans/follow.html", areas=shown, page=page, view=view, round=round_)


@bp.get("/follow-up/<area_id>")
@permit("plans.view")
def follow_area(area_id: str) -> ResponseReturnValue:
    return _page(area_id, _form(area_id))


@bp.post("/follow-up/<area_id>")
@permit("field.assign")
def send_to(area_id: str) -> ResponseReturnValue:
    """Give the picked firms to a researcher, each with the numbers it is visited for."""
    form, survey = _form(area_id), _survey()
    if survey is None or not form.validate() or not is_id(form.id.data or ""):
        return _page(area_id, form), 422
    try:
        done = assigning.assign(get_db(), _wanted(area_id, form, survey), my_scope(), person_id=current_user.id)
    except BadInput as error:
        form.researcher.errors = [f"{p.where}: {p.what}. {p.right}." for p in error.problems]
        return _page(area_id, form), 422
    flash(ngettext("방문 %(num)s건을 맡겼습니다.", "방문 %(num)s건을 맡겼습니다.", done.made), "done")
    return redirect(url_for("plans.follow_area", area_id=area_id, month=request.args.get("month") or None), 303)


def _wanted(area_id: str, form: FollowForm, survey: sqlite3.Row) -> assigning.Assignment:
    round_ = rounds.current() or abort(404)
    found = _firms(area_id, round_)
    asked = set(request.form.getlist("firm"))
    firms = [each for each in found if each.free and (each.worse if "all" in request.form else each.id in asked)]
    calls = {each.id: tuple(told.call for told in each.now) for each in firms}
    ids = tuple(each.id for each in firms)
    return assigning.Assignment(
        form.id.data, survey["id"], ids, form.researcher.data, form.planned_on.data, "abnormal", calls
    )


def _firms(area_id: str, round_: sqlite3.Row) -> list[Followed]:
    db, scope = get_db(), my_scope()
    view = following.view_of(db, scope, request.args.get("month", ""))
    return following.firms_followed(db, area_id, round_["id"], view, scope, names=knows_firms())


def _page(area_id: str, form: FollowForm) -> str:
    require_area(area_id)
    db, scope, round_ = get_db(), my_scope(), rounds.current()
    area, round_ = areas.find_area(db, area_id) or abort(404), round_ or abort(404)
    view = following.view_of(db, scope, request.args.get("month", ""))
    names = knows_firms()
    found = following.firms_followed(db, area_id, round_["id"], view, scope, names=names)
    segments = following.said_of_firms(db, round_["id"], found)
    result = standing_store.standing_result(db, round_["id"], area_id)
    return render_template(
        "plans/follow_area.html",
        area=area,
        round=round_,
        view=view,
        firms=found,
        # Firm by firm for whoever reads single answers; for others all together, where three firms hide each other.
        said=said_of(db, segments) if names else {},
        together=None if names else said(db, [each for listed in segments.values() for each in listed]),
        asked=len(segments),
        level=result["level_now"] if result else None,
        form=form,
        survey=_survey(),
        open=sum(each.free and bool(each.now) for each in found),
        free=sum(each.free and each.worse for each in found),
        chosen=set(request.form.getlist("firm")),
        name_of=name_of,
        change_words=change_words,
        today=clock.today(),
    )


def _survey() -> sqlite3.Row | None:
    """The round's survey that takes answers and ends first, else the next to begin."""
    round_ = rounds.current()
    found = surveys.surveys_of_round(get_db(), round_["id"]) if round_ else []
    standing = [each for each in found if state(each) != "closed"]
    return min(standing, key=lambda each: (state(each) != "open", each["closes_on"]), default=None)


def _form(area_id: str) -> FollowForm:
    """Who may go there; proposed is whoever has the fewest visits to make."""
    form, db = FollowForm(), get_db()
    people = [each for each in visits.researchers(db) if candidate_store.researcher_reaches(db, each["id"], area_id)]
    form.researcher.choices = [("", _("골라 주십시오"))] + [
        (each["id"], _("%(name)s (남은 방문 %(n)s건)", name=each["name"], n=each["planned"])) for each in people
    ]
    if request.method == "GET":
        form.id.data, form.planned_on.data = new_id(), clock.today() + timedelta(days=AHEAD)
        form.researcher.data = min(people, key=lambda each: each["planned"])["id"] if people else ""
    return form
