"""Who said something, told to readers who must not guess: by industry and size only where three firms or more fit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.areas.anonymity import LEAST_FIRMS
from app.coding.statements import segment_store

# How a firm may be told, from the most to the least: the first that fits enough firms of its area's register.
WAYS = (("industry_code", "size_band"), ("industry_code",), ("size_band",))
NOBODY = {"industry_ko": "기업", "industry_en": "A firm", "size_band": None}


def blurred(db: Database, found: Iterable[sqlite3.Row]) -> list[dict[str, Any]]:
    """Rows of statements or respondents (with `respondent_id`) whose firm nobody can look up in the register."""
    told = [dict(r) for r in found]
    ways = _ways_of(db, [r["respondent_id"] for r in told])
    return [r | _left_out(r, ways[r["respondent_id"]]) if r["respondent_id"] in ways else r for r in told]


def _left_out(said: dict[str, Any], way: tuple[str, ...]) -> dict[str, Any]:
    if not way or (way == ("industry_code",) and not said["industry_ko"]):
        return NOBODY
    industry = {} if "industry_code" in way else {"industry_ko": None, "industry_en": None}
    return industry if "size_band" in way else {**industry, "size_band": None}


def _ways_of(db: Database, respondent_ids: Iterable[str | None]) -> dict[str, tuple[str, ...]]:
    """Respondent that is a firm of the register to what may be told of it."""
    counted = segment_store.firms_alike(db, sorted({each for each in respondent_ids if each}), WAYS)
    return {
        key: next((way for way, firms in zip(WAYS, counts, strict=True) if firms >= LEAST_FIRMS), ())
        for key, counts in counted.items()
    }
