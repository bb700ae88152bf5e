"""All SQL of the verification team: seats, votes, and the evidence a vote or a decision may point to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar
from app.evaluation.people.grounds import Grounds, as_list
from app.evaluation.round.standing_store import STANDING
from app.ids import new_id

# Seats -----------------------------------------------------------------------------------------------------


def find_round_by_code(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from round where code = ?", [code])


def seats_of(db: Database, round_id: str) -> dict[str, sqlite3.Row]:
    """Seat to its holder (person_id, person_name, login)."""
    found = rows(
        db,
        """select seat.*, p.name as person_name, p.login, p.active from seat
           join person p on p.id = seat.person_id where round_id = ?""",
        [round_id],
    )
    return {r["seat"]: r for r in found}


def seat_of(db: Database, round_id: str, person_id: str) -> str | None:
    """The seat a person holds in a round."""
    return scalar(db, "select seat from seat where round_id = ? and person_id = ?", [round_id, person_id])


def people_for_seats(db: Database) -> list[sqlite3.Row]:
    """Active people who may hold a seat: officials and experts."""
    return rows(
        db,
        """select id, name, login, role, all_areas from person
           where active = 1 and role in ('official', 'expert') order by role desc, name, login""",
    )


def set_seat(db: Database, round_id: str, seat: str, person_id: str) -> None:
    db.conn.execute(
        """insert into seat(round_id, seat, person_id) values (?, ?, ?)
           on conflict(round_id, seat) do update set person_id = excluded.person_id""",
        [round_id, seat, person_id],
    )


# Votes -----------------------------------------------------------------------------------------------------


def votes_of(db: Database, area_result_id: str) -> dict[str, sqlite3.Row]:
    """Seat to its vote."""
    found = rows(
        db,
        """select vote.*, p.name as person_name from vote join person p on p.id = vote.person_id
           where area_result_id = ? order by vote.id""",
        [area_result_id],
    )
    return {r["seat"]: r for r in found}


def insert_vote(
    db: Database,
    area_result_id: str,
    *,
    seat: str,
    person_id: str,
    level: str | None,
    reason: str,
    grounds: Grounds,
    example: bool,
) -> None:
    """A vote; level None is a declared conflict, its reason the text."""
    db.conn.execute(
        """insert into vote(id, area_result_id, seat, person_id, level, conflict, reason, reason_code,
             evidence, example, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(new_id(), area_result_id, seat, person_id, level, int(level is None), reason),
            *(grounds.code or None, json.dumps(as_list(grounds.evidence), ensure_ascii=False)),
            *(int(example), now()),
        ],
    )


def opened_votes(db: Database, evaluation_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Votes of an evaluation's areas whose vote is over, with the area's code; of the others nobody reads one."""
    return rows(
        db,
        f"""select a.code, v.* from vote v join area_result r on r.id = v.area_result_id join area a on a.id = r.area_id
            where r.evaluation_id = ? and {scope.sql("a.id")} and exists (
              select 1 from level_event le where le.area_result_id = r.id and le.state <> 'computed')
            order by a.code, v.id""",
        [evaluation_id],
    )


def progress(db: Database, round_id: str, scope: Scope, seat: str | None) -> list[sqlite3.Row]:
    """What stands in a round with how many seats voted and whether this one did; never what they voted."""
    return rows(
        db,
        f"""select r.id, r.score, r.level, r.undetermined, r.robustness, r.firm, ev.scheme_id,
              a.id as area_id, a.code, a.name_ko, a.name_en, a.district,
              coalesce(le.state, 'computed') as state, le.level as level_now, le.override,
              (select count(*) from vote v where v.area_result_id = r.id) as votes,
              exists (select 1 from vote v where v.area_result_id = r.id and v.seat = ?) as voted
            from {STANDING} st join area_result r on r.id = st.id join evaluation ev on ev.id = r.evaluation_id
              join area a on a.id = r.area_id
              left join level_event le on le.id = (
                select max(id) from level_event x where x.area_result_id = r.id)
            where st.round_id = ? and {scope.sql("a.id")} order by a.code""",
        [seat, round_id],
    )


def newest_evaluation_of_all(db: Database) -> sqlite3.Row | None:
    return row(db, "select * from evaluation order by created_at desc, id desc limit 1")


# Evidence --------------------------------------------------------------------------------------------------


def segments_of_area(db: Database, area_id: str, round_id: str, segment_ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    """Segment id to its text, for those said of the area in the round."""
    return _by_id(
        rows(
            db,
            f"""select s.id, s.text, s.answer_id, re.kind as respondent_kind from segment s
                left join respondent re on re.id = s.respondent_id
                where s.round_id = ? and s.id in ({_marks(wanted := list(segment_ids))}) and (
                  exists (select 1 from respondent_area ra
                          where ra.respondent_id = s.respondent_id and ra.area_id = ?)
                  or (s.respondent_id is null and exists (
                        select 1 from document d
                        join roundtable_area rta on rta.roundtable_id = d.roundtable_id
                        where d.id = s.document_id and rta.area_id = ?)))""",
            [round_id, *wanted, area_id, area_id],
        )
    )


def observations_of_area(db: Database, area_id: str, observation_ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    """Observation id to its value with the indicator's names, for those of the area."""
    return _by_id(
        rows(
            db,
            f"""select o.*, i.name_ko, i.name_en, i.unit, i.unit_en, i.kind from observation o
                join indicator i on i.code = o.indicator_code
                where o.area_id = ? and o.id in ({_marks(wanted := list(observation_ids))})""",
            [area_id, *wanted],
        )
    )


def _by_id(found: list[sqlite3.Row]) -> dict[str, sqlite3.Row]:
    return {r["id"]: r for r in found}


def _marks(wanted: list[str]) -> str:
    return ", ".join("?" * len(wanted))
