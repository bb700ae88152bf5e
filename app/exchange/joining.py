"""What exchange brings to the features below it: the job that makes a large file."""

from __future__ import annotations

from app import jobs
from app.exchange.carrying.making import KIND, make


def join() -> None:
    jobs.KINDS.update({KIND: make})
