"""Which firms changed abnormally in a month, and why: shown to those in whose areas they are, never in public."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from app.accounts.people import Scope
from app.monitoring.method.change import yearly_change
from app.monitoring.method.firms import Abnormal, held_down, judge_firms
from app.monitoring.method.indicators import Indicator
from app.monitoring.method.rules import FirmRules
from app.monitoring.observations import firm_store, store
from app.monitoring.observations.quarters import month_moved, months_between
from app.monitoring.quarter.assessing import policy_in_use
from app.monitoring.reading.firm_calls import Call, called

HEADS = "employees"  # the indicator that says how large a firm is, where its own values tell
# A month counts as there when so many of the firms with any value have one. Chosen, not measured.
COMPLETE = 0.5
# Months kept in memory as they were judged: a page and its filters ask for the same one again and again. Chosen.
KEEPS = 6
_KEPT: dict[tuple[object, ...], FirmView] = {}
SORTS = ("q", "change", "name", "own", "peers")


@dataclass(frozen=True)
class FirmLine:
    """One firm and indicator, and the numbers by which its change is abnormal."""

    firm: sqlite3.Row
    indicator: Indicator
    call: Call

    @property
    def change(self) -> float:
        return self.call.change

    @property
    def q(self) -> float:
        return self.call.q

    @property
    def why(self) -> str:
        """The reason in words, in the page's language."""
        return called(self.indicator, self.call)


@dataclass(frozen=True)
class FirmView:
    """A month's list: those listed, and how many firms' changes were held against each other.

    `months` are those one may choose, newest first; `judged` counts every firm, also outside of the scope.
    """

    month: str
    months: tuple[str, ...]
    day: str
    judged: int
    share: float
    lines: tuple[FirmLine, ...]


@dataclass(frozen=True)
class _Judged:
    indicator: Indicator
    firms: tuple[sqlite3.Row, ...]
    found: Abnormal


def read_firms(db: Database, scope: Scope, *, month: str, until: str) -> FirmView | None:
    """Firms of a scope whose change in a month is abnormal; None where no firm's value is known.

    All firms are judged together, whoever looks: what is seen of them is narrowed afterwards. What was judged is kept in
    memory until something is imported or the rules change.
    """
    day = store.newest_publication(db, until)
    if day is None or not firm_store.any_value(db, day):
        return None
    rules = policy_in_use(db).rules.firms
    assert rules is not None  # of rules that classify
    key = (*firm_store.state(db), day, month, rules)
    if key not in _KEPT:
        if len(_KEPT) >= KEEPS:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = _whole(db, day, month, rules)
    whole = _KEPT[key]
    return replace(whole, lines=tuple(line for line in whole.lines if scope.allows(line.firm["area_id"])))


def _whole(db: Database, day: str, month: str, rules: FirmRules) -> FirmView:
    """The month's list of all firms there are."""
    values = firm_store.firm_values(db, day)
    months = _months(values)
    chosen = month if month in months else months[0]
    firms = {r["id"]: r for r in firm_store.firms_with_places(db)}
    judged = [_judge(indicator, values, firms, chosen, rules) for indicator in store.list_indicators(db)]
    lines = tuple(_lines([each for each in judged if each], rules, chosen))
    tested = len({f["id"] for each in judged if each for f in each.firms})
    return FirmView(chosen, months, day, tested, rules.false_share, lines)


def narrowed(lines: Sequence[FirmLine], *, q: str, district: str, indicator: str, names: bool = True) -> list[FirmLine]:
    """The lines a person asks for; an empty text asks for all. Without `names` firms are not found by theirs."""
    sought = q.casefold()
    return [
        line
        for line in lines
        if (not district or line.firm["district"] == district)
        and (not indicator or line.indicator.code == indicator)
        and (not sought or sought in _searched(line.firm, names))
    ]


