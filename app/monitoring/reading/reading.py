"""What the page of all areas shows: each area's state in a quarter, why, and how complete its data are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.store import list_areas
from app.monitoring.method.classification import WATCH
from app.monitoring.method.grounds import Grounds, from_json
from app.monitoring.method.indicators import Indicator
from app.monitoring.method.rules import MonitoringRules
from app.monitoring.observations import store
from app.monitoring.observations.quarters import month_moved, months_of, quarter_moved
from app.monitoring.quarter import classification_store
from app.monitoring.quarter.assessing import Assessed, assess_areas, policy_in_use, rules_of, standings_before
from app.monitoring.reading.wording import not_known_words, signal_words, signals_of, state_words

# Months in which gaps and revisions are counted: every month of the year once. Chosen, not measured.
LOOKED_BACK = 12
# What was read of a quarter is kept in memory under all that it hangs on: each page of a list and its filters ask the
# same again. Of two quarters, as of the newest day and their own. Chosen, not measured.
KEEPS = 8
_KEPT: dict[tuple[object, ...], Any] = {}
ORDER = ("undetermined", "stable", "watch")


@dataclass(frozen=True)
class AreaLine:
    """One area in a quarter.

    Attributes
    ----------
    state, before, later : str or None
        stable, watch or undetermined: now, a quarter earlier, and on the newest data by the rules in use where that
        differs.
    ruled : int or None
        Version of the rules that classified it, where those in use are others.
    kept : str
        The state that is kept where it is undetermined, else the state.
    breadth, coverage : float or None
        B and the share of weight that is known.
    words : function
        What decided and the signals (indicator code, words), in the page's language: asked of the lines shown alone.
    missing, revised : int
        Values missing and revised in the twelve months up to the quarter's end.
    """

    area: sqlite3.Row
    state: str
    kept: str
    before: str | None
    later: str | None
    ruled: int | None
    breadth: float | None
    coverage: float | None
    grounds: Grounds
    words: Callable[[], tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]
    missing: int
    revised: int

    @property
    def told(self) -> tuple[str, ...]:
        return self.words()[0]

    @property
    def signals(self) -> tuple[tuple[str, str], ...]:
        return self.words()[1]


@dataclass(frozen=True)
class Overview:
    """A quarter's lines, the day whose data they stand on, the newest day there is, and the days of its trials."""

    quarter: str
    day: str
    newest: str
    stored: bool
    indicators: tuple[Indicator, ...]
    lines: tuple[AreaLine, ...]
    trials: tuple[str, ...]

    @property
    def before(self) -> str:
        """The quarter before, which every line is compared with."""
        return quarter_moved(self.quarter, -1)

    def count(self, state: str) -> int:
        return sum(line.state == state for line in self.lines)

    @property
    def opened(self) -> int:
        """Areas that are watched now and were not a quarter earlier."""
        return sum(line.kept == WATCH and line.before not in (None, WATCH) for line in self.lines)

    @property
    def closed(self) -> int:
        """Areas that were watched a quarter earlier and are stable now."""
        return sum(line.state == "stable" and line.before == WATCH for line in self.lines)


@dataclass(frozen=True)
class _State:
    state: str
    kept: str
    breadth: float | None
    coverage: float
    grounds: Grounds
    rules: MonitoringRules | None


def read_overview(db: Database, scope: Scope, quarter: str, *, as_of: str | None, until: str) -> Overview | None:
    """The quarter as it was classified, or, with `as_of`, as the rules see it on that day's data.

    `until` is today. None where nothing is classified, or nothing of the quarter was known by the day.
    """
    newest = store.newest_publication(db, until) or until
    states, day = _stored(db, quarter) if as_of is None else (_assessed(db, quarter, as_of), as_of)
    if not states:
        return None
    around = _around(db, quarter, day, newest, states)
    lines = [_line(area, states[area["id"]], around) for area in list_areas(db, scope) if area["id"] in states]
    trials = tuple(classification_store.trial_days(db, quarter))
    return Overview(quarter, day, newest, as_of is None, around.indicators, tuple(lines), trials)


@dataclass(frozen=True)
class _Around:
    """What all lines of a quarter are made with, by area id where it is of areas."""

    quarter: str
    indicators: tuple[Indicator, ...]
    rules: MonitoringRules
    before: dict[str, sqlite3.Row]
    later: dict[str, _State]
    known: dict[str, int]
    revised: dict[str, int]


