"""All SQL of picks: made, told on, listed within a scope, counted, tied to statements and themes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.clock import now
from app.db import row, rows, scalar
from app.programmes.picks.pick import ENDED, STATES, Told

_LINE = """
select k.*, v.name_ko, v.name_en, v.owner, v.domains, v.cap, v.cap_per, v.closes_on, p.code,
  a.code as area_code, a.name_ko as area_ko, a.name_en as area_en, f.code as firm_code, f.name as firm_name,
  r.code as round_code, r.name_ko as round_ko, r.name_en as round_en, who.name as person,
  (select e.on_day from pick_event e where e.pick_id = k.id order by e.id limit 1) as offered_on
from pick_now k join programme p on p.id = k.programme_id join programme_version v on v.id = (
    select max(n.id) from programme_version n where n.programme_id = k.programme_id)
  join area a on a.id = k.area_id left join firm f on f.id = k.firm_id join round r on r.id = k.round_id
  left join person who on who.id = k.person_id"""
# What has to be seen to first: what goes on and is taken in until a day, by that day; what goes on otherwise, the longest
# unheard of first; last what is over.
_DUE = f"""case when state in ({", ".join(f"'{each}'" for each in ENDED)}) then '3'
  when closes_on is not null and state = 'offered' then '1' || closes_on else '2' || on_day end"""
ORDERS = {
    "due": _DUE,
    "programme": "name_ko",
    "area": "area_code",
    "firm": "firm_name",
    "state": f"instr('{','.join(STATES)}', state)",
    "day": "on_day",
    "amount": "amount",
    "made": "at",
}
# What stands beside a pick and not on it.
_NAMES = ("name_ko", "area_code", "firm_name", _DUE)


@dataclass(frozen=True)
class Wanted:
    """Which picks a list shows; empty means any. `live` keeps to those that are not over."""

    q: str = ""
    round_id: str = ""
    area: str = ""
    programme: str = ""
    firm: str = ""
    state: str = ""
    live: bool = False


def listed(
    db: Database, wanted: Wanted, scope: Scope, *, sort: str = "-made", limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """Picks that fit what is asked, and how many there are in all."""
    where, parameters = _narrowed(wanted, scope)
    column, down = ORDERS.get(sort.removeprefix("-"), "at"), sort.startswith("-")
    order = f"{column} is null, {column} {'desc' if down else 'asc'}, id"
    source = _LINE if wanted.q or column in _NAMES else "pick_now"
    shown = f"select id from ({source}) where {where} order by {order} limit :limit offset :offset"
    found = rows(
        db,
        f"select * from ({_LINE} where k.id in ({shown})) order by {order}",
        {**parameters, "limit": limit, "offset": offset},
    )
    if not offset and (limit < 0 or len(found) < limit):
        return found, len(found)
    return found, scalar(db, f"select count(*) from ({_source(wanted)}) where {where}", parameters)


def _source(wanted: Wanted) -> str:
    """What is counted: names are joined only where words are looked for."""
    return _LINE if wanted.q else "pick_now"


def _narrowed(wanted: Wanted, scope: Scope) -> tuple[str, dict[str, Any]]:
    where, parameters = [scope.sql("area_id")], {}
    for n, word in enumerate(wanted.q.split()):
        said = "code || ' ' || name_ko || ' ' || name_en || ' ' || area_code || ' ' || area_ko || ' ' || "
        where.append(f"instr(lower({said} coalesce(firm_code || ' ' || firm_name, '')), :q{n}) > 0")
        parameters[f"q{n}"] = word.casefold()
    asked = {
        "round_id": wanted.round_id,
        "area_id": wanted.area,
        "programme_id": wanted.programme,
        "firm_id": wanted.firm,
        "state": wanted.state,
    }
    for column, value in asked.items():
        if value:
            where.append(f"{column} = :{column}")
            parameters[column] = value
    if wanted.live:
        where.append(f"state not in {ENDED}")
    return " and ".join(where), parameters


def counts(db: Database, wanted: Wanted, scope: Scope) -> dict[str, int]:
    """State to how many picks stand in it, in the order of the states."""
    where, parameters = _narrowed(wanted, scope)
    found = rows(db, f"select state, count(*) as n from ({_source(wanted)}) where {where} group by state", parameters)
    there = {r["state"]: r["n"] for r in found}
    return {state: there[state] for state in STATES if state in there}


def money(db: Database, wanted: Wanted, scope: Scope) -> tuple[int, int]:
    """Won paid, and of how many selected picks nobody knows the amount."""
    where, parameters = _narrowed(wanted, scope)
    found = row(
        db,
        f"""select coalesce(sum(amount), 0) as paid, coalesce(sum(amount is null), 0) as unknown from ({_source(wanted)})
            where {where} and state in ('selected','finished')""",
        parameters,
    )
    return (found["paid"], found["unknown"]) if found else (0, 0)


def find(db: Database, pick_id: str, scope: Scope = EVERYTHING) -> sqlite3.Row | None:
    return row(db, f"{_LINE} where k.id = ? and {scope.sql('k.area_id')}", [pick_id])


def events_of(db: Database, pick_id: str) -> list[sqlite3.Row]:
    """Everything told of a pick, the newest first."""
    return rows(
        db,
        """select e.*, p.name as person from pick_event e left join person p on p.id = e.person_id
           where e.pick_id = ? order by e.id desc""",
        [pick_id],
    )


def offers_of_area(db: Database, area_id: str, round_id: str) -> list[sqlite3.Row]:
    """The area's picks of a round and, of rounds before, those that are not over: what its display shows.

    Rows have `state`, `on_day`, `amount` (won or None), `firm_name` (None: the area as a whole), `round_id`.
    """
    return rows(
        db,
        f"""select * from ({_LINE} where k.area_id = :area) where round_id = :round or (state not in {ENDED} and
              (select b.starts_on from round b where b.id = round_id) <
              (select b.starts_on from round b where b.id = :round))
            order by at desc, id""",
        {"area": area_id, "round": round_id},
    )


def offered(db: Database, round_id: str, scope: Scope) -> dict[str, int]:
    """Area to its picks of a round that were not taken back."""
    found = rows(
        db,
        f"""select area_id, count(*) as n from pick_now
            where round_id = ? and state <> 'withdrawn' and {scope.sql("area_id")} group by area_id""",
        [round_id],
    )
    return {r["area_id"]: r["n"] for r in found}


def live_firms(db: Database, programme_id: str, area_id: str) -> set[str | None]:
    """Whom of an area the programme is offered to already (None: the area as a whole), and it is not over."""
    found = rows(
        db,
        f"select firm_id from pick_now where programme_id = ? and area_id = ? and state not in {ENDED}",
        [programme_id, area_id],
    )
    return {r["firm_id"] for r in found}


def firms(
    db: Database, area_id: str, asked: dict[str, Collection[str]], *, q: str = "", limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """Firms of an area of these stages, sizes and kinds of industry (empty: of any; unknown ones stay), by name."""
    where, parameters = ["f.area_id = :area"], {"area": area_id}
    for column, codes in asked.items():
        if codes:
            name = column.rpartition(".")[2]
            where.append(f"({column} is null or {column} in (select value from json_each(:{name})))")
            parameters[name] = json.dumps(sorted(codes))
    if q:
        where.append("instr(lower(f.name || ' ' || f.code), :q) > 0")
        parameters["q"] = q.casefold()
    body = f"from firm f left join industry i on i.code = f.industry_code where {' and '.join(where)}"
    found = rows(
        db,
        f"""select f.*, i.name_ko as industry_ko, i.name_en as industry_en, i.kind as industry_kind {body}
            order by f.name, f.code limit :limit offset :offset""",
        {**parameters, "limit": limit, "offset": offset},
    )
    return found, scalar(db, f"select count(*) {body}", parameters)


def insert(db: Database, values: dict[str, Any], *, themes: Iterable[str] = ()) -> None:
    names = list(values)
    db.conn.execute(
        f"insert into pick({', '.join(names)}, at) values ({', '.join('?' * (len(names) + 1))})",
        [*values.values(), now()],
    )
    db.conn.executemany(
        "insert into pick_theme(pick_id, theme_code) values (?, ?)", [(values["id"], theme) for theme in themes]
    )


def insert_event(db: Database, pick_id: str, told: Told, *, person_id: str | None) -> None:
    db.conn.execute(
        "insert into pick_event(pick_id, state, on_day, amount, note, person_id, at) values (?, ?, ?, ?, ?, ?, ?)",
        [pick_id, told.state, told.on.isoformat(), told.amount, told.note, person_id, now()],
    )


def themes_of(db: Database, pick_id: str) -> list[str]:
    return [r["theme_code"] for r in rows(db, "select theme_code from pick_theme where pick_id = ?", [pick_id])]


def segments_of(db: Database, pick_id: str) -> list[str]:
    """The statements tied to a pick."""
    found = rows(
        db,
        "select distinct segment_id from pick_segment where pick_id = ? and ended_at is null order by segment_id",
        [pick_id],
    )
    return [r["segment_id"] for r in found]


def tie(db: Database, pick_id: str, segment_ids: Iterable[str], *, person_id: str | None) -> int:
    """Tie statements to a pick; how many were not tied already."""
    there = set(segments_of(db, pick_id))
    new = [each for each in dict.fromkeys(segment_ids) if each not in there]
    db.conn.executemany(
        "insert into pick_segment(pick_id, segment_id, added_by, added_at) values (?, ?, ?, ?)",
        [(pick_id, each, person_id, now()) for each in new],
    )
    return len(new)


def untie(db: Database, pick_id: str, segment_id: str) -> bool:
    """End a statement's tie to a pick; False where there is none."""
    found = db.conn.execute(
        "update pick_segment set ended_at = ? where pick_id = ? and segment_id = ? and ended_at is null",
        [now(), pick_id, segment_id],
    )
    return found.rowcount > 0
