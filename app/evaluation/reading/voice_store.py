"""SQL of who was asked and spoke in a round, and what coders decided of it, as it was known at a moment."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from app.db import rows
from app.evaluation.reading.moments import Moment

# A destroyed return is gone for good; one that was withdrawn counts as long as that was not known.
_ENDED = """exists (select 1 from return_end e where e.response_id = {response}
             and (e.act = 'destroyed' or e.at <= :withdrawn_until))"""
# Whose voice a turn is, or was when its transcript was withdrawn.
_SPEAKER = "coalesce(p.respondent_id, was.respondent_id)"
# A closed answer as it was known: by the newest correction until then.
_VALUE = """coalesce((select c.value from answer_correction c where c.response_id = an.response_id
                and c.question_id = an.question_id and c.at <= :read_at order by c.id desc limit 1), an.value)"""
_WITHDRAWN = "exists (select 1 from withdrawal wd where wd.document_id = {document} and wd.at <= :withdrawn_until)"
# Turns and segments of some respondents, withdrawn ones too, found by their indexes: a superset that costs what it finds.
_TURNS = """select t2.id from participant p2 join turn t2 on t2.participant_id = p2.id
              where p2.respondent_id in (select value from json_each(:of))
            union select w2.turn_id from withdrawn_turn w2 where w2.respondent_id in (select value from json_each(:of))"""
_SEGMENTS = """select s2.id from segment s2 where s2.respondent_id in (select value from json_each(:of))
            union select s2.id from withdrawn_turn w2 join segment s2 on s2.turn_id = w2.turn_id
              where w2.respondent_id in (select value from json_each(:of))"""


def respondents(db: Database, round_id: str) -> list[sqlite3.Row]:
    """Everybody who may have a voice in the round, with the firm's code where it is on the register."""
    return rows(
        db,
        """select re.id, re.kind, re.firm_id, f.code from respondent re left join firm f on f.id = re.firm_id
           where re.round_id = ? and re.nobody = 0""",
        [round_id],
    )


def areas_of_respondents(db: Database, round_id: str) -> list[sqlite3.Row]:
    return rows(
        db,
        """select ra.respondent_id, ra.area_id from respondent_area ra join respondent re on re.id = ra.respondent_id
           where re.round_id = ?""",
        [round_id],
    )


def returns(db: Database, round_id: str, moment: Moment, of: Sequence[str] | None = None) -> list[sqlite3.Row]:
    """Returns that count, with what orders them in every database alike: wave, questionnaire, survey, then time.

    Of all respondents, or of some.
    """
    return rows(
        db,
        f"""select r.id, r.respondent_id, r.survey_id, r.version_id, r.submitted_at, r.content_sha256, w.code as wave,
              q.code as questionnaire, su.opens_on, su.title_ko
            from response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
              join questionnaire_version v on v.id = r.version_id join questionnaire q on q.id = v.questionnaire_id
            where w.round_id = :round and r.test = 0 and r.received_at <= :read_at and not {_ENDED.format(response="r.id")}
              {_only("r.respondent_id", of)}""",
        _asked(round_id, moment, of),
    )


def definitions(db: Database, version_ids: Iterable[str]) -> dict[str, str]:
    """Version id to definition."""
    found = rows(
        db,
        "select id, definition from questionnaire_version where id in (select value from json_each(?))",
        [json.dumps(sorted(set(version_ids)))],
    )
    return {r["id"]: r["definition"] for r in found}


def answers(
    db: Database, round_id: str, moment: Moment, question_ids: Iterable[str], of: Sequence[str] | None = None
) -> Iterator[sqlite3.Row]:
    """Answers to some questions, inside repeats too, whichever of the round's returns they are in."""
    return db.conn.execute(
        f"""select an.id, an.response_id, an.question_id, {_VALUE} as value,
             trim(coalesce(an.text, '')) <> '' or exists (
               select 1 from answer_original o where o.answer_id = an.id) as written
           from response r join answer an on an.response_id = r.id
           where r.survey_id in (select su.id from survey su join wave w on w.id = su.wave_id
                                 where w.round_id = :round)
             and r.test = 0 and r.received_at <= :read_at
             and substr(an.question_id, 1, instr(an.question_id || '[', '[') - 1) in (select value from json_each(:asked))
             {_only("r.respondent_id", of)}""",
        {**_asked(round_id, moment, of), "asked": json.dumps(sorted(question_ids))},
    )


