"""Saved questions: the list, opening one as the page it is, saving, ending."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.areas import rounds
from app.coding.access import is_official
from app.corpus import saved_store, saving
from app.corpus.access import names
from app.corpus.blueprint import bp
from app.corpus.questions import question_from
from app.corpus.wording import sentence
from app.db import get_db
from app.errors import BadInput


@bp.get("/corpus/saved")
@permit("quotes.view")
def saved() -> ResponseReturnValue:
    db = get_db()
    if rounds.current() is None:
        return render_template("coding/no_round.html", active="themes")
    listed = saved_store.list_questions(db, current_user.id)
    told = [
        (each, _read(saving.stored(each)), _versions(each["id"]) if each["versions"] > 1 else []) for each in listed
    ]
    return render_template("corpus/saved.html", listed=told, stored=saving.stored)


@bp.get("/corpus/saved/<saved_id>")
@permit("quotes.view")
def open_saved(saved_id: str) -> ResponseReturnValue:
    """The page the question is, with its name above."""
    found = saved_store.find_question(get_db(), saved_id, current_user.id) or abort(404)
    asked: dict[str, Any] = {**saving.stored(found), "saved": saved_id}
    return redirect(url_for(f"corpus.{found['page']}", **asked))


@bp.post("/corpus/saved")
@permit("quotes.view")
def save() -> ResponseReturnValue:
    """Save the question of the page one stands on: as a new one, or as the next version of one's own."""
    page = request.form.get("page", "")
    if page not in saving.PAGES:
        abort(400)
    address: dict[str, Any] = parse_qs(request.form.get("address", "")[:4000])
    try:
        question_id = saving.save(
            get_db(),
            person_id=current_user.id,
            page=page,
            name=request.form.get("name", ""),
            address=address,
            shared=request.form.get("shared") == "1",
            of=request.form.get("of", ""),
        )
    except BadInput as error:
        flash("; ".join(f"{p.what}. {p.right}." for p in error.problems), "wrong")
        return redirect(url_for(f"corpus.{page}", **saving.address_of(address)))  # type: ignore[arg-type]
    flash(_("저장했습니다. ‘저장한 물음’에서 다시 열 수 있습니다."), "done")
    return redirect(url_for("corpus.open_saved", saved_id=question_id))


@bp.post("/corpus/saved/<saved_id>/end")
@permit("quotes.view")
def end(saved_id: str) -> ResponseReturnValue:
    """End one's own saved question, or let an ended one go on."""
    ended = request.form.get("ended", "1") == "1"
    if not saving.end(get_db(), saved_id, person_id=current_user.id, ended=ended):
        abort(404)
    flash(_("물음을 끝냈습니다. 기록은 남아 있습니다.") if ended else _("물음을 다시 열었습니다."), "done")
    return redirect(url_for("corpus.saved"))


def _versions(question_id: str) -> list[tuple[Any, str]]:
    """Every version of a question with what it asked, the newest first."""
    return [(each, _read(saving.stored(each))) for each in saved_store.versions_of(get_db(), question_id)]


def _read(address: dict[str, list[str]]) -> str:
    """A saved question in words, as the one who reads it may ask."""
    question = question_from(address)
    question = question.for_officials() if is_official() else question
    return sentence(question, names(question))
