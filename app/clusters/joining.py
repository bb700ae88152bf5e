"""What clusters bring to the features below: a part of the entry page of 지원·계획."""

from __future__ import annotations

from app.clusters import summing
from app.nav import HELP


def join() -> None:
    HELP["clusters"] = summing.part
