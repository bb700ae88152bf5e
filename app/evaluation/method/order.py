"""Evidence brought into one order, by codes, before any sum: so that the order it came in changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.evidence import (
    FIRM,
    NONE,
    Adjudicated,
    Answers,
    Areas,
    Evidence,
    Ints,
    Memberships,
    Past,
    Places,
    Register,
    Respondents,
    Stance,
    distinct,
)


@dataclass(frozen=True)
class Ordered:
    """Evidence in the order of codes, and where its areas and respondents stood before, shapes (A,) and (J,)."""

    evidence: Evidence
    areas: Ints
    respondents: Ints


def in_order(evidence: Evidence, *, indicators: int, domains: int) -> Ordered:
    """Areas and respondents by code, places by respondent and position; rows that say the same thing once.

    Raises
    ------
    ValueError
        If codes repeat, an index is out of range, a weight is not above 0, a stance and its severity do not
        fit, a firm stands for two areas, or a respondent answered an item in two ways.
    """
    _check(evidence, indicators, domains)
    areas, people = _by_code("area", evidence.areas.code), _by_code("respondent", evidence.respondents.code)
    to_area, to_person = _places_in(areas), _places_in(people)
    respondents = _respondents(evidence.respondents, people)
    memberships = _memberships(evidence.memberships, to_area, to_person, respondents)
    places, to_place = _places(evidence.places, to_person)
    adjudicated = evidence.adjudicated
    return Ordered(
        replace(
            evidence,
            areas=Areas(*(tuple(each[a] for a in areas) for each in (evidence.areas.code, evidence.areas.kind))),
            register=Register(*(each[areas] for each in _arrays(evidence.register))),
            respondents=respondents,
            memberships=memberships,
            answers=_answers(evidence.answers, to_person, indicators),
            places=places,
            codings=replace(evidence.codings, place=to_place[evidence.codings.place]),
            adjudicated=Adjudicated(to_place[adjudicated.place], adjudicated.domain, adjudicated.severity),
            past=Past(evidence.past.level[areas], evidence.past.scores[:, areas]),
        ),
        areas,
        people,
    )


def _arrays(part: Register) -> tuple[NDArray, ...]:
    return part.y, part.months, part.age


def _by_code(what: str, codes: Sequence[str]) -> Ints:
    order = sorted(range(len(codes)), key=codes.__getitem__)
    for earlier, later in pairwise(order):
        if codes[earlier] == codes[later]:
            raise ValueError(f"{what} code {codes[later]!r} occurs twice")
    return np.array(order, np.int64)


def _places_in(order: Ints) -> Ints:
    """Where each old index went."""
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def _respondents(given: Respondents, order: Ints) -> Respondents:
    return Respondents(
        code=tuple(given.code[j] for j in order),
        kind=tuple(given.kind[j] for j in order),
        omega=given.omega[order],
        spoke=given.spoke[order],
        no_crisis=given.no_crisis[order],
    )


def _memberships(given: Memberships, to_area: Ints, to_person: Ints, respondents: Respondents) -> Memberships:
    """By area, then respondent."""
    count = max(len(to_person), 1)
    keys = distinct(to_area[given.area] * count + to_person[given.respondent])
    rows = Memberships(respondent=keys % count, area=keys // count)
    firms = np.array([kind == FIRM for kind in respondents.kind], bool)
    stands = np.bincount(rows.respondent, minlength=len(firms))
    for j in np.flatnonzero(firms & (stands > 1))[:1]:
        raise ValueError(f"firm {respondents.code[j]!r} stands for {stands[j]} areas; a firm counts once")
    return rows


def _places(given: Places, to_person: Ints) -> tuple[Places, Ints]:
    owner = to_person[given.respondent]
    order = np.lexsort((given.position, owner))
    places = Places(owner[order], given.position[order])
    same = (np.diff(places.respondent) == 0) & (np.diff(places.position) == 0)
    if same.any():
        raise ValueError(f"two places of a respondent have position {places.position[:-1][same][0]}")
    return places, _places_in(order)


def _answers(given: Answers, to_person: Ints, indicators: int) -> Answers:
    count = max(indicators, 1)
    keys = distinct((to_person[given.respondent] * count + given.item) * 3 + given.x + 1)
    cells = keys // 3
    if np.any(np.diff(cells) == 0):
        raise ValueError("a respondent answered an item in two ways; the newest answer counts")
    return Answers(cells // count, cells % count, keys % 3 - 1)


def _check(e: Evidence, indicators: int, domains: int) -> None:
    A, J, P = len(e.areas.code), len(e.respondents.code), len(e.places.respondent)
    if e.register.y.shape != (A, indicators) or len(e.areas.kind) != A or e.past.scores.shape[1:] != (A,):
        raise ValueError(f"register must be {(A, indicators)}, found {e.register.y.shape}; past {e.past.scores.shape}")
    for name, values, low, high in (
        ("membership respondent", e.memberships.respondent, 0, J),
        ("membership area", e.memberships.area, 0, A),
        ("answer respondent", e.answers.respondent, 0, J),
        ("answer item", e.answers.item, 0, indicators),
        ("answer x", e.answers.x, -1, 2),
        ("place respondent", e.places.respondent, 0, J),
        ("coding place", e.codings.place, 0, P),
        ("coding coder", e.codings.coder, 0, 2**31),
        ("coding domain", e.codings.domain, NONE, domains),
        ("coding severity", e.codings.severity, 0, 6),
        ("coding stance", e.codings.stance, min(Stance), max(Stance) + 1),
        ("adjudicated place", e.adjudicated.place, 0, P),
        ("adjudicated domain", e.adjudicated.domain, NONE, domains),
        ("adjudicated severity", e.adjudicated.severity, 0, 6),
        ("revision indicator", e.revisions.indicator, 0, indicators),
    ):
        if values.size and not (values.min() >= low and values.max() < high):
            raise ValueError(f"{name} must be {low}..{high - 1}, found {values.min()}..{values.max()}")
    if np.isinf(e.register.y).any():
        raise ValueError("a register value must be a number, or NaN where it is missing")
    if not (np.all(e.respondents.omega > 0) and np.all(np.isfinite(e.respondents.omega))):
        raise ValueError("survey weights must be above 0")
    if np.any((e.codings.stance == Stance.NEED) != (e.codings.severity > 0)):
        raise ValueError("a problem has a severity of 1 to 5, anything else has 0")
