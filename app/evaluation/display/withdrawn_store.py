"""The evaluations that cite a transcript or a return, for the pages that withdraw it."""

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


def _counted(evaluation: str, response: str) -> str:
    """That an evaluation counted a return: by a survey item, or by a coding of one of its statements."""
    return f"""exists (
                 select 1 from area_result ar join cell_item i on i.area_result_id = ar.id
                 where ar.evaluation_id = {evaluation} and (
                   (i.kind = 'survey' and instr(i.evidence, {response}))
                   or (i.kind = 'respondent' and exists (
                     select 1 from json_each(i.evidence, '$.codings') c
                       join segment s on s.id = json_extract(c.value, '$.segment')
                       join answer an on an.id = s.answer_id where an.response_id = {response}))))"""


def evaluations_of_return(db: Database, response_id: str) -> int:
    """Evaluations with a survey item or a coding of one of its statements that came from a return."""
    return int(
        scalar(
            db,
            f"""select count(*) from evaluation e join response r on r.id = :response
               join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id and w.round_id = e.round_id
               where {_counted("e.id", "r.id")}""",
            {"response": response_id},
        )
    )


def destroyed_since(db: Database, evaluation_id: str) -> int:
    """Returns an evaluation counted that are destroyed by now: its items still name them."""
    return int(
        scalar(
            db,
            f"""select count(*) from return_end e
               where e.act = 'destroyed' and {_counted(":evaluation", "e.response_id")}""",
            {"evaluation": evaluation_id},
        )
    )
