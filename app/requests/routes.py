"""The page of the office worker who answers a person: what is held, a copy, destroying.

What is typed names somebody, so it is posted and stands in no address and no session.
"""

from __future__ import annotations

from datetime import date

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.clock import today
from app.db import get_db
from app.errors import BadInput
from app.requests import copying, destroying, finding
from app.requests.asked import Asked
from app.requests.blueprint import bp
from app.requests.finding import Held
from app.requests.places import STAYS
from app.tables.sheets import XLSX_TYPE, download
from forms.requests import RequestForm

WORDS = tuple(Asked.__dataclass_fields__)


@bp.route("/requests", methods=["GET", "POST"])
@permit("requests.handle")
def ask() -> ResponseReturnValue:
    """What the person gives; then what is held, place by place."""
    form = RequestForm(received=today())
    if not form.is_submitted():
        return render_template("requests/ask.html", form=form)
    asked, fine = _asked(), form.validate()
    for field, problem in finding.faults(asked).items():
        form[field].errors = [f"{problem.what}. {problem.right}."]
        fine = False
    if not fine:
        return render_template("requests/ask.html", form=form), 422
    return _page(finding.held(get_db(), asked, my_scope(), person_id=current_user.id), {})


@bp.post("/requests/copy.<any(xlsx, json):kind>")
@permit("requests.handle")
def copy(kind: str) -> ResponseReturnValue:
    """What is held of the person, as a file for the person."""
    db, held = get_db(), finding.find(get_db(), _asked(), my_scope())
    chosen = held.chosen(request.form.getlist("entry"))
    try:
        made = copying.copied(db, held, chosen, request.form.get("asked_by", ""), person_id=current_user.id)
    except BadInput as error:
        return _page(held, {"asked_by": error}), 422
    if kind == "json":
        return download(copying.json_of(made), _("정보주체 사본.json"), "application/json")
    return download(copying.xlsx_of(made), _("정보주체 사본.xlsx"), XLSX_TYPE)


@bp.post("/requests/destroy")
@permit("requests.handle")
def destroy() -> ResponseReturnValue:
    """Destroy what was chosen; then what is still held, and why."""
    db, held = get_db(), finding.find(get_db(), _asked(), my_scope())
    if "sure" not in request.form:
        return _page(held, {"sure": _("파기하려면 표시해 주십시오.")}), 422
    chosen = held.chosen(request.form.getlist("entry"))
    try:
        done = destroying.destroy(db, chosen, request.form.get("asked_by", ""), person_id=current_user.id)
    except BadInput as error:
        return _page(held, {"asked_by" if chosen else "entry": error}), 422
    flash(_("파기했습니다."), "done")
    return _page(finding.find(db, _asked(), my_scope()), {}, done)


def _asked() -> Asked:
    return Asked(**{word: request.form.get(word, "").strip() for word in WORDS})


def _page(held: Held, wrong: dict[str, str | BadInput], done: dict[str, int] | None = None) -> str:
    try:
        received = date.fromisoformat(request.form.get("received", ""))
    except ValueError:
        abort(400)
    told = {
        field: f"{error.problems[0].what}. {error.problems[0].right}." if isinstance(error, BadInput) else error
        for field, error in wrong.items()
    }
    return render_template(
        "requests/held.html",
        held=held,
        done=done,
        typed={word: request.form.get(word, "").strip() for word in WORDS},
        received=received,
        deadline=finding.deadline(received),
        readers_of=copying.readers_of,
        stays=STAYS,
        chosen=request.form.getlist("entry")
        if wrong
        else [entry.key for entry in held.entries if entry.own and entry.act != "roundtable"],
        asked_by=request.form.get("asked_by", ""),
        wrong=told,
    )
