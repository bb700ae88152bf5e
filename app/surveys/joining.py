"""What surveys bring to the day's work: destroying returns, originals and answers begun whose day is over."""

from __future__ import annotations

from app import daily
from app.surveys.reaching.beginning import forget_due
from app.surveys.sealed.ending import destroy_due, destroy_due_originals


def join() -> None:
    daily.DAILY.update(returns=destroy_due, answers=destroy_due_originals, begun=forget_due)
