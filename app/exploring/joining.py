"""What exploring brings to the jobs: grouping topics, like answers and sub-themes."""

from __future__ import annotations

from app import jobs
from app.exploring.grouping import alike, sub_themes, topics


def join() -> None:
    jobs.KINDS.update(topics=topics, alike=alike, subthemes=sub_themes)
