"""All SQL of sendings: whom a survey may still be sent to, and what went to whom; every reading is within a scope."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows
from app.surveys.asking.frame import answered_at, framed
from app.surveys.asking.store import plain


def firms_to_reach(
    db: Database,
    survey_id: str,
    scope: Scope,
    *,
    area_ids: Iterable[str] = (),
    search: str = "",
    firm_ids: Collection[str] | None = None,
) -> list[sqlite3.Row]:
    """The firms of the scope with their contact, their answer, their live link and what was sent to them last.

    `answered`: when it answered; `sent`: how often the survey was sent to it; `sent_on`: the last day of that.
    `firm_ids`: these alone; None: all of the areas whose name or code holds `search`.
    """
    chosen, picked = list(area_ids), None if firm_ids is None else json.dumps(sorted(firm_ids))
    return rows(
        db,
        f"""select f.id, f.code, f.name, f.area_id, a.code as area_code, a.name_ko, a.name_en,
              c.person, c.email, c.phone, c.postcode, c.address,
              {answered_at()} as answered,
              i.id as invitation_id, i.token_hash,
              (select count(*) from sending_firm sf join sending se on se.id = sf.sending_id
               where sf.firm_id = f.id and se.survey_id = s.id) as sent,
              (select max(se.sent_on) from sending_firm sf join sending se on se.id = sf.sending_id
               where sf.firm_id = f.id and se.survey_id = s.id) as sent_on
            from survey s join firm f join area a on a.id = f.area_id left join firm_contact c on c.firm_id = f.id
              left join invitation i on i.survey_id = s.id and i.firm_id = f.id and i.revoked_at is null
                and i.used_at is null
            where s.id = :survey and {scope.sql("f.area_id")} and {framed()}
              and (:areas = '[]' or f.area_id in (select value from json_each(:areas)))
              and (:picked is null or f.id in (select value from json_each(:picked)))
              and (f.name || ' ' || f.code) like :search escape '\\'
            group by f.id order by a.code, f.code""",
        {"survey": survey_id, "areas": json.dumps(chosen), "picked": picked, "search": f"%{plain(search)}%"},
    )


def insert_sending(
    db: Database, sending_id: str, *, survey_id: str, number: int, channel: str, sent_on: str, person_id: str | None
) -> None:
    db.conn.execute(
        "insert into sending(id, survey_id, number, channel, sent_on, person_id, at) values (?, ?, ?, ?, ?, ?, ?)",
        [sending_id, survey_id, number, channel, sent_on, person_id, now()],
    )


def insert_sending_firms(db: Database, sending_id: str, firms: Iterable[tuple[str, str | None]]) -> None:
    """Firm and link of each that a sending goes to."""
    db.conn.executemany(
        "insert into sending_firm(sending_id, firm_id, invitation_id) values (?, ?, ?)",
        [(sending_id, firm, link) for firm, link in firms],
    )


def find_sending(db: Database, sending_id: str) -> sqlite3.Row | None:
    return row(
        db,
        """select se.*, p.name as person_name from sending se left join person p on p.id = se.person_id
           where se.id = ?""",
        [sending_id],
    )


def list_sendings(db: Database, survey_id: str, scope: Scope) -> list[sqlite3.Row]:
    """What was sent, newest first: to how many firms of the scope, and how many of them answered after it.

    A firm's first answer counts under one sending: the last one before it.
    """
    return rows(
        db,
        f"""select se.*, p.name as person_name, count(*) as firms,
              sum(exists (
                select 1 from (select date(min(r.submitted_at), '+9 hours') as day from standing_response r
                               where r.survey_id = se.survey_id and r.firm_id = f.id and r.respondent_id in (
                                 select n.respondent_id from return_now k join response n on n.id = k.response_id
                                 where k.firm_id = f.id)) first
                where first.day >= se.sent_on and not exists (
                  select 1 from sending_firm o join sending later on later.id = o.sending_id
                  where o.firm_id = f.id and later.survey_id = se.survey_id and later.at > se.at
                    and later.sent_on <= first.day))) as answered
            from sending se join sending_firm sf on sf.sending_id = se.id join firm f on f.id = sf.firm_id
              left join person p on p.id = se.person_id
            where se.survey_id = ? and {scope.sql("f.area_id")} group by se.id order by se.at desc""",
        [survey_id],
    )


def numbers_of(db: Database, survey_id: str, scope: Scope) -> dict[str, dict[int, int]]:
    """Sending id to the firms it went to by how often each had been written to before: 0 is a first notice."""
    found = rows(
        db,
        f"""select id, before, count(*) as firms from (
              select se.id, row_number() over (partition by sf.firm_id order by se.at, se.id) - 1 as before
              from sending se join sending_firm sf on sf.sending_id = se.id join firm f on f.id = sf.firm_id
              where se.survey_id = ? and {scope.sql("f.area_id")}) group by id, before order by before""",
        [survey_id],
    )
    numbers: dict[str, dict[int, int]] = defaultdict(dict)
    for each in found:
        numbers[each["id"]][each["before"]] = each["firms"]
    return numbers


def firms_of_sending(db: Database, sending_id: str, scope: Scope) -> list[sqlite3.Row]:
    """The firms a sending went to, each with its link, its contact and its answer.

    `before`: how often it was written to before this one; `framed`: the survey still asks it.
    """
    return rows(
        db,
        f"""select f.id, f.code, f.name, f.area_id, a.code as area_code, a.name_ko, a.name_en,
              c.person, c.email, c.phone, c.postcode, c.address, i.id as invitation_id, i.token_hash,
              i.revoked_at, i.used_at, {framed("f", "se.survey_id")} as framed,
              {answered_at("f.id", "se.survey_id")} as answered,
              (select count(*) from sending_firm o join sending e on e.id = o.sending_id
               where o.firm_id = f.id and e.survey_id = se.survey_id and e.at < se.at) as before
            from sending se join sending_firm sf on sf.sending_id = se.id join firm f on f.id = sf.firm_id
              join area a on a.id = f.area_id left join firm_contact c on c.firm_id = f.id
              left join invitation i on i.id = sf.invitation_id
            where se.id = ? and {scope.sql("f.area_id")} order by a.code, f.code""",
        [sending_id],
    )
