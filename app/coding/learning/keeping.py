"""Keeping a fitted model: written once under its version, made the one in use, entered in the trail."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from app.accounts.store import record
from app.coding.learning import model_store
from app.coding.learning.model_store import ThemeRow

if TYPE_CHECKING:
    from nlp.learning.modelcard import Card


@dataclass(frozen=True)
class Fitted:
    """A model ready to be kept.

    Attributes
    ----------
    kind : str
        theme, stance or statement.
    learned : Card
        The model's own card.
    card : dict
        What the page of the model shows, the model's own card included.
    """

    kind: str
    version: str
    files: bytes
    learned: Card
    card: dict[str, Any]
    themes: Sequence[ThemeRow]
    agreement: float | None = None


def keep(db: Database, book: sqlite3.Row, fitted: Fitted, *, person_id: str | None) -> bool:
    """Store the model if it is new, in the caller's transaction, and make it the one in use. Says whether it is new."""
    new = model_store.find_model(db, fitted.version) is None
    if new:
        number = model_store.insert_model(
            db,
            fitted.themes,
            version=fitted.version,
            kind=fitted.kind,
            decisions_sha256=fitted.learned.decisions_sha256,
            lexicon_version=book["lexicon_version"],
            analyser_version=fitted.learned.versions["analyser"],
            codebook_id=book["id"],
            card=json.dumps(fitted.card, ensure_ascii=False, sort_keys=True),
            files=fitted.files,
            agreement=fitted.agreement,
            created_by=person_id,
        )
        record(
            db,
            "model learned",
            person_id=person_id,
            object_kind="model",
            object_id=fitted.version,
            number=number,
            decisions=fitted.learned.decisions,
        )
    model_store.set_current(db, fitted.kind, fitted.version)
    return new
