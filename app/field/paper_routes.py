"""Pages of paper: stacks, keying a sheet in, the third look where two keyings differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import choices as area_choices
from app.db import get_db
from app.errors import BadInput
from app.field.blueprint import bp
from app.field.paper import comparing, deciding, keying, stacking, store, telling
from app.field.paper.accepting import faults
from app.ids import is_id, new_id
from app.surveys.answering import filling, response_store
from app.surveys.asking import store as surveys
from app.words.formats import day
from app.words.i18n import language
from app.words.labels import LABELS, choices
from forms.field import SheetForm, StackForm, UnusableForm

UNLISTED = "unlisted"


@bp.route("/field/paper", methods=["GET", "POST"])
@permit("field.paper")
def paper() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    form = StackForm()
    form.area.choices = [("", _("골라 주십시오"))] + [
        (a["id"], f"{a['code']} {a['name_en'] if language() == 'en' else a['name_ko']}")
        for a in surveys.areas_in(db, scope)
    ]
    if request.method == "GET":
        form.id.data = new_id()
    if form.validate_on_submit() and is_id(form.id.data or ""):
        try:
            _make(form)
        except BadInput as error:
            form.area.errors = [f"{p.where}: {p.what}. {p.right}." for p in error.problems]
        else:
            return redirect(url_for("field.stack", paper_stack_id=form.id.data), 303)
    stacks = store.list_stacks(db, scope, request.args.get("survey", ""))
    return render_template(
        "field/paper/stacks.html",
        form=form,
        stacks=stacks,
        surveys=surveys.list_surveys(db),
        rates=store.error_rates(db, scope),
        sums=store.differences_so_far(db, scope),
    ), 422 if form.errors else 200


def _make(form: StackForm) -> None:
    stacking.make_stack(
        get_db(),
        str(form.id.data),
        survey_id=request.form.get("survey", ""),
        area_id=str(form.area.data),
        sheets=form.sheets.data or 0,
        scope=signing_in.my_scope(),
        person_id=current_user.id,
    )


@bp.get("/field/paper/<paper_stack_id>")
@permit("field.paper")
def stack(paper_stack_id: str) -> ResponseReturnValue:
    found, scope = _stack(paper_stack_id), signing_in.my_scope()
    sheets = store.sheets_of(get_db(), paper_stack_id)
    return render_template(
        "field/paper/stack.html",
        stack=found,
        sheets=[(n, sheets.get(n), _state(sheets.get(n))) for n in range(1, found["sheets"] + 1)],
        next=_next(found, sheets),
        rates=store.error_rates(get_db(), scope, paper_stack_id),
        sums=store.differences_so_far(get_db(), scope, paper_stack_id),
        cleared=_draft(found, request.args.get("keyed", 0, type=int)),
    )


def _stack(paper_stack_id: str) -> sqlite3.Row:
    found = store.find_stack(get_db(), paper_stack_id) or abort(404)
    signing_in.require_area(found["area_id"])
    return found


def _state(sheet: sqlite3.Row | None) -> str:
    """How a sheet stands: none, half (keyed once), differing, done (a return), unusable."""
    if sheet is None:
        return "none"
    if sheet["response_id"]:
        return "done"
    if sheet["unusable"]:
        return "unusable"
    return "differing" if sheet["second_id"] else "half"


def _next(found: sqlite3.Row, sheets: Mapping[int, sqlite3.Row]) -> int | None:
    """The sheet to key next: one nobody has keyed, then one another has keyed once, at last one's own a second time."""
    numbers = range(1, found["sheets"] + 1)
    fresh = (n for n in numbers if n not in sheets)
    half = [n for n in numbers if n in sheets and _state(sheets[n]) == "half"]
    others = (n for n in half if sheets[n]["first_id"] != current_user.id)
    return next(fresh, None) or next(others, None) or next(iter(half), None)


@bp.route("/field/paper/<paper_stack_id>/<int:sheet>", methods=["GET", "POST"])
@permit("field.paper")
def key_sheet(paper_stack_id: str, sheet: int) -> ResponseReturnValue:
    found = _stack(paper_stack_id)
    if not 1 <= sheet <= found["sheets"]:
        abort(404)
    before = store.entries_of(get_db(), paper_stack_id, sheet)
    if len(before) > 1 and request.method == "GET":
        return redirect(url_for("field.stack", paper_stack_id=paper_stack_id))
    survey = surveys.find_survey(get_db(), found["survey_id"]) or abort(404)
    form, filled = _sheet_form(found), _filled(survey)
    if _is_sent() and form.validate() and not filled.wrong:
        try:
            return _key(found, sheet, survey, form, filled)
        except BadInput as error:
            form.firm.errors = [f"{p.where}: {p.what}. {p.right}." for p in error.problems]
    return _sheet_page(found, sheet, survey, form, filled, before)


def _is_sent() -> bool:
    """Whether the sheet was sent, and not only the language of its questions switched."""
    return request.method == "POST" and filling.SWITCH not in request.form


def _filled(survey: sqlite3.Row) -> filling.Filling:
    if request.method != "POST":
        return filling.blank(survey)
    return filling.sent(survey, request.form) if _is_sent() else filling.switched(survey, request.form)


@bp.post("/field/paper/<paper_stack_id>/<int:sheet>/unusable")
@permit("field.paper")
def set_aside_sheet(paper_stack_id: str, sheet: int) -> ResponseReturnValue:
    found = _stack(paper_stack_id)
    form = _unusable_form()
    if not form.validate() or not is_id(form.id.data or "") or form.unusable.data not in LABELS["paper_unusable"]:
        flash(_("까닭을 골라 주십시오."), "wrong")
        return redirect(url_for("field.key_sheet", paper_stack_id=paper_stack_id, sheet=sheet), 303)
    keyed = keying.Keyed(str(form.id.data), sheet, {}, comparing.values_of({}, form.unusable.data, {}))
    try:
        _say(keying.key_in(get_db(), found["id"], keyed, person_id=current_user.id), sheet)
    except BadInput:
        abort(404)
    return redirect(url_for("field.stack", paper_stack_id=paper_stack_id, keyed=sheet), 303)


