"""All SQL of respondents: the voices of a round and the areas each speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from app.db import scalar


def respondent_of_firm(db: Database, round_id: str, firm_id: str) -> str | None:
    return scalar(db, "select id from respondent where round_id = ? and firm_id = ?", [round_id, firm_id])


def respondent_by_label(db: Database, round_id: str, kind: str, label: str, area_id: str | None) -> str | None:
    """An unlisted respondent of that kind and label; with an area, one who speaks of that area."""
    return scalar(
        db,
        """select id from respondent r
           where round_id = :round and kind = :kind and firm_id is null and label = :label and label <> ''
             and (:area is null or exists (
               select 1 from respondent_area ra where ra.respondent_id = r.id and ra.area_id = :area))
           order by id limit 1""",
        {"round": round_id, "kind": kind, "label": label, "area": area_id},
    )


def insert_respondent(
    db: Database,
    respondent_id: str,
    *,
    round_id: str,
    kind: str,
    firm_id: str | None,
    label: str,
    industry: str | None = None,
    size: str | None = None,
) -> None:
    db.conn.execute(
        """insert into respondent(id, round_id, kind, firm_id, label, industry_code, size_band)
           values (?, ?, ?, ?, ?, ?, ?)""",
        [respondent_id, round_id, kind, firm_id, label, industry, size],
    )


def describe_respondent(db: Database, respondent_id: str, *, industry: str | None, size: str | None) -> None:
    """Keep what a firm on no list says of itself; None leaves what it said before."""
    db.conn.execute(
        """update respondent set industry_code = coalesce(?, industry_code), size_band = coalesce(?, size_band)
           where id = ?""",
        [industry, size, respondent_id],
    )


def add_respondent_areas(db: Database, respondent_id: str, area_ids: Iterable[str]) -> None:
    """Areas the respondent speaks of; those already there stay."""
    db.conn.executemany(
        "insert into respondent_area(respondent_id, area_id) values (?, ?) on conflict do nothing",
        [(respondent_id, area_id) for area_id in area_ids],
    )


# Import runs -----------------------------------------------------------------------------------------------
