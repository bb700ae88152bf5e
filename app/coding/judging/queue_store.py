"""All SQL of an expert's queue: which segments wait, in which order, and which comes next."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.coding.judging.queue import Filters
from app.coding.judging.queue_walk import AMONG, Asked, Desk, asked, circles_of, order_of, walk
from app.db import row, rows, scalar

__all__ = ["Asked", "Desk", "order_of"]


@dataclass(frozen=True)
class Progress:
    """Of the segments with a suggestion, how many the coder is done with; of those without, how many have his word."""

    done: int
    total: int
    bare_done: int = 0
    bare: int = 0

    @property
    def all_done(self) -> int:
        return self.done + self.bare_done

    @property
    def everything(self) -> int:
        """All segments of the coder's list."""
        return self.total + self.bare


def listed(db: Database, desk: Desk, filters: Filters, *, limit: int, offset: int) -> list[sqlite3.Row]:
    """A page of the queue in its order."""
    ids = walk(db, asked(db, desk, filters), filters.state, most=limit + offset)[offset:]
    return rows(
        db,
        """select s.*, q.apart, q.suggestions, coalesce(m.waiting, q.suggestions) as waiting, coalesce(m.done, 0) as done,
             m.segment_id is not null as seen
           from json_each(:ids) e join segment s on s.id = e.value join queue_now q on q.segment_id = s.id
           left join answered_now m on m.coder_id = :me and m.segment_id = s.id order by e.key""",
        {"ids": json.dumps(ids), "me": desk.coder_id},
    )


# Counts by whether there is a suggestion and whether it is a statement: of all that is listed, and of what the coder has
# said something of.
_KEPT = """select suggested, apart, sum(n) as n from queue_count
  where circle_id in (select value from json_each(:circles)) and (:source = '' or source = :source)
    and (:language = '' or language = :language) group by suggested, apart"""
_SAID = """select suggested, apart, count(*) as n, sum(done) as done from answered_now
  where coder_id = :me and circle_id in (select value from json_each(:circles)) and (:source = '' or source = :source)
    and (:language = '' or language = :language) group by suggested, apart"""
# The same of statements that some filter names one by one.
_FOUND = """q.suggestions > 0 as suggested, q.apart is not null as apart, count(*) as n,
  sum(m.segment_id is not null) as said, sum(coalesce(m.done, 0)) as done"""


@dataclass(frozen=True)
class _Kind:
    """Of the statements with (or without) a suggestion that are (or are no) statement: how many, said of, done."""

    n: int = 0
    said: int = 0
    done: int = 0


def count(db: Database, desk: Desk, filters: Filters) -> tuple[int, Progress]:
    """How many segments the filters leave, and the progress whatever the state asked for."""
    return counted(db, desk, filters)[:2]


def counted(db: Database, desk: Desk, filters: Filters) -> tuple[int, Progress, int]:
    """How many segments the filters leave; whatever the state asked for the progress, and how many are no statement."""
    ask = asked(db, desk, filters)
    kinds = _kinds(db, ask)
    stated, bare, aside = kinds[1, 0], kinds[0, 0], (kinds[0, 1], kinds[1, 1])
    # What is no statement counts where the coder has said something of it.
    total, done = stated.n + aside[1].said, stated.done + aside[1].done
    said = sum(each.said for each in kinds.values())
    listed = {
        "left": total - done,
        "seen": said,
        "bare": bare.n - bare.said,
        "apart": sum(each.n for each in aside),
        "all": stated.n + bare.n + sum(each.said for each in aside),
    }
    found = listed[filters.state] if filters.state in listed else _number(db, ask, filters.state)
    return found, Progress(done, total, bare.said, bare.n), listed["apart"]


def _kinds(db: Database, ask: Asked) -> dict[tuple[int, int], _Kind]:
    """By (suggested, apart). Of the whole queue by what is kept; of statements a filter names one by one by looking."""
    given = {**ask.parameters, "circles": json.dumps(ask.circles)}
    found = {(suggested, apart): _Kind() for suggested in (0, 1) for apart in (0, 1)}
    if ask.narrowed:
        sql = ask.sql(_FOUND, state="", circle=AMONG)
        for r in rows(db, f"{sql} group by 1, 2", given):
            found[r["suggested"], r["apart"]] = _Kind(r["n"], r["said"], r["done"])
        return found
    said = {(r["suggested"], r["apart"]): r for r in rows(db, _SAID, given)}
    for r in rows(db, _KEPT, given):
        own = said.get((r["suggested"], r["apart"]))
        found[r["suggested"], r["apart"]] = _Kind(r["n"], own["n"] if own else 0, own["done"] if own else 0)
    return found


def _number(db: Database, ask: Asked, state: str) -> int:
    given = {**ask.parameters, "circles": json.dumps(ask.circles)}
    return int(scalar(db, ask.sql("count(*)", state=state, circle=AMONG), given))


