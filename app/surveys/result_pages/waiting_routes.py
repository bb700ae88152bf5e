"""The page of open answers that wait: what is unsure in them, confirmed for many returns at a time."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.paging import Page, page_number
from app.surveys.asking import store
from app.surveys.asking.asked import question_words
from app.surveys.blueprint import bp
from app.surveys.sealed import sealed_store, waiting

# As many as one look takes in. Chosen, not measured.
SIZE = 20


@bp.route("/surveys/waiting", methods=["GET", "POST"])
@permit("surveys.confirm")
def waiting_answers() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    if request.method == "POST":
        return _settle()
    page = Page(page_number(), SIZE, sealed_store.count_waiting(db, scope))
    rows = sealed_store.waiting_returns(db, scope, limit=SIZE, offset=(page.number - 1) * SIZE)
    surveys = {r["survey_id"]: store.find_survey(db, r["survey_id"]) for r in rows}
    return render_template(
        "surveys/sealed/waiting.html",
        returns=[waiting.told(db, row) for row in rows],
        words={id: question_words(survey) for id, survey in surveys.items() if survey},
        page=page,
    )


def _settle() -> ResponseReturnValue:
    """Settle every return the form shows; a group that is not ticked stays as it was written."""
    db, scope, done, missed = get_db(), signing_in.my_scope(), 0, 0
    for response_id in request.form.getlist("return")[:SIZE]:
        for row in sealed_store.waiting_returns(db, scope, response_id=response_id) if response_id else ():
            replaced = request.form.getlist(f"hide-{response_id}")
            words = _words(request.form.get(f"words-{response_id}", ""))
            if strange := waiting.strangers(db, row, words):
                told = {"receipt": row["receipt"], "words": ", ".join(strange)}
                flash(_("%(receipt)s: 글에 없는 말이라 확정하지 않았습니다: %(words)s", **told), "careful")
                missed += 1
                continue
            done += waiting.settle(db, row, replaced=replaced, words=words, person_id=current_user.id)
    if done:
        flash(ngettext("응답 %(num)s건을 확정했습니다.", "응답 %(num)s건을 확정했습니다.", done), "done")
    elif not missed:
        flash(_("그사이 다른 사람이 모두 확정했습니다."))
    return redirect(url_for("surveys.waiting_answers"), 303)


def _words(line: str) -> list[str]:
    """Words to hide besides, separated by commas."""
    words = (each.strip() for each in line.split(","))
    return [each for each in words if 1 < len(each) <= waiting.LONGEST_WORD][: waiting.MOST_WORDS]
