"""All SQL of writing a record down: what its codes stand for, its areas, topics and participants."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import rows, scalar
from app.ids import new_id
from app.roundtables.record.records import ParticipantDraft, RecordDraft


def areas_by_code(db: Database, scope: Scope) -> dict[str, str]:
    return {r["code"]: r["id"] for r in rows(db, f"select code, id from area where {scope.sql('id')}")}


def firms_by_code(db: Database, codes: Iterable[str]) -> dict[str, sqlite3.Row]:
    wanted = sorted(set(codes))
    places = ", ".join("?" * len(wanted))
    found = rows(db, f"select id, code, area_id from firm where code in ({places})", wanted)
    return {r["code"]: r for r in found}


def listed_firms(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """Every firm of a scope with the code of its area, for finding one by what was typed."""
    return rows(
        db,
        f"""select firm.code, firm.name, area.code as area_code from firm join area on area.id = firm.area_id
            where {scope.sql("firm.area_id")} order by firm.code""",
    )


def respondents_of(db: Database, roundtable_id: str, round_id: str) -> dict[tuple[str, str], str]:
    """Participant and firm to the respondent they are in this round."""
    found = rows(
        db,
        """select p.id, p.firm_id, p.respondent_id from participant p join respondent r on r.id = p.respondent_id
           where p.roundtable_id = ? and r.round_id = ? and p.firm_id is not null""",
        [roundtable_id, round_id],
    )
    return {(r["id"], r["firm_id"]): r["respondent_id"] for r in found}


def round_on(db: Database, day: str) -> str | None:
    """The round a date falls into."""
    return scalar(db, "select id from round where starts_on <= ? and ends_on >= ?", [day, day])


def free_code(db: Database, day: str) -> str:
    """A code nobody uses yet: the date and a number."""
    taken = {r["code"] for r in rows(db, "select code from roundtable where code like ?", [f"{day}-%"])}
    return next(code for n in range(1, len(taken) + 2) if (code := f"{day}-{n}") not in taken)


def series_named(db: Database, name: str) -> str:
    """The id of the series of that name, written down when it is new."""
    found = scalar(db, "select id from series where name_ko = ?", [name])
    if found is None:
        found = new_id()
        db.conn.execute("insert into series(id, name_ko, name_en) values (?, ?, ?)", [found, name, name])
    return found


def put_roundtable(
    db: Database,
    roundtable_id: str,
    draft: RecordDraft,
    *,
    round_id: str,
    series_id: str | None,
    by: str | None,
) -> None:
    """Insert the record or change it in place; its code stays."""
    values = {
        **{key: getattr(draft, key) for key in ("code", "kind", "title", "title_en", "held_on", "starts_at")},
        "number": draft.number,
        **{key: getattr(draft, key) for key in ("ends_at", "place", "industry_code", "language")},
        "id": roundtable_id,
        "round_id": round_id,
        "series_id": series_id,
        "created_by": by,
        "created_at": now(),
    }
    names = list(values)
    changed = [name for name in names if name not in ("id", "code", "created_by", "created_at")]
    db.conn.execute(
        f"""insert into roundtable({", ".join(names)}) values ({", ".join(":" + name for name in names)})
            on conflict(id) do update set {", ".join(f"{name} = excluded.{name}" for name in changed)}""",
        values,
    )


def set_areas_and_topics(db: Database, roundtable_id: str, area_ids: Iterable[str], topics: Iterable[str]) -> None:
    db.conn.execute("delete from roundtable_area where roundtable_id = ?", [roundtable_id])
    db.conn.executemany("insert into roundtable_area values (?, ?)", [(roundtable_id, a) for a in area_ids])
    db.conn.execute("delete from topic where roundtable_id = ?", [roundtable_id])
    db.conn.executemany(
        "insert into topic(roundtable_id, position, text) values (?, ?, ?)",
        [(roundtable_id, position, text) for position, text in enumerate(topics, start=1)],
    )


def drop_presentations(db: Database, roundtable_id: str) -> None:
    db.conn.execute("delete from presentation where roundtable_id = ?", [roundtable_id])


def put_presentations(db: Database, roundtable_id: str, draft: RecordDraft, ids: Mapping[str, str]) -> None:
    """What was presented, in order; `ids` gives each participant's label its id."""
    db.conn.executemany(
        """insert into presentation(roundtable_id, position, title, organization, role, participant_id, minute_from,
             minute_to) values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                *(roundtable_id, position, each.title, each.organization, each.role),
                *(ids.get(each.speaker), each.minute_from, each.minute_to),
            )
            for position, each in enumerate(draft.presentations, start=1)
        ],
    )


def number_taken(db: Database, series_id: str, number: int, besides: str) -> bool:
    """Whether another meeting of the series has that number."""
    sql = "select 1 from roundtable where series_id = ? and number = ? and id <> ?"
    return scalar(db, sql, [series_id, number, besides]) is not None


def put_aside_labels(db: Database, roundtable_id: str) -> None:
    """Give every participant a passing label, so that two lines may swap theirs."""
    db.conn.execute("update participant set label = id where roundtable_id = ?", [roundtable_id])


def put_participant(
    db: Database,
    participant_id: str,
    each: ParticipantDraft,
    *,
    roundtable_id: str,
    position: int,
    firm_id: str | None,
    respondent_id: str | None,
) -> None:
    db.conn.execute(
        """insert into participant(id, roundtable_id, position, label, organization, org_kind, role, firm_id,
             respondent_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
           on conflict(id) do update set position = excluded.position, label = excluded.label,
             organization = excluded.organization, org_kind = excluded.org_kind, role = excluded.role,
             firm_id = excluded.firm_id, respondent_id = excluded.respondent_id""",
        [
            participant_id,
            roundtable_id,
            position,
            each.label,
            each.organization,
            each.org_kind,
            each.role,
            firm_id,
            respondent_id,
        ],
    )


def speaking_participants(db: Database, roundtable_id: str) -> dict[str, str]:
    """Participants a stored turn belongs to, id to label."""
    found = rows(
        db,
        """select distinct p.id, p.label from participant p join turn on turn.participant_id = p.id
           where p.roundtable_id = ?""",
        [roundtable_id],
    )
    return {r["id"]: r["label"] for r in found}


def delete_participant(db: Database, participant_id: str) -> None:
    db.conn.execute("delete from participant where id = ?", [participant_id])
