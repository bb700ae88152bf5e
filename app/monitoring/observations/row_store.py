"""SQL that shows single observations: which file and row a value came from, and its vintages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import row, rows
from app.monitoring.observations.store import REGIONS

FROM = """from vintage o join indicator i on i.code = o.indicator_code
  join import_run run on run.id = o.import_id left join person on person.id = run.person_id
  left join firm on firm.id = o.firm_id left join area on area.id = coalesce(o.area_id, firm.area_id)"""
SHOWN = """o.id, o.area_id, o.firm_id, o.region, o.indicator_code, o.month, o.value, o.published_on,
  o.source_row, o.import_id, o.correction, o.mark, area.id as place_id, area.name_ko as area_ko, area.name_en as area_en,
  area.code as area_code, firm.name as firm_name, firm.code as firm_code, i.name_ko, i.name_en, i.unit, i.unit_en, i.kind,
  i.source_ko, run.file_name, run.sha256, run.at, person.name as person_name"""
ABOUT = "coalesce(o.area_id, o.firm_id, o.region)"
# A month and indicator has several vintages of one place: what is kept of it says so.
OTHER_VINTAGE = f"""exists (select 1 from value_now n where n.place = {ABOUT}
  and n.indicator_code = o.indicator_code and n.month = o.month and n.vintages > 1)"""
# How a vintage `o` says that it is of a region, an area, a firm.
OWN = ("o.region is not null", "o.area_id", "o.firm_id")
# Groups of a long list that are read at once. Chosen, not measured: a nation's months have 2,175 values each.
AT_ONCE = 4
SORTS = {
    "month": "o.month desc, i.position, area.code, o.published_on desc, o.correction desc, o.id",
    "published": "o.published_on desc, o.month desc, i.position, area.code, o.id",
}


@dataclass(frozen=True)
class Wanted:
    """Which rows to list; an empty text asks for nothing. `place` is an area's id, "busan" or "nation"."""

    place: str = ""
    indicator: str = ""
    month: str = ""
    run: str = ""
    revised: bool = False


def find_observation(db: Database, observation_id: str, scope: Scope) -> sqlite3.Row | None:
    """One value with where it came from; None where there is none or its area is out of scope."""
    return row(
        db,
        f"select {SHOWN} {FROM} where o.id = ? and {_seen(scope, 'o.region is not null', 'o.area_id', 'o.firm_id')}",
        [observation_id],
    )


def vintages_of(db: Database, found: sqlite3.Row) -> list[sqlite3.Row]:
    """All vintages of a value, oldest first."""
    (place,) = (key for key in ("area_id", "firm_id", "region") if found[key])
    return rows(
        db,
        f"""select {SHOWN} {FROM} where o.{place} = ? and o.indicator_code = ? and o.month = ?
            order by o.published_on, o.correction""",
        [found[place], found["indicator_code"], found["month"]],
    )


def absences_of(
    db: Database, place: str, *, until: str, indicator: str = "", month: str = ""
) -> dict[tuple[str, str], list[sqlite3.Row]]:
    """(indicator, month) to the figures a place's sources withheld or did not know by a day, oldest first.

    A place is an area's id, "busan" or "nation"; indicator and month narrow where given.
    """
    found: dict[tuple[str, str], list[sqlite3.Row]] = {}
    for r in rows(
        db,
        """select a.*, run.file_name from absence a join import_run run on run.id = a.import_id
           where coalesce(a.area_id, a.region) = ? and a.published_on <= ?
             and ? in ('', a.indicator_code) and ? in ('', a.month) order by a.published_on, a.id""",
        [place, until, indicator, month],
    ):
        found.setdefault((r["indicator_code"], r["month"]), []).append(r)
    return found


