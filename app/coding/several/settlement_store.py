"""All SQL of settling: the disagreements of a round, the acts on one of them, what stands, the thread beside it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.coding.judging.blind import FINISHED
from app.coding.judging.differing_store import APART, PAIRS_OF
from app.coding.several.sides import Coding
from app.coding.statements.segment_store import in_scope
from app.db import row, rows

STATES = ("open", "proposed", "settled", "all")
KINDS = ("theme", "stance", "severity", "step")

# Of what several have judged alone: the others, most of a round, differ from nobody.
_PAIRS = PAIRS_OF.format(
    segments="select segment_id from standing_now group by segment_id having min(coder_id) <> max(coder_id)"
)
# Somebody who is to code the segment and has not finished: what others say of it is not shown to anybody yet.
_BLIND = f"exists (select 1 from assigned a where a.segment_id = s.id and not {FINISHED})"


@dataclass(frozen=True)
class Wanted:
    """Which disagreements are listed: the round and scope, a state, how they differ, a theme."""

    round_id: str
    scope: Scope
    state: str = "open"
    kind: str = ""
    theme: str = ""


def listed(db: Database, wanted: Wanted, *, limit: int, offset: int = 0) -> list[sqlite3.Row]:
    """Disagreements in the order of the talk, those by one step of severity alone last.

    With `state`, and `kinds` and `themes` as JSON lists.
    """
    return rows(
        db,
        f"{_sql(wanted)} select * from found where {_asked(wanted)} order by place limit :limit offset :offset",
        {**_values(wanted), "limit": limit, "offset": offset},
    )


def counts(db: Database, wanted: Wanted) -> dict[str, int]:
    """Disagreements by state, whatever the state asked for."""
    found = rows(
        db,
        f"""{_sql(wanted)} select state, count(*) as n from found
            where {_narrowed(wanted)} group by state""",
        _values(wanted),
    )
    by_state = {r["state"]: r["n"] for r in found}
    return {**{state: by_state.get(state, 0) for state in STATES}, "all": sum(by_state.values())}


def after(db: Database, wanted: Wanted, segment_id: str | None) -> str | None:
    """The next disagreement of the list behind a segment, from its beginning where none is left behind it."""
    sql = f"{_sql(wanted)} select id, place, state from found where {_narrowed(wanted)} order by place"
    found = rows(db, sql, _values(wanted))
    here = next((r["place"] for r in found if r["id"] == segment_id), "")
    left = [r for r in found if r["id"] != segment_id and wanted.state in ("all", r["state"])]
    return next((r["id"] for r in [*(r for r in left if r["place"] > here), *left]), None)


def _sql(wanted: Wanted) -> str:
    return f"""with pair as ({_PAIRS}),
      about as (select segment_id, json_group_array(distinct kind) as kinds, json_group_array(distinct theme_code) as themes
                from pair group by segment_id),
      found as (select s.id, about.kinds, about.themes,
          (kinds = '["step"]') || coalesce(s.document_id, s.answer_id) || printf('%012d', s.start) as place,
          case when (select l.act from settlement l where l.segment_id = s.id order by l.id desc limit 1) = 'propose'
              then 'proposed'
            when exists (select 1 from settled st where st.segment_id = s.id) then 'settled' else 'open' end as state
        from about join segment s on s.id = about.segment_id
        where s.round_id = :round and s.respondent_id is not null and {in_scope(wanted.scope)} and not {_BLIND})"""


def _narrowed(wanted: Wanted) -> str:
    kind = "(:kind = '' or exists (select 1 from json_each(kinds) k where k.value = :kind))"
    return f"{kind} and (:theme = '' or exists (select 1 from json_each(themes) t where t.value = :theme))"


def _asked(wanted: Wanted) -> str:
    return f"{_narrowed(wanted)} and (:state = 'all' or state = :state)"


def _values(wanted: Wanted) -> dict[str, str]:
    return {"round": wanted.round_id, "state": wanted.state, "kind": wanted.kind, "theme": wanted.theme}


# One disagreement ------------------------------------------------------------------------------------------


def history(db: Database, segment_id: str) -> list[sqlite3.Row]:
    """Every act on the disagreement with its person's name, oldest first."""
    return rows(
        db,
        """select s.*, p.name from settlement s join person p on p.id = s.person_id
           where s.segment_id = ? order by s.id""",
        [segment_id],
    )


