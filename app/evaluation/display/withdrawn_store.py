"""The evaluations that cite a transcript or a return, for the pages that withdraw it.

One of the method's first version names what it counted; one of the second counted what stood at its moment.
"""

from __future__ import annotations

from sqlite_utils import Database

from app.db import scalar


def evaluations(db: Database, document_id: str) -> int:
    """Evaluations with a coding of one of its statements among their items, or that heard those who speak in it."""
    return int(
        scalar(
            db,
            """select count(*) from evaluation e where e.round_id = (
                 select rt.round_id from document d join roundtable rt on rt.id = d.roundtable_id where d.id = :document)
               and (e.method = 2 and e.read_at >= (select created_at from document where id = :document) and exists (
                 select 1 from turn t left join withdrawn_turn was on was.turn_id = t.id
                   left join participant p on p.id = t.participant_id
                   join voice_item v on v.respondent_id = coalesce(p.respondent_id, was.respondent_id)
                   join area_result r on r.id = v.area_result_id
                 where t.document_id = :document and r.evaluation_id = e.id)
               or e.method = 1 and exists (
                 select 1 from area_result r join cell_item i on i.area_result_id = r.id
                   join json_each(i.evidence, '$.codings') c
                   join segment s on s.id = json_extract(c.value, '$.segment')
                 where r.evaluation_id = e.id and i.kind = 'respondent' and s.document_id = :document))""",
            {"document": document_id},
        )
    )


def _counted(evaluation: str, response: str) -> str:
    """That an evaluation of method 1 counted a return: by a survey item, or by a coding of one of its statements."""
    return f"""exists (
                 select 1 from area_result ar join cell_item i on i.area_result_id = ar.id
                 where ar.evaluation_id = {evaluation} and (
                   (i.kind = 'survey' and instr(i.evidence, {response}))
                   or (i.kind = 'respondent' and exists (
                     select 1 from json_each(i.evidence, '$.codings') c
                       join segment s on s.id = json_extract(c.value, '$.segment')
                       join answer an on an.id = s.answer_id where an.response_id = {response}))))"""


# That an evaluation `e` of method 2 counted a return `r`: it was there, and neither withdrawn nor destroyed.
_STOOD = """r.received_at <= e.read_at and not exists (
              select 1 from return_end x where x.response_id = r.id and x.at <= e.read_at)"""


def evaluations_of_return(db: Database, response_id: str) -> int:
    """Evaluations that counted a return."""
    return int(
        scalar(
            db,
            f"""select count(*) from evaluation e join response r on r.id = :response and r.test = 0
               join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id and w.round_id = e.round_id
               where case e.method when 2 then {_STOOD} else {_counted("e.id", "r.id")} end""",
            {"response": response_id},
        )
    )


def destroyed_since(db: Database, evaluation_id: str) -> int:
    """Returns an evaluation counted that are destroyed by now."""
    return int(
        scalar(
            db,
            f"""select count(*) from evaluation e join wave w on w.round_id = e.round_id
                 join survey su on su.wave_id = w.id join response r on r.survey_id = su.id and r.test = 0
                 join return_end d on d.response_id = r.id and d.act = 'destroyed'
               where e.id = :evaluation
                 and case e.method when 2 then {_STOOD} else {_counted("e.id", "r.id")} end""",
            {"evaluation": evaluation_id},
        )
    )
