"""Statements of a proposal as the person signed in may read them (stands in until app.voices lands)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlite_utils import Database

from app.accounts.signing_in import my_scope
from app.areas import anonymity
from app.coding.access import is_official
from app.coding.statements.segment_store import placed
from app.coding.statements.speaking import place, speaker
from app.proposals.keeping.candidates import readable


@dataclass(frozen=True)
class Said:
    words: tuple[dict[str, Any], ...]
    firms: int | None
    hidden: int


def said(db: Database, segment_ids: Sequence[str], *, leaving: bool = False) -> Said:
    seen = readable(db, segment_ids, my_scope())
    rows = placed(db, seen) if seen else {}
    firms = len({r["respondent_id"] for r in rows.values() if r["respondent_kind"] == "firm"})
    if (is_official() or leaving) and anonymity.is_small(firms):
        return Said((), None, len(segment_ids))
    words = tuple(
        {
            "id": each,
            "text": rows[each]["text"],
            "who": speaker(rows[each]),
            "where": place(rows[each]),
            "when": rows[each]["held_on"] or "",
            "themes": (),
            "href": url_for("coding.segment", segment_id=each),
        }
        for each in seen
    )
    return Said(words, firms, len(segment_ids) - len(seen))
