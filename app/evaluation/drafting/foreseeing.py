"""What a draft would make of a round that was evaluated: the whole merge anew from what that evaluation knew."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
from sqlite_utils import Database

from app.evaluation.display.lines import Line
from app.evaluation.method.grades import register_coverage
from app.evaluation.method.known import known_of
from app.evaluation.method.levels import EXACT, UNKNOWN, level_starts, propose_levels
from app.evaluation.method.order import in_order
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading.moments import Moment
from app.evaluation.round.gathering import gather
from app.evaluation.what_if.comparing import Comparison, Other


def foreseen(db: Database, evaluation: sqlite3.Row, lines: Sequence[Line], scheme: Scheme) -> Comparison:
    """Every line's score and level by a draft, as far as they may be told; credibilities are estimated anew too."""
    known_at = evaluation["known_at"] or evaluation["created_at"]
    moment = Moment(evaluation["as_of"], evaluation["read_at"] or known_at, known_at, False)
    gathered = gather(db, evaluation["round_id"], scheme, moment)
    found = in_order(gathered.inputs.evidence, indicators=len(scheme.indicators), domains=len(scheme.domains)).evidence
    known = known_of(found, scheme)
    coverage = register_coverage(found.register.y, scheme.is_register, known.weights)
    starts = level_starts(
        scheme.cutoffs, found.past, points=scheme.step_down_points, evaluations=scheme.step_down_evaluations
    )
    R, enough = known.merged.R, coverage >= scheme.least_evidence - EXACT
    levels = propose_levels(R, scheme.cutoffs, starts, enough).proposed
    places = {code: a for a, code in enumerate(found.areas.code)}
    told = [line for line in lines if line.parts and line.row["code"] in places]
    return Comparison(
        tuple(
            _other(line, R[places[line.row["code"]]], int(levels[places[line.row["code"]]]), scheme) for line in told
        ),
        len(lines) - len(told),
    )


def _other(line: Line, score: float, level: int, scheme: Scheme) -> Other:
    return Other(
        line.row, None if np.isnan(score) else float(score), None if level == UNKNOWN else scheme.levels[level].id
    )
