"""Breaking a survey's BSI down by classes of areas and firms, weighted and not; told by the rules of small cells."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.results import result_store
from app.surveys.results.attributes import UNKNOWN, Attribute, attribute, narrowed
from app.surveys.results.covering import Coverage, together
from app.surveys.results.groups import Item, Point, Standing
from app.surveys.results.sbhi import scale
from app.surveys.results.tallies import Areas, of_numbers
from app.surveys.weighing.weighing import fixed, weights_of
from forms.questions import Question

FIXED = "fixed"
EVERYBODY = "*"


@dataclass(frozen=True)
class Breakdown:
    """BSI of a survey by the classes of an attribute.

    Attributes
    ----------
    attribute : Attribute
    items : tuple of (str, str)
        Item and period, in the order asked.
    standings : mapping
        (item, period, class) to how it stands; `EVERYBODY` is all of them together.
    weighted : bool
        Whether there are weights other than 1.
    """

    attribute: Attribute
    items: tuple[tuple[str, str], ...]
    standings: Mapping[tuple[str, str, str], Standing]
    weighted: bool

    @property
    def covered(self) -> Coverage:
        """What all figures leave out together."""
        return together(s.covered for s in self.standings.values())

    def occurring(self) -> list[tuple[str, str]]:
        """The classes in which anybody answered anything, told or withheld."""
        return [
            (code, word)
            for code, word in self.attribute.classes
            if any(self.standings[*item, code].n != 0 for item in self.items)
        ]


def asked_areas(db: Database, scope: Scope, chosen: Mapping[str, str]) -> Areas:
    """The areas of a scope that are in every class chosen; None for all there are."""
    wanted = narrowed(db, chosen)
    if wanted is None:
        return scope.area_ids
    return wanted if scope.area_ids is None else wanted & scope.area_ids


def breakdown(
    db: Database,
    survey: sqlite3.Row,
    asked: Areas,
    by: str,
    *,
    how: str = "none",
    only: str = "",
    whole: bool = False,
) -> Breakdown:
    """BSI of every item (or of one) by an attribute, over the areas asked for; `whole` for who reads single answers."""
    questions = [
        q for q in questionnaire_of(survey["definition"]).questions if q.bsi and (not only or q.bsi.item == only)
    ]
    omega = _omega(db, survey["id"], how)
    found = attribute(db, by)
    barred = frozenset() if whole else of_numbers(result_store.firms_by_area(db, survey["id"])).left_out
    points = _points(db, survey["id"], {q.id for q in questions}, found, omega)
    standings: dict[tuple[str, str, str], Standing] = {}
    for question in questions:
        item = Item(points[question.id], question.scale or 5, barred, scale(), whole)
        for code, standing in _by(item, found, asked).items():
            assert question.bsi is not None
            standings[question.bsi.item, question.bsi.period, code] = standing
    return Breakdown(found, tuple(_key(q) for q in questions), standings, any(w != 1 for w in omega.values()))


def _key(question: Question) -> tuple[str, str]:
    assert question.bsi is not None
    return question.bsi.item, question.bsi.period


def _omega(db: Database, survey_id: str, how: str) -> Mapping[str, float]:
    if how == "none":
        return {}
    return fixed(db, survey_id) if how == FIXED else weights_of(db, survey_id, how).omega


def _points(
    db: Database, survey_id: str, question_ids: set[str], by: Attribute, omega: Mapping[str, float]
) -> dict[str, list[Point]]:
    """Question to the points given, each with its firms."""
    found: dict[str, list[Point]] = defaultdict(list)
    for question_id, area_id, value, group, weight, firms in _counted(db, survey_id, question_ids, by, omega):
        point = json.loads(value)
        if isinstance(point, int):
            found[question_id].append(Point(area_id, group, point, weight, firms))
    return found


def _counted(
    db: Database, survey_id: str, question_ids: set[str], by: Attribute, omega: Mapping[str, float]
) -> Iterator[tuple[str, str, str, str, float, int]]:
    """Question, area, value, class, weight, firms; only what is of firms and weighed is read firm by firm."""
    if not omega and by.of_areas:
        yield from ((*r[:3], "", 1.0, r[3]) for r in result_store.answers_by_area(db, survey_id, question_ids))
    elif not omega:
        for r in result_store.answers_by_class(db, survey_id, question_ids, by.name):
            yield (*r[:3], r["class"] or UNKNOWN, 1.0, r["firms"])
    else:
        every = {(r["question_id"], r["firm"]): r for r in result_store.points(db, survey_id, question_ids)}
        counted: Counter[tuple[str, str, str, str, float]] = Counter()
        for r in every.values():
            group = "" if by.of_areas else r[by.name] or UNKNOWN
            weight = omega.get(r["respondent_id"], 1.0)
            counted[r["question_id"], r["area_id"], r["value"], group, weight] += 1
        yield from ((*each, firms) for each, firms in counted.items())


def _by(item: Item, by: Attribute, asked: Areas) -> dict[str, Standing]:
    """Class to standing, of areas by whole areas, of firms within them; `EVERYBODY` is all."""
    everything = {EVERYBODY: item.of_areas(asked)}
    if not by.of_areas:
        return everything | {code: item.of_class(code, asked) for code, _word in by.classes}
    inside = {code: by.areas[code] if asked is None else by.areas[code] & frozenset(asked) for code, _ in by.classes}
    return everything | {code: item.of_areas(areas) for code, areas in inside.items()}


def items_of(survey: sqlite3.Row) -> list[str]:
    """The items of a survey's BSI, in the order asked."""
    return list(dict.fromkeys(q.bsi.item for q in questionnaire_of(survey["definition"]).questions if q.bsi))
