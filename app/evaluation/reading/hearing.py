"""Hearing a round: who was asked and spoke, closed answers, places and what coders decided of them, by codes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from sqlite_utils import Database

from app.evaluation.method.evidence import (
    EXPERT,
    FIRM,
    NONE,
    Answers,
    Codings,
    Memberships,
    Places,
    Respondents,
)
from app.evaluation.method.scheme import SURVEY, Scheme
from app.evaluation.reading import register_store, voice_store
from app.evaluation.reading.moments import Moment
from app.evaluation.reading.voices import Decided, decided, numbered, once
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.weighing.weighing import of_round
from forms import keys
from forms.questionnaire import Questionnaire


@dataclass(frozen=True)
class Heard:
    """The voices of a round as the method takes them; `ids` are the respondents' in this database."""

    ids: tuple[str, ...]
    respondents: Respondents
    memberships: Memberships
    answers: Answers
    places: Places
    codings: Codings
    themes: tuple[str, ...]


@dataclass
class _Person:
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


def hear(
    db: Database, round_id: str, scheme: Scheme, areas: Sequence[sqlite3.Row], moment: Moment, *, last_day: str
) -> Heard:
    """The voices of a round as of a moment, of the areas that take part.

    A firm speaks of the area it was in on the round's last day, an expert of those asked about.
    """
    people = _asked(db, round_id, areas, moment, last_day)
    _read_words(db, round_id, scheme, people, moment)
    return _in_order(db, round_id, scheme, list(people.values()), [each["code"] for each in areas], moment)


def places_of(
    db: Database, round_id: str, scheme: Scheme, respondent_ids: Sequence[str], moment: Moment
) -> dict[str, str]:
    """Answers and turns of some respondents that counted, each with whose it is."""
    people = {each: _Person(each, "", "", ()) for each in respondent_ids}
    _read_words(db, round_id, scheme, people, moment, tuple(respondent_ids))
    return {place_id: person.id for person in people.values() for _key, place_id in person.places}


def answers_of_area(
    db: Database, round_id: str, area: sqlite3.Row, code: str, scheme: Scheme, moment: Moment, *, last_day: str
) -> list[tuple[str, int]]:
    """The answers of an area's firms to a survey's item: the return each is in, and 1 better, 0 the same, -1 worse."""
    people = _asked(db, round_id, [area], moment, last_day)
    _read_returns(db, round_id, scheme, people, moment, tuple(people))
    (item,) = (i for i, each in enumerate(scheme.indicators) if each.code == code)
    found = [(p.returned[item], p.closed[item]) for p in people.values() if item in p.closed and p.kind == FIRM]
    return sorted(found)


def _read_words(
    db: Database,
    round_id: str,
    scheme: Scheme,
    people: Mapping[str, _Person],
    moment: Moment,
    of: tuple[str, ...] | None = None,
) -> None:
    _read_returns(db, round_id, scheme, people, moment, of)
    for turn in voice_store.turns(db, round_id, moment, of):
        if (person := people.get(turn["respondent_id"])) is not None:
            person.spoke = True
            place = (1, turn["held_on"], turn["roundtable"], turn["sha256"], turn["position"])
            person.places.append((place, turn["id"]))


def _asked(
    db: Database, round_id: str, areas: Sequence[sqlite3.Row], moment: Moment, last_day: str
) -> dict[str, _Person]:
    """Everybody with a return that counts or a seat at a table, and an area that takes part."""
    numbers = {area["id"]: a for a, area in enumerate(areas)}
    spoken_of: dict[str, list[int]] = defaultdict(list)
    for pair in voice_store.areas_of_respondents(db, round_id):
        if pair["area_id"] in numbers:
            spoken_of[pair["respondent_id"]].append(numbers[pair["area_id"]])
    of_firms = register_store.areas_of_firms(db, last_day, moment)
    asked = {r["respondent_id"] for r in voice_store.returns(db, round_id, moment)} | set(
        voice_store.at_tables(db, round_id, moment)
    )
    found = {}
    for r in voice_store.respondents(db, round_id):
        own = numbers.get(of_firms.get(r["firm_id"], "")) if r["firm_id"] else None
        every = tuple(sorted(spoken_of[r["id"]]))
        speaks = ((own,) if own is not None else ()) if r["firm_id"] else every if r["kind"] == EXPERT else every[:1]
        if speaks and r["id"] in asked:
            found[r["id"]] = _Person(r["id"], r["kind"], r["code"], speaks)
    return found


# Returns ---------------------------------------------------------------------------------------------------


