"""Reads the sources of results of method 2 with what the rule for stepping down looks back on."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from sqlite_utils import Database

from app.evaluation.method.evidence import Floats
from app.evaluation.method.levels import level_starts
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading.inputs import Before, past_of
from app.evaluation.round import standing_store, store
from app.evaluation.round.gathering import FURTHER_BACK
from app.evaluation.round.item_store import Item
from app.evaluation.what_if import source_store
from app.evaluation.what_if.sources import Sources


def sources_of(db: Database, results: Sequence[Item], scheme: Scheme) -> Sources:
    """The sources of results of one evaluation, in their order, as columns of its scheme."""
    ids = [r["id"] for r in results]
    places = {id: a for a, id in enumerate(ids)}
    columns = {each.code: i for i, each in enumerate(scheme.indicators)}
    y, Z = np.full((len(ids), len(columns)), np.nan), np.ones((len(ids), len(columns)))
    for each in source_store.numbers_of(db, ids):
        a, i = places[each["area_result_id"]], columns[each["ref"]]
        y[a, i] = np.nan if each["raw"] is None else each["raw"]
        Z[a, i] = 1.0 if each["kind"] == "indicator" else each["credibility"] or 0.0
    voices = source_store.voices_of(db, ids)
    return Sources(
        y=y,
        Z=Z,
        area=np.array([places[v["area_result_id"]] for v in voices], np.int64),
        omega=np.array([v["omega"] for v in voices], float),
        burden=np.array([v["burden"] for v in voices], float),
        K=np.array([json.loads(r["details"])["K"]["K"] for r in results], float),
        starts=starts_of(db, results, scheme),
    )


def starts_of(db: Database, results: Sequence[Item], scheme: Scheme) -> Floats:
    """What R must reach for each worse level by the cut-offs of a scheme, as the evaluation's rounds before had it."""
    if not results:
        return np.zeros((0, len(scheme.cutoffs)))
    first, codes = results[0], {r["area_id"]: r["area_id"] for r in results}
    before: list[Before] = []
    back = 0
    for earlier in store.rounds_before(
        db, first["round_id"], limit=max(1, scheme.step_down_evaluations - 1) + FURTHER_BACK
    ):
        scores = standing_store.standing_scores(db, earlier["id"], known_at=first["known_at"])
        back += bool(scores)
        before += [Before(codes[key], back, *found) for key, found in scores.items() if key in codes]
    return level_starts(
        scheme.cutoffs,
        past_of(before, list(codes), scheme),
        points=scheme.step_down_points,
        evaluations=scheme.step_down_evaluations,
    )
