"""All SQL of quotes: coded segments with their words, places and coders, within a scope."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.search_store import holding
from app.coding.statements.segment_store import PLACED
from app.coding.statements.voices import COUNTED_SEGMENTS, SETTLED
from app.coding.themes.cells import Cell
from app.db import row, rows, scalar


@dataclass(frozen=True)
class Wanted:
    """Which quotes: empty means any. `blind_for` keeps to segments this coder has given a word on; `reader` asks.

    `told` keeps to codings whose cell may be told (see `cells`) to whoever reads no single statements; None: to any.
    """

    round_id: str
    scope: Scope
    area: str = ""
    theme: str = ""
    stance: str = ""
    source: str = ""
    q: str = ""
    statement: str = ""
    blind_for: str = ""
    told: frozenset[Cell] | None = None
    code: str = ""
    reader: str = ""


# What counts: settled words in place of all coders' own. What was said: every coder's own and beside them the settled.
_COUNTED = "select n.*, 1 as counts from counted n"
_SAID = """select n.*, 1 as counts from counted n
  union all select n.id, n.segment_id, n.coder_id, n.theme_code, n.code_id, n.stance, n.severity, n.statement,
    n.span_start, n.span_end, 0
  from standing_now n
  where n.action in ('accept','change','add') and n.segment_id in (select segment_id from settled)"""
_CODINGS = f"""
select c.id as judgment_id, c.theme_code, c.code_id, c.stance, c.severity, c.statement, c.coder_id,
  coalesce(j.memo, '') as memo, coalesce(j.example, 0) as example, coalesce(j.at, st.at) as at, c.span_start, c.span_end,
  c.counts, c.coder_id = '{SETTLED}' as is_settled, s.*, pe.name as coder,
  (select group_concat(ra.area_id) from respondent_area ra where ra.respondent_id = s.respondent_id) as area_ids,
  (select group_concat(code, ', ') from (select a.code from respondent_area ra join area a on a.id = ra.area_id
     where ra.respondent_id = s.respondent_id order by a.code)) as area_codes
from ({{words}}) c join ({PLACED} where s.id in (select id from {COUNTED_SEGMENTS})) s on s.id = c.segment_id
  left join judgment j on j.id = c.id left join settlement st on st.id = -c.id left join person pe on pe.id = c.coder_id
