"""All SQL of making suggestions: which segments wait to be looked at, and what was found in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.coding.statements.segment_store import STANDS
from app.db import rows, scalar
from app.ids import new_id


@dataclass(frozen=True)
class Versions:
    """What makes a suggestion: the codebook's terms, the analyser with its rules, the models ('' for none)."""

    lexicon: str
    analyser: str
    model: str

    def columns(self) -> dict[str, str]:
        return {"lexicon_version": self.lexicon, "analyser_version": self.analyser, "model_version": self.model}


# Segments whose newest analysis was by other versions; going back to earlier ones makes theirs the newest again.
_UNSEEN = f"""from segment s where s.round_id = :round and {STANDS} and not exists (
  select 1 from analysed a where a.segment_id = s.id and a.lexicon_version = :lexicon_version
    and a.analyser_version = :analyser_version and a.model_version = :model_version
    and not exists (select 1 from analysed later where later.segment_id = a.segment_id and later.id > a.id))"""


def segments_to_analyse(db: Database, round_id: str, by: Versions, *, limit: int) -> list[sqlite3.Row]:
    """The next segments these versions have not looked at last."""
    return rows(
        db,
        f"select s.id, s.text, s.language {_UNSEEN} order by s.rowid limit :limit",
        {"round": round_id, "limit": limit, **by.columns()},
    )


def count_to_analyse(db: Database, round_id: str, by: Versions) -> int:
    return scalar(db, f"select count(*) {_UNSEEN}", {"round": round_id, **by.columns()})


def insert_suggestions(db: Database, suggestions: Iterable[dict[str, Any]]) -> int:
    """Write suggestions (every column but id and created_at); those of the same versions stay as they are.

    Returns how many are new.
    """
    at = now()
    return db.conn.executemany(
        """insert into suggestion(id, segment_id, theme_code, score, stance, severity, statement, evidence,
             lexicon_version, analyser_version, model_version, probability, stance_share, grade, explanation, codebook_id,
             created_at)
           values (:id, :segment_id, :theme_code, :score, :stance, :severity, :statement, :evidence,
             :lexicon_version, :analyser_version, :model_version, :probability, :stance_share, :grade, :explanation,
             :codebook_id, :at)
           on conflict(segment_id, theme_code, lexicon_version, analyser_version, model_version) do nothing""",
        [
            {"statement": None, "grade": None, "stance_share": None, **each, "id": new_id(), "at": at}
            for each in suggestions
        ],
    ).rowcount


def insert_analysed(db: Database, looked_at: Mapping[str, str], by: Versions) -> None:
    """Note segments as looked at, each with why it is no statement, or ''."""
    at = now()
    db.conn.executemany(
        """insert into analysed(segment_id, lexicon_version, analyser_version, model_version, apart, at)
           values (:segment_id, :lexicon_version, :analyser_version, :model_version, :apart, :at)""",
        [{"segment_id": key, "apart": apart or None, "at": at, **by.columns()} for key, apart in looked_at.items()],
    )
