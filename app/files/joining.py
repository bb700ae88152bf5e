"""What files bring to the day's work: destroying what was sent for something that never came."""

from __future__ import annotations

from app import daily
from app.files.keeping import destroy_unused


def join() -> None:
    daily.DAILY.update(files=destroy_unused)
