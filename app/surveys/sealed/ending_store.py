"""All SQL of withdrawing and destroying returns."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id
from app.personal.voices import empty_labels

_FOUND = """select r.*, su.title_ko, su.title_en, w.code as wave, w.round_id, a.code as area_code, a.name_ko, a.name_en,
  f.code as firm_code, coalesce(f.name, re.label) as own,
  (select at from return_end e where e.response_id = r.id and e.act = 'withdrawn') as withdrawn_at,
  (select at from return_end e where e.response_id = r.id and e.act = 'destroyed') as destroyed_at,
  (select reason from return_end e where e.response_id = r.id order by e.act limit 1) as reason,
  (select count(*) from standing_answer an where an.response_id = r.id and an.value <> 'null') as closed,
  (select count(*) from answer_original o join answer an on an.id = o.answer_id
    where an.response_id = r.id and o.destroyed_at is null) as originals
from response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id join area a on a.id = r.area_id
left join firm f on f.id = r.firm_id join respondent re on re.id = r.respondent_id"""


def find_by_receipt(db: Database, receipt: str, scope: Scope) -> sqlite3.Row | None:
    """A return of the scope by the number its respondent keeps, ended ones too."""
    return row(db, f"{_FOUND} where r.receipt = ? and {scope.sql('r.area_id')}", [receipt])


def find_return(db: Database, response_id: str) -> sqlite3.Row | None:
    return row(db, f"{_FOUND} where r.id = ?", [response_id])


def returns_of_firm(db: Database, firm_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Every return of a firm in the scope that is not destroyed, the newest first."""
    return rows(
        db,
        f"{_FOUND} where r.firm_id = ? and {scope.sql('r.area_id')} order by r.submitted_at desc, r.id desc",
        [firm_id],
    )


def has_ended(db: Database, response_id: str) -> bool:
    """Whether a return was withdrawn or destroyed."""
    return scalar(db, "select 1 from return_end where response_id = ?", [response_id]) is not None


def due_returns(db: Database, until: str) -> list[str]:
    """Returns that were to be kept until a day or an earlier one and are still there."""
    found = rows(
        db,
        """select id from response where keep_until <= ? and not exists (
             select 1 from return_end e where e.response_id = response.id and e.act = 'destroyed')
           order by keep_until, id""",
        [until],
    )
    return [r["id"] for r in found]


def insert_end(db: Database, response_id: str, act: str, reason: str, *, person_id: str | None) -> bool:
    """Write that a return was withdrawn or destroyed; False where that is written already."""
    done = db.conn.execute(
        """insert into return_end(response_id, act, reason, person_id, at) values (?, ?, ?, ?, ?)
           on conflict do nothing""",
        [response_id, act, reason, person_id, now()],
    )
    return done.rowcount > 0


def empty_answers(db: Database, response_id: str) -> int:
    """Take out what a return answered, what was corrected in it too: values and words; rows stay, since segments lead
    to them."""
    db.conn.execute(
        "update answer_correction set before = 'null', value = 'null', note = '' where response_id = ?", [response_id]
    )
    return db.conn.execute(
        "update answer set value = 'null', text = null where response_id = ?", [response_id]
    ).rowcount


def give_to_nobody(db: Database, found: sqlite3.Row) -> None:
    """Cut what leads from a destroyed return to who gave it: firm, link, researcher, the minute, the voice itself.

    A voice that nothing else is heard by keeps its place in what was decided, without firm and name.
    """
    day = f"{str(found['submitted_at'])[:10]}T00:00:00.000000+00:00"
    db.conn.execute(
        """update response set respondent_id = ?, firm_id = null, invitation_id = null, researcher_id = null,
             consent_sha256 = null, content_sha256 = '', submitted_at = ?, received_at = ? where id = ?""",
        [nobody_of(db, found["round_id"]), day, day, found["id"]],
    )
    db.conn.execute(
        """update respondent set firm_id = null where id = ? and nobody = 0
             and not exists (select 1 from response r where r.respondent_id = respondent.id)
             and not exists (select 1 from participant p where p.respondent_id = respondent.id)""",
        [found["respondent_id"]],
    )
    empty_labels(db, respondent_id=found["respondent_id"])


def nobody_of(db: Database, round_id: str) -> str:
    """The round's respondent that speaks for nobody: of destroyed returns, and of tries."""
    known = scalar(db, "select id from respondent where round_id = ? and nobody = 1", [round_id])
    if known is None:
        known = new_id()
        db.conn.execute(
            "insert into respondent(id, round_id, kind, firm_id, label, nobody) values (?, ?, 'firm', null, '', 1)",
            [known, round_id],
        )
    return str(known)
