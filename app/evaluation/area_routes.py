"""An area's evaluation: what it says, what it rests on, what changed it and what would; people's statements."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import rounds
from app.areas import store as areas_store
from app.coding.themes.saturating import saturation
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.display import stating, told_store
from app.evaluation.display.display import Display, read_display
from app.evaluation.display.wording import (
    distance_sentence,
    held_sentence,
    item_name,
    level_sentence,
    loss_sentences,
    missing,
    undetermined_sentences,
    without_voices,
)
from app.evaluation.method.scheme import Scheme
from app.evaluation.overview.drawing_ahead import area_waterfall
from app.evaluation.people import telling
from app.evaluation.round import standing_store, store
from app.evaluation.what_if.changing import changed
from app.evaluation.what_if.reading import sources_of
from app.evaluation.what_if.saying import change_parts, change_sentence, turn_sentences
from app.evaluation.what_if.turning import turns_of
from app.monitoring.observations.quarters import quarter_of
from app.monitoring.quarter import classification_store
from app.words.labels import label
from forms.statements import StatementForm


@bp.get("/areas/<area_id>/evaluation")
@permit("evaluation.view")
def area(area_id: str) -> ResponseReturnValue:
    return _area_page(area_id, StatementForm())


@bp.post("/areas/<area_id>/evaluation/statements")
@permit("evaluation.state")
def add_statement(area_id: str) -> ResponseReturnValue:
    signing_in.require_area(area_id)
    db, form = get_db(), StatementForm()
    result = store.find_result(db, request.form.get("result", ""), signing_in.my_scope())
    if result is None or result["area_id"] != area_id:
        abort(404)
    if not form.validate_on_submit():
        return _area_page(area_id, form, result["evaluation_id"]), 422
    stating.state(db, result["id"], domain=form.domain.data or "", text=form.text.data, person_id=current_user.id)
    flash(_("%(domain)s 영역의 의견을 남겼습니다.", domain=label(form.domain.data, "domain")), "done")
    address = url_for("evaluation.area", area_id=area_id, evaluation=result["evaluation_id"])
    return redirect(f"{address}#domain-{form.domain.data}")


def _area_page(area_id: str, form: StatementForm, evaluation_id: str | None = None) -> str:
    signing_in.require_area(area_id)
    db, scope = get_db(), signing_in.my_scope()
    found = areas_store.find_area(db, area_id) or abort(404)
    current = rounds.current()
    standing = standing_store.standing_result(db, current["id"], area_id) if current else None
    asked = _asked(db, current, evaluation_id or request.args.get("evaluation"))
    result = store.result_of_area(db, asked["id"], area_id) if asked else standing
    display = read_display(db, result, anonymous=not scope.answers) if result else None
    return render_template(
        "evaluation/display/area.html",
        area=found,
        evaluation=store.find_evaluation(db, result["evaluation_id"]) if result else None,
        standing=next(iter(told_store.results_told(db, [standing] if standing else [], scope)), None),
        display=display,
        watched=_watched(db, current, area_id),
        saturation=saturation(db, current["id"], scope, area_id=area_id) if current else None,
        words=_words(db, display) if display else {},
        beside=_beside(db, display) if display else {},
        history=told_store.results_told(db, store.history_of(db, area_id), scope, key="area_result_id"),
        trail=store.trail_of(db, area_id),
        form=form,
    )


def _watched(db: Database, current: sqlite3.Row | None, area_id: str) -> sqlite3.Row | None:
    """The area's newest classification up to the round's last quarter: whether it was on watch, and when."""
    last = quarter_of(current["ends_on"][:7]) if current else ""
    return next((each for each in classification_store.history(db, area_id) if each["quarter"] <= last), None)


def _words(db: Database, display: Display) -> dict[str, Any]:
    """What the page says of a display in words, and its picture."""
    indicators = store.indicators(db)

    def name(code: str, kind: str) -> str:
        return item_name(code, kind, indicators, display.waves)

    return {
        "standing": telling.standing_sentence(db, display.result),
        "course": telling.course_sentence(display.result, store.events_of(db, display.result["id"])),
        "sentence": level_sentence(display),
        "held": held_sentence(display),
        "further": distance_sentence(display),
        "without": without_voices(display),
        "losses": loss_sentences(display, indicators),
        "waterfall": area_waterfall(display, indicators),
        "name": lambda measure: name(measure.code, measure.kind),
        "step": lambda step: name(step.ref, step.kind),
        "named": name,
        "missing_since": undetermined_sentences(display, indicators),
        "missing": missing,
    }


def _beside(db: Database, display: Display) -> dict[str, Any]:
    """What changed since the evaluation before, and what would turn the level; nothing of it is stored."""
    result, scheme = display.result, display.scheme
    since = changed(db, result, display.told, answers=signing_in.my_scope().answers)
    beside: dict[str, Any] = {"changed": since, "turns": None}
    if since:
        beside |= {
            "sentence": change_sentence(since, level=result["level"], score=result["score"]),
            "parts": change_parts(since),
        }
    if isinstance(scheme, Scheme) and display.told.parts and result["level"]:
        indicators = store.indicators(db)
        kinds = {each.code: "survey" if each.source == "survey" else "indicator" for each in scheme.indicators}
        beside["turns"] = turn_sentences(
            turns_of(sources_of(db, [result], scheme), scheme),
            scheme,
            lambda code: item_name(code, kinds[code], indicators, display.waves),
            spoke=bool(result["respondents"]),
        )
    return beside


def _asked(db: Database, current: sqlite3.Row | None, evaluation_id: str | None) -> sqlite3.Row | None:
    """The evaluation asked for alone, which must be of this round; None: what stands."""
    if current is None or not evaluation_id:
        return None
    found = store.find_evaluation(db, evaluation_id)
    return found if found and found["round_id"] == current["id"] else abort(404)
