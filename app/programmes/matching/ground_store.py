"""SQL of what is known of areas: what their firms said, the level and the numbers that stand, who is in the register."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.voices import NEWEST_RESPONSE
from app.db import row, rows
from app.evaluation.round.standing_store import STANDING

# Firms' statements of a round: in a transcript, or in the newest return; one row a statement and area.
_HEARD = f"""
select s.id, s.respondent_id, ra.area_id from respondent re
  join respondent_area ra on ra.respondent_id = re.id
  join segment s on s.respondent_id = re.id and s.round_id = re.round_id
where re.round_id = :round and re.kind = 'firm' and {{areas}}
  and (s.turn_id is not null or exists (
    select 1 from answer an join standing_response r on r.id = an.response_id
    where an.id = s.answer_id and {NEWEST_RESPONSE}))"""

# Needs that count: each coder's, or what was settled where coders differed.
_NEEDS = "select segment_id, theme_code from counted where stance = 'need'"

Counts = dict[str, dict[str, int]]


def said(
    db: Database,
    round_id: str,
    scope: Scope,
    domains: Mapping[str, str | None],
    cells: Collection[tuple[str, str]] | None = None,
) -> tuple[Counts, Counts]:
    """Area to theme, and area to domain, to the firms that named a problem of it; `domains` are those of themes.

    `cells`: areas and themes that count, where not all do.
    """
    within = "" if cells is None else "where h.area_id || ' ' || n.theme_code in (select value from json_each(:cells))"
    found = rows(
        db,
        f"""with named as materialized (
              select distinct h.area_id, h.respondent_id, n.theme_code
              from ({_HEARD.format(areas=scope.sql("ra.area_id"))}) h join ({_NEEDS}) n on n.segment_id = h.id
              {within})
            select area_id, 0 as is_domain, theme_code as code, count(*) as firms from named group by area_id, theme_code
            union all
            select area_id, 1, d.value, count(distinct respondent_id)
            from named join json_each(:domains) d on d.key = theme_code and d.value is not null
            group by area_id, d.value""",
        {
            "round": round_id,
            "domains": json.dumps(dict(domains)),
            "cells": json.dumps([f"{area} {theme}" for area, theme in cells or ()]),
        },
    )
    told: tuple[Counts, Counts] = defaultdict(dict), defaultdict(dict)
    for r in found:
        told[r["is_domain"]][r["area_id"]][r["code"]] = r["firms"]
    return told


# Whatever changes which firms named what appends to one of these.
_GROWING = (
    *("judgment", "settlement", "withdrawal", "return_end", "segment", "response"),
    *("respondent", "respondent_area", "participant"),
)


def mark(db: Database) -> tuple[str, ...]:
    """The database's file and how far its words have come: as long as it is the same, `said` says the same."""
    found = row(db, f"select {', '.join(f'(select max(rowid) from {table})' for table in _GROWING)}")
    file = rows(db, "pragma database_list")[0]["file"]
    return (file, *(str(each) for each in found or ()))


def said_by(db: Database, round_id: str, firm_id: str) -> set[str]:
    """Themes of which a firm named a problem in the round."""
    found = rows(
        db,
        f"""select distinct n.theme_code from ({_HEARD.format(areas="re.firm_id = :firm")}) h
            join ({_NEEDS}) n on n.segment_id = h.id""",
        {"round": round_id, "firm": firm_id},
    )
    return {r["theme_code"] for r in found}


def statements(db: Database, round_id: str, area_id: str, themes: Collection[str]) -> list[tuple[str, str]]:
    """The statements of firms of an area that name a problem of one of some themes, each with its theme."""
    found = rows(
        db,
        f"""select distinct h.id, n.theme_code from ({_HEARD.format(areas="ra.area_id = :area")}) h
            join ({_NEEDS}) n on n.segment_id = h.id
            where n.theme_code in (select value from json_each(:themes)) order by h.id""",
        {"round": round_id, "area": area_id, "themes": json.dumps(sorted(themes))},
    )
    return [(r["id"], r["theme_code"]) for r in found]


def spoke(db: Database, round_id: str, scope: Scope) -> dict[str, int]:
    """Area to the firms that answered a survey of the round or spoke at a roundtable of it."""
    found = rows(
        db,
        f"""select ra.area_id, count(*) as firms from respondent re
            join respondent_area ra on ra.respondent_id = re.id
            where re.round_id = :round and re.kind = 'firm' and {scope.sql("ra.area_id")} and (
              exists (select 1 from standing_response r join survey su on su.id = r.survey_id
                        join wave w on w.id = su.wave_id where r.respondent_id = re.id and w.round_id = :round)
              or exists (select 1 from participant p join roundtable rt on rt.id = p.roundtable_id
                           join turn t on t.participant_id = p.id
                         where p.respondent_id = re.id and rt.round_id = :round))
            group by ra.area_id""",
        {"round": round_id},
    )
    return {r["area_id"]: r["firms"] for r in found}


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


def firms(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """How many firms of each stage, size and kind of industry an area has."""
    return rows(
        db,
        f"""select f.area_id, f.growth_stage, f.size_band, i.kind as industry_kind, sum(f.n) as firms from (
              select area_id, growth_stage, size_band, industry_code, count(*) as n from firm f
              where {scope.sql("f.area_id")}
              group by area_id, growth_stage, size_band, industry_code) f
            left join industry i on i.code = f.industry_code
            group by f.area_id, f.growth_stage, f.size_band, i.kind""",
    )
