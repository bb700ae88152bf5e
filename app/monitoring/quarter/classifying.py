"""Classifying the areas of a quarter as stable or watch: assessed on the data of a day, appended with grounds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.accounts.store import record
from app.areas.store import list_areas
from app.clock import now, today
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.monitoring.method.grounds import DIGITS, as_json
from app.monitoring.observations import store
from app.monitoring.observations.quarters import is_quarter, months_of, quarter_moved
from app.monitoring.quarter import classification_store
from app.monitoring.quarter.assessing import (
    SCHEME,
    Assessed,
    Policy,
    assess_areas,
    policy_in_use,
    standings_before,
)
from app.words.formats import day as day_word
from app.words.formats import quarter as quarter_word

REPLAYED = 4  # quarters classified before the first one, so that hysteresis has a history
COMPLETE = 0.95  # share of a quarter's values published when it would have been classified


@dataclass(frozen=True)
class Classification:
    """What classifying a quarter did: areas by state, and how many rows it appended (0: all was known).

    A `trial` is kept beside the quarter's classification and never stands.
    """

    quarter: str
    as_of: str
    states: dict[str, int]
    appended: int
    trial: bool


def classify_quarters(
    db: Database,
    quarter: str,
    *,
    count: int | None = None,
    as_of: str | None = None,
    renewed: bool = False,
    scheme: str = SCHEME,
    person_id: str | None = None,
) -> list[Classification]:
    """Classify all areas for the last `count` quarters up to one, oldest first. May be repeated.

    The quarter is classified on the data of its day: the day nearly all its values had first come out, so that a
    past quarter is classified as it would have been then. `renewed` moves that day to the newest publication: what
    was revised since counts, and the result stands. Another day in `as_of` makes a trial, which never stands. Earlier
    quarters are classified on their own days, and only where they have not been. Without `count` that is the quarter
    alone, with the four before it where the last of them has not been classified. Same data and rules append nothing
    a second time.

    Raises
    ------
    BadInput, Conflict
        For a malformed quarter or day; where scheme, areas or values of the quarter are missing.
    """
    _check(quarter, count, as_of, renewed)
    with writing(db):
        policy, newest = policy_in_use(db, scheme), _newest(db, as_of)
        done = []
        for earlier in _earlier(db, quarter, count):
            on = _completed_on(db, earlier, newest)
            if on is not None:
                done.append(_classify(db, earlier, on, policy, person_id))
        own = newest if renewed else day_of(db, quarter) or newest
        trial = as_of is not None and as_of != own
        return [*done, _classify(db, quarter, as_of or own, policy, person_id, trial=trial)]


def day_of(db: Database, quarter: str) -> str | None:
    """The day whose data a quarter stands on: when its values were there, or later if it was renewed; None: no values."""
    days = (_completed_on(db, quarter, today().isoformat()), *classification_store.days(db, quarter)[:1])
    return max((day for day in days if day), default=None)


def _classify(
    db: Database, quarter: str, day: str, policy: Policy, person_id: str | None, *, trial: bool = False
) -> Classification:
    if not list_areas(db, EVERYTHING):
        raise Conflict(_("밀집지역이 없습니다. 명부를 먼저 가져와 주십시오."))
    found = assess_areas(db, quarter, day, standings_before(db, quarter, day), policy.rules)
    if not found:
        raise _no_values(quarter, day)
    appended = _append(db, quarter, day, policy, found, trial=trial)
    states = [each.state for each in found.values()]
    counts = {state: states.count(state) for state in ("watch", "stable", "undetermined")}
    if appended:
        record(
            db,
            "quarter classified",
            person_id=person_id,
            object_kind="quarter",
            object_id=quarter,
            as_of=day,
            appended=appended,
            **({"trial": 1} if trial else {}),
            **counts,
        )
    return Classification(quarter, day, counts, appended, trial)


def _append(db: Database, quarter: str, day: str, policy: Policy, found: Mapping[str, Assessed], *, trial: bool) -> int:
    """Store the areas whose result is not the one stored for the same day and scheme."""
    stored = classification_store.same_day(db, quarter, as_of=day, scheme_sha256=policy.sha256, trial=trial)
    written: dict[str, object] = {
        "quarter": quarter,
        "scheme_sha256": policy.sha256,
        "as_of": day,
        "computed_at": now(),
    }
    fresh: list[dict[str, object]] = []
    for area, assessed in found.items():
        line = _line(assessed)
        if area not in stored or any(stored[area][key] != value for key, value in line.items()):
            fresh.append({"id": new_id(), "area_id": area, **line, **written})
    classification_store.insert(db, fresh, trial=trial)
    return len(fresh)


def _line(assessed: Assessed) -> dict[str, object]:
    return {
        "state": assessed.kept,
        "undetermined": int(not assessed.determined),
        "breadth": None if assessed.breadth is None else round(assessed.breadth, DIGITS),
        "coverage": round(assessed.coverage, DIGITS),
        "reasons": as_json(assessed.grounds),
    }


def _check(quarter: str, count: int | None, as_of: str | None, renewed: bool) -> None:
    problems = []
    if not is_quarter(quarter):
        what = _("분기가 아닙니다: ‘%(text)s’", text=quarter[:20])
        problems.append(Problem(_("분기"), what, _("2026Q3처럼 적어 주십시오")))
    if count is not None and not 1 <= count <= 40:  # ten years: bounds the time of one command
        right = _("1부터 40까지의 값으로 적어 주십시오")
        problems.append(Problem(_("분기 수"), _("범위를 벗어났습니다"), right))
    if as_of is not None and not _is_day(as_of):
        what = _("날짜가 아닙니다: ‘%(text)s’", text=as_of[:20])
        problems.append(Problem(_("자료 기준일"), what, _("2026-11-22처럼 적어 주십시오")))
    elif as_of is not None and renewed:
        what = _("다시 확정할 때에는 기준일을 따로 정할 수 없습니다")
        problems.append(Problem(_("자료 기준일"), what, _("기준일을 비우거나 다시 확정을 빼 주십시오")))
    elif as_of and as_of > today().isoformat():
        what = _("아직 오지 않은 날입니다: %(day)s", day=day_word(as_of))
        problems.append(Problem(_("자료 기준일"), what, _("오늘까지의 날짜를 적어 주십시오")))
    if problems:
        raise BadInput(*problems)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _newest(db: Database, as_of: str | None) -> str:
    """The newest publication by a day, or by today: days without new data are no other days."""
    newest = store.newest_publication(db, as_of or today().isoformat())
    if newest is None:
        raise Conflict(_("그날까지 공표된 지표 자료가 없습니다. 지표를 먼저 가져와 주십시오."))
    return newest


def _no_values(quarter: str, day: str) -> Conflict:
    text = _(
        "%(day)s까지 공표된 %(quarter)s 자료가 없습니다. 지표를 먼저 가져오거나 다른 분기를 골라 주십시오.",
        day=day_word(day),
        quarter=quarter_word(quarter),
    )
    return Conflict(text)


def _earlier(db: Database, quarter: str, count: int | None) -> list[str]:
    """The quarters before that are still to be classified, oldest first."""
    done = set(classification_store.quarters(db))
    if count is None:
        count = 1 if quarter_moved(quarter, -1) in done else 1 + REPLAYED
    listed = [quarter_moved(quarter, -back) for back in range(count - 1, 0, -1)]
    return [each for each in listed if each not in done]


def _completed_on(db: Database, quarter: str, limit: str) -> str | None:
    """The day on which nearly all of a quarter's values had come out for the first time; None where none had."""
    days = store.first_publications(db, months_of(quarter), as_of=limit)
    first = store.month_range(db, limit)
    if not days or first is None or months_of(quarter)[0] < first[0]:
        return None
    return days[max(0, math.ceil(COMPLETE * len(days)) - 1)]
