"""All SQL of quotes: coded segments with their words, places and coders, within a scope."""

from __future__ import annotations

import json
import sqlite3

from sqlite_utils import Database

from app.coding.statements.segment_store import PLACED
from app.coding.statements.voices import COUNTED_SEGMENTS, SETTLED
from app.coding.themes import quote_list
from app.coding.themes.quote_list import Wanted, narrowed, order
from app.db import rows

_OF_AREA = "{}.respondent_id in (select respondent_id from respondent_area where area_id = :area)"
# What counts: settled words in place of all coders' own. What was said: every coder's own and beside them the settled.
_COUNTED = "select n.*, 1 as counts from counted n"
_SAID = """select n.*, 1 as counts from counted n
  union all select n.id, n.segment_id, n.coder_id, n.theme_code, n.code_id, n.stance, n.severity, n.statement,
    n.span_start, n.span_end, 0
  from standing_now n
  where n.action in ('accept','change','add') and n.segment_id in (select segment_id from settled)"""
_KEYS = "select value from json_each(:keys)"
_CODINGS = f"""
select c.id as judgment_id, c.theme_code, c.code_id, c.stance, c.severity, c.statement, c.coder_id,
  coalesce(j.memo, '') as memo, coalesce(j.example, 0) as example, coalesce(j.at, st.at) as at, c.span_start, c.span_end,
  c.counts, c.coder_id = '{SETTLED}' as is_settled, s.*, pe.name as coder,
  (select group_concat(ra.area_id) from respondent_area ra where ra.respondent_id = s.respondent_id) as area_ids,
  (select group_concat(code, ', ') from (select a.code from respondent_area ra join area a on a.id = ra.area_id
     where ra.respondent_id = s.respondent_id order by a.code)) as area_codes
from ({{words}}) c join ({PLACED} where s.id in ({{among}})) s on s.id = c.segment_id
  left join judgment j on j.id = c.id left join settlement st on st.id = -c.id left join person pe on pe.id = c.coder_id
"""


def quotes(db: Database, wanted: Wanted, *, limit: int = -1, offset: int = 0) -> list[sqlite3.Row]:
    """Coded segments by the words that count, a row for each theme with its coders together: key quotes first, then the
    most severe."""
    keys = quote_list.listed(db, wanted, limit=limit, offset=offset)
    where, parameters = narrowed(wanted)
    found = rows(
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
            from ({_CODINGS.format(words=f"{_COUNTED} where n.segment_id in ({_KEYS})", among=_KEYS)}) c
            where {where} group by id, theme_code""",
        {**parameters, "keys": json.dumps(sorted({segment for segment, _theme in keys}))},
    )
    by_key = {(r["id"], r["theme_code"]): r for r in found}
    return [by_key[key] for key in keys if key in by_key]


def codings(db: Database, wanted: Wanted) -> list[sqlite3.Row]:
    """Standing codings, one row a coder, and what was settled as a row of its own; `counts` where the row counts."""
    where, parameters = narrowed(wanted)
    said = _CODINGS.format(words=_SAID, among=f"select id from {COUNTED_SEGMENTS}")
    return rows(db, f"select * from ({said}) c where {where} order by {order(wanted)}, judgment_id", parameters)


def waves_of_segments(db: Database, round_id: str, area_id: str = "") -> dict[str, str]:
    """Segment to the code of the wave it was said in: the survey's, or that of the day of the roundtable."""
    found = rows(
        db,
        f"""select s.id, coalesce(sw.code, dw.code) as wave from segment s
           left join answer an on an.id = s.answer_id left join response r on r.id = an.response_id
           left join survey su on su.id = r.survey_id left join wave sw on sw.id = su.wave_id
           left join document d on d.id = s.document_id left join roundtable rt on rt.id = d.roundtable_id
           left join wave dw on rt.held_on between dw.starts_on and dw.ends_on
           where s.round_id = :round and {_OF_AREA.format("s") if area_id else "1"}""",
        {"round": round_id, "area": area_id},
    )
    return {r["id"]: r["wave"] for r in found if r["wave"]}


def waves_of_respondents(db: Database, round_id: str, area_id: str = "") -> dict[str, set[str]]:
    """Wave code to the respondents (of an area) who answered or spoke in it."""
    found = rows(
        db,
        f"""select w.code, r.respondent_id from standing_response r join survey su on su.id = r.survey_id
             join wave w on w.id = su.wave_id where w.round_id = :round and {_OF_AREA.format("r") if area_id else "1"}
           union
           select w.code, p.respondent_id from participant p join roundtable rt on rt.id = p.roundtable_id
             join wave w on rt.held_on between w.starts_on and w.ends_on
           where rt.round_id = :round and p.respondent_id is not null and {_OF_AREA.format("p") if area_id else "1"}
             and exists (select 1 from turn t where t.participant_id = p.id)""",
        {"round": round_id, "area": area_id},
    )
    waves: dict[str, set[str]] = {}
    for r in found:
        waves.setdefault(r["code"], set()).add(r["respondent_id"])
    return waves
