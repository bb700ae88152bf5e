"""SQL of what is known of areas: what their firms said, the level and the numbers that stand, who is in the register."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.coding.statements import named_store
from app.db import rows
from app.evaluation.round.standing_store import STANDING

Counts = dict[str, dict[str, int]]


def said(db: Database, round_id: str, scope: Scope = EVERYTHING) -> Counts:
    """Area to theme to the firms that named a problem of it."""
    told: Counts = defaultdict(dict)
    for cell in named_store.cell_counts(db, round_id, scope=scope, areas=scope.area_ids, stance="need"):
        if cell.firms:
            told[cell.area_id][cell.theme_code] = cell.firms
    return told


def said_by(db: Database, round_id: str, firm_id: str) -> set[str]:
    """Themes of which a firm named a problem in the round."""
    found = rows(
        db,
        """select distinct d.theme_code from respondent re cross join said_now d on d.respondent_id = re.id
           where re.firm_id = ? and re.round_id = ? and d.round_id = re.round_id and d.firm and d.stance = 'need'""",
        [firm_id, round_id],
    )
    return {r["theme_code"] for r in found}


def statements(db: Database, round_id: str, area_id: str, themes: Collection[str]) -> list[tuple[str, str]]:
    """The statements of firms of an area that name a problem of one of some themes, each with its theme."""
    found = rows(
        db,
        """select n.segment_id, n.theme_code from respondent_area ra cross join said_now d cross join named_now n
           where ra.area_id = :area and d.respondent_id = ra.respondent_id and d.round_id = :round and d.firm
             and d.stance = 'need' and d.theme_code in (select value from json_each(:themes))
             and n.respondent_id = d.respondent_id and n.theme_code = d.theme_code and n.stance = d.stance
             and n.round_id = d.round_id
           order by n.segment_id""",
        {"round": round_id, "area": area_id, "themes": json.dumps(sorted(themes))},
    )
    return [(r["segment_id"], r["theme_code"]) for r in found]


def spoke(db: Database, round_id: str, scope: Scope) -> dict[str, int]:
    """Area to the firms that answered a survey of the round or spoke at a roundtable of it."""
    found = named_store.spoke(db, round_id, scope=scope, areas=scope.area_ids)
    return {area: there.firms for area, there in found.items() if there.firms}


def results(db: Database, round_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Of each area the result that stands: its id and the level as it is now."""
    sql = f"select id, area_id, level from {STANDING} where round_id = ? and {scope.sql('area_id')}"
    return rows(db, sql, [round_id])


def points(db: Database, areas: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Area to domain to the score of its numbers; `areas` are results and their areas."""
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for r in rows(
        db,
        """select area_result_id, domain, q from domain_result
           where area_result_id in (select value from json_each(?)) and q is not null""",
        [json.dumps(list(areas))],
    ):
        told[areas[r["area_result_id"]]][r["domain"]] = r["q"]
    return told


def firms(db: Database, scope: Scope) -> tuple[Counts, Counts, Counts]:
    """Area to firms by kind of industry, by stage, by size."""
    told: dict[str, Counts] = {of: defaultdict(dict) for of in ("industry", "stage", "size")}
    cursor = db.conn.cursor()
    cursor.row_factory = None
    for area, of, code, n in cursor.execute(
        f"select area_id, of, code, firms from firm_count where {scope.sql('area_id')}"
    ):
        told[of][area][code] = n
    return told["industry"], told["stage"], told["size"]
