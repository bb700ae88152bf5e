"""Step 2 of bringing a transcript: what says who somebody is, what it is to read, and storing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import store as accounts
from app.accounts.permissions import permit
from app.clock import today
from app.db import get_db, writing
from app.personal.disguises import SHOWN_KINDS, Plan
from app.roundtables.access import changeable, folder, gone, mine_waiting
from app.roundtables.blueprint import bp
from app.roundtables.preview import afterwards, importing, preparing, previews
from app.roundtables.sealed import deidentifying
from app.roundtables.sealed.disguising import Disguise, disguised
from app.roundtables.sealed.names_form import Sent, faults
from forms.roundtables import AnswersForm
from transcripts import Turn

COMPARED_TURNS, COMPARED_LETTERS = 8, 600  # the first are open, the others a click away


@dataclass(frozen=True)
class _Step:
    """The page's matter: the roundtable, the waiting file, what it says, and what is planned."""

    roundtable: sqlite3.Row
    preview_id: str
    waiting: previews.Preview
    brought: importing.Brought
    plan: Plan
    sent: Sent

    @property
    def answers(self) -> dict[str, str]:
        return dict(self.waiting.work.get("answers", {}))


@bp.route("/roundtables/<roundtable_id>/upload/<preview_id>/names", methods=["GET", "POST"])
@permit("roundtables.raw")
def names(roundtable_id: str, preview_id: str) -> ResponseReturnValue:
    found = changeable(roundtable_id)
    waiting = mine_waiting(roundtable_id, preview_id)
    if waiting is None:
        return gone(roundtable_id)
    posted = AnswersForm().validate_on_submit()
    step = _step(found, preview_id, waiting, Sent.of_form(request.form) if posted else None)
    if not posted:
        return _page(step, {})
    previews.keep_work(folder(), preview_id, {**waiting.work, "names": step.sent.to_work()})
    bounds = _bounds(roundtable_id)
    wrong = faults(step.sent, step.plan, first=today(), last=bounds[1])
    if "look" in request.form:
        wrong.pop("confirmed", None)
        wrong.pop("looked", None)
    if wrong:
        return _page(step, wrong), 422
    return _page(step, {}) if "look" in request.form else _stored(step)


def _step(found: sqlite3.Row, preview_id: str, waiting: previews.Preview, sent: Sent | None) -> _Step:
    kept = sent or Sent.of_work(waiting.work.get("names", {}))
    if not kept.keep_until and sent is None:
        kept = replace(kept, keep_until=_bounds(found["id"])[0].isoformat())
    brought = preparing.prepared(waiting)
    answers = waiting.work.get("answers", {})
    plan = deidentifying.plan(get_db(), found["id"], brought.transcript, answers, kept.choices())
    return _Step(found, preview_id, waiting, brought, plan, kept)


def _bounds(roundtable_id: str) -> tuple[Any, Any]:
    """The day proposed and the latest day for keeping the original."""
    db, now = get_db(), today()
    return deidentifying.first_day(db, roundtable_id, now), deidentifying.last_day(db, roundtable_id, now)


def _page(step: _Step, wrong: dict[str, str]) -> str:
    disguise = disguised(step.brought.transcript, step.plan)
    return render_template(
        "roundtables/sealed/names.html",
        roundtable=step.roundtable,
        preview_id=step.preview_id,
        file_name=step.brought.file_name,
        plan=step.plan,
        kinds=[kind for kind in SHOWN_KINDS if any(group.kind == kind for group in step.plan.groups)],
        sent=step.sent,
        wrong=wrong,
        compared=_compared(disguise),
        first=COMPARED_TURNS,
        looking="look" in request.form,
        told=deidentifying.told_by_record(get_db(), step.roundtable["id"], step.plan.known),
        replaced=len(disguise.layers.replacements),
        last_day=_bounds(step.roundtable["id"])[1],
        masked=deidentifying.masked_firms(get_db(), step.roundtable["id"]),
    )


@dataclass(frozen=True)
class _Half:
    """A turn before or after, cut where it is long: its speaker, some of its words, the stretches that change."""

    position: int
    speaker: str | None
    text: str
    spans: list[tuple[int, int]]


def _compared(disguise: Disguise) -> list[tuple[_Half, _Half]]:
    """All turns that change, before and after."""
    found = []
    for before, after in zip(disguise.raw.turns, disguise.shown.turns, strict=True):
        inside = [r for r in disguise.layers.replacements if before.start <= r.raw_start < before.end]
        if inside or before.speaker != after.speaker:
            raw = [(r.raw_start - before.start, r.raw_end - before.start) for r in inside]
            shown = [(r.start - after.start, r.end - after.start) for r in inside]
            found.append((_half(before, raw), _half(after, shown)))
    return found


def _half(turn: Turn, spans: list[tuple[int, int]]) -> _Half:
    if len(turn.text) <= COMPARED_LETTERS:
        return _Half(turn.position, turn.speaker, turn.text, spans)
    first = max(0, spans[0][0] - 60) if spans else 0
    last = first + COMPARED_LETTERS
    head, tail = "…" if first else "", "…" if last < len(turn.text) else ""
    shift = len(head) - first
    within = [(a + shift, b + shift) for a, b in spans if b <= last]
    return _Half(turn.position, turn.speaker, head + turn.text[first:last] + tail, within)


def _stored(step: _Step) -> ResponseReturnValue:
    db, left = get_db(), step.plan.kept_though_sure
    with writing(db):
        stored = importing.store_transcript(
            db,
            step.roundtable["id"],
            step.brought,
            step.answers,
            person_id=current_user.id,
            disguise=disguised(step.brought.transcript, step.plan),
            keep_until=step.sent.keep_until,
        )
        if stored.new and left:
            # Somebody said that those concerned agreed: who said so, and of how much, is kept; the words are not.
            accounts.record(
                db,
                "personal information left",
                person_id=current_user.id,
                object_kind="roundtable",
                object_id=step.roundtable["id"],
                left=sum(group.count for group in left),
            )
    previews.forget(folder(), step.preview_id)
    counted = sum(not turn.aside for turn in step.brought.transcript.turns)
    flash(_("녹취록을 저장했습니다. 발언 %(n)s개, 바꾼 곳 %(m)s곳입니다.", n=counted, m=stored.replaced), "done")
    for told in afterwards.carry_on(db, step.roundtable["id"], current_user.id) if stored.new else ():
        flash(told)
    where = "roundtables.speakers" if stored.waiting else "roundtables.transcript"
    return redirect(url_for(where, roundtable_id=step.roundtable["id"]))