def _sheet_form(found: sqlite3.Row) -> SheetForm:
    form = SheetForm()
    firms = surveys.firms_of_area(get_db(), found["area_id"])
    form.firm.choices = [
        ("", _("골라 주십시오")),
        *((f["id"], f"{f['code']} {f['name']}") for f in firms),
        (UNLISTED, _("명부에 없는 기업")),
    ]
    unsaid = ("", _("적혀 있지 않음"))
    form.industry.choices = [unsaid, *area_choices.industries(get_db())]
    form.size.choices = [unsaid, *area_choices.sizes()]
    return form


def _unusable_form() -> UnusableForm:
    form = UnusableForm()
    form.unusable.choices = [("", _("골라 주십시오")), *choices("paper_unusable")]
    return form


def _key(
    found: sqlite3.Row, sheet: int, survey: sqlite3.Row, form: SheetForm, filled: filling.Filling
) -> ResponseReturnValue:
    firm_id = None if form.firm.data == UNLISTED else form.firm.data
    beside = {
        comparing.FIRM: firm_id or "",
        comparing.NAME: form.name.data or "",
        comparing.INDUSTRY: form.industry.data or "",
        comparing.SIZE: form.size.data or "",
        comparing.ON: form.answered_on.data.isoformat(),
    }
    values = comparing.values_of(beside, "", filled.form.answers())
    problems = faults(get_db(), survey, found["area_id"], values)
    if problems:
        raise BadInput(*problems)
    keyed = keying.Keyed(filled.response_id, sheet, dict(filled.cells(request.form)), values)
    came = keying.key_in(get_db(), found["id"], keyed, person_id=current_user.id)
    _say(came, sheet)
    if came == keying.FIRST and firm_id:
        _tell_if_answered(survey, firm_id)
    return redirect(url_for("field.stack", paper_stack_id=found["id"], keyed=sheet), 303)


def _say(came: str, sheet: int) -> None:
    said = {
        keying.FIRST: _("%(n)s번을 한 번 입력했습니다. 다른 사람이 한 번 더 입력하면 맞추어 봅니다.", n=sheet),
        keying.EQUAL: _("%(n)s번은 두 번 입력한 것이 같아 확정했습니다.", n=sheet),
        keying.DIFFERS: _("%(n)s번은 두 번 입력한 것이 다릅니다. 종이를 보고 확정해야 집계에 들어갑니다.", n=sheet),
    }
    flash(said[came], "careful" if came == keying.DIFFERS else "done")


def _tell_if_answered(survey: sqlite3.Row, firm_id: str) -> None:
    before = response_store.response_of_firm(get_db(), survey["id"], firm_id)
    if before:
        when = day(before["submitted_at"])
        told = _("이 기업은 %(day)s에 이미 응답했습니다. 집계에는 가장 새로운 응답만 씁니다.", day=when)
        flash(told, "careful")


def _sheet_page(
    found: sqlite3.Row,
    sheet: int,
    survey: sqlite3.Row,
    form: SheetForm,
    filled: filling.Filling,
    before: list[sqlite3.Row],
) -> ResponseReturnValue:
    page = render_template(
        "field/paper/sheet.html",
        stack=found,
        sheet=sheet,
        survey=survey,
        form=form,
        unusable=_unusable_form(),
        filled=filled,
        before=before,
        draft=_draft(found, sheet),
        latest=min(survey["closes_on"], clock.today().isoformat()),
    )
    return page, 422 if _is_sent() else 200


def _draft(found: sqlite3.Row, sheet: int) -> str:
    """Under which this device keeps what is being keyed; apart from the drafts of answers."""
    return f"paper:{current_user.id}:{found['id']}:{sheet}"


@bp.route("/field/paper/<paper_stack_id>/<int:sheet>/decide", methods=["GET", "POST"])
@permit("field.paper")
def decide_sheet(paper_stack_id: str, sheet: int) -> ResponseReturnValue:
    found = _stack(paper_stack_id)
    waits = deciding.differing(get_db(), paper_stack_id, sheet)
    if waits is None:
        return redirect(url_for("field.stack", paper_stack_id=paper_stack_id))
    chosen = {key: request.form.get(f"pick-{key}", "") for key in waits.keys}
    other = {key: request.form.get(f"other-{key}", "") for key in waits.keys}
    wrong: list[str] = []
    if request.method == "POST":
        try:
            stored = deciding.decide(get_db(), paper_stack_id, sheet, chosen, other, person_id=current_user.id)
        except BadInput as error:
            wrong = [f"{p.where}: {p.what}. {p.right}." for p in error.problems]
        else:
            said = (
                _("%(n)s번을 확정해 저장했습니다.", n=sheet)
                if stored
                else _("%(n)s번을 쓰지 않기로 했습니다.", n=sheet)
            )
            flash(said, "done")
            return redirect(url_for("field.stack", paper_stack_id=paper_stack_id), 303)
    page = render_template(
        "field/paper/decide.html",
        stack=found,
        sheet=sheet,
        waits=waits,
        lines=telling.lines(get_db(), found, waits),
        chosen=chosen,
        other=other,
        wrong=wrong,
        own=current_user.id in (waits.first["person_id"], waits.second["person_id"]),
    )
    return page, 422 if wrong else 200
