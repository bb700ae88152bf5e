"""Holding programmes against places by the rules: every condition of every pair at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.programmes.matching.ground import Ground
from app.programmes.matching.rules import Rules
from app.programmes.register.programme import Programme

# What a condition may be: the programme asks nothing, it is met, it is not, the place's value is not known.
ANY, MET, FAILED, UNKNOWN = 0, 1, 2, 3
States = NDArray[np.int8]

# Condition to the programme's list that asks for it.
ASKS = {
    "level": "levels",
    "area_kind": "area_kinds",
    "industry": "industry_kinds",
    "stage": "stages",
    "size": "sizes",
    "domain": "domains",
}


@dataclass(frozen=True)
class Held:
    """One condition of every pair, kept small: places and programmes that are alike in it share a row and a column.

    Attributes
    ----------
    table : ndarray of int8, shape (kinds of places, kinds of programmes)
    places, programmes : ndarray of int
        The row of each place and the column of each programme.
    """

    table: States
    places: NDArray[np.intp]
    programmes: NDArray[np.intp]

    def pairs(self, table: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """A table of this shape, pair by pair."""
        # Columns first, of few rows: whole rows are then copied as they lie, thirty times as fast at 2,175 areas.
        return table[:, self.programmes][self.places]


@dataclass(frozen=True)
class Fits:
    """Every place against every programme.

    Attributes
    ----------
    conditions : mapping
        Condition to its states, in the order of the rules.
    fits : ndarray of bool, shape (places, programmes)
        Nothing excludes the programme and at least one ground holds.
    weights : mapping
        Condition to what meeting it adds to a programme's place in a list.
    """

    conditions: Mapping[str, Held]
    fits: NDArray[np.bool_]
    weights: Mapping[str, float]

    def of(self, place: int, programme: int) -> dict[str, int]:
        """The state of every condition of one pair."""
        return {
            name: int(held.table[held.places[place], held.programmes[programme]])
            for name, held in self.conditions.items()
        }

    def scores(self, place: int) -> list[float]:
        """The weights of the conditions that are met, a programme each: the order in which they are listed."""
        found = np.zeros(self.fits.shape[1])
        for name, held in self.conditions.items():
            if self.weights[name]:
                found += self.weights[name] * (held.table[held.places[place]] == MET)[held.programmes]
        return [float(each) for each in found]


def themes_asked(programme: Programme, domains: Mapping[str, str | None]) -> frozenset[str]:
    """The themes a programme answers: its own, or where it names none all those of its domains.

    >>> one = Programme("예시", "city", "예시", "예시", "2026-11-30", ("hr",))
    >>> sorted(themes_asked(one, {"workforce": "hr", "finance": "finance"}))
    ['workforce']
    """
    if programme.themes:
        return frozenset(programme.themes)
    return frozenset(theme for theme, domain in domains.items() if domain in programme.domains)


def hold(
    places: Sequence[Ground],
    programmes: Sequence[Programme],
    rules: Rules,
    *,
    domains: Mapping[str, str | None],
    day: str,
) -> Fits:
    """Hold programmes against places on a day.

    Parameters
    ----------
    domains : mapping
        Theme to its domain, None for a theme of none.
    """
    conditions = {
        "region": _of_programmes([MET if p.region in ("", rules.region) else FAILED for p in programmes], len(places)),
        "open": _of_programmes([_period(p.period(day)) for p in programmes], len(places)),
        "theme": _shared(
            [_said(place, rules) for place in places],
            [themes_asked(programme, domains) for programme in programmes],
            [True] * len(places),
        ),
    }
    for name, asked in ASKS.items():
        there = [frozenset(_there(name, place, rules)) for place in places]
        known = [bool(p.points if name == "domain" else codes) for p, codes in zip(places, there, strict=True)]
        conditions[name] = _shared(there, [frozenset(getattr(p, asked)) for p in programmes], known)
    return _judged(conditions, rules, (len(places), len(programmes)))


def _judged(conditions: Mapping[str, Held], rules: Rules, shape: tuple[int, int]) -> Fits:
    fits, ground = np.ones(shape, bool), np.zeros(shape, bool)
    for condition in rules.conditions:
        held = conditions[condition.id]
        failed = held.table == FAILED
        if condition.unknown == "failed":
            failed |= held.table == UNKNOWN
        if condition.excludes and failed.any():
            fits &= held.pairs(~failed)
        if condition.ground:
            ground |= held.pairs(held.table == MET)
    ordered = {condition.id: conditions[condition.id] for condition in rules.conditions}
    return Fits(ordered, fits & ground, {each.id: each.weight for each in rules.conditions})


def _said(place: Ground, rules: Rules) -> frozenset[str]:
    """Themes enough firms named; of a firm its own besides."""
    return frozenset(theme for theme, firms in place.said.items() if firms >= rules.least_firms) | place.own


def _there(name: str, place: Ground, rules: Rules) -> Iterable[str]:
    if name == "domain":
        return [domain for domain, points in place.points.items() if points >= rules.domain_points]
    if name == "level":
        return [place.level] if place.level else []
    if name == "area_kind":
        return [place.kind]
    return {"industry": place.industries, "stage": place.stages, "size": place.sizes}[name]


def _shared(there: Sequence[frozenset[str]], asked: Sequence[frozenset[str]], known: Sequence[bool]) -> Held:
    """Whether a place has one of the codes a programme asks for; of places and programmes that are alike once."""
    rows = {pair: n for n, pair in enumerate(dict.fromkeys(zip(there, known, strict=True)))}
    columns = {codes: n for n, codes in enumerate(dict.fromkeys(asked))}
    table = np.array(
        [
            [ANY if not want else UNKNOWN if not sure else MET if have & want else FAILED for want in columns]
            for have, sure in rows
        ],
        np.int8,
    ).reshape(len(rows), len(columns))
    return Held(
        table,
        np.array([rows[pair] for pair in zip(there, known, strict=True)], np.intp),
        np.array([columns[codes] for codes in asked], np.intp),
    )


def _of_programmes(states: Sequence[int], places: int) -> Held:
    return Held(np.array([states], np.int8), np.zeros(places, np.intp), np.arange(len(states)))


def _period(period: str) -> int:
    return {"open": MET, "unknown": UNKNOWN}.get(period, FAILED)
