"""The researcher's visits: those of today and the week, one visit with what is known of its firm, what came of it."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime, time
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from app import clock
from app.accounts import signing_in
from app.accounts.permissions import may, permit
from app.db import get_db, writing
from app.errors import BadInput
from app.field.blueprint import bp
from app.field.visits import ending, reporting, store
from app.field.visits.contact import contact_of
from app.field.visits.last_said import last_said
from app.field.visits.outcomes import OUTCOMES, outcomes, reason_word
from app.field.visits.progress import whole
from app.field.visits.visits import SHOWN, by_district, is_overdue, shown
from app.files import keeping
from app.files import store as files
from app.files.sender import Sender
from app.ids import is_id, new_id
from app.surveys.asking import store as surveys
from app.surveys.asking.surveying import state
from app.words.i18n import language
from app.words.labels import label
from forms.field import VisitReportForm

# Four photos of five megabytes are what one request carries (app/config.py); the laptop sends each by itself.
MOST_ON_PAGE = 4


@bp.app_context_processor
def _words() -> dict[str, object]:
    return {
        "reason_word": lambda outcome, code: reason_word(outcome, code, language()),
        "overdue": lambda visit: is_overdue(visit, clock.today().isoformat()),
    }


@bp.get("/field/visits")
@permit("field.work")
def visits() -> ResponseReturnValue:
    day, what = clock.today(), request.args.get("show", "today")
    what = what if what in SHOWN else "today"
    mine = store.visits_of(get_db(), current_user.id, signing_in.my_scope())
    found = shown(mine, what, day)
    return render_template(
        "field/visits/visits.html",
        districts=by_district(found, day.isoformat()),
        counts={each: len(shown(mine, each, day)) for each in SHOWN},
        told=whole(found, day.isoformat()),
        what=what,
        day=day.isoformat(),
        contact_of=lambda visit: contact_of(get_db(), visit["firm_id"]),
    )


@bp.get("/field/visits/<field_visit_id>")
@permit("field.view")
def visit(field_visit_id: str) -> ResponseReturnValue:
    found = _visit(field_visit_id)
    return _page(found, _form(found))


@bp.post("/field/visits/<field_visit_id>")
@permit("field.work")
def report(field_visit_id: str) -> ResponseReturnValue:
    found = _visit(field_visit_id)
    if not store.was_given_to(get_db(), field_visit_id, current_user.id):
        abort(404)
    form = _form(found)
    if form.validate_on_submit() and is_id(form.id.data or ""):
        try:
            reported = _report(found, form)
        except reporting.WrongReport as error:
            for part, problem in error.faults:
                _field_of(form, part).errors = [f"{problem.what}. {problem.right}."]
        except BadInput as error:
            form.photos.errors = [f"{p.what}. {p.right}." for p in error.problems]
        else:
            flash(_said(form, reported), "done")
            return redirect(url_for("field.visit", field_visit_id=field_visit_id), 303)
    return _page(found, form), 422


@bp.post("/field/visits/<field_visit_id>/reports/<report_id>/photos/<sha256>/destroy")
@permit("field.view")
def destroy_photo(field_visit_id: str, report_id: str, sha256: str) -> ResponseReturnValue:
    _visit(field_visit_id)
    told = store.find_report(get_db(), report_id)
    if (
        told is None
        or told["visit_id"] != field_visit_id
        or not (may("field.assign") or told["person_id"] == current_user.id)
    ):
        abort(404)
    ending.destroy_photo(get_db(), report_id, sha256, person_id=current_user.id)
    flash(_("사진을 지웠습니다."), "done")
    return redirect(url_for("field.visit", field_visit_id=field_visit_id), 303)


def _visit(field_visit_id: str) -> sqlite3.Row:
    """The visit of an address, within the person's areas; a researcher sees those that are or were his or her own."""
    found = store.find_visit(get_db(), field_visit_id) or abort(404)
    signing_in.require_area(found["area_id"])
    if not may("field.assign") and not store.was_given_to(get_db(), field_visit_id, current_user.id):
        abort(404)
    return found


