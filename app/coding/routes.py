"""Pages of coding: the expert's queue and bench, the suggesting job. Themes and quotes: `theme_routes`."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app import jobs
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas.finding.finding import area_found, choosable
from app.coding.access import (
    begin_job,
    led_onward,
    led_to,
    my_desk,
    my_segment,
    say_replaced,
    theme_names,
    themes_by_code,
)
from app.coding.blueprint import bp
from app.coding.judging import judging, judgment_store, queue_store, together
from app.coding.judging.blind import may_see_others
from app.coding.judging.differing_store import differences
from app.coding.judging.fresh import read_fresh
from app.coding.judging.palette import QUEUE, palette
from app.coding.judging.queue import filters_from
from app.coding.learning import suspect_store
from app.coding.meaning import twinning
from app.coding.several import looking
from app.coding.statements import segment_store
from app.coding.statements.judgments import answer_to, evidence_of
from app.coding.statements.speaking import answered, asked, place, speaker, told
from app.coding.suggesting.precision import precisions
from app.coding.suggesting.reasons import parts_of, reasons_of, shaded
from app.coding.themes import mark_store
from app.db import get_db
from app.errors import BadInput, Problem
from app.paging import Page, page_number
from app.words.labels import choices
from forms.coding import JudgmentForm

PAGE = 50


@bp.get("/review")
@permit("review.code")
def review() -> ResponseReturnValue:
    db, desk, area = get_db(), my_desk(), area_found()
    filters = replace(filters_from(request.args), area=area["id"] if area else "")
    if desk is None:
        return render_template("coding/no_round.html", active="review")
    number = page_number()
    found = queue_store.listed(db, desk, filters, limit=PAGE, offset=(number - 1) * PAGE)
    total, progress, apart = queue_store.counted(db, desk, filters)
    doubted = found if filters.state == "suspect" else []
    differing = [s["id"] for s in found if filters.state == "differ"]
    names, last = theme_names(db), judgment_store.last_judgments(db, desk.coder_id)
    return render_template(
        "coding/judging/review.html",
        last=last,
        last_words=_told_together(last),
        found=found,
        placed=segment_store.placed(db, [s["id"] for s in found]),
        speaker=speaker,
        place=place,
        suggestions=queue_store.suggestions_by_segment(db, [s["id"] for s in found]),
        page=Page(number, PAGE, total),
        progress=progress,
        apart=apart,
        filters=filters,
        narrowed=bool(filters.address()),
        order=queue_store.order_of(db, filters),
        differences=differences(db, desk.coder_id, differing),
        suspects={s["id"]: suspect_store.suspects_of(db, desk.coder_id, s["id"]) for s in doubted},
        theme_name=lambda code: names.get(code, code),
        themes=themes_by_code(db),
        area=area,
        areas=choosable(queue_store.areas_spoken_of(db, desk, filters.area)),
        roundtable=queue_store.find_roundtable(db, desk, filters.roundtable),
        fresh=read_fresh(db, desk.coder_id, desk.scope, desk.round_id),
        again=len(looking.waiting(db, desk.round_id, desk.coder_id, desk.scope).now),
    )


@bp.get("/review/next")
@permit("review.code")
def begin() -> ResponseReturnValue:
    desk, filters = my_desk(), filters_from(request.args)
    segment_id = queue_store.first(get_db(), desk, filters) if desk else None
    return led_to(segment_id, filters)


@bp.get("/review/<segment_id>")
@permit("review.code")
def bench(segment_id: str) -> ResponseReturnValue:
    return _bench(my_segment(segment_id))


@bp.post("/review/<segment_id>")
@permit("review.code")
def decide(segment_id: str) -> ResponseReturnValue:
    segment, form, db = my_segment(segment_id), JudgmentForm(), get_db()
    if not form.validate():
        return _bench(segment, form=form, wrong=_form_problems(form)), 422
    stood = judgment_store.standing_of(db, segment_id, current_user.id)
    try:
        judging.judge(db, segment_id, coder_id=current_user.id, **form.word())
    except BadInput as error:
        return _bench(segment, form=form, wrong=error.problems), 422
    flash(_said(form.action.data or ""), "done")
    say_replaced(db, segment_id, stood)
    return led_onward(segment_id, filters_from(request.args), form.action.data or "")


@bp.post("/review/<segment_id>/dismiss")
@permit("review.code")
def dismiss(segment_id: str) -> ResponseReturnValue:
    segment, given = my_segment(segment_id), request.form
    rejected = judging.dismiss(
        get_db(),
        segment["id"],
        coder_id=current_user.id,
        seen=given.get("seen", -1, type=int),
        suggestion_ids=given.getlist("suggestion"),
    )
    flash(_("불확실한 제안 %(n)s건을 반려했습니다.", n=rejected), "done")
    return led_onward(segment_id, filters_from(request.args), "reject")


@bp.post("/review/undo")
@permit("review.code")
def undo() -> ResponseReturnValue:
    judgment_id = request.form.get("judgment", type=int) or abort(400)
    undone = judging.undo(get_db(), coder_id=current_user.id, judgment_id=judgment_id)
    flash(_("되돌렸습니다: %(what)s", what=_told_together(undone)), "done")
    if beside := len({each["segment_id"] for each in undone}) - 1:
        flash(_("함께 판단한 문장 %(n)s개도 되돌렸습니다.", n=beside), "done")
    return led_to(undone[-1]["segment_id"], filters_from(request.args))


@bp.post("/coding/run")
@permit("coding.run")
def run() -> ResponseReturnValue:
    return begin_job("suggest")


@bp.get("/jobs/<job_id>")
@permit("coding.run")
def job(job_id: str) -> ResponseReturnValue:
    found = jobs.find(get_db(), job_id)
    if found is None or found["person_id"] != current_user.id:
        abort(404)
    result = json.loads(found["result"]) if found["result"] else {}
    return render_template("coding/job.html", job=found, result=result)


def _form_problems(form: JudgmentForm) -> tuple[Problem, ...]:
    return tuple(Problem(str(form[name].label.text), str(said[0]), "") for name, said in form.errors.items())


def _said(action: str) -> str:
    words = {
        "accept": _("채택했습니다."),
        "change": _("주제를 바꾸어 채택했습니다."),
        "reject": _("반려했습니다."),
        "add": _("주제를 추가했습니다."),
        "nothing": _("해당 주제 없음으로 두었습니다."),
    }
    return words[action]


def _told_together(judgments: list[sqlite3.Row]) -> str:
    """Judgments that were given together, the first first; what was said of several statements stands once."""
    names = theme_names(get_db())
    return ", ".join(dict.fromkeys(told(each, names) for each in reversed(judgments)))


def _bench(segment: sqlite3.Row, *, form: JudgmentForm | None = None, wrong: tuple[Problem, ...] = ()) -> str:
    db, scope, filters = get_db(), my_scope(), filters_from(request.args)
    desk = queue_store.Desk(current_user.id, scope, segment["round_id"])
    suggestions = judgment_store.suggestions_of(db, segment["id"])
    evidence = {s["id"]: evidence_of(s["evidence"], segment["text"]) for s in suggestions}
    reasons = {s["id"]: reasons_of(s, segment["text"]) for s in suggestions}
    judged = judgment_store.judged_themes(db, segment["id"], current_user.id)
    themes = themes_by_code(db)
    mine = judgment_store.standing_of(db, segment["id"], current_user.id)
    answers = {s["id"]: found for s in suggestions if (found := answer_to(s["theme_code"], mine))}
    settled = any(j["action"] == "nothing" for j in mine)
    waiting = [s["id"] for s in suggestions if not settled and s["theme_code"] not in judged]
    done = judgment_store.is_done(db, segment["id"], current_user.id)
    names = theme_names(db)
    last = judgment_store.last_judgments(db, current_user.id)
    words = judgment_store.latest_words(db, segment["id"], current_user.id)
    return render_template(
        "coding/judging/bench.html",
        segment=segment,
        context=segment_store.context_of(db, segment, scope),
        question=asked(segment),
        speaker=speaker,
        place=place,
        pieces=shaded(segment["text"], parts_of(reasons, evidence, segment["text"])),
        suggestions=suggestions,
        apart=queue_store.apart_of(db, segment["id"]),
        evidence=evidence,
        reasons=reasons,
        current=(form.suggestion.data if form and form.suggestion.data in evidence else None)
        or next(iter(waiting), None),
        waiting_for=waiting,
        suspects=suspect_store.suspects_of(db, current_user.id, segment["id"]),
        mine=mine,
        marked=mark_store.marked_themes(db, segment["id"], current_user.id),
        answers=answers,
        words={theme: word for theme, word in words.items() if not word["retracted"]},
        withdrawn={theme: word for theme, word in words.items() if word["retracted"]},
        added=next((w for w in words.values() if w["action"] == "add" and w["retracted"] and not done), None),
        told=lambda judgment: told(judgment, names),
        answer_words=lambda s: answered(answers[s["id"]], s["theme_code"], names),
        others=_others(segment["id"]) if may_see_others(db, [segment["id"]], current_user.id) else None,
        seen=judgment_store.newest_judgment(db, segment["id"], current_user.id),
        last=last,
        last_words=_told_together(last),
        unsure=[s["id"] for s in suggestions if s["grade"] == "perhaps" and s["id"] in waiting],
        precision=precisions(segment["language"]),
        themes=themes,
        stances=choices("stance"),
        statements=choices("statement"),
        areas=segment_store.areas_of(db, segment["respondent_id"]),
        filters=filters,
        progress=queue_store.count(db, desk, filters)[1],
        earlier=queue_store.before(db, desk, filters, segment["id"]),
        later=queue_store.after(db, desk, filters, segment["id"]),
        **_twins(db, desk, segment, waiting),
        typed=form,
        wrong=wrong,
        theme_name=lambda code: names.get(code, code),
        book=palette(db, themes, current_user.id),
        modules=QUEUE,
        document_view=_document_view(segment),
    )


def _document_view(segment: sqlite3.Row) -> str:
    """Where the statement stands in its whole transcript; empty for an answer."""
    if not segment["document_id"]:
        return ""
    return url_for("coding.document", document_id=segment["document_id"], at=segment["id"])


def _twins(db: Database, desk: queue_store.Desk, segment: sqlite3.Row, waiting: list[str]) -> dict[str, Any]:
    """What is nearly the same and waits for the same word, by suggestion; and where all of it was said."""
    found = {each: together.twins(db, desk, segment, each) for each in waiting}
    near = [twin.segment_id for each in found.values() for twin in each]
    placed = segment_store.placed(db, near)
    return {"twins": found, "near": placed, "paraphrases": twinning.PARAPHRASES}


def _others(segment_id: str) -> list[sqlite3.Row]:
    found = judgment_store.judgments_of(get_db(), segment_id)
    return [j for j in found if j["stands"] and j["coder_id"] != current_user.id]
