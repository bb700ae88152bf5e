"""SQL of what may be told of results, and their rows as far as they may be: every list of results asks here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import LEAST_FIRMS
from app.db import rows
from app.evaluation.display.told import Told, result_told, told
from app.evaluation.round.item_store import Item


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


def told_of_results(db: Database, result_ids: Sequence[str], scope: Scope) -> dict[str, Told]:
    """Result to what of it may be told to a reader."""
    firms, hidden = firms_of_results(db, result_ids), hiding(db, result_ids)
    found = rows(
        db,
        """select r.id, r.respondents, exists (
             select 1 from domain_result d where d.area_result_id = r.id and d.l is not null) as counted
           from area_result r where r.id in (select value from json_each(?))""",
        [json.dumps(list(result_ids))],
    )
    return {
        r["id"]: told(
            firms.get(r["id"], 0),
            r["respondents"],
            counted=bool(r["counted"]),
            hidden=r["id"] in hidden,
            answers=scope.answers,
        )
        for r in found
    }


def results_told(
    db: Database, found: Sequence[Item], scope: Scope, *, key: str = "id", known: Mapping[str, Told] | None = None
) -> list[Item]:
    """Rows of results as far as they may be told; of a newer result beside one its score alone is told.

    `known`: what may be told of results, where the caller has asked for it already.
    """
    if scope.answers or not found:
        return list(found)
    beside = "newer_id" in found[0].keys()  # noqa: SIM118 - a sqlite3.Row
    ids = {r[name] for r in found for name in (key, *(["newer_id"] if beside else [])) if r[name]}
    asked = told_of_results(db, sorted(ids - (known or {}).keys()), scope)
    may = {**(known or {}), **asked}
    shown = [result_told(r, may[r[key]]) for r in found]
    return [
        dict(r) | {"newer_score": None} if beside and r["newer_id"] and not may[r["newer_id"]].score else r
        for r in shown
    ]


def results_of(db: Database, evaluation_id: str) -> list[str]:
    """Every result of an evaluation, whoever asks."""
    return [r["id"] for r in rows(db, "select id from area_result where evaluation_id = ?", [evaluation_id])]


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
    ids = json.dumps(list(result_ids))
    found = rows(
        db,
        f"""select area_result_id from cell_item where kind = 'survey' and raw is not null
             and json_extract(evidence, '$.n') between 1 and {LEAST_FIRMS - 1}
             and area_result_id in (select value from json_each(:ids))
           union
           select area_result_id from source_item where kind = 'survey' and raw is not null
             and cast(round(n) as integer) between 1 and {LEAST_FIRMS - 1}
             and area_result_id in (select value from json_each(:ids))""",
        {"ids": ids},
    )
    return {r["area_result_id"] for r in found}