"""


def quotes(db: Database, wanted: Wanted, *, limit: int = -1, offset: int = 0) -> list[sqlite3.Row]:
    """Coded segments by the words that count, a row for each theme with its coders together: key quotes first, then the
    most severe."""
    where, parameters = _narrowed(wanted)
    return rows(
        db,
        f"""select *, avg(severity) as severity_mean, count(*) as coders, group_concat(coder, ', ') as coder_names,
              group_concat(distinct stance) as stances,
              group_concat(distinct statement) as statements, max(example) as is_example,
              (select count(*) from key_quote_now k where k.segment_id = c.id and k.theme_code = c.theme_code) as marks,
              (select group_concat(kp.name, ', ') from key_quote_now k join person kp on kp.id = k.person_id
                 where k.segment_id = c.id and k.theme_code = c.theme_code) as marked_by,
              exists (select 1 from key_quote_now k where k.segment_id = c.id and k.theme_code = c.theme_code
                 and k.person_id = :reader) as marked_by_me,
              exists (select 1 from coding own where own.segment_id = c.id and own.theme_code = c.theme_code
                 and own.coder_id = :reader) as coded_by_me
            from ({_CODINGS.format(words=_COUNTED)}) c where {where} group by id, theme_code
            order by marks > 0 desc, severity_mean desc, {_order(wanted)} limit :limit offset :offset""",
        {**parameters, "limit": limit, "offset": offset},
    )


def count_quotes(db: Database, wanted: Wanted) -> int:
    where, parameters = _narrowed(wanted)
    words = _CODINGS.format(words=_COUNTED)
    sql = f"select count(*) from (select 1 from ({words}) c where {where} group by id, theme_code)"
    return scalar(db, sql, parameters)


def who_said(db: Database, wanted: Wanted) -> tuple[int, int]:
    """How many respondents said them, and how many of these are firms."""
    where, parameters = _narrowed(wanted)
    found = row(
        db,
        f"""select count(distinct respondent_id), count(distinct case when respondent_kind = 'firm' then respondent_id end)
            from ({_CODINGS.format(words=_COUNTED)}) c where {where}""",
        parameters,
    )
    return (found[0], found[1]) if found else (0, 0)


def codings(db: Database, wanted: Wanted) -> list[sqlite3.Row]:
    """Standing codings, one row a coder, and what was settled as a row of its own; `counts` where the row counts."""
    where, parameters = _narrowed(wanted)
    said = _CODINGS.format(words=_SAID)
    return rows(db, f"select * from ({said}) c where {where} order by {_order(wanted)}, judgment_id", parameters)


def _narrowed(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    where = ["round_id = :round", _speaks_of(wanted.scope.sql("ra.area_id"))]
    if wanted.area:
        where.append(_speaks_of("ra.area_id = :area"))
    if wanted.told is not None:
        where.append(_speaks_of(f"ra.area_id || '/' || theme_code || '/' || stance in {_TOLD} and {_shown(wanted)}"))
    if wanted.theme:
        where.append("theme_code = :theme")
    if wanted.code:
        where.append("code_id = :code")
    if wanted.stance:
        where.append("stance = :stance")
    if wanted.statement:
        where.append("statement = :statement")
    if wanted.source:
        where.append("document_id is not null" if wanted.source == "roundtable" else "answer_id is not null")
    said, words = holding(wanted.q, "text")
    where.append(said)
    if wanted.blind_for:
        where.append("exists (select 1 from live_judgment j where j.segment_id = c.id and j.coder_id = :blind_for)")
    return " and ".join(where), {
        **{"round": wanted.round_id, "area": wanted.area, "theme": wanted.theme, "stance": wanted.stance},
        **{
            "blind_for": wanted.blind_for,
            "reader": wanted.reader,
            "statement": wanted.statement,
            "code": wanted.code,
            "told": json.dumps(["/".join(cell) for cell in wanted.told or ()]),
            **words,
        },
    }


def _order(wanted: Wanted) -> str:
    """In the order of the talks; else by their letters, for in order what officials may read were a transcript."""
    return "held_on, id, theme_code" if wanted.told is None else "text, id, theme_code"


_TOLD = "(select value from json_each(:told))"


def _shown(wanted: Wanted) -> str:
    """The area that is shown, or any of one's own."""
    return "ra.area_id = :area" if wanted.area else wanted.scope.sql("ra.area_id")


def _speaks_of(condition: str) -> str:
    return f"exists (select 1 from respondent_area ra where ra.respondent_id = c.respondent_id and {condition})"


def waves_of_segments(db: Database, round_id: str) -> dict[str, str]:
    """Segment to the code of the wave it was said in: the survey's, or that of the day of the roundtable."""
    found = rows(
        db,
        """select s.id, coalesce(sw.code, dw.code) as wave from segment s
           left join answer an on an.id = s.answer_id left join response r on r.id = an.response_id
           left join survey su on su.id = r.survey_id left join wave sw on sw.id = su.wave_id
           left join document d on d.id = s.document_id left join roundtable rt on rt.id = d.roundtable_id
           left join wave dw on rt.held_on between dw.starts_on and dw.ends_on
           where s.round_id = ?""",
        [round_id],
    )
    return {r["id"]: r["wave"] for r in found if r["wave"]}


def waves_of_respondents(db: Database, round_id: str) -> dict[str, set[str]]:
    """Wave code to the respondents who answered or spoke in it."""
    found = rows(
        db,
        """select w.code, r.respondent_id from standing_response r join survey su on su.id = r.survey_id
             join wave w on w.id = su.wave_id where w.round_id = :round
           union
           select w.code, p.respondent_id from participant p join roundtable rt on rt.id = p.roundtable_id
             join wave w on rt.held_on between w.starts_on and w.ends_on
           where rt.round_id = :round and p.respondent_id is not null
             and exists (select 1 from turn t where t.participant_id = p.id)""",
        {"round": round_id},
    )
    waves: dict[str, set[str]] = {}
    for r in found:
        waves.setdefault(r["code"], set()).add(r["respondent_id"])
    return waves
