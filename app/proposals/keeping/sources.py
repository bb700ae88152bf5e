"""Where a proposal stands that no verbatim statement says: minutes of a meeting or a letter, who asked, on which day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows


@dataclass(frozen=True)
class Source:
    """A meeting by its record, or (empty) a letter about an area; who asked: a participant, a firm, or a name."""

    said_on: str
    roundtable_id: str = ""
    participant_id: str = ""
    firm_id: str = ""
    organization: str = ""
    area_id: str = ""


def insert(db: Database, proposal_id: str, source: Source, *, person_id: str | None) -> None:
    db.conn.execute(
        """insert into proposal_source(proposal_id, roundtable_id, participant_id, firm_id, organization, area_id,
             said_on, person_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(proposal_id, source.roundtable_id or None, source.participant_id or None, source.firm_id or None),
            *(source.organization, source.area_id or None, source.said_on, person_id, now()),
        ],
    )


def copy(db: Database, into: str, other: str) -> None:
    """A proposal that goes on in another brings along where it stood."""
    db.conn.execute(
        """insert into proposal_source(proposal_id, roundtable_id, participant_id, firm_id, organization, area_id,
             said_on, person_id, at)
           select ?, roundtable_id, participant_id, firm_id, organization, area_id, said_on, person_id, at
           from proposal_source where proposal_id = ? order by id""",
        [into, other],
    )


def sources_of(db: Database, proposal_ids: Iterable[str]) -> dict[str, list[sqlite3.Row]]:
    """Proposal to where it was told, the first day first: the meeting, and who asked as recorded and as shown."""
    found: dict[str, list[sqlite3.Row]] = {each: [] for each in proposal_ids}
    for r in rows(
        db,
        """select so.*, rt.title, rt.title_en, rt.held_on, p.org_kind, p.shown_organization,
             coalesce(p.organization, f.name, so.organization) as who
           from proposal_source so left join roundtable rt on rt.id = so.roundtable_id
           left join participant p on p.id = so.participant_id left join firm f on f.id = so.firm_id
           where so.proposal_id in (select value from json_each(?)) order by so.said_on, so.id""",
        [json.dumps(list(found))],
    ):
        found[r["proposal_id"]].append(r)
    return found


def firms_called(db: Database, typed: str, scope: Scope) -> list[sqlite3.Row]:
    """Firms of the register with this very code or name."""
    sql = f"select id, area_id from firm where (code = :typed or name = :typed) and {scope.sql('area_id')} limit 2"
    return rows(db, sql, {"typed": typed})


def participant_called(db: Database, roundtable_id: str, typed: str) -> sqlite3.Row | None:
    """Who of a meeting is meant by an organisation or a name, as recorded or as everybody reads it."""
    return row(
        db,
        """select id, firm_id from participant where roundtable_id = :meeting and org_kind <> 'moderator'
             and :typed in (organization, label, shown_organization, shown_label) order by position limit 1""",
        {"meeting": roundtable_id, "typed": typed},
    )
