"""What roundtables bring to the day's work: destroying originals that are due, forgetting old uploads."""

from __future__ import annotations

from app import daily
from app.roundtables.preview.drafts import drop_old
from app.roundtables.sealed.retaining import destroy_due


def join() -> None:
    daily.DAILY.update(drafts=drop_old, originals=destroy_due)