def _around(db: Database, quarter: str, day: str, newest: str, states: dict[str, _State]) -> _Around:
    last = months_of(quarter)[2]
    first = month_moved(last, 1 - LOOKED_BACK)
    rules, state = policy_in_use(db).rules, store.state(db)
    outdated = newest > day or any(each.rules != rules for each in states.values())
    return _Around(
        quarter,
        store.list_indicators(db),
        rules,
        classification_store.standing(db, quarter_moved(quarter, -1), as_of=day),
        _assessed(db, quarter, newest) if outdated else {},
        _kept(("known", *state, quarter, day), lambda: store.known_counts(db, day, first=first, last=last)),
        _kept(("revised", *state, quarter, day), lambda: store.revised_counts(db, day, first=first, last=last)),
    )


def _line(area: sqlite3.Row, now: _State, around: _Around) -> AreaLine:
    key = area["id"]
    then, before = around.later.get(key), around.before.get(key)
    return AreaLine(
        area=area,
        state=now.state,
        kept=now.kept,
        before=before["state"] if before else None,
        later=then.state if then and then.state != now.state else None,
        ruled=now.rules.version if now.rules and now.rules != around.rules else None,
        breadth=now.breadth,
        coverage=now.coverage,
        grounds=now.grounds,
        words=partial(_words, now, around),
        missing=max(0, LOOKED_BACK * len(around.indicators) - around.known.get(key, 0)),
        revised=around.revised.get(key, 0),
    )


def _words(now: _State, around: _Around) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What decided, and the signals of one area."""
    words = {each.code: each for each in around.indicators}
    told = state_words(now.grounds, now.kept, now.state == "undetermined", now.rules)
    gaps = not_known_words(now.grounds, words, now.rules, around.quarter)
    region = now.rules.reference if now.rules else "nation"
    signals = ((each.code, signal_words(each, words, reference=region)) for each in signals_of(now.grounds))
    return (*told, gaps) if gaps else tuple(told), tuple(signals)


def narrowed(lines: Sequence[AreaLine], *, q: str, district: str, state: str, indicator: str) -> list[AreaLine]:
    """The lines a person asks for; an empty text asks for all."""
    sought = q.casefold()
    return [
        line
        for line in lines
        if (not district or line.area["district"] == district)
        and (not state or state == line.state)
        and (not indicator or any(each.code == indicator for each in signals_of(line.grounds)))
        and (not sought or sought in _searched(line.area))
    ]


def sorted_lines(lines: Sequence[AreaLine], sort: str) -> list[AreaLine]:
    """By one key, `-key` downwards; what is alike stays in the order of the codes."""
    key = {
        "code": lambda line: line.area["code"],
        "name": lambda line: line.area["name_ko"],
        "state": lambda line: (ORDER.index(line.state), line.breadth or 0.0),
        "breadth": lambda line: -1.0 if line.breadth is None else line.breadth,
        "missing": lambda line: line.missing,
        "revised": lambda line: line.revised,
    }.get(sort.lstrip("-"))
    if key is None:
        return list(lines)
    return sorted(lines, key=key, reverse=sort.startswith("-"))


def _searched(area: sqlite3.Row) -> str:
    return " ".join(str(area[key]) for key in ("name_ko", "name_en", "code", "district")).casefold()


def _stored(db: Database, quarter: str) -> tuple[dict[str, _State], str]:
    """The classifications that stand, and the newest day among them."""
    found = classification_store.standing(db, quarter)
    rules = {sha256: rules_by_hash(db, sha256) for sha256 in {r["scheme_sha256"] for r in found.values()}}
    states = {
        area: _State(
            r["state_now"],
            r["state"],
            r["breadth"],
            r["coverage"],
            from_json(r["reasons"]),
            rules[r["scheme_sha256"]],
        )
        for area, r in found.items()
    }
    return states, max((r["as_of"] for r in found.values()), default="")


def rules_by_hash(db: Database, sha256: str) -> MonitoringRules | None:
    """The rules a classification was made by."""
    found = store.scheme_by_hash(db, sha256)
    return rules_of(found["definition"]) if found else None


def _assessed(db: Database, quarter: str, day: str) -> dict[str, _State]:
    """What the rules in use say on a day's data; empty where nothing of the quarter was known then."""
    rules = policy_in_use(db).rules
    return _kept(("assessed", *store.state(db), quarter, day, rules), partial(_judged, db, quarter, day, rules))


def _judged(db: Database, quarter: str, day: str, rules: MonitoringRules) -> dict[str, _State]:
    found = assess_areas(db, quarter, day, standings_before(db, quarter, day), rules)
    if all(each.coverage == 0 for each in found.values()):
        return {}
    return {area: _state(each, rules) for area, each in found.items()}


def _kept(key: tuple[object, ...], make: Callable[[], Any]) -> Any:
    """What was made of the very same values, register, classifications and rules before; else made now."""
    if key not in _KEPT:
        while len(_KEPT) >= KEEPS:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = make()
    return _KEPT[key]


def _state(each: Assessed, rules: MonitoringRules) -> _State:
    return _State(each.state, each.kept, each.breadth, each.coverage, each.grounds, rules)
