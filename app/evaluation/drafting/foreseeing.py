"""What a draft would make of a round that was evaluated: the whole merge anew, by the worker; its result is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
from flask_babel import gettext as _
from sqlite_utils import Database

from app import jobs
from app.errors import Conflict
from app.evaluation.display.lines import Line
from app.evaluation.drafting import draft_store
from app.evaluation.method.grades import register_coverage
from app.evaluation.method.known import known_of
from app.evaluation.method.levels import EXACT, UNKNOWN, level_starts, propose_levels
from app.evaluation.method.order import in_order
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading.moments import Moment
from app.evaluation.round import store
from app.evaluation.round.gathering import gather
from app.evaluation.round.presets import scheme_from
from app.evaluation.what_if.comparing import Comparison, Other, comparison

KIND = "foresee"
# Code of an area to its score and level; None without one.
Foreseen = dict[str, tuple[float | None, str | None]]


def foresee(db: Database, evaluation: sqlite3.Row, scheme: Scheme) -> Foreseen:
    """Every area's score and level by a draft from what an evaluation knew; credibilities are estimated anew too."""
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
    return {
        code: (
            None if np.isnan(R[a]) else float(R[a]),
            None if levels[a] == UNKNOWN else scheme.levels[int(levels[a])].id,
        )
        for a, code in enumerate(found.areas.code)
    }


def foresee_job(db: Database, args: dict[str, Any], report: jobs.Report) -> dict[str, Any]:
    """The job: what the draft of `draft_id` makes of the evaluation of `evaluation_id`, for all areas."""
    report(0, 1, _("평가가 알던 자료를 다시 모으고 있습니다."))
    draft, evaluation = draft_store.find_draft(db, args["draft_id"]), store.find_evaluation(db, args["evaluation_id"])
    scheme = scheme_from(draft["definition"]) if draft else None
    if evaluation is None or not isinstance(scheme, Scheme):
        raise Conflict(_("초안이나 평가가 없습니다."))
    found = foresee(db, evaluation, scheme)
    report(1, 1, "")
    return {"areas": found}


def ask(db: Database, draft_id: str, evaluation: sqlite3.Row | None, *, person_id: str) -> None:
    """Let the worker look at a draft, unless it does so or has done so; nothing for an evaluation of method 1."""
    if evaluation is None or evaluation["method"] == 1:
        return
    job = job_of(db, draft_id, evaluation)
    if job is None or job["state"] == "failed":
        jobs.enqueue(db, KIND, _args(draft_id, evaluation), person_id=person_id)


def job_of(db: Database, draft_id: str, evaluation: sqlite3.Row) -> sqlite3.Row | None:
    """The newest job for a draft and an evaluation."""
    return jobs.newest(db, KIND, _args(draft_id, evaluation))


def foreseen(job: sqlite3.Row, lines: Sequence[Line]) -> Comparison:
    """What a job that is done found, of these lines, as far as it may be told."""
    found: Foreseen = json.loads(job["result"])["areas"]
    return comparison(
        lines, lambda told: [Other(each.row, *found.get(each.row["code"], (None, None))) for each in told]
    )


def _args(draft_id: str, evaluation: sqlite3.Row) -> dict[str, str]:
    return {"draft_id": draft_id, "evaluation_id": evaluation["id"]}
