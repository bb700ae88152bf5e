"""What the round says of an industry: its firms by growth stage, where they are and at which level, and what they named."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import is_small, release
from app.coding.themes import group_store
from app.coding.themes.groups import Grouped, by_group
from app.coding.themes.themes import Prevalence
from app.db import rows
from app.evaluation.overview.level_store import Stood, levels_of

STAGES = ("startup", "growth", "mature", "renewal")
# The stage of firms of which it is not known.
UNKNOWN = ""


@dataclass(frozen=True)
class Stages:
    """Firms of an industry by growth stage; None where a number may not be told."""

    counts: Mapping[str, int | None]
    total: int | None


@dataclass(frozen=True)
class Where:
    """An area with firms of the industry; `firms` None where they are too few to be told."""

    row: sqlite3.Row
    firms: int | None
    stood: Stood


@dataclass(frozen=True)
class Evidence:
    """What the register and the round say of an industry of the register.

    Attributes
    ----------
    n : int or None
        Respondents of the industry; None where that may not be told.
    themes : mapping
        Theme to its prevalence among them, the most named first.
    levels : Counter
        How many areas with firms of the industry stand at each level.
    ordered : bool
        Whether the order of the themes is told: not where a withheld one may be among the most named.
    """

    stages: Stages
    areas: tuple[Where, ...]
    levels: Counter[str | None]
    n: int | None
    themes: Mapping[str, Prevalence]
    ordered: bool = True


def read_evidence(db: Database, industry_code: str, round_id: str | None, scope: Scope, *, blurred: bool) -> Evidence:
    """Evidence within a scope; `blurred` for who may not be told of one or two firms."""
    found, levels = _areas(db, industry_code, scope), levels_of(db, round_id, scope)
    there = release({r["id"]: {"firms": r["firms"]} for r in found}).shown if blurred else {r["id"] for r in found}
    areas = tuple(
        Where(r, r["firms"] if r["id"] in there else None, levels.get(r["id"], Stood(None, None))) for r in found
    )
    grouped = read_themes(db, industry_code, round_id, scope, single=not blurred) if round_id else Grouped({}, {})
    return Evidence(
        stages=read_stages(db, industry_code, scope, blurred=blurred),
        areas=areas,
        levels=Counter(each.stood.level for each in areas),
        n=grouped.n.get(industry_code, 0),
        themes=grouped.of(industry_code),
        ordered=grouped.foremost(industry_code) is not None,
    )


def read_stages(db: Database, industry_code: str, scope: Scope, *, blurred: bool) -> Stages:
    """Firms of an industry by growth stage, as the register has them."""
    found = rows(
        db,
        f"""select coalesce(growth_stage, '{UNKNOWN}') as stage, count(*) as n from firm
            where industry_code = ? and {scope.sql("area_id")} group by 1""",
        [industry_code],
    )
    counts: dict[str, int] = {r["stage"]: r["n"] for r in found}
    total = sum(counts.values())
    if not blurred:
        return Stages({stage: counts.get(stage, 0) for stage in (*STAGES, UNKNOWN)}, total)
    kept = release({stage: {"firms": n} for stage, n in counts.items()}).shown
    told = {stage: counts[stage] if stage in kept else None if stage in counts else 0 for stage in (*STAGES, UNKNOWN)}
    return Stages(told, None if is_small(total) else total)


def read_themes(db: Database, industry_code: str, round_id: str, scope: Scope, *, single: bool) -> Grouped:
    """Who of an industry of the register named a problem of which theme; firms of no industry are in none."""
    there = group_store.spoke_of_industry(db, round_id, industry_code, scope)
    spoke = {industry_code: there} if there else {}
    return by_group(spoke, group_store.named_of_industries(db, round_id, scope, spoke), single=single)


def _areas(db: Database, industry_code: str, scope: Scope) -> list[sqlite3.Row]:
    return rows(
        db,
        f"""select a.id, a.code, a.name_ko, a.name_en, a.district, count(*) as firms from firm f
              join area a on a.id = f.area_id
            where f.industry_code = ? and {scope.sql("f.area_id")} group by a.id order by firms desc, a.code""",
        [industry_code],
    )
