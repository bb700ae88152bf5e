"""Hearing a round: who was asked and spoke, closed answers, places and what coders decided of them, by codes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from sqlite_utils import Database

from app.evaluation.method.evidence import EXPERT, FIRM
from app.evaluation.method.scheme import SURVEY, Scheme
from app.evaluation.reading import register_store, voice_store
from app.evaluation.reading.heard import Heard, Person, in_order
from app.evaluation.reading.moments import Moment
from app.surveys.asking.definitions import questionnaire_of
from forms import keys
from forms.questionnaire import Questionnaire


def hear(
    db: Database, round_id: str, scheme: Scheme, areas: Sequence[sqlite3.Row], moment: Moment, *, last_day: str
) -> Heard:
    """The voices of a round as of a moment, of the areas that take part.

    A firm speaks of the area it was in on the round's last day, an expert of those asked about.
    """
    people = _asked(db, round_id, areas, moment, last_day)
    _read_words(db, round_id, scheme, people, moment)
    return in_order(db, round_id, scheme, list(people.values()), [each["code"] for each in areas], moment)


def places_of(
    db: Database, round_id: str, scheme: Scheme, respondent_ids: Sequence[str], moment: Moment
) -> dict[str, str]:
    """Answers and turns of some respondents that counted, each with whose it is."""
    people = {each: Person(each, "", "", ()) for each in respondent_ids}
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
    people: Mapping[str, Person],
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
) -> dict[str, Person]:
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
            found[r["id"]] = Person(r["id"], r["kind"], r["code"], speaks)
    return found


# Returns ---------------------------------------------------------------------------------------------------


def _read_returns(
    db: Database,
    round_id: str,
    scheme: Scheme,
    people: Mapping[str, Person],
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
