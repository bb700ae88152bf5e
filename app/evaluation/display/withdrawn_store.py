"""The evaluations that cite a transcript, for the page that withdraws it; see `roundtables.withdrawing`."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import scalar


def evaluations(db: Database, document_id: str) -> int:
    """Evaluations with a coding of one of its statements among their items."""
    return int(
        scalar(
            db,
            """select count(*) from evaluation e where e.round_id = (
                 select rt.round_id from document d join roundtable rt on rt.id = d.roundtable_id where d.id = :document)
               and exists (
                 select 1 from area_result r join cell_item i on i.area_result_id = r.id
                   join json_each(i.evidence, '$.codings') c
                   join segment s on s.id = json_extract(c.value, '$.segment')
                 where r.evaluation_id = e.id and i.kind = 'respondent' and s.document_id = :document)""",
            {"document": document_id},
        )
    )
