"""What evaluation brings to the features below it: kinds of job, daily work, and how many evaluations cite a text."""

from __future__ import annotations

from app import daily, jobs
from app.evaluation.display import withdrawn_store
from app.evaluation.drafting.foreseeing import foresee_job
from app.evaluation.overview.drawing_ahead import draw_ahead, thin_charts
from app.evaluation.round.evaluating import evaluate_job
from app.kept import KEPT, kept_as
from app.roundtables.talk import withdrawing
from app.surveys.sealed import ending
from migrations.kept_standing import COLUMNS, STANDS


def join() -> None:
    jobs.KINDS.update(evaluate=evaluate_job, foresee=foresee_job, draw_ahead=draw_ahead)
    daily.DAILY.update(charts=thin_charts)
    withdrawing.COUNTS.update(evaluations=withdrawn_store.evaluations)
    KEPT["stands_now"] = kept_as("stands_now", COLUMNS, STANDS)
    ending.COUNTS.update(evaluations=withdrawn_store.evaluations_of_return)
