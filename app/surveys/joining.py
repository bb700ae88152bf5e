"""What surveys bring to the day's work and the worker: destroying what is over, answers begun, files of returns."""

from __future__ import annotations

from app import daily, jobs
from app.kept import KEPT
from app.surveys.answering import keeping
from app.surveys.exchange import files
from app.surveys.reaching.beginning import forget_due
from app.surveys.sealed.ending import destroy_due, destroy_due_originals


def join() -> None:
    daily.DAILY.update(returns=destroy_due, answers=destroy_due_originals, begun=forget_due, exports=files.forget_old)
    jobs.KINDS.update({files.KIND: files.export_returns})
    KEPT.update(survey_counts=keeping.RETURNS, area_firms=keeping.REGISTER)
