"""The office's pages: records that were held, settled one by one, and files from a stick."""

from __future__ import annotations

import sqlite3

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput
from app.field.blueprint import bp
from app.field.records import bundle, record_store, settling
from app.field.visits import admitting
from app.field.visits.admitting import NEW, Correction
from app.field.visits.outcomes import OUTCOMES, outcomes
from app.tables.refused import refused_at
from app.words.formats import day, named
from app.words.i18n import language
from app.words.labels import label
from forms.field import BundleForm, SettleForm, SettleVisitForm


@bp.get("/field/held")
@permit("field.settle")
def held() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    return render_template(
        "field/held.html",
        waiting=[settling.told(db, r) for r in record_store.held_records(db, scope)],
        settled=record_store.held_records(db, scope, settled=True),
    )


@bp.route("/field/held/<record_id>/<sha256>", methods=["GET", "POST"])
@permit("field.settle")
def held_record(record_id: str, sha256: str) -> ResponseReturnValue:
    db = get_db()
    row = record_store.find_record(db, record_id, sha256, signing_in.my_scope()) or abort(404)
    form = _visit_form(row) if row["kind"] == "visit" and row["body"] and row["standing"] == "held" else SettleForm()
    problems = []
    if form.validate_on_submit():
        try:
            _settle(row, form)
        except BadInput as error:
            problems = list(error.problems)
        else:
            return redirect(url_for("field.held"), 303)
    page = render_template("field/held_record.html", held=settling.told(db, row), form=form, problems=problems)
    return page, 422 if form.errors or problems else 200


def _visit_form(row: sqlite3.Row) -> SettleVisitForm:
    """Offers the visits it may belong to; the one it names, or the only one to its firm, is chosen."""
    db, scope = get_db(), signing_in.my_scope()
    told, found = admitting.told_of(row), admitting.candidates(db, row, scope)
    form = SettleVisitForm(data={"outcome": told.outcome, "why": told.reason or ""} if told else {})
    fresh = [(NEW, _("계획에 없던 방문으로 새로 만들기"))] if admitting.may_be_new(db, row, scope) else []
    form.visit.choices = [("", _("골라 주십시오")), *((v["id"], _visit_said(v)) for v in found), *fresh]
    form.outcome.choices = [(code, label(code, "visit_state")) for code in OUTCOMES]
    form.why.choices = [("", _("까닭 없음"))] + [
        (each.id, f"{label(outcome, 'visit_state')}: {each.of(language())}")
        for outcome, reasons in outcomes().reasons.items()
        for each in reasons
    ]
    return form


def _visit_said(visit: sqlite3.Row) -> str:
    """A visit in one line: day, firm, area, who was to go, how it stands."""
    parts = (
        day(visit["planned_on"]),
        visit["firm_name"] or _("명부에 없는 기업"),
        named(visit),
        visit["researcher_name"],
        label(visit["state"], "visit_state"),
    )
    return " · ".join(parts)


def _settle(row: sqlite3.Row, form: SettleForm) -> None:
    db, me, reason = get_db(), current_user.id, (form.reason.data or "").strip()
    if form.act.data != "accepted":
        settling.set_aside(db, row, reason, person_id=me)
        flash(_("제외했습니다. 기록은 남아 있습니다."), "done")
    elif isinstance(form, SettleVisitForm):
        given = Correction(form.visit.data, form.outcome.data or "", form.why.data or "")
        changed = admitting.accept_visit(db, row, signing_in.my_scope(), given, reason, person_id=me)[1]
        flash(_("방문 결과로 받아들였습니다. 영수증은 그대로입니다."), "done")
        if changed:
            parts = ", ".join(str(label(part, "held_part")) for part in changed)
            flash(_("고치거나 옮기지 못한 것: %(parts)s. 보낸 그대로는 기록에 남아 있습니다.", parts=parts), "careful")
    else:
        number, left_out = settling.accept_as_is(db, row, reason, person_id=me)
        flash(_("응답으로 받아들였습니다. 접수번호 %(n)s", n=number), "done")
        if left_out:
            flash(_("저장하지 못한 문항이 %(n)s개 있습니다. 기록에 남아 있습니다.", n=len(left_out)), "careful")


@bp.route("/field/import", methods=["GET", "POST"])
@permit("field.settle")
def import_file() -> ResponseReturnValue:
    """A file from a stick, as often as one likes."""
    form, done = BundleForm(), None
    if form.validate_on_submit():
        folder = current_app.config["MOKSORI"].data
        with refused_at(form.file):
            done = bundle.import_bundle(get_db(), form.file.data.read(), folder=folder, person_id=current_user.id)
    return render_template("field/import.html", form=form, done=done), 422 if form.errors else 200
