"""All SQL of carrying coders' words over: what stands on codes and themes, the words appended in its place, taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.coding.statements.voices import SETTLED
from app.db import row, rows


@dataclass(frozen=True)
class Carry:
    """A coding that stands, and the theme and code it is carried to.

    Attributes
    ----------
    judgment_id : int
        A coder's word; of what was settled, or is proposed, the number of the settlement made negative.
    was : str
        The theme it stands on: a settlement may stand on several.
    """

    judgment_id: int
    theme_code: str
    code_id: str | None
    was: str = ""


# Coders' words, and beside them what was settled and what is proposed and waits for an answer.
_STANDING = f"""select c.*, s.respondent_id, s.round_id from (
    select id, segment_id, coder_id, theme_code, code_id, stance, severity from coding
    union all
    select -st.id, st.segment_id, '{SETTLED}', sc.theme_code, sc.code_id, sc.stance, sc.severity
    from settlement st join settled_coding sc on sc.settlement_id = st.id
    where st.id in (select id from settled) or (st.act = 'propose' and not exists (
        select 1 from settlement l where l.segment_id = st.segment_id and l.id > st.id)
      and st.segment_id not in (select segment_id from withdrawn_segment))) c
  join segment s on s.id = c.segment_id"""


def on_codes(db: Database, code_ids: Iterable[str]) -> list[sqlite3.Row]:
    """Every coding that stands on one of these codes, what is settled first, the rest in the order it was given."""
    return rows(
        db,
        f"{_STANDING} where c.code_id in (select value from json_each(?)) order by c.id",
        [json.dumps(list(code_ids))],
    )


def on_theme(db: Database, theme_code: str) -> list[sqlite3.Row]:
    """Every coding that stands on a theme, with a code or without."""
    return rows(db, f"{_STANDING} where c.theme_code = ? order by c.id", [theme_code])


def standing(db: Database, judgment_ids: Iterable[int]) -> list[sqlite3.Row]:
    return rows(
        db,
        f"{_STANDING} where c.id in (select value from json_each(?)) order by c.id",
        [json.dumps(list(judgment_ids))],
    )


def beside(db: Database, judgment_id: int, theme_code: str) -> sqlite3.Row | None:
    """The same coder's other coding of the same segment that stands on a theme already."""
    return row(
        db,
        """select o.* from standing_now n join standing_now o on o.segment_id = n.segment_id
             and o.coder_id = n.coder_id and o.id <> n.id and o.theme_code = ? and o.stance is not null
           where n.id = ? order by o.id desc limit 1""",
        [theme_code, judgment_id],
    )


def carry(db: Database, event_id: str, wanted: Iterable[Carry], codebook_id: str) -> int:
    """Append each coder's word anew on its new theme and code; where the coder has a word there, both become one."""
    done = list(wanted)
    for each in done:
        found = row(db, "select * from judgment where id = ?", [each.judgment_id])
        assert found is not None
        stance, severity = graver(found, beside(db, each.judgment_id, each.theme_code))
        db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, theme_code, suggestion_id, stance, severity, memo,
                 statement, codebook_id, example, code_id, span_start, span_end, carried, carries, at)
               select segment_id, coder_id, action, ?, suggestion_id, ?, ?, memo, statement, ?, example, ?, span_start,
                 span_end, ?, id, ? from judgment where id = ?""",
            [each.theme_code, stance, severity, codebook_id, each.code_id, event_id, now(), each.judgment_id],
        )
    return len(done)


def graver(own: Any, other: Any | None) -> tuple[str, int | None]:
    """Stance and severity where two words of a coder become one: a problem before none, the graver of two problems."""
    words = [each for each in (other, own) if each is not None]
    problems = [each["severity"] for each in words if each["stance"] == "need"]
    return ("need", max(problems)) if problems else (words[0]["stance"], None)


def take_back(db: Database, event_id: str) -> int:
    """Take back every word an event carried over that was not taken back since; what stood before stands again."""
    carried = rows(
        db,
        """select j.* from judgment j where j.carried = ?
             and not exists (select 1 from judgment r where r.retracts = j.id) order by j.id desc""",
        [event_id],
    )
    for each in carried:
        db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, theme_code, retracts, codebook_id, at)
               values (?, ?, 'retract', ?, ?, ?, ?)""",
            [*(each["segment_id"], each["coder_id"], each["theme_code"], each["id"], each["codebook_id"]), now()],
        )
    return len(carried)