def list_observations(
    db: Database, scope: Scope, wanted: Wanted, *, sort: str = "month", limit: int, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """Rows as they were imported, and how many there are."""
    groups, total = _groups(db, scope, wanted, sort), 0
    start, page = 0, list[_Group]()
    for group in groups:
        if total + group.n > offset and total < offset + limit:
            start = start if page else total
            page.append(group)
        total += group.n
    return _of_groups(db, scope, wanted, page, sort=sort, limit=limit, offset=offset - start), total


def each_observation(db: Database, scope: Scope, wanted: Wanted, *, sort: str = "month") -> Iterator[sqlite3.Row]:
    """The same from the first to the last, a month and indicator at a time: never all of a nation's in memory."""
    groups = _groups(db, scope, wanted, sort)
    for at in range(0, len(groups), AT_ONCE):
        yield from _of_groups(db, scope, wanted, groups[at : at + AT_ONCE], sort=sort)


def count_observations(db: Database, scope: Scope, wanted: Wanted) -> int:
    return sum(group.n for group in _groups(db, scope, wanted, "month"))


class _Group(NamedTuple):
    """So many values of a month and indicator (and of a day of publication, where that is the order)."""

    month: str
    code: str
    day: str
    n: int


def _groups(db: Database, scope: Scope, wanted: Wanted, sort: str) -> list[_Group]:
    """What is wanted in the order of the list, counted: by what is kept where nothing narrower is asked for."""
    day = "published_on" if sort == "published" else "''"
    where, values = _narrowed(scope, wanted)
    if wanted.revised and not wanted.run and sort != "published":
        place, of = _places(scope, wanted)
        source, count, values = f"value_now where vintages > 1 and {place}", "sum(vintages)", of
    elif scope.area_ids is None and not (wanted.place or wanted.run or wanted.revised):
        source, count, values = "value_group", "sum(n)", {}
    else:
        source, count = f"vintage o where {where}", "count(*)"
    found = rows(db, f"select month, indicator_code, {day}, {count} from {source} group by 1, 2, 3", values)
    positions = {r["code"]: n for n, r in enumerate(rows(db, "select code from indicator order by position, code"))}
    groups = [_Group(*r) for r in found]
    kept = [
        g for g in groups if wanted.month in ("", g.month) and wanted.indicator in ("", g.code) and g.code in positions
    ]
    # A sort that is stable: the later key first.
    kept.sort(key=lambda g: positions[g.code])
    return sorted(kept, key=lambda g: (g.day, g.month), reverse=True)


def _of_groups(
    db: Database,
    scope: Scope,
    wanted: Wanted,
    groups: Sequence[_Group],
    *,
    sort: str,
    limit: int = -1,
    offset: int = 0,
) -> list[sqlite3.Row]:
    """Rows of these groups in the order of the list."""
    if not groups:
        return []
    where, values = _narrowed(scope, wanted)
    # One place has few rows of each group: the index of places finds them, not that of groups.
    month, columns = ("+o.month" if wanted.place else "o.month"), 3 if sort == "published" else 2
    key = f"({', '.join([month, 'o.indicator_code', 'o.published_on'][:columns])})"
    marks = ", ".join(f"({', '.join(f':g{n}_{c}' for c in range(columns))})" for n in range(len(groups)))
    of = {f"g{n}_{c}": group[c] for n, group in enumerate(groups) for c in range(columns)}
    return rows(
        db,
        f"""select {SHOWN} {FROM} where {key} in (values {marks}) and {where}
            order by {SORTS[sort]} limit :limit offset :offset""",
        {**values, **of, "limit": limit, "offset": offset},
    )


def _narrowed(scope: Scope, wanted: Wanted) -> tuple[str, dict[str, str]]:
    """The condition on a vintage `o` for all that is asked, so that an index of what is asked for can find it."""
    where = [_seen(scope, *OWN)]
    if wanted.place in REGIONS:
        where.append("o.region = :place")
    elif wanted.place:
        where.append("(o.area_id = :place or o.firm_id in (select id from firm where area_id = :place))")
    if wanted.run:
        where.append("o.import_id = :run")
    if wanted.revised:
        where.append(OTHER_VINTAGE)
    for name, column in (("indicator", "o.indicator_code"), ("month", "o.month")):
        if getattr(wanted, name):
            where.append(f"{column} = :{name}")
    return " and ".join(where), {key: value for key, value in asdict(wanted).items() if value and key != "revised"}


def _places(scope: Scope, wanted: Wanted) -> tuple[str, dict[str, str]]:
    """The condition on a place of `value_now` for a scope and the place asked for."""
    seen = _seen(scope, f"place in {REGIONS}", "place", "place")
    if not wanted.place:
        return seen, {}
    return f"{seen} and (place = :place or place in (select id from firm where area_id = :place))", {
        "place": wanted.place
    }


def _seen(scope: Scope, region: str, area: str, firm: str) -> str:
    """Regions are everybody's; a firm's value is shown where its area is."""
    if scope.area_ids is None:
        return "1"
    firms = f"select id from firm where {scope.sql('area_id')}"
    return f"({region} or {scope.sql(area)} or {firm} in ({firms}))"
