"""All SQL of walking a queue in its order: a few rows a step, however long it is.

Statements lie in circles (the areas one respondent speaks of), each in every order; the circles a coder may see are few
and are merged. Filters that few statements meet are asked for directly instead.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.judging.differing_store import MINE
from app.coding.judging.queue import Filters
from app.coding.learning.suspect_store import SUSPECTS
from app.coding.statements.search_store import holding
from app.db import row, rows, setting


@dataclass(frozen=True)
class Desk:
    """Whose queue it is: the coder, what he or she may see, and the round."""

    coder_id: str
    scope: Scope
    round_id: str


# What is no statement is listed only where the coder has said something of it, or where it is asked for.
_STATED = "(q.apart is null or m.segment_id is not null)"
STATES = {
    "left": f"q.suggestions > 0 and coalesce(m.done, 0) = 0 and {_STATED}",
    "seen": "m.segment_id is not null",
    "differ": f"m.done = 1 and {MINE}",
    "suspect": f"q.segment_id in (select segment_id from ({SUSPECTS}) where coder_id = :me)",
    "bare": "q.suggestions = 0 and m.segment_id is null and q.apart is null",
    "apart": "q.apart is not null",
    "all": _STATED,
}
# Of these a coder has few: they are found by what he or she has said.
_OWN = {
    state: "q.segment_id in (select segment_id from answered_now where coder_id = :me)"
    for state in ("seen", "differ", "suspect")
}
# What places a statement in each order; the place in the talk and the id come last in all of them.
_ORDERS = {
    "score": ("q.unsure_only", "q.worth"),
    "low": (
        """coalesce(case when :theme = '' then q.low else (
             select n.score from suggested_now n where n.segment_id = q.segment_id and n.theme_code = :theme) end, 2)""",
    ),
    "text": (),
    "next": ("q.rank",),
}
# So many are stepped to one by one; so many are read at once of the circles that begin first; more one after the other of
# these. Chosen, not measured.
STEPS, AT_ONCE = 3, 60
AMONG = "q.circle_id in (select value from json_each(:circles))"
_THEME = """q.segment_id in (select n.segment_id from suggested_now n where n.theme_code = :theme union
  select j.segment_id from live_judgment j where j.coder_id = :me and j.theme_code = :theme)"""
_ROUNDTABLE = """q.segment_id in (select s.id from document d join segment s on s.document_id = d.id
  where d.roundtable_id = :roundtable)"""


# What running plans give the coder: it stands before everything else.
_MINE = "(select segment_id from assigned where coder_id = :me)"


@dataclass(frozen=True)
class Asked:
    """A queue in SQL: conditions on `queue_now q` and the coder's `answered_now m`, parameters, circles, order.

    `direct` where few statements meet the conditions or no index has the order: they are sorted as they are found.
    `narrowed` where a condition is of more than source and language, by which counts are kept; `planned` where a plan
    gives the coder anything.
    """

    conditions: tuple[str, ...]
    parameters: dict[str, Any]
    circles: tuple[int, ...]
    key: tuple[str, ...]
    direct: bool
    narrowed: bool
    planned: bool = False

    def halves(self) -> tuple[Asked, Asked]:
        """What is the coder's by a plan, which is found directly, and the rest."""
        mine = replace(self, conditions=(*self.conditions, f"q.segment_id in {_MINE}"), direct=True)
        return mine, replace(self, conditions=(*self.conditions, f"q.segment_id not in {_MINE}"))

    def sql(self, what: str, *, state: str, circle: str, more: str = "1") -> str:
        own = [part for part in (STATES.get(state), _OWN.get(state)) if part]
        where = " and ".join((circle, *self.conditions, *own, more))
        return f"""select {what} from queue_now q
                   left join answered_now m on m.coder_id = :me and m.segment_id = q.segment_id where {where}"""


def order_of(db: Database, filters: Filters) -> str:
    """The order asked for, or the usual one: "next" once a model has learned."""
    return filters.order or ("next" if setting(db, "model.theme.version") else "score")


def circles_of(db: Database, desk: Desk, area: str = "") -> tuple[int, ...]:
    """The circles of the round with an area the coder may see, and with this one where it is asked for."""
    found = rows(db, "select id, areas from circle where round_id = ?", [desk.round_id])
    return tuple(
        r["id"]
        for r in found
        if any(map(desk.scope.allows, r["areas"].split())) and (not area or area in r["areas"].split())
    )


