"""All SQL of an expert's queue: which segments wait, in which order, and which comes next."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.judging.differing_store import PAIR
from app.coding.judging.queue import Filters
from app.coding.learning.suspect_store import IN_USE, SUSPECTS
from app.coding.statements.search_store import holding
from app.coding.statements.voices import COUNTED_SEGMENTS, NEWEST_RESPONSE
from app.db import row, rows, setting


@dataclass(frozen=True)
class Desk:
    """Whose queue it is: the coder, what he or she may see, and the round."""

    coder_id: str
    scope: Scope
    round_id: str


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


# One row a segment a respondent said: its best score, how many suggestions it has, how many wait for the coder's word.
# The order of the text is (day, source, question, position).
_QUEUE = """
with suggested as (
  select c.segment_id, max(c.score) as score, count(*) as suggestions, max(c.grade is not 'perhaps') as sure,
    max(max(min(c.score, 1 - c.score), min(0.5, 1 - coalesce(c.stance_share, 1)))) as doubt,
    sum(not exists (select 1 from live_judgment j where j.segment_id = c.segment_id and j.coder_id = :me
                      and (j.theme_code = c.theme_code or j.about = c.theme_code))) as waiting
  from current_suggestion c group by c.segment_id),
mine as (
  select segment_id, max(action in ('nothing', 'add')) as settled from live_judgment
  where coder_id = :me group by segment_id),
