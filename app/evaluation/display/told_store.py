"""SQL of what may be told of results: firms that spoke, and the surveys' figures."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.db import rows
from app.evaluation.display.told import hides


def firms_of_results(db: Database, result_ids: Sequence[str]) -> dict[str, int]:
    """Result to the firms among its respondents."""
    found = rows(
        db,
        """select r.id, coalesce(r.firms, (
             select count(distinct re.id) from cell_item i join respondent re on re.id = i.ref and re.kind = 'firm'
             where i.area_result_id = r.id and i.kind = 'respondent')) as firms
           from area_result r where r.id in (select value from json_each(?))""",
        [json.dumps(list(result_ids))],
    )
    return {r["id"]: r["firms"] for r in found if r["firms"]}


def survey_items(db: Database, result_ids: Sequence[str]) -> list[sqlite3.Row]:
    """Surveys' figures that count in results, of which some may be of too few firms."""
    return rows(
        db,
        """select area_result_id, domain, kind, raw, evidence from cell_item where kind = 'survey' and raw is not null
             and area_result_id in (select value from json_each(:ids))
           union all
           select area_result_id, domain, kind, raw, json_object('n', cast(round(n) as integer))
           from source_item where kind = 'survey' and raw is not null and n > 0
             and area_result_id in (select value from json_each(:ids))""",
        {"ids": json.dumps(list(result_ids))},
    )


def hiding(db: Database, result_ids: Sequence[str]) -> set[str]:
    """Results in which a survey's figure of one or two firms counts."""
    return {i["area_result_id"] for i in survey_items(db, result_ids) if hides(i)}