def apart_of(db: Database, segment_id: str) -> str:
    """Why a segment is no statement, or ''."""
    found = row(db, "select apart from set_aside where segment_id = ?", [segment_id])
    return found["apart"] if found else ""


def first(db: Database, desk: Desk, filters: Filters) -> str | None:
    """The segment the queue begins with."""
    return next(iter(walk(db, asked(db, desk, filters), filters.state, most=1)), None)


def after(db: Database, desk: Desk, filters: Filters, segment_id: str) -> str | None:
    """The next of the queue, whether or not the segment still belongs to it; round to its beginning at the end."""
    return next(iter(next_ones(db, desk, filters, segment_id, most=1)), None)


def next_ones(db: Database, desk: Desk, filters: Filters, segment_id: str, *, most: int) -> list[str]:
    """So many that come after a segment, each once and never itself; round to the beginning at the end."""
    ask = asked(db, desk, filters)
    found = walk(db, ask, filters.state, most=most, here=segment_id)
    if len(found) < most:
        begin = walk(db, ask, filters.state, most=most + 1)
        found += [each for each in begin if each != segment_id and each not in found][: most - len(found)]
    return found


def before(db: Database, desk: Desk, filters: Filters, segment_id: str) -> str | None:
    """The one before in the queue, or None at its beginning."""
    return next(iter(walk(db, asked(db, desk, filters), filters.state, most=1, here=segment_id, back=True)), None)


def rounds_with_new_texts(db: Database, since: str) -> list[sqlite3.Row]:
    """The rounds a standing transcript was stored for since that instant."""
    return rows(
        db,
        """select * from round where exists (
             select 1 from document d join roundtable rt on rt.id = d.roundtable_id
             where rt.round_id = round.id and d.created_at >= ?
               and not exists (select 1 from withdrawal w where w.document_id = d.id))""",
        [since],
    )


def new_roundtables(db: Database, desk: Desk, since: str) -> list[sqlite3.Row]:
    """Roundtables stored since that instant of which the coder has seen nothing, with how many statements wait."""
    return rows(
        db,
        f"""select * from (
              select rt.id, rt.title, rt.title_en, d.created_at as stored_at, (
                select count(*) from segment s join queue_now q on q.segment_id = s.id
                where s.document_id = d.id and {AMONG} and q.suggestions > 0 and q.apart is null) as left
              from document d join roundtable rt on rt.id = d.roundtable_id
              where rt.round_id = :round and d.created_at >= :since and not exists (
                select 1 from segment s join answered_now m on m.coder_id = :me and m.segment_id = s.id
                where s.document_id = d.id)
              order by d.id)
            where left > 0""",
        {"since": since, "me": desk.coder_id, "round": desk.round_id, "circles": json.dumps(circles_of(db, desk))},
    )


def find_roundtable(db: Database, desk: Desk, roundtable_id: str) -> sqlite3.Row | None:
    """Titles of a roundtable of the desk's round, where it was held for an area of the scope."""
    return row(
        db,
        f"""select rt.id, rt.title, rt.title_en from roundtable rt where rt.id = ? and rt.round_id = ? and exists (
              select 1 from roundtable_area ra where ra.roundtable_id = rt.id and {desk.scope.sql("ra.area_id")})""",
        [roundtable_id, desk.round_id],
    )


def suggestions_by_segment(db: Database, segment_ids: list[str]) -> dict[str, list[sqlite3.Row]]:
    """The current suggestions of several segments: the sure ones first, best first."""
    found: dict[str, list[sqlite3.Row]] = {each: [] for each in segment_ids}
    for r in rows(
        db,
        f"""select * from current_suggestion where segment_id in ({", ".join("?" * len(segment_ids))})
            order by grade is 'perhaps', score desc, theme_code""",
        segment_ids,
    ):
        found[r["segment_id"]].append(r)
    return found


def areas_spoken_of(db: Database, desk: Desk, chosen: str = "") -> list[sqlite3.Row]:
    """Areas of the scope that statements of the round speak of, and the one chosen, with how many do (`statements`)."""
    spoken: dict[str, int] = {}
    for r in rows(
        db,
        """select c.areas, sum(n.n) as n from circle c join queue_count n on n.circle_id = c.id
           where c.round_id = ? and n.apart = 0 group by c.id having sum(n.n) > 0""",
        [desk.round_id],
    ):
        for area_id in r["areas"].split():
            spoken[area_id] = spoken.get(area_id, 0) + r["n"]
    return rows(
        db,
        f"""select a.*, coalesce(n.value, 0) as statements from area a left join json_each(?) n on n.key = a.id
            where {desk.scope.sql("a.id")} and (n.value is not null or a.id = ?) order by a.code""",
        [json.dumps(spoken), chosen],
    )
