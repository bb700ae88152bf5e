"""The evaluations that cite a transcript or a return, for the pages that withdraw it.

What an evaluation of the method's first version counted stands in its items. The second keeps who was counted and the
moment it read at: a statement counted when its respondent did and a judgment of it stood by then.
"""

from __future__ import annotations

from sqlite_utils import Database

from app.db import scalar

# Whether a segment counted in an area's voices by the second version: `r` is the result, `e` its evaluation.
_VOICED = """exists (
                 select 1 from area_result r join voice_item v on v.area_result_id = r.id
                   join segment s on s.respondent_id = v.respondent_id {join}
                   join judgment j on j.segment_id = s.id and j.at <= e.read_at
                 where r.evaluation_id = e.id and {where})"""


def evaluations(db: Database, document_id: str) -> int:
    """Evaluations with a coding of one of its statements among their items."""
    return int(
        scalar(
            db,
            f"""select count(*) from evaluation e where e.round_id = (
                 select rt.round_id from document d join roundtable rt on rt.id = d.roundtable_id where d.id = :document)
               and (exists (
                 select 1 from area_result r join cell_item i on i.area_result_id = r.id
                   join json_each(i.evidence, '$.codings') c
                   join segment s on s.id = json_extract(c.value, '$.segment')
                 where r.evaluation_id = e.id and i.kind = 'respondent' and s.document_id = :document)
               or {_VOICED.format(join="", where="s.document_id = :document")})""",
            {"document": document_id},
        )
    )


def _counted(response: str) -> str:
    """That evaluation `e` counted a return: by a survey item, or by a coding of one of its statements."""
    voiced = _VOICED.format(join="join answer an on an.id = s.answer_id", where=f"an.response_id = {response}")
    return f"""({voiced} or exists (
                 select 1 from response re join area_result ar on ar.evaluation_id = e.id and ar.area_id = re.area_id
                   join source_item si on si.area_result_id = ar.id and si.kind = 'survey' and si.n > 0
                   join survey su on su.id = re.survey_id join wave w on w.id = su.wave_id and w.round_id = e.round_id
                 where re.id = {response} and re.received_at <= e.read_at
                   and not exists (select 1 from return_end x where x.response_id = re.id and x.at <= e.read_at))
               or exists (
                 select 1 from area_result ar join cell_item i on i.area_result_id = ar.id
                 where ar.evaluation_id = e.id and (
                   (i.kind = 'survey' and instr(i.evidence, {response}))
                   or (i.kind = 'respondent' and exists (
                     select 1 from json_each(i.evidence, '$.codings') c
                       join segment s on s.id = json_extract(c.value, '$.segment')
                       join answer an on an.id = s.answer_id where an.response_id = {response})))))"""


def evaluations_of_return(db: Database, response_id: str) -> int:
    """Evaluations with a survey item or a coding of one of its statements that came from a return."""
    return int(
        scalar(
            db,
            f"""select count(*) from evaluation e join response r on r.id = :response
               join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id and w.round_id = e.round_id
               where {_counted("r.id")}""",
            {"response": response_id},
        )
    )


def destroyed_since(db: Database, evaluation_id: str) -> int:
    """Returns an evaluation counted that are destroyed by now: its items still name them."""
    return int(
        scalar(
            db,
            f"""select count(*) from return_end d join evaluation e on e.id = :evaluation
               where d.act = 'destroyed' and {_counted("d.response_id")}""",
            {"evaluation": evaluation_id},
        )
    )
