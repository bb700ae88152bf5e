"""SQL of what the scores of an evaluation of method 2 were made of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.db import row, rows


def numbers_of(db: Database, result_ids: Sequence[str]) -> list[sqlite3.Row]:
    """Every number of the results: its value, and the credibility of a BSI."""
    return rows(
        db,
        """select area_result_id, ref, kind, raw, credibility, n from source_item
           where area_result_id in (select value from json_each(?)) order by area_result_id, kind, ref""",
        [json.dumps(list(result_ids))],
    )


def voices_of(db: Database, result_ids: Sequence[str]) -> list[sqlite3.Row]:
    """Who counts in the voices of the results, by code."""
    return rows(
        db,
        """select area_result_id, code, omega, burden from voice_item
           where area_result_id in (select value from json_each(?)) order by area_result_id, code""",
        [json.dumps(list(result_ids))],
    )


def result_before(db: Database, area_result_id: str) -> sqlite3.Row | None:
    """The area's newest result that may stand of an evaluation made before this one, of this round or an earlier."""
    return row(
        db,
        """select b.*, eb.method, eb.scheme_id, eb.as_of, eb.created_at as evaluated_at, eb.round_id, eb.codebook_id,
             ro.code as round_code, ro.name_ko, ro.name_en
           from area_result r join evaluation e on e.id = r.evaluation_id
             join area_result b on b.area_id = r.area_id join evaluation eb on eb.id = b.evaluation_id
             join round ro on ro.id = eb.round_id join round mine on mine.id = e.round_id
           where r.id = ? and eb.trial = 0 and eb.created_at < e.created_at and ro.starts_on <= mine.starts_on
           order by ro.starts_on desc, eb.created_at desc, eb.id desc limit 1""",
        [area_result_id],
    )


def contributions_of(db: Database, area_result_id: str) -> list[sqlite3.Row]:
    """What each number of a result adds to its score."""
    return rows(db, "select kind, ref, contribution from source_item where area_result_id = ?", [area_result_id])
