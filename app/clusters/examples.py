"""The invented zones of the example round: what they are and on which law, brought as a user's file is."""

from __future__ import annotations

from sqlite_utils import Database

from app.clusters.importing import Brought, bring


def load_zones(db: Database, data: bytes, file_name: str) -> Brought:
    """Take the example's zones. May be repeated."""
    return bring(db, "zones", data, file_name, person_id=None)
