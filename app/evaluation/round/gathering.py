"""Gathering the inputs of a round as of a moment from the stores below; nothing is written."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.evaluation.method.scheme import Scheme
from app.evaluation.reading import register_store
from app.evaluation.reading.hearing import hear
from app.evaluation.reading.inputs import Before, Inputs, evidence_of
from app.evaluation.reading.measuring import measure
from app.evaluation.reading.moments import Moment
from app.evaluation.round import standing_store, store

# Rounds looked back on besides those the rule for stepping down needs: an undetermined one is skipped. Chosen, not
# measured: after two years without a level an area begins anew.
FURTHER_BACK = 3


@dataclass(frozen=True)
class Gathered:
    """Inputs with the ids their codes have in this database, in the same order, and the areas that had closed."""

    inputs: Inputs
    area_ids: tuple[str, ...]
    respondent_ids: tuple[str, ...]
    closed: tuple[tuple[str, str], ...]


def gather(db: Database, round_id: str, scheme: Scheme, moment: Moment) -> Gathered:
    """The inputs of a round: everything as it was known at the moment.

    Areas that had closed by the round's last day take no part, nor do those who spoke of them alone.
    """
    found = _round(db, round_id)
    last_day = min(found["ends_on"], moment.as_of)
    known = register_store.areas_known(db, moment)
    areas = [each for each in known if each["ends_on"] is None or each["ends_on"] >= last_day]
    ids, codes = tuple(each["id"] for each in areas), [each["code"] for each in areas]
    measured = measure(db, ids, scheme, moment, until=last_day[:7])
    heard = hear(db, round_id, scheme, areas, moment, last_day=last_day)
    before = _before(db, round_id, scheme, dict(zip(ids, codes, strict=True)), moment)
    voices = {
        "respondents": heard.respondents,
        "memberships": heard.memberships,
        "answers": heard.answers,
        "places": heard.places,
        "codings": heard.codings,
        "adjudicated": heard.adjudicated,
    }
    evidence = evidence_of(codes, [each["kind"] for each in areas], measured, before, voices, scheme)
    closed = tuple((r["code"], r["ends_on"]) for r in known if r["ends_on"] is not None and r["ends_on"] < last_day)
    return Gathered(Inputs(evidence, measured, before, heard.themes), ids, heard.ids, closed)


def _round(db: Database, round_id: str) -> sqlite3.Row:
    found = store.find_round(db, round_id)
    if found is None:
        raise KeyError(round_id)
    return found


def _before(db: Database, round_id: str, scheme: Scheme, codes: dict[str, str], moment: Moment) -> tuple[Before, ...]:
    """What stood of the rounds before, as far back as the rule for stepping down looks; rounds without a result count
    as none."""
    found = []
    back = 0
    for earlier in store.rounds_before(db, round_id, limit=max(1, scheme.step_down_evaluations - 1) + FURTHER_BACK):
        scores = standing_store.standing_scores(db, earlier["id"], known_at=moment.known_at)
        back += bool(scores)
        found += [
            Before(codes[area_id], back, score, level) for area_id, (score, level) in scores.items() if area_id in codes
        ]
    return tuple(sorted(found, key=lambda each: (each.area, each.back)))
