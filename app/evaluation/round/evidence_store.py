"""SQL beside an evaluation: the months it averaged, and what came after it."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.coding.statements.segment_store import STANDS
from app.db import row


def window_of(db: Database, evaluation_id: str) -> tuple[str, str] | None:
    """First and last month over which an evaluation's indicators were averaged."""
    found = row(
        db,
        """select coalesce(min(json_extract(w.value, '$[0]')), (
               select json_extract(i.evidence, '$.months[0].month') from area_result r
                 join cell_item i on i.area_result_id = r.id and i.kind = 'indicator'
               where r.evaluation_id = e.id and json_array_length(i.evidence, '$.months') > 0 limit 1)) as first,
             coalesce(max(json_extract(w.value, '$[1]')), (
               select json_extract(i.evidence, '$.months[#-1].month') from area_result r
                 join cell_item i on i.area_result_id = r.id and i.kind = 'indicator'
               where r.evaluation_id = e.id and json_array_length(i.evidence, '$.months') > 0 limit 1)) as last
           from evaluation e left join json_each(e.summary, '$.windows') w where e.id = ?""",
        [evaluation_id],
    )
    return (found["first"], found["last"]) if found and found["first"] else None


def later_inputs(db: Database, round_id: str) -> sqlite3.Row | None:
    """Values, judgments, responses and transcripts that came, and what was withdrawn or destroyed, after the round was
    last evaluated; None: never was.

    To evaluate again with the same inputs counts as evaluating: what came since changed nothing. From what came (cross
    join) to the statements it is of, for mostly nothing did.
    """
    return row(
        db,
        f"""with since as (
             select max(at) as at from (
               select created_at as at from evaluation where round_id = :round and trial = 0
               union all
               select a.at from audit a join evaluation e on e.id = a.object_id
               where a.object_kind = 'evaluation' and a.action = 'round evaluated again' and e.round_id = :round
                 and e.trial = 0))
           select since.at,
             (select coalesce(sum(v.figures), 0) from value_run v join import_run i on i.id = v.import_id
                where i.at > since.at) as observations,
             (select count(*) from judgment j cross join segment s on s.id = j.segment_id
                where s.round_id = :round and j.at > since.at and {STANDS})
             + (select count(*) from settlement st cross join segment s on s.id = st.segment_id
                where s.round_id = :round and st.at > since.at and st.act in ('settle', 'agree', 'withdraw')
                  and {STANDS}) as judgments,
             (select count(*) from standing_response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
                where w.round_id = :round and r.received_at > since.at) as responses,
             (select count(*) from document d join roundtable t on t.id = d.roundtable_id
                where t.round_id = :round and d.created_at > since.at
                  and not exists (select 1 from withdrawal w where w.document_id = d.id)) as transcripts,
             (select count(*) from withdrawal w join document d on d.id = w.document_id
                join roundtable t on t.id = d.roundtable_id
                where t.round_id = :round and w.at > since.at and d.created_at <= since.at) as withdrawn,
             (select count(*) from return_end e cross join response r on r.id = e.response_id and r.test = 0
                cross join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
                where w.round_id = :round and e.at > since.at and e.act = 'withdrawn' and r.received_at <= since.at
                  and not exists (select 1 from return_end d where d.response_id = e.response_id
                                    and d.act = 'destroyed')) as withdrawn_returns
           from since where since.at is not null""",
        {"round": round_id},
    )
