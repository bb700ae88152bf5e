"""SQL of who named what, read from what is kept (`migrations/kept_words.py`): numbers of areas, who of them, statements.

Whoever reads numbers here asks the rule of cells (`app.coding.telling`) which of them may be told.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope


class CellCount(NamedTuple):
    """How many of an area named a theme, meant so: respondents, firms among them, statements."""

    area_id: str
    theme_code: str
    stance: str
    respondents: int
    firms: int
    statements: int


class Spoke(NamedTuple):
    """How many of an area answered a survey of the round or spoke at a roundtable of it, and how many are firms."""

    respondents: int
    firms: int


def cell_counts(
    db: Database,
    round_id: str,
    *,
    scope: Scope = EVERYTHING,
    areas: Collection[str] | None = None,
    stance: str = "",
    themes: Collection[str] | None = None,
) -> list[CellCount]:
    """Every cell somebody named, of areas within the scope and of these; by theme, stance and area.

    Somebody who speaks of two areas counts in each: sums over areas count such a one twice.
    """
    narrowed, parameters = _narrowed("c", scope, areas, stance, themes)
    # Of some areas by the areas' index, of all in the order of the table.
    index = "indexed by cell_now_area" if areas is not None else "not indexed"
    sql = f"""select area_id, theme_code, stance, respondents, firms, statements from cell_now c {index}
      where round_id = :round and {narrowed} order by theme_code, stance, area_id"""
    return [CellCount(*each) for each in _plain(db, sql, {"round": round_id, **parameters})]


def spoke(
    db: Database, round_id: str, *, scope: Scope = EVERYTHING, areas: Collection[str] | None = None
) -> dict[str, Spoke]:
    """Area to how many spoke of it: the denominator."""
    narrowed, parameters = _narrowed("s", scope, areas, "", None)
    sql = (
        f"select area_id, respondents, firms from spoke_area s where round_id = :round and {narrowed} order by area_id"
    )
    return {area: Spoke(*n) for area, *n in _plain(db, sql, {"round": round_id, **parameters})}


def firms_naming(
    db: Database,
    round_id: str,
    groups: Mapping[str, str | None],
    *,
    scope: Scope = EVERYTHING,
    areas: Collection[str] | None = None,
    cells: Iterable[tuple[str, str]] | None = None,
) -> dict[str, dict[str, int]]:
    """Area to group of themes (a domain) to the firms that named a problem of one of them, each counted once.

    Parameters
    ----------
    groups : mapping
        Theme to its group; None: of none.
    cells : iterable of (area, theme), optional
        Those that count, where not all do.
    """
    narrowed, parameters = _narrowed("ra", scope, areas, "", None)
    within = "" if cells is None else "and ra.area_id || ' ' || d.theme_code in (select value from json_each(:cells))"
    # From areas to who speaks of them where they are few, else through all that was said.
    order = ("respondent_area ra", "said_now d") if areas is not None else ("said_now d", "respondent_area ra")
    found: dict[str, dict[str, int]] = {}
    for area, group, firms in _plain(
        db,
        f"""select ra.area_id, g.value, count(distinct d.respondent_id) from {order[0]} cross join {order[1]}
              join json_each(:groups) g on g.key = d.theme_code and g.value is not null
            where d.respondent_id = ra.respondent_id and d.round_id = :round and d.stance = 'need' and d.firm = 1
              and {narrowed} {within}
            group by 1, 2 order by 1, 2""",
        {
            "round": round_id,
            "groups": json.dumps(dict(groups)),
            "cells": json.dumps([f"{area} {theme}" for area, theme in cells or ()]),
            **parameters,
        },
    ):
        found.setdefault(area, {})[group] = firms
    return found


class Severity(NamedTuple):
    """What one respondent named a problem of, and how severe at worst (mean over coders), of an area."""

    area_id: str
    theme_code: str
    respondent_id: str
    worst: float


def severities(db: Database, round_id: str, areas: Collection[str] | None = None) -> list[Severity]:
    """Of these areas (None: of all) every respondent's worst statement of each theme."""
    few = "json_each(:areas) a cross join respondent_area ra on ra.area_id = a.value cross join said_now d"
    sql = f"""select ra.area_id, d.theme_code, d.respondent_id, d.worst
      from {"said_now d cross join respondent_area ra" if areas is None else few}
      where d.respondent_id = ra.respondent_id and d.round_id = :round and d.stance = 'need'
      order by ra.area_id, d.theme_code, d.respondent_id"""
    given = {} if areas is None else {"areas": json.dumps(sorted(areas))}
    return [Severity(*each) for each in _plain(db, sql, {"round": round_id, **given})]


def _narrowed(
    alias: str, scope: Scope, areas: Collection[str] | None, stance: str, themes: Collection[str] | None
) -> tuple[str, dict[str, Any]]:
    where, parameters = [scope.sql(f"{alias}.area_id")], dict[str, Any]()
    if areas is not None:
        where.append(f"{alias}.area_id in (select value from json_each(:areas))")
        parameters["areas"] = json.dumps(sorted(areas))
    if stance:
        where.append(f"{alias}.stance = :stance")
        parameters["stance"] = stance
    if themes is not None:
        where.append(f"{alias}.theme_code in (select value from json_each(:themes))")
        parameters["themes"] = json.dumps(sorted(themes))
    return " and ".join(where), parameters


def _plain(db: Database, sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Rows without names, which of twenty thousand take half the time."""
    cursor = db.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, parameters).fetchall()
