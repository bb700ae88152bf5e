"""Pages of the verification team: the areas to vote on, one area's vote, closing it."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.downloading import record_download
from app.accounts.permissions import may, permit
from app.areas import rounds
from app.db import get_db
from app.errors import BadInput
from app.evaluation.blueprint import bp
from app.evaluation.display import wording
from app.evaluation.display.display import Display, read_display
from app.evaluation.people import balloting, referring, validating, visit_store, visiting, visits, vote_store
from app.evaluation.people.grounds import from_json
from app.evaluation.people.vote_forms import (
    ballot_of,
    held_seat,
    may_decide,
    result_in_scope,
    standing_beside,
    vote_form,
)
from app.evaluation.round import store
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.labels import label
from forms.evaluation import CONFLICT, CloseForm, VoteForm

SIZE = 50


@bp.get("/validation")
@permit("validation.view")
def validations() -> ResponseReturnValue:
    db, current = get_db(), rounds.current()
    evaluation = store.newest_evaluation(db, current["id"]) if current else None
    my_seat = held_seat(current["id"] if current else None)
    visits = visiting.read_visits(db, current["id"], signing_in.my_scope(), my_seat) if current else []
    wanted = request.args.get("show", "mine" if my_seat else "visit")
    shown = visiting.narrow(visits, wanted, request.args.get("q", "").strip())
    page = Page(page_number(), SIZE, len(shown))
    return render_template(
        "evaluation/people/validations.html",
        evaluation=evaluation,
        visits=shown[(page.number - 1) * SIZE : page.number * SIZE],
        page=page,
        wanted=wanted,
        my_seat=my_seat,
        held=vote_store.seats_of(db, current["id"]) if current else {},
        waiting=sum(visit.waits for visit in visits),
        exports=[(url_for("evaluation.votes_export", form=kind), kind.upper()) for kind in ("csv", "xlsx")],
    )


@bp.get("/validation.<any(csv, xlsx):form>")
@permit("validation.view")
def votes_export(form: str) -> ResponseReturnValue:
    """Votes that are over, as the import reads them."""
    current = rounds.current()
    evaluation = store.newest_evaluation(get_db(), current["id"]) if current else None
    found = vote_store.opened_votes(get_db(), evaluation["id"], signing_in.my_scope()) if evaluation else []
    titles = [_("밀집지역코드"), _("자리"), _("수준"), _("사유"), _("기권사유")]
    table = ([v["code"], label(v["seat"], "seat"), *_voted(v)] for v in found)
    record_download(get_db(), "votes", len(found))
    return table_response(form, _("현장검증 표 %(round)s", round=current["code"] if current else ""), titles, table)


def _voted(vote: sqlite3.Row) -> tuple[str | None, str | None, str | None]:
    """Level and reason of a vote, or why the seat abstained."""
    return (None, None, vote["reason"]) if vote["conflict"] else (label(vote["level"], "level"), vote["reason"], None)


@bp.get("/evaluation/<area_result_id>/validation")
@permit("validation.view")
def validation(area_result_id: str) -> ResponseReturnValue:
    return _validation_page(result_in_scope(area_result_id), VoteForm())


@bp.post("/evaluation/<area_result_id>/validation")
@permit("validation.vote")
def vote(area_result_id: str) -> ResponseReturnValue:
    result = result_in_scope(area_result_id)
    form = vote_form(result)
    if not form.validate_on_submit():
        return _validation_page(result, form), 422
    if request.form.get("back"):
        return _validation_page(result, form)
    if form.confirmed.data != "1":
        return _confirm_page(result, form)
    try:
        level = validating.cast_vote(get_db(), result["id"], person_id=current_user.id, **ballot_of(form))
    except BadInput as error:
        form.reason.errors = [f"{p.what}. {p.right}." for p in error.problems]
        return _validation_page(result, form), 422
    if level:
        word = label(level, "level")
        flash(
            _(
                "투표했습니다. 다섯 자리의 표가 모두 모였습니다. 검증단의 단계는 ‘%(level)s’입니다.",
                level=word,
            ),
            "done",
        )
    else:
        flash(_("투표했습니다. 다른 자리의 표는 투표가 끝나면 함께 공개됩니다."), "done")
    return redirect(url_for("evaluation.validation", area_result_id=area_result_id))


@bp.post("/evaluation/<area_result_id>/validation/close")
@permit("validation.close")
def close_validation(area_result_id: str) -> ResponseReturnValue:
    result = result_in_scope(area_result_id)
    form = CloseForm()
    if not form.validate_on_submit():
        return _validation_page(result, VoteForm(formdata=None), close=form), 422
    note = form.note.data or ""
    level = validating.close_vote(get_db(), result["id"], person_id=current_user.id, note=note)
    flash(_("투표를 마감했습니다. 검증단의 단계는 ‘%(level)s’입니다.", level=label(level, "level")), "done")
    return redirect(url_for("evaluation.validation", area_result_id=area_result_id))


# What the pages stand on -----------------------------------------------------------------------------------


def _confirm_page(result: sqlite3.Row, form: VoteForm) -> str:
    """A vote cannot be taken back: it is told in words before it is cast."""
    return render_template(
        "evaluation/people/vote.html",
        result=result,
        form=form,
        seat=vote_store.seat_of(get_db(), result["round_id"], current_user.id),
        conflict=form.level.data == CONFLICT,
        offered=dict(form.evidence.choices),
    )


def _validation_page(result: sqlite3.Row, form: VoteForm, close: CloseForm | None = None) -> str:
    db, anonymous = get_db(), not may("evaluation.answers")
    display = read_display(db, result, anonymous=anonymous)
    return render_template(
        "evaluation/people/validation.html",
        result=result,
        round=store.find_round(db, result["round_id"]),
        display=display,
        words=_words(display, store.indicators(db)),
        box=balloting.read_box(db, result, current_user.id),
        checks=[visits.check_words(check, display.result) for check in visits.checks(display)],
        visited=len(visit_store.visits_of(db, result["id"])),
        form=form if form.level.choices else vote_form(result),
        close=close or CloseForm(formdata=None),
        events=store.events_of(db, result["id"]),
        told=lambda event: referring.told(db, result, from_json(event["evidence"]), anonymous=anonymous),
        anonymous=anonymous,
        standing=standing_beside(result),
        may_decide=may_decide(result),
    )


def _words(display: Display, indicators: dict[str, sqlite3.Row]) -> dict[str, Any]:
    """What the page says of a display in words."""
    return {
        "sentence": wording.level_sentence(display),
        "held": wording.held_sentence(display),
        "losses": wording.loss_sentences(display, indicators),
        "name": lambda measure: wording.item_name(measure.code, measure.kind, indicators, display.waves),
        "missing": wording.missing,
    }