def codings_of(db: Database, settlement_ids: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = {each: [] for each in settlement_ids}
    for r in rows(
        db,
        "select * from settled_coding where settlement_id in (select value from json_each(?)) order by theme_code",
        [json.dumps(list(settlement_ids))],
    ):
        found[r["settlement_id"]].append(r)
    return found


def standing(db: Database, segment_id: str) -> sqlite3.Row | None:
    """What is settled of the segment, or None."""
    return row(db, "select * from settled where segment_id = ?", [segment_id])


def settled_of(db: Database, segment_ids: Iterable[str]) -> dict[str, dict[str, sqlite3.Row]]:
    """Of these segments those that are settled, each with what stands for it, by theme; none: no theme is there."""
    asked = json.dumps(sorted(set(segment_ids)))
    found = rows(
        db,
        """select s.segment_id, c.* from settled s left join settled_coding c on c.settlement_id = s.id
           where s.segment_id in (select value from json_each(?))""",
        [asked],
    )
    told: dict[str, dict[str, sqlite3.Row]] = {r["segment_id"]: {} for r in found}
    for r in found:
        if r["theme_code"]:
            told[r["segment_id"]][r["theme_code"]] = r
    return told


def disputed(db: Database, segment_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Segment and theme on which coders differ in the theme, the stance or by two steps, and nothing is settled."""
    pairs = PAIRS_OF.format(segments="select value from json_each(:ids)")
    found = rows(
        db,
        f"""with pair as ({pairs}) select distinct segment_id, theme_code from pair
            where {APART}""",
        {"ids": json.dumps(sorted(set(segment_ids)))},
    )
    return {(r["segment_id"], r["theme_code"]) for r in found}


def notes(db: Database, segment_id: str) -> list[sqlite3.Row]:
    return rows(
        db,
        """select n.*, p.name from settlement_note n join person p on p.id = n.person_id
           where n.segment_id = ? order by n.id""",
        [segment_id],
    )


def words_on(db: Database, segment_id: str) -> list[sqlite3.Row]:
    """What every coder says of the segment now, coder by coder."""
    return rows(
        db,
        """select s.*, p.name from standing s join person p on p.id = s.coder_id
           where s.segment_id = ? order by p.name, s.coder_id, s.theme_code, s.id""",
        [segment_id],
    )


def open_beside(db: Database, segment_id: str) -> list[str]:
    """Other segments of the same answer or turn on which coders still differ and nothing is settled."""
    found = rows(
        db,
        f"""with pair as ({_PAIRS}) select distinct o.id, o.start from segment s
            join segment o on o.id <> s.id and (o.turn_id = s.turn_id or o.answer_id = s.answer_id)
            join pair on pair.segment_id = o.id
            where s.id = :segment and o.id not in (select segment_id from settled) order by o.start""",
        {"segment": segment_id},
    )
    return [r["id"] for r in found]


def insert(
    db: Database,
    segment_id: str,
    person_id: str,
    *,
    act: str,
    reason: str,
    replaces: int | None,
    codings: Iterable[Coding],
) -> int:
    """Append an act with the codings it stands for."""
    settlement_id = db.conn.execute(
        "insert into settlement(segment_id, person_id, act, reason, replaces, at) values (?, ?, ?, ?, ?, ?)",
        [segment_id, person_id, act, reason, replaces, now()],
    ).lastrowid
    assert settlement_id is not None
    for c in codings:
        start, end = c.span or (None, None)
        db.conn.execute(
            "insert into settled_coding values (?, ?, ?, ?, ?, ?, ?, ?)",
            [settlement_id, c.theme, c.code, c.stance, c.severity, c.statement, start, end],
        )
    return settlement_id


def insert_note(db: Database, segment_id: str, person_id: str, text: str) -> None:
    db.conn.execute(
        "insert into settlement_note(segment_id, person_id, text, at) values (?, ?, ?, ?)",
        [segment_id, person_id, text, now()],
    )