found as (
  select s.*, coalesce(q.score, 0) as score, coalesce(q.suggestions, 0) as suggestions,
    coalesce(q.sure, 0) as sure, q.doubt, coalesce(q.waiting, 0) as waiting, coalesce(m.settled, 0) as settled,
    m.segment_id is not null as seen,
    not exists (select 1 from assigned a where a.segment_id = s.id and a.coder_id = :me) as of_others,
    coalesce(rt.held_on, date(r.submitted_at, '+9 hours')) as day, coalesce(s.document_id, r.id) as source_id,
    coalesce(an.question_id, '') as question_id, ap.apart
  from segment s
  left join document d on d.id = s.document_id
  left join roundtable rt on rt.id = d.roundtable_id
  left join answer an on an.id = s.answer_id
  left join response r on r.id = an.response_id
  left join suggested q on q.segment_id = s.id
  left join mine m on m.segment_id = s.id
  left join set_aside ap on ap.segment_id = s.id
  where s.round_id = :round and s.respondent_id is not null and (s.answer_id is null or {newest})
    and {scope} and {aside} and {filters}),
{ranked})
"""
# What places a segment in each order, before its place in the talk. Statements with a sure suggestion come first in
# "score", answered or not: a statement keeps its place while its suggestions are judged. "next" is
# `nlp.learning.sampling.order` in SQL: by chance at every fourth place, elsewhere what the machine is least sure of: the
# suggestion with the greatest `doubt`, without one the theme the office's model nearly found; what nobody has read
# stands last.
_RANKED = {
    "score": "queue as (select *, not sure as unsure_only, -score as rank from found",
    "low": """queue as (select *, coalesce((select min(c.score) from current_suggestion c
  where c.segment_id = found.id and (:theme = '' or c.theme_code = :theme)), 2) as rank, 0 as unsure_only
  from found""",
    "text": "queue as (select *, 0 as unsure_only, 0 as rank from found",
    "next": f"""unsure as materialized (
  select segment_id, max(min(probability, 1 - probability)) as unsure from reading
  where model_version = {IN_USE} group by segment_id),
drawn as (
  select *, row_number() over (order by substr(id, -12), id) as chance, count(*) over () as everything from found),
halves as (select drawn.*, chance <= everything / 4 as by_chance, coalesce(drawn.doubt, u.unsure, -1) as unsure
  from drawn left join unsure u on u.segment_id = drawn.id),
numbered as (select *, row_number() over (partition by by_chance order by unsure desc, id) as n from halves),
queue as (select *, case when by_chance then chance * 4 else n + (n - 1) / 3 end as rank,
  0 as unsure_only from numbered""",
}
# What a plan gives the coder comes first.
_KEY = "(of_others, unsure_only, rank, day, source_id, question_id, position, id)"
_DONE = "((suggestions > 0 and waiting = 0) or settled = 1)"
_DIFFERS = f"exists (select 1 from {PAIR} where me.segment_id = queue.id and me.coder_id = :me)"
_STATES = {
    "left": f"suggestions > 0 and not {_DONE}",
    "seen": "seen = 1",
    "differ": f"{_DONE} and {_DIFFERS}",
    "suspect": f"exists (select 1 from ({SUSPECTS}) x where x.segment_id = queue.id and x.coder_id = :me)",
    "bare": "suggestions = 0 and seen = 0",
    "apart": "apart is not null",
    "all": "1",
}


def listed(db: Database, desk: Desk, filters: Filters, *, limit: int, offset: int) -> list[sqlite3.Row]:
    """A page of the queue in its order."""
    sql, parameters = _asked(db, desk, filters)
    return rows(
        db,
        f"""{sql} select *, {_DONE} as done from queue where {_STATES[filters.state]}
            order by {_KEY[1:-1]} limit :limit offset :offset""",
        {**parameters, "limit": limit, "offset": offset},
    )


def count(db: Database, desk: Desk, filters: Filters) -> tuple[int, Progress]:
    """How many segments the filters leave, and the progress whatever the state asked for."""
    sql, parameters = _asked(db, desk, replace(filters, order="text"))  # the cheapest: counting knows no order
    found = row(
        db,
        f"""{sql} select coalesce(sum({_STATES[filters.state]}), 0) as listed,
              coalesce(sum(suggestions > 0), 0) as total,
              coalesce(sum(suggestions > 0 and {_DONE}), 0) as done,
              coalesce(sum(suggestions = 0 and apart is null), 0) as bare,
              coalesce(sum(suggestions = 0 and apart is null and seen), 0) as bare_done from queue""",
        parameters,
    )
    assert found is not None
    return found["listed"], Progress(found["done"], found["total"], found["bare_done"], found["bare"])


def count_apart(db: Database, desk: Desk, filters: Filters) -> int:
    """How many segments are no statement, whatever the state asked for."""
    return count(db, desk, replace(filters, state="apart"))[0]


def apart_of(db: Database, segment_id: str) -> str:
    """Why a segment is no statement, or ''."""
    found = row(db, "select apart from set_aside where segment_id = ?", [segment_id])
    return found["apart"] if found else ""


def first(db: Database, desk: Desk, filters: Filters) -> str | None:
    """The segment the queue begins with."""
    found = listed(db, desk, filters, limit=1, offset=0)
    return found[0]["id"] if found else None


def after(db: Database, desk: Desk, filters: Filters, segment_id: str) -> str | None:
    """The next of the queue, whether or not the segment still belongs to it; round to its beginning at the end."""
    return _beside(db, desk, filters, segment_id, ">", "asc") or next(
        (r["id"] for r in listed(db, desk, filters, limit=2, offset=0) if r["id"] != segment_id), None
    )


def before(db: Database, desk: Desk, filters: Filters, segment_id: str) -> str | None:
    """The one before in the queue, or None at its beginning."""
    return _beside(db, desk, filters, segment_id, "<", "desc")


def _beside(db: Database, desk: Desk, filters: Filters, segment_id: str, than: str, direction: str) -> str | None:
    sql, parameters = _asked(db, desk, filters)
    columns = _KEY[1:-1].split(", ")
    # The key of the place goes in as parameters: as a subquery SQLite computes the whole queue again for every row.
    here = row(db, f"{sql} select {_KEY[1:-1]} from queue where id = :here", {**parameters, "here": segment_id})
    if here is None:
        return None
    order = ", ".join(f"{column} {direction}" for column in columns)
    found = row(
        db,
        f"""{sql} select id from queue where {_STATES[filters.state]}
              and {_KEY} {than} ({", ".join(f":at_{column}" for column in columns)}) order by {order} limit 1""",
        {**parameters, **{f"at_{column}": here[column] for column in columns}},
    )
    return found["id"] if found else None


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
    sql, parameters = _asked(db, desk, Filters(order="text", source="roundtable"))
    return rows(
        db,
        f"""{sql} select rt.id, rt.title, rt.title_en, d.created_at as stored_at, sum({_STATES["left"]}) as left
            from queue join document d on d.id = queue.document_id join roundtable rt on rt.id = d.roundtable_id
            where d.created_at >= :since group by d.id having sum(queue.seen) = 0 and sum({_STATES["left"]}) > 0""",
        {**parameters, "since": since},
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
    return rows(
        db,
        f"""with said as (select ra.area_id, count(*) as statements from {COUNTED_SEGMENTS} s
              join respondent_area ra on ra.respondent_id = s.respondent_id where s.round_id = ?
                and s.id not in (select segment_id from set_aside) group by ra.area_id)
            select a.*, coalesce(said.statements, 0) as statements from area a left join said on said.area_id = a.id
            where {desk.scope.sql("a.id")} and (said.statements is not null or a.id = ?) order by a.code""",
        [desk.round_id, chosen],
    )


def order_of(db: Database, filters: Filters) -> str:
    """The order asked for, or the usual one: "next" once a model has learned."""
    return filters.order or ("next" if setting(db, "model.theme.version") else "score")


def _asked(db: Database, desk: Desk, filters: Filters) -> tuple[str, dict[str, Any]]:
    said, words = holding(filters.q, "s.text")
    where = [said]
    if filters.source:
        where.append("s.document_id is not null" if filters.source == "roundtable" else "s.answer_id is not null")
    if filters.language:
        where.append("s.language = :language")
    if filters.area:
        where.append(_speaks_of("ra.area_id = :area"))
    if filters.roundtable:
        where.append("d.roundtable_id = :roundtable")
    if filters.theme:
        where.append(_ABOUT_THEME)
    sql = _QUEUE.format(
        newest=NEWEST_RESPONSE,
        scope=_speaks_of(desk.scope.sql("ra.area_id")),
        # Whatever else is asked for, what is no statement is drawn, counted and listed only where the coder has said
        # something of it.
        aside="1" if filters.state == "apart" else "(ap.segment_id is null or m.segment_id is not null)",
        filters=" and ".join(where),
        ranked=_RANKED[order_of(db, filters)],
    )
    return sql, {
        **{"me": desk.coder_id, "round": desk.round_id, "language": filters.language},
        **{"area": filters.area, "theme": filters.theme, "roundtable": filters.roundtable, **words},
    }


def _speaks_of(condition: str) -> str:
    return f"exists (select 1 from respondent_area ra where ra.respondent_id = s.respondent_id and {condition})"


_ABOUT_THEME = """(exists (select 1 from current_suggestion c where c.segment_id = s.id and c.theme_code = :theme)
  or exists (select 1 from live_judgment j where j.segment_id = s.id and j.coder_id = :me and j.theme_code = :theme))"""
