"""What reports bring to the features below them: the job that makes a round's public pages."""

from __future__ import annotations

from app import jobs
from app.reports.public.making import KIND, make


def join() -> None:
    jobs.KINDS.update({KIND: make})
