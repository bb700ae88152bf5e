"""Pages of plans: who codes what, looked at before it is written, who is behind; and second looks at one's own."""

from __future__ import annotations

import sqlite3

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.coding.access import my_desk, my_segment, theme_names, themes_by_code
from app.coding.blueprint import bp
from app.coding.judging import judgment_store
from app.coding.several import again_store, drifting, looking, planning
from app.coding.several import plan_store as store
from app.coding.several.again import USUAL_DAYS, Look, Word
from app.coding.several.again import USUAL_SHARE as USUAL_SHARE_AGAIN
from app.coding.several.planning import Asked
from app.coding.several.plans import RULES, SECOND, USUAL_SHARE
from app.coding.several.sides import Coding, machine_side
from app.coding.statements import segment_store
from app.coding.statements.speaking import asked as asked_of
from app.coding.statements.speaking import place, speaker
from app.db import get_db
from app.errors import BadInput, Problem
from app.words.labels import choices

# What a draw begins with where nobody chose: any number, told on the page so that the draw can be repeated.
SEED = 1
# Rows of the form beside those that are filled: more themes than a statement holds. Chosen, not measured.
ROWS = 3


@bp.get("/review/plans")
@permit("review.plan")
def plans() -> ResponseReturnValue:
    if rounds.current() is None:
        return render_template("coding/no_round.html", active="themes")
    return _page(request.args)


@bp.post("/review/plans")
@permit("review.plan")
def make_plan() -> ResponseReturnValue:
    given = request.form
    try:
        planning.make(
            get_db(),
            _asked(given),
            reason=given.get("reason", ""),
            replaces=given.get("replaces") or None,
            person_id=current_user.id,
        )
    except BadInput as error:
        return _page(given, wrong=error.problems), 422
    flash(_("나누었습니다. 전문가의 검토 목록에 맡은 문장이 먼저 나타납니다."), "done")
    return redirect(url_for("coding.plans"), 303)


@bp.post("/review/plans/<plan_id>/end")
@permit("review.plan")
def end_plan(plan_id: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    plan = store.find(db, plan_id)
    if plan is None or found is None or plan["round_id"] != found["id"]:
        abort(404)
    try:
        planning.end(db, plan_id, reason=request.form.get("reason", ""), person_id=current_user.id)
    except BadInput as error:
        return _page(MultiDict(), wrong=error.problems), 422
    flash(_("끝냈습니다. 이미 한 판단은 그대로 있습니다."), "done")
    return redirect(url_for("coding.plans"), 303)


def _asked(given: MultiDict[str, str]) -> Asked:
    found = rounds.current() or abort(404)
    return Asked(
        round_id=found["id"],
        roundtable_id=given.get("roundtable") or None,
        rule=given.get("rule", ""),
        share=given.get("share", USUAL_SHARE, type=int),
        coders=tuple(given.getlist("coder")),
        seed=given.get("seed", SEED, type=int),
    )


def _page(given: MultiDict[str, str], *, wrong: tuple[Problem, ...] = ()) -> str:
    db, asked = get_db(), _asked(given)
    experts, dealt = store.experts(db), None
    if asked.rule and not wrong:
        try:
            dealt = planning.draw(db, asked)
        except BadInput as error:
            wrong = error.problems
    listed = store.plans(db, asked.round_id)
    return render_template(
        "coding/several/plans.html",
        asked=asked,
        chosen=set(asked.coders) if asked.rule else {e["id"] for e in experts},
        rule=asked.rule or SECOND,
        rules=RULES,
        experts=experts,
        names={e["id"]: e["name"] for e in experts},
        roundtables=store.roundtables(db, asked.round_id),
        dealt=dealt,
        counts=dealt.counts() if dealt else {},
        given=given,
        running=[p for p in listed if not p["ended_at"] and not p["replaced"]],
        over=[p for p in listed if p["ended_at"] or p["replaced"]],
        progress=store.progress(db, asked.round_id),
        again=again_store.newest(db, asked.round_id),
        usual=(USUAL_SHARE_AGAIN, USUAL_DAYS, SEED),
        drifts=drifting.drifts_of(db, asked.round_id),
        drift_told=drifting.told,
        waiting={e["id"]: looking.waiting(db, asked.round_id, e["id"], store.scope_of(db, e)) for e in experts},
        wrong=wrong,
    )


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
    return _again_page(my_segment(segment_id))


@bp.post("/review/again/<segment_id>")
@permit("review.code")
def say_again(segment_id: str) -> ResponseReturnValue:
    segment = my_segment(segment_id)
    nothing, codings = request.form.get("nothing"), _again_rows()
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
        return _again_page(segment, wrong=error.problems), 422
    return redirect(url_for("coding.look_again", segment_id=segment_id), 303)


@bp.post("/review/plans/again")
@permit("review.plan")
def plan_again() -> ResponseReturnValue:
    found, given = rounds.current() or abort(404), request.form
    looking.make(
        get_db(),
        found["id"],
        share=given.get("share", USUAL_SHARE_AGAIN, type=int),
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


def _again_rows() -> list[Coding]:
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


def _again_page(segment: sqlite3.Row, *, wrong: tuple[Problem, ...] = ()) -> str:
    """The statement without one's first word; once looked at, both words side by side. 404 where it does not wait."""
    db, done = get_db(), _look(segment)
    left = looking.waiting(db, segment["round_id"], current_user.id, my_scope())
    if done is None and segment["id"] not in left.now:
        abort(404)
    names = theme_names(db)
    machine = machine_side(judgment_store.suggestions_of(db, segment["id"]), _("기계의 제안"))
    rows = _again_rows() if request.method == "POST" else []
    return render_template(
        "coding/several/look_again.html",
        segment=segment,
        context=segment_store.context_of(db, segment, my_scope()),
        question=asked_of(segment),
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
