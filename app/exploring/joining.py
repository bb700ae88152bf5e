"""What exploring brings to the jobs: grouping topics and like answers."""

from __future__ import annotations

from app import jobs
from app.exploring.grouping import alike, topics


def join() -> None:
    jobs.KINDS.update(topics=topics, alike=alike)