def _read_returns(
    db: Database,
    round_id: str,
    scheme: Scheme,
    people: Mapping[str, _Person],
    moment: Moment,
    of: tuple[str, ...] | None,
) -> None:
    """Places and closed answers of the newest return to each survey; of an item asked twice the newest answer."""
    every = voice_store.returns(db, round_id, moment, of)
    counted = {r["id"]: r for r in _newest(every) if r["respondent_id"] in people}
    asked = {
        version: questionnaire_of(text)
        for version, text in voice_store.definitions(db, (r["version_id"] for r in counted.values())).items()
    }
    open_ones = set(scheme.asking.problems) or {q for each in asked.values() for q in each.open_questions}
    items = {each.code: i for i, each in enumerate(scheme.indicators) if each.source == SURVEY}
    denied = set(scheme.asking.no_crisis)
    newest: dict[tuple[str, str], tuple] = {}
    side = _reader(asked)
    wanted = {*open_ones, *items, *(question for question, _answer in denied)}
    for answer in voice_store.answers(db, round_id, moment, wanted, of):
        if (given := counted.get(answer["response_id"])) is None:
            continue
        person, question = people[given["respondent_id"]], keys.base(key := answer["question_id"])
        if question in open_ones:
            if answer["written"]:
                person.spoke = True
                person.places.append(((0, *_survey(given), question, *keys.place(key)), answer["id"]))
            continue
        # Inside a repeat there is no one answer; null: corrected to none, or known only by a later correction.
        if key != question or answer["value"] == "null":
            continue
        at = (given["submitted_at"], given["content_sha256"])
        if newest.get((person.id, question), ("",)) > at:
            continue
        newest[person.id, question] = at
        if question in items:
            x = side(given["version_id"], question, answer["value"])
            person.closed.pop(items[question], None)
            if x is not None:
                person.closed[items[question]], person.returned[items[question]] = x, given["id"]
        else:
            person.no_crisis = (question, answer["value"].strip('"')) in denied


def _survey(given: sqlite3.Row) -> tuple[str, ...]:
    return given["wave"], given["questionnaire"], given["opens_on"], given["title_ko"]


def _newest(returns: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
    """Of each respondent the newest return to each survey."""
    found: dict[tuple[str, str], sqlite3.Row] = {}
    for each in sorted(returns, key=lambda r: (r["submitted_at"], r["content_sha256"])):
        found[each["respondent_id"], each["survey_id"]] = each
    return list(found.values())


def _reader(asked: Mapping[str, Questionnaire]):  # type: ignore[no-untyped-def]
    """A function from version, question and stored value to 1 better, 0 the same, -1 worse, or None."""

    @cache
    def side(version: str, question_id: str, value: str) -> int | None:
        question = asked[version].question(question_id)
        if question is None or not value.isdigit():
            return None
        return int(np.sign(int(value) - ((question.scale or 5) + 1) // 2))

    return side


# In the order of codes -------------------------------------------------------------------------------------


def _in_order(
    db: Database, round_id: str, scheme: Scheme, people: list[_Person], areas: Sequence[str], moment: Moment
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
    return _heard([people[n] for n in order], found, scheme, themes, weights)


def _coders(db: Database) -> dict[str, int]:
    logins = voice_store.logins(db)
    return {person: n for n, person in enumerate(sorted(logins, key=lambda each: logins[each].casefold()))}


def _name(people: Sequence[_Person], areas: Sequence[str], found: Decided) -> None:
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
    people: Sequence[_Person], found: Decided, scheme: Scheme, themes: Sequence[str], weights: Mapping[str, float]
) -> Heard:
    domains = [scheme.domain_of_theme(theme) for theme in themes]
    of_theme = np.array([NONE if d is None else d for d in domains] + [NONE], np.int64)
    members = [(j, a) for j, person in enumerate(people) for a in person.areas]
    closed = [(j, i, x) for j, person in enumerate(people) for i, x in sorted(person.closed.items())]
    every = [(j, p) for j, person in enumerate(people) for p in range(1, len(person.places) + 1)]
    # A place nobody judged says nothing; the others keep their position.
    judged, place = np.unique(found.place, return_inverse=True)
    places = [every[n] for n in judged.tolist()]
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
        themes=tuple(themes),
    )


def _renumbered(coder: np.ndarray) -> np.ndarray:
    """Coders numbered 0, 1, ... among those who decided anything, in the same order: who else has an account is
    nobody's business."""
    return np.unique(coder, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> np.ndarray:
    return np.array(rows, np.int64).reshape(-1, width).T