def _form(visit: sqlite3.Row) -> VisitReportForm:
    form, known = VisitReportForm(), outcomes()
    form.latest = clock.today()
    offered: dict[str, list[tuple[str, str]]] = {"": [("", _("골라 주십시오"))]}
    for outcome in OUTCOMES:
        reasons = known.reasons[outcome]
        word = label(outcome, "visit_state")
        offered[word] = [(f"{outcome}:{each.id}", f"{word}: {each.of(language())}") for each in reasons]
        offered[word] = offered[word] or [(outcome, word)]
    form.outcome.choices = offered
    if request.method == "GET":
        form.id.data, form.visited_on.data = new_id(), clock.today()
    return form


def _report(visit: sqlite3.Row, form: VisitReportForm) -> reporting.Reported:
    """Photos and report in one transaction: no photo stays behind without its report."""
    outcome, _colon, reason = (form.outcome.data or "").partition(":")
    agreed, at = outcomes().consent if form.consent.data else None, _instant(form)
    db = get_db()
    sent = [each.read() for each in form.photos.data or [] if getattr(each, "filename", "")]
    hashes = tuple(hashlib.sha256(data).hexdigest() for data in sent)
    told = reporting.Report(
        id=str(form.id.data),
        visit_id=visit["id"],
        outcome=outcome,
        way="page",
        reason=reason or None,
        note=form.note.data or "",
        second_on=form.second_on.data.isoformat() if form.second_on.data else None,
        consent_sha256=agreed.id if agreed else None,
        consent_at=at if agreed else None,
        visited_at=at,
        photos=hashes[: MOST_ON_PAGE + 1],
    )
    with writing(db):
        for sha256, data in zip(hashes[:MOST_ON_PAGE], sent, strict=False):
            keeping.keep(db, sha256, data, Sender(person_id=current_user.id))
        return reporting.report(db, told, person_id=current_user.id)


def _field_of(form: VisitReportForm, part: str) -> Field:
    """The field in which a part of the report is typed."""
    return form[part] if part in ("second_on", "note", "consent", "photos") else form.outcome


def _instant(form: VisitReportForm) -> str:
    """Now for today; of another day its noon, for nobody asks for the minute afterwards."""
    day = form.visited_on.data
    if day is None or day == clock.today():
        return clock.now()
    return datetime.combine(day, time(12), clock.SEOUL).isoformat()


def _said(form: VisitReportForm, reported: reporting.Reported) -> str:
    if not reported.new:
        return _("이미 저장한 방문 결과입니다. 한 번만 셉니다.")
    if reported.second_id:
        return _("방문 결과를 저장하고 다시 방문할 날을 잡았습니다.")
    return _("방문 결과를 저장했습니다.")


def _page(visit: sqlite3.Row, form: VisitReportForm) -> str:
    db, scope = get_db(), signing_in.my_scope()
    reports = store.reports_of(db, visit["id"])
    survey = surveys.find_survey(db, visit["survey_id"])
    mine = may("field.work") and store.was_given_to(db, visit["id"], current_user.id)
    told: dict[str, Any] = {
        "reports": reports,
        "photos": files.of_reports(db, [r["id"] for r in reports]),
        "events": store.events_of(db, visit["id"]),
        "before": store.visits_before(db, visit, scope) if visit["firm_id"] else [],
        "second": store.second_visit(db, visit["id"]),
        "last": last_said(db, visit["firm_id"], language()) if visit["firm_id"] else None,
    }
    return render_template(
        "field/visits/visit.html",
        visit=visit,
        form=form,
        mine=mine,
        contact=contact_of(db, visit["firm_id"]),
        consent=outcomes().consent.of(language()),
        enter=mine and survey is not None and state(survey) == "open",
        **told,
    )
