"""Pages of second looks: one's own statements once more without the first word, and the plan by which they come."""

from __future__ import annotations

import sqlite3

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.coding.access import my_desk, my_segment, theme_names, themes_by_code
from app.coding.blueprint import bp
from app.coding.judging import judgment_store
from app.coding.several import again_store, drifting, looking
from app.coding.several.again import USUAL_DAYS, USUAL_SHARE, Look, Word
from app.coding.several.sides import Coding, machine_side
from app.coding.statements import segment_store
from app.coding.statements.speaking import asked, place, speaker
from app.db import get_db
from app.errors import BadInput, Problem
from app.words.labels import choices

# Rows of the form beside those that are filled: more themes than a statement holds. Chosen, not measured.
ROWS = 3
# What a draw begins with where nobody chose, as for plans.
SEED = 1


@bp.get("/review/again")
@permit("review.code")
def again() -> ResponseReturnValue:
    desk, db = my_desk(), get_db()
    if desk is None:
        return render_template("coding/no_round.html", active="review")
    looks = again_store.looks(db, desk.round_id, current_user.id).get(current_user.id, [])
    own = drifting.drift_of(current_user.id, looks, list(themes_by_code(db))) if looks else None
    return render_template(
        "coding/several/again.html",
        waiting=looking.waiting(db, desk.round_id, current_user.id, desk.scope),
        plan=again_store.running(db, desk.round_id),
        looks=looks,
        placed=segment_store.placed(db, [each.segment_id for each in looks]),
        told=drifting.told(own, {current_user.id: current_user.name}) if own else "",
        place=place,
    )


@bp.get("/review/again/next")
@permit("review.code")
def next_again() -> ResponseReturnValue:
    desk = my_desk()
    now = looking.waiting(get_db(), desk.round_id, current_user.id, desk.scope).now if desk else []
    return redirect(url_for("coding.look_again", segment_id=now[0]) if now else url_for("coding.again"), 303)


@bp.get("/review/again/<segment_id>")
@permit("review.code")
def look_again(segment_id: str) -> ResponseReturnValue:
    return _page(my_segment(segment_id))


@bp.post("/review/again/<segment_id>")
@permit("review.code")
def say_again(segment_id: str) -> ResponseReturnValue:
    segment = my_segment(segment_id)
    nothing, codings = request.form.get("nothing"), _rows()
    try:
        if not nothing and not codings:
            right = _("주제를 고르거나 ‘해당 주제 없음’을 누르십시오")
            raise BadInput(Problem(_("주제"), _("고르지 않았습니다"), right))
        looking.look(
            get_db(),
            segment["round_id"],
            segment_id,
            coder_id=current_user.id,
            scope=my_scope(),
            codings=() if nothing else codings,
        )
    except BadInput as error:
        return _page(segment, wrong=error.problems), 422
    return redirect(url_for("coding.look_again", segment_id=segment_id), 303)


@bp.post("/review/plans/again")
@permit("review.plan")
def plan_again() -> ResponseReturnValue:
    found, given = rounds.current() or abort(404), request.form
    looking.make(
        get_db(),
        found["id"],
        share=given.get("share", USUAL_SHARE, type=int),
        days=given.get("days", USUAL_DAYS, type=int),
        seed=given.get("seed", SEED, type=int),
        reason=given.get("reason", ""),
        person_id=current_user.id,
    )
    flash(_("다시 보기를 시작했습니다. 때가 된 문장부터 전문가의 ‘다시 보기’에 나타납니다."), "done")
    return redirect(url_for("coding.plans", _anchor="again"), 303)


@bp.post("/review/plans/again/<plan_id>/end")
@permit("review.plan")
def end_again(plan_id: str) -> ResponseReturnValue:
    found, db = rounds.current() or abort(404), get_db()
    plan = again_store.newest(db, found["id"])
    if plan is None or plan["id"] != plan_id:
        abort(404)
    looking.end(db, found["id"], plan_id, reason=request.form.get("reason", ""), person_id=current_user.id)
    flash(_("다시 보기를 끝냈습니다. 이미 다시 본 것은 그대로 있습니다."), "done")
    return redirect(url_for("coding.plans", _anchor="again"), 303)


def _rows() -> list[Coding]:
    columns = (request.form.getlist(key) for key in ("theme", "stance", "severity"))
    return [
        Coding(theme, stance, int(severity) if severity.isdigit() and stance == "need" else None)
        for theme, stance, severity in zip(*columns, strict=False)
        if theme
    ]


def _codings(word: Word) -> list[Coding]:
    return [Coding(theme, *said) for theme, said in sorted(word.items())]


def _look(segment: sqlite3.Row) -> Look | None:
    mine = again_store.looks(get_db(), segment["round_id"], current_user.id).get(current_user.id, [])
    return next((each for each in mine if each.segment_id == segment["id"]), None)


def _page(segment: sqlite3.Row, *, wrong: tuple[Problem, ...] = ()) -> str:
    """The statement without one's first word; once looked at, both words side by side. 404 where it does not wait."""
    db, done = get_db(), _look(segment)
    left = looking.waiting(db, segment["round_id"], current_user.id, my_scope())
    if done is None and segment["id"] not in left.now:
        abort(404)
    names = theme_names(db)
    machine = machine_side(judgment_store.suggestions_of(db, segment["id"]), _("기계의 제안"))
    rows = _rows() if request.method == "POST" else []
    return render_template(
        "coding/several/look_again.html",
        segment=segment,
        context=segment_store.context_of(db, segment, my_scope()),
        question=asked(segment),
        areas=segment_store.areas_of(db, segment["respondent_id"]),
        suggested=machine.codings,
        done=done,
        before=_codings(done.before) if done else [],
        now=_codings(done.again) if done else [],
        left=len(left.now),
        rows=[*rows, *[None] * (ROWS - len(rows))],
        themes=themes_by_code(db),
        theme_name=lambda code: names.get(code, code),
        stances=choices("stance"),
        speaker=speaker,
        place=place,
        wrong=wrong,
    )
