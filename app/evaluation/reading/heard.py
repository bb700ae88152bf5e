"""What was heard of a round, in the order of codes: respondents, their places, what coders decided and what was settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlite_utils import Database

from app.evaluation.method.evidence import (
    EXPERT,
    FIRM,
    NONE,
    Adjudicated,
    Answers,
    Codings,
    Memberships,
    Places,
    Respondents,
)
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading import voice_store
from app.evaluation.reading.moments import Moment
from app.evaluation.reading.settled import Value, rows_of, settled_places
from app.evaluation.reading.voices import Decided, decided, numbered, once
from app.surveys.weighing.weighing import of_round


@dataclass(frozen=True)
class Heard:
    """The voices of a round as the method takes them; `ids` are the respondents' in this database."""

    ids: tuple[str, ...]
    respondents: Respondents
    memberships: Memberships
    answers: Answers
    places: Places
    codings: Codings
    adjudicated: Adjudicated
    themes: tuple[str, ...]


@dataclass
class Person:
    """A respondent while it is read: places as (what orders them, id), closed answers by item, the returns they are in."""

    id: str
    kind: str
    code: str | None
    areas: tuple[int, ...]
    spoke: bool = False
    no_crisis: bool = False
    places: list[tuple[tuple, str]] = field(default_factory=list)
    closed: dict[int, int] = field(default_factory=dict)
    returned: dict[int, str] = field(default_factory=dict)


def in_order(
    db: Database, round_id: str, scheme: Scheme, people: list[Person], areas: Sequence[str], moment: Moment
) -> Heard:
    """Respondents by code, places by respondent and position, decisions by place and coder."""
    for person in people:
        person.places.sort()
    place_ids = [place_id for person in people for _key, place_id in person.places]
    themes = sorted({theme for domain in scheme.domains for theme in domain.themes} | set(scheme.unscored_themes))
    coders, rows = _coders(db), voice_store.judgments(db, round_id, moment)
    places, numbers = ({each: n for n, each in enumerate(found)} for found in (place_ids, themes))
    found = once(decided(rows, places, coders, numbers), coders=len(coders) or 1, themes=len(themes))
    _name(people, areas, found)
    order = sorted(range(len(people)), key=lambda n: people[n].code or "")
    starts = np.cumsum([0, *(len(person.places) for person in people)])
    moved = np.zeros(len(place_ids), np.int64)
    kept = [p for n in order for p in range(starts[n], starts[n + 1])]
    moved[kept] = np.arange(len(kept))
    found = once(found._replace(place=moved[found.place]), coders=len(coders) or 1, themes=len(themes))
    weights = of_round(db, round_id, until=moment.read_at)
    domains = {theme: scheme.domain_of_theme(theme) for theme in themes}
    values = settled_places(db, round_id, moment, domains)
    settled = {int(moved[places[each]]): value for each, value in values.items() if each in places}
    return _heard([people[n] for n in order], found, settled, scheme, themes, weights)


def _coders(db: Database) -> dict[str, int]:
    logins = voice_store.logins(db)
    return {person: n for n, person in enumerate(sorted(logins, key=lambda each: logins[each].casefold()))}


def _name(people: Sequence[Person], areas: Sequence[str], found: Decided) -> None:
    """Give those whom no register has a code by what they said."""
    bounds = np.searchsorted(found.place, np.cumsum([0, *(len(person.places) for person in people)]))
    contents, start = {}, 0
    for n, person in enumerate(people):
        if person.code is None:
            own = slice(bounds[n], bounds[n + 1])
            columns = [found.place[own] - start, *(column[own] for column in found[1:])]
            said = zip(*(column.tolist() for column in columns), strict=True)
            prefix = "" if person.kind == EXPERT else areas[person.areas[0]]
            where = tuple(areas[a] for a in person.areas)
            closed = tuple(sorted(person.closed.items()))
            keys = tuple(key for key, _id in person.places)
            contents[person.id] = (prefix, (where, person.spoke, person.no_crisis, closed, keys, tuple(said)))
        start += len(person.places)
    codes = numbered(contents)
    for person in people:
        person.code = person.code or codes[person.id]


def _heard(
    people: Sequence[Person],
    found: Decided,
    settled: Mapping[int, Value],
    scheme: Scheme,
    themes: Sequence[str],
    weights: Mapping[str, float],
) -> Heard:
    domains = [scheme.domain_of_theme(theme) for theme in themes]
    of_theme = np.array([NONE if d is None else d for d in domains] + [NONE], np.int64)
    members = [(j, a) for j, person in enumerate(people) for a in person.areas]
    closed = [(j, i, x) for j, person in enumerate(people) for i, x in sorted(person.closed.items())]
    every = [(j, p) for j, person in enumerate(people) for p in range(1, len(person.places) + 1)]
    # A place nobody judged says nothing; the others keep their position.
    judged = np.union1d(found.place, np.fromiter(settled, np.int64, len(settled)))
    place = np.searchsorted(judged, found.place)
    places = [every[n] for n in judged.tolist()]
    stands = rows_of({int(np.searchsorted(judged, each)): value for each, value in settled.items()})
    return Heard(
        ids=tuple(person.id for person in people),
        respondents=Respondents(
            code=tuple(person.code or "" for person in people),
            kind=tuple(person.kind for person in people),
            # Weights an analyst had fixed for the round's surveys by then; everybody else weighs 1 (METHOD: omega).
            omega=np.array([weights.get(person.id, 1.0) if person.kind == FIRM else 1.0 for person in people]),
            spoke=np.array([person.spoke for person in people], bool),
            no_crisis=np.array([person.no_crisis for person in people], bool),
        ),
        memberships=Memberships(*_columns(members, 2)),
        answers=Answers(*_columns(closed, 3)),
        places=Places(*_columns(places, 2)),
        codings=Codings(
            place=place.reshape(-1).astype(np.int64),
            coder=_renumbered(found.coder),
            domain=of_theme[found.theme],
            severity=found.severity,
            stance=found.stance,
            theme=found.theme,
        ),
        adjudicated=Adjudicated(*_columns(stands, 3)),
        themes=tuple(themes),
    )


def _renumbered(coder: np.ndarray) -> np.ndarray:
    """Coders numbered 0, 1, ... among those who decided anything, in the same order: who else has an account is
    nobody's business."""
    return np.unique(coder, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> np.ndarray:
    return np.array(rows, np.int64).reshape(-1, width).T
