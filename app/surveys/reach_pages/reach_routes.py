"""Reaching the firms of a survey: whom it may be sent to, all of a filter or picked one by one, and what was sent."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas.finding.finding import area_found
from app.db import get_db
from app.errors import BadInput, Problem
from app.ids import is_id
from app.surveys.asking.asked import survey_asked
from app.surveys.blueprint import bp
from app.surveys.reaching import contact_store, sending, sending_store
from app.surveys.reaching.sending import Reach, Wanted
from app.words.labels import choices

# Firms on a page of the list: as many as are read through. Picked ones travel with the form; more are sent by filter.
# Both chosen, not measured.
SHOWN, MOST_PICKED = 50, 5_000


@bp.route("/surveys/<survey_id>/reach", methods=["GET", "POST"])
@permit("surveys.contacts")
def reach(survey_id: str) -> ResponseReturnValue:
    """Pressing "send" sends; any other button of the picking form shows the page again."""
    survey = survey_asked(survey_id)
    wrong = None
    if request.method == "POST" and request.form.get("do") == "send":
        try:
            return _sent(survey)
        except BadInput as error:
            wrong = error.problems[0]
    return _page(survey, wrong), 422 if wrong else 200


@dataclass(frozen=True)
class Part:
    """A page of the firms a filter finds, by key: the list may grow or shrink meanwhile. Keys are area and firm codes."""

    firms: Sequence[sqlite3.Row]
    first: int
    total: int
    after: tuple[str, str] | None
    before: tuple[str, str] | None
    here: tuple[str, str]

    @property
    def last(self) -> int:
        return self.first + len(self.firms) - 1


def _page(survey: sqlite3.Row, wrong: object) -> str:
    db, scope = get_db(), signing_in.my_scope()
    wanted = _wanted()
    by_filter = sending.reach(db, survey, scope, _by_filter())
    wanted = _with_all(wanted, by_filter)
    found = by_filter if wanted.picked is None else sending.reach(db, survey, scope, wanted)
    return render_template(
        "surveys/reaching/reach.html",
        survey=survey,
        found=found,
        by_filter=by_filter,
        part=_part(by_filter.firms),
        wrong=wrong,
        wanted=wanted,
        channels=choices("sending_channel"),
        whoms=choices("sending_whom"),
        area=area_found("area"),
        most_picked=MOST_PICKED,
        sendings=sending_store.list_sendings(db, survey["id"], scope),
        numbers=sending_store.numbers_of(db, survey["id"], scope),
        contacts=contact_store.count_contacts(db, scope),
    )


def _by_filter() -> Wanted:
    """What the filter asks for; what is unknown is as if it were not asked, another's area is not there."""
    channel, whom = _sent_or_asked("channel", "letter"), _sent_or_asked("whom", "all")
    area = area_found("area")
    return Wanted(
        channel if channel in sending.CHANNELS else "letter",
        (area["id"],) if area else (),
        whom if whom in sending.WHOM else "all",
        _sent_or_asked("q").strip()[:60],
    )


def _sent_or_asked(name: str, default: str = "") -> str:
    """A value of the form, or of the address where the form has none."""
    return request.form.get(name, request.args.get(name, default))


def _wanted() -> Wanted:
    """The filter, or what was picked: ticked here and on pages before. What is unticked here is picked no more."""
    asked = _by_filter()
    do = request.form.get("do")
    if do == "all" or (request.form.get("by") != "picked" and do != "pick"):
        return asked
    shown, ticked = set(request.form.getlist("shown")), set(request.form.getlist("firm"))
    before = set() if do == "clear" else set(request.form.get("picked", "").split(","))
    picked = {each for each in (before - shown) | (set() if do == "clear" else ticked) if is_id(each)}
    return Wanted(asked.channel, asked.area_ids, asked.whom, asked.search, frozenset(sorted(picked)[:MOST_PICKED]))


def _with_all(wanted: Wanted, by_filter: Reach) -> Wanted:
    """With everybody the filter finds picked as well, where that was pressed."""
    if wanted.picked is None or request.form.get("do") != "add":
        return wanted
    room = MOST_PICKED - len(wanted.picked)
    more = [firm["id"] for firm in by_filter.firms if firm["id"] not in wanted.picked][:room]
    return Wanted(wanted.channel, wanted.area_ids, wanted.whom, wanted.search, wanted.picked | set(more))


def _part(firms: Sequence[sqlite3.Row]) -> Part:
    keys = [(firm["area_code"], firm["code"]) for firm in firms]
    step = request.form.get("do", "")
    sent = {"next": "after", "previous": "before"}.get(step, "from")
    start = bisect_right(keys, (_sent_or_asked(f"{sent}-area"), _sent_or_asked(f"{sent}-firm")))
    start = start if start < len(keys) and step not in ("look", "first") else 0
    end = min(start + SHOWN, len(keys))
    back = start - SHOWN - 1
    return Part(
        firms[start:end],
        start + 1 if keys else 0,
        len(keys),
        keys[end - 1] if end < len(keys) else None,
        None if start == 0 else keys[back] if back >= 0 else ("", ""),
        keys[start - 1] if start else ("", ""),
    )


def _sent(survey: sqlite3.Row) -> ResponseReturnValue:
    """What the button said is what is done: where the numbers are others by now, the page tells them first."""
    db, scope, wanted = get_db(), signing_in.my_scope(), _wanted()
    told = request.form.get("told")
    if told is not None and told != counted(sending.reach(db, survey, scope, wanted)):
        right = _("아래의 새 수를 확인하고 다시 눌러 주십시오")
        raise BadInput(Problem(_("보낼 기업"), _("센 뒤에 고른 기업이나 응답이 바뀌어 보내지 않았습니다"), right))
    sending_id = sending.send(db, survey, scope, wanted, person_id=current_user.id)
    flash(_("보낼 기업과 링크를 정했습니다. 아래에서 편지나 명단을 받아 보내십시오."), "done")
    return redirect(url_for("surveys.sending", survey_id=survey["id"], sending_id=sending_id), 303)


@bp.app_template_global("reach_counted")
def counted(found: Reach) -> str:
    """The numbers of a count, as the form carries them back: how often before, and how many firms."""
    return ",".join(f"{number}:{firms}" for number, firms in found.numbers.items())