def sorted_lines(lines: Sequence[FirmLine], sort: str) -> list[FirmLine]:
    """By one key, `-key` downwards; what is alike stays in the order of the codes."""
    key = {
        "q": lambda line: line.q,
        "change": lambda line: line.change,
        "name": lambda line: line.firm["name"],
        "own": lambda line: line.call.own or 0.0,
        "peers": lambda line: line.call.peers or 0.0,
    }.get(sort.lstrip("-"), lambda line: line.q)
    return sorted(lines, key=key, reverse=sort.startswith("-"))


def _months(values: Sequence[sqlite3.Row]) -> tuple[str, ...]:
    """The last year's months in which enough firms have a value, newest first; at least the newest month."""
    whole = len({r["firm_id"] for r in values})
    firms = Counter(month for _firm, month in {(r["firm_id"], r["month"]) for r in values})
    full = sorted((month for month, n in firms.items() if n >= COMPLETE * whole), reverse=True)
    return tuple(full[:12]) or (max(firms),)


def _judge(
    indicator: Indicator, values: Sequence[sqlite3.Row], firms: dict[str, sqlite3.Row], month: str, rules: FirmRules
) -> _Judged | None:
    """All firms with a value of the indicator in the month."""
    own = [r for r in values if r["indicator_code"] == indicator.code and r["month"] <= month]
    there = sorted({r["firm_id"] for r in own if r["month"] == month}, key=lambda each: firms[each]["code"])
    if not there:
        return None
    months = months_between(month_moved(month, -rules.window - 12), month)
    x = _panel(own, there, months)
    rows = tuple(firms[each] for each in there)
    size = _panel([r for r in values if r["indicator_code"] == HEADS], there, (month_moved(month, -12),))[:, 0]
    heads = np.where(size > 0, size, [np.nan if r["employees"] is None else r["employees"] for r in rows])
    industries = [r["industry_code"] for r in rows]
    near = [None if r["industry_code"] is None else f"{r['industry_code']} {r['area_id']}" for r in rows]
    change = yearly_change(x, kind=indicator.kind).value
    everybody = ["all"] * len(rows)
    groups = (near, industries, everybody)
    return _Judged(indicator, rows, judge_firms(change, groups, heads, direction=indicator.direction, rules=rules))


def _panel(values: Sequence[sqlite3.Row], firms: Sequence[str], months: Sequence[str]) -> NDArray[np.float64]:
    place, at = {each: f for f, each in enumerate(firms)}, {each: t for t, each in enumerate(months)}
    found = np.full((len(place), len(at)), np.nan)
    for r in values:
        f, t = place.get(r["firm_id"]), at.get(r["month"])
        if f is not None and t is not None:
            found[f, t] = r["value"]
    return found


def _lines(judged: Sequence[_Judged], rules: FirmRules, month: str) -> Iterator[FirmLine]:
    """Those at or below the share of chance hits, over all indicators together."""
    if not judged:
        return
    q = held_down(np.concatenate([each.found.p for each in judged]))
    offset = 0
    for each in judged:
        part = q[offset : offset + len(each.firms)]
        offset += len(each.firms)
        for f in np.flatnonzero(part <= rules.false_share):
            yield _line(each, int(f), month, float(part[f]))


def _line(judged: _Judged, f: int, month: str, q: float) -> FirmLine:
    found, level = judged.found, int(judged.found.peers.level[f])
    call = Call(
        indicator_code=judged.indicator.code,
        month=month,
        change=float(found.change[f]),
        own=_known(found.own[f]),
        history=int(found.history[f]),
        peers=_known(found.peers.z[f]),
        peers_middle=_known(found.peers.middle[f]),
        peers_count=int(found.peers.count[f]),
        peers_level=level if level >= 0 else None,
        q=q,
    )
    return FirmLine(judged.firms[f], judged.indicator, call)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _searched(firm: sqlite3.Row, names: bool) -> str:
    own = ("name", "code") if names else ()
    return " ".join(str(firm[key]) for key in (*own, "area_ko", "area_en", "area_code")).casefold()
