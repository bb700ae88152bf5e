"""Holding programmes against places by the rules: every condition of every pair at once, with bits for codes. Pure."""

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
class Fits:
    """Every place against every programme.

    Attributes
    ----------
    states : mapping
        Condition to ndarray of int8, shape (places, programmes): ANY, MET, FAILED or UNKNOWN.
    fits : ndarray of bool, shape (places, programmes)
        Nothing excludes the programme and at least one ground holds.
    score : ndarray of float, shape (places, programmes)
        The weights of the conditions that are met: the order in which programmes are listed.
    """

    states: Mapping[str, States]
    fits: NDArray[np.bool_]
    score: NDArray[np.float64]

    def of(self, place: int, programme: int) -> dict[str, int]:
        """The state of every condition of one pair."""
        return {name: int(states[place, programme]) for name, states in self.states.items()}


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
    shape = (len(places), len(programmes))
    states = {
        "region": _of_programmes([p.region in ("", rules.region) for p in programmes], shape),
        "open": _periods([p.period(day) for p in programmes], shape),
        "theme": _shared(
            [_said(place, rules) for place in places],
            [themes_asked(programme, domains) for programme in programmes],
            [True] * len(places),
        ),
    }
    for name, asked in ASKS.items():
        there = [_there(name, place, rules) for place in places]
        known = [bool(place.points if name == "domain" else codes) for place, codes in zip(places, there, strict=True)]
        states[name] = _shared(there, [getattr(programme, asked) for programme in programmes], known)
    return _judged(states, rules)


def _judged(states: dict[str, States], rules: Rules) -> Fits:
    shape = next(iter(states.values())).shape
    fits, ground, score = np.ones(shape, bool), np.zeros(shape, bool), np.zeros(shape)
    for condition in rules.conditions:
        state = states[condition.id]
        met = state == MET
        failed = (state == FAILED) | ((state == UNKNOWN) & (condition.unknown == "failed"))
        if condition.excludes:
            fits &= ~failed
        if condition.ground:
            ground |= met
        if condition.weight:
            score += condition.weight * met
    ordered = {condition.id: states[condition.id] for condition in rules.conditions}
    return Fits(ordered, fits & ground, score)


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


def _shared(there: Sequence[Iterable[str]], asked: Sequence[Iterable[str]], known: Sequence[bool]) -> States:
    """Whether a place has one of the codes a programme asks for."""
    bits = {code: 1 << n for n, code in enumerate(dict.fromkeys(code for codes in asked for code in codes))}
    if len(bits) > 63:
        raise ValueError("more codes than bits")
    have = np.array([sum(bits.get(code, 0) for code in set(codes)) for codes in there], np.int64)
    want = np.array([sum(bits[code] for code in set(codes)) for codes in asked], np.int64)
    found = np.where((have[:, None] & want[None, :]) != 0, MET, FAILED).astype(np.int8)
    found[~np.array(known, bool), :] = UNKNOWN
    found[:, want == 0] = ANY
    return found


def _of_programmes(right: Sequence[bool], shape: tuple[int, int]) -> States:
    return np.broadcast_to(np.where(right, MET, FAILED).astype(np.int8), shape)


def _periods(periods: Sequence[str], shape: tuple[int, int]) -> States:
    found = [{"open": MET, "unknown": UNKNOWN}.get(each, FAILED) for each in periods]
    return np.broadcast_to(np.array(found, np.int8), shape)