def at_tables(db: Database, round_id: str, moment: Moment) -> list[str]:
    """Respondents who sat at a roundtable or interview of the round, whether or not they spoke."""
    found = rows(
        db,
        """select distinct p.respondent_id as id from participant p join roundtable rt on rt.id = p.roundtable_id
           where rt.round_id = :round and rt.created_at <= :read_at and p.respondent_id is not null""",
        _asked(round_id, moment),
    )
    return [r["id"] for r in found]


def turns(db: Database, round_id: str, moment: Moment, of: Sequence[str] | None = None) -> list[sqlite3.Row]:
    """Turns of respondents, with what orders them in every database alike."""
    return rows(
        db,
        f"""select t.id, t.position, {_SPEAKER} as respondent_id, rt.held_on, rt.code as roundtable, d.sha256
            from roundtable rt join document d on d.roundtable_id = rt.id join turn t on t.document_id = d.id
              left join participant p on p.id = t.participant_id left join withdrawn_turn was on was.turn_id = t.id
            where rt.round_id = :round and {_SPEAKER} is not null and t.aside = 0
              and d.created_at <= :read_at and not {_WITHDRAWN.format(document="d.id")}
              {_only(_SPEAKER, of)} {_only("t.id", of, _TURNS)}""",
        _asked(round_id, moment, of),
    )


def judgments(
    db: Database, round_id: str, moment: Moment, of: Sequence[str] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Every judgment given by the moment as fields of `voices.Judged`, segment by segment, coder by coder, in the
    order they were given; of all respondents, or of some."""
    cursor = db.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(
        f"""select j.id, s.id as segment_id, coalesce(s.answer_id, s.turn_id) as place_id, j.coder_id, j.action,
              j.theme_code, j.stance, j.severity, j.retracts,
              (select su.theme_code from suggestion su where su.id = j.suggestion_id) as about,
              coalesce(s.respondent_id, was.respondent_id)
            from segment s join judgment j on j.segment_id = s.id
              left join withdrawn_turn was on was.turn_id = s.turn_id
            where s.round_id = :round and j.at <= :read_at {_only("coalesce(s.respondent_id, was.respondent_id)", of)}
              {_only("s.id", of, _SEGMENTS)}
            order by s.rowid, j.coder_id, j.id""",
        _asked(round_id, moment, of),
    )


def settlements(db: Database, round_id: str, moment: Moment) -> list[sqlite3.Row]:
    """What was settled of segments by the moment, a row a theme; `theme` null: nothing there."""
    return rows(
        db,
        """with newest as (select segment_id, max(id) as id from settlement
             where at <= :read_at and act in ('settle', 'agree', 'withdraw') group by segment_id)
           select st.id, s.id as segment_id, coalesce(s.answer_id, s.turn_id) as place_id,
             coalesce(s.respondent_id, was.respondent_id) as respondent_id, c.theme_code as theme, c.stance, c.severity
           from newest join settlement st on st.id = newest.id and st.act <> 'withdraw'
             join segment s on s.id = st.segment_id left join withdrawn_turn was on was.turn_id = s.turn_id
             left join settled_coding c on c.settlement_id = st.id
           where s.round_id = :round order by st.id, c.theme_code""",
        _asked(round_id, moment),
    )


def logins(db: Database) -> dict[str, str]:
    """Person to login, which orders coders in every database alike."""
    return {r["id"]: r["login"] for r in rows(db, "select id, login from person")}


def _only(column: str, of: Sequence[str] | None, among: str = "select value from json_each(:of)") -> str:
    return "" if of is None else f"and {column} in ({among})"


def _asked(round_id: str, moment: Moment, of: Sequence[str] | None = None) -> dict[str, str]:
    return {
        "round": round_id,
        "read_at": moment.read_at,
        "withdrawn_until": moment.withdrawn_until,
        "of": json.dumps(list(of or ())),
    }
