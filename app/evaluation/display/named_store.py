"""Of which domains of results it may not be told how many named a problem: numbers of cells that are not told."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.coding.telling.opening import told_of
from app.db import rows
from app.evaluation.round.presets import scheme_of


def domains_untold(db: Database, result_ids: Collection[str]) -> frozenset[tuple[str, str]]:
    """Results and domains whose number of who named a problem is a number pages of themes withhold, or tells of it."""
    found = rows(
        db,
        """select r.id, r.area_id, e.round_id, e.scheme_id from area_result r join evaluation e on e.id = r.evaluation_id
           where r.id in (select value from json_each(?))""",
        [json.dumps(list(result_ids))],
    )
    schemes = {each: scheme_of(db, each) for each in {r["scheme_id"] for r in found}}
    rounds = {each: told_of(db, each, EVERYTHING) for each in {r["round_id"] for r in found}}
    return frozenset(
        (r["id"], domain.id)
        for r in found
        for domain in schemes[r["scheme_id"]].domains
        if rounds[r["round_id"]].withholds(r["area_id"], domain.themes)
    )
