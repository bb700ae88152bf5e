"""SQL of a round's report: what results were made of, why people changed levels, what a round's data are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows


def domains_of(db: Database, result_ids: Collection[str]) -> dict[str, dict[str, sqlite3.Row]]:
    """Result to domain to its row."""
    found: dict[str, dict[str, sqlite3.Row]] = {}
    sql = "select * from domain_result where area_result_id in (select value from json_each(?))"
    for r in rows(db, sql, [json.dumps(list(result_ids))]):
        found.setdefault(r["area_result_id"], {})[r["domain"]] = r
    return found


def items_of(db: Database, result_ids: Collection[str]) -> dict[str, dict[tuple[str, str], sqlite3.Row]]:
    """Result to (kind, code) to the number that counted in it."""
    found: dict[str, dict[tuple[str, str], sqlite3.Row]] = {}
    sql = """select area_result_id, kind, ref, domain, raw, contribution, n from source_item
             where area_result_id in (select value from json_each(?))"""
    for r in rows(db, sql, [json.dumps(list(result_ids))]):
        found.setdefault(r["area_result_id"], {})[r["kind"], r["ref"]] = r
    return found


def changed_by_people(db: Database, result_ids: Collection[str]) -> dict[str, sqlite3.Row]:
    """Result to the event that stands, where people set another level than was computed: state and reason code."""
    found = rows(
        db,
        """select le.area_result_id, le.state, le.reason_code from level_event le
           where le.override = 1 and le.id in (
             select max(id) from level_event where area_result_id in (select value from json_each(?))
             group by area_result_id)""",
        [json.dumps(list(result_ids))],
    )
    return {r["area_result_id"]: r for r in found}


def dissonant_domains(db: Database, result_ids: Collection[str]) -> dict[str, list[str]]:
    """Result to the domains whose numbers and voices contradict each other."""
    found: dict[str, list[str]] = {}
    sql = """select area_result_id, domain from domain_result where fit = 'dissonance'
               and area_result_id in (select value from json_each(?)) order by rowid"""
    for r in rows(db, sql, [json.dumps(list(result_ids))]):
        found.setdefault(r["area_result_id"], []).append(r["domain"])
    return found


def indicators(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from indicator order by position")


def surveys(db: Database, round_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Surveys of a round with the firms of a scope that answered."""
    return rows(
        db,
        f"""select su.title_ko, su.title_en, w.code as wave, qv.number as version,
             count(distinct coalesce(r.firm_id, r.respondent_id)) as firms
           from survey su join wave w on w.id = su.wave_id join questionnaire_version qv on qv.id = su.version_id
             left join standing_response r on r.survey_id = su.id and {scope.sql("r.area_id")}
           where w.round_id = ? group by su.id order by w.code""",
        [round_id],
    )


def roundtables(db: Database, round_id: str) -> list[sqlite3.Row]:
    """How many roundtables and interviews of each kind a round had, and from when to when."""
    return rows(
        db,
        """select kind, count(*) as n, min(held_on) as first, max(held_on) as last
           from roundtable where round_id = ? group by kind order by kind""",
        [round_id],
    )


def gravest(db: Database, round_id: str, cells: Collection[tuple[str, str]], most: int) -> dict[str, list[str]]:
    """Theme to statements of needs said in these cells (area, theme): marked ones, then the gravest; one a speaker."""
    found = rows(
        db,
        """with said as (
             -- From the cells to who spoke there, never from every statement through the cells: kept in this order.
             select distinct n.theme_code, n.segment_id, n.respondent_id, n.severity, exists (
                 select 1 from key_quote_now k where k.segment_id = n.segment_id and k.theme_code = n.theme_code) as marked
             from json_each(:cells) told
             cross join respondent_area ra on ra.area_id = json_extract(told.value, '$[0]')
             cross join named_now n on n.respondent_id = ra.respondent_id
               and n.theme_code = json_extract(told.value, '$[1]') and n.stance = 'need' and n.round_id = :round),
           own as (select *, row_number() over (
               partition by theme_code, respondent_id order by marked desc, severity desc, segment_id) as nth from said),
           first as (select *, row_number() over (
               partition by theme_code order by marked desc, severity desc, segment_id) as place from own where nth = 1)
           select theme_code, segment_id from first where place <= :most order by theme_code, place""",
        {"cells": json.dumps(sorted(cells)), "round": round_id, "most": most},
    )
    themes: dict[str, list[str]] = {}
    for each in found:
        themes.setdefault(each["theme_code"], []).append(each["segment_id"])
    return themes