def asked(db: Database, desk: Desk, filters: Filters) -> Asked:
    said, words = holding(filters.q, "s.text")
    where = []
    if filters.q.strip():
        # One pass through what was said in the round, kept for the query: cheaper than looking up each statement's text.
        where.append(f"q.segment_id in (select s.id from segment s where s.round_id = :round and {said})")
    if filters.source:
        where.append("q.source = :source")
    if filters.language:
        where.append("q.language = :language")
    if filters.roundtable:
        where.append(_ROUNDTABLE)
    if filters.theme:
        where.append(_THEME)
    order, narrowed = order_of(db, filters), bool(filters.q.strip() or filters.roundtable or filters.theme)
    return Asked(
        conditions=tuple(where),
        parameters={"me": desk.coder_id, "round": desk.round_id, **words}
        | {key: getattr(filters, key) for key in ("source", "language", "roundtable", "theme")},
        circles=circles_of(db, desk, filters.area),
        key=(*_ORDERS[order], "q.place", "q.segment_id"),
        direct=narrowed or order == "low" or filters.state in _OWN,
        narrowed=narrowed,
        planned=row(db, "select 1 from assigned where coder_id = ? limit 1", [desk.coder_id]) is not None,
    )


def walk(db: Database, ask: Asked, state: str, *, most: int, here: str | None = None, back: bool = False) -> list[str]:
    """The ids of so many segments in the queue's order: from its beginning, or beside a segment in either direction."""
    if not ask.planned:
        return _walk(db, ask, state, most, here, back)
    halves, first = ask.halves(), 0
    if here is not None:
        given = {**ask.parameters, "here": here}
        first = int(row(db, f"select 1 where :here in {_MINE}", given) is None)
    found: list[str] = []
    for n, half in enumerate(reversed(halves[: first + 1]) if back else halves[first:]):
        if len(found) < most:
            found += _walk(db, half, state, most - len(found), None if n else here, back)
    return found


def _walk(db: Database, ask: Asked, state: str, most: int, here: str | None, back: bool) -> list[str]:
    if ask.direct or most > STEPS:
        return _stretch(db, ask, state, most, here, back)
    found: list[str] = []
    while len(found) < most and (step := _stretch(db, ask, state, 1, found[-1] if found else here, back)):
        found += step
    return found


def _stretch(db: Database, ask: Asked, state: str, most: int, here: str | None, back: bool) -> list[str]:
    """One query for few statements; a long stretch is read lazily of the circles that begin first."""
    more, at = _beyond(db, ask, here, back)
    if at is None:
        return []
    order = ", ".join(f"{column} {'desc' if back else 'asc'}" for column in ask.key)
    given = {**ask.parameters, **at, "circles": json.dumps(ask.circles), "most": most}
    if ask.direct:
        sql = ask.sql("q.segment_id", state=state, circle=AMONG, more=more)
        return [r[0] for r in rows(db, f"{sql} order by {order} limit :most", given)]
    if most == 1:
        own = ask.sql("q.segment_id", state=state, circle="q.circle_id = e.value", more=more)
        sql = f"""with firsts as materialized (select ({own} order by {order} limit 1) as id from json_each(:circles) e)
                  select q.segment_id from firsts join queue_now q on q.segment_id = firsts.id order by {order} limit 1"""
        return [r[0] for r in rows(db, sql, given)]
    near = _near(ask, state, more, order)
    if most <= AT_ONCE:
        own = ask.sql("q.segment_id", state=state, circle="q.circle_id = n.circle", more=more)
        sql = f"""{near} select q.segment_id from near n cross join queue_now q on q.segment_id in (
                    {own} order by {order} limit :most) order by {order} limit :most"""
        return [r[0] for r in rows(db, sql, given)]
    own = ask.sql(", ".join(ask.key), state=state, circle="q.circle_id = :circle", more=more)
    sql = f"{own} order by {order} limit :most"
    some = most < len(ask.circles)
    circles = [r[0] for r in rows(db, f"{near} select circle from near", given)] if some else ask.circles
    each = [_lazily(db, sql, {**given, "circle": circle}) for circle in circles]
    return [found[-1] for found in islice(heapq.merge(*each, reverse=back), most)]


def _near(ask: Asked, state: str, more: str, order: str) -> str:
    """As many circles as statements are asked for, by the first of each: no other can hold one of them."""
    own = ask.sql("q.segment_id", state=state, circle="q.circle_id = e.value", more=more)
    return f"""with firsts as materialized (
        select e.value as circle, ({own} order by {order} limit 1) as id from json_each(:circles) e),
      near as materialized (
        select f.circle from firsts f join queue_now q on q.segment_id = f.id order by {order} limit :most)"""


def _beyond(db: Database, ask: Asked, here: str | None, back: bool) -> tuple[str, dict[str, Any] | None]:
    """The condition of lying beyond a segment, with its parameters; None where the segment is in no queue."""
    if here is None:
        return "1", {}
    key = ", ".join(ask.key)
    at = row(db, f"select {key} from queue_now q where q.segment_id = :here", {**ask.parameters, "here": here})
    if at is None:
        return "", None
    places = [f":at_{n}" for n in range(len(ask.key))]
    told = {f"at_{n}": value for n, value in enumerate(tuple(at))}
    return f"({key}) {'<' if back else '>'} ({', '.join(places)})", told


def _lazily(db: Database, sql: str, parameters: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for found in db.conn.execute(sql, parameters):
        yield tuple(found)
