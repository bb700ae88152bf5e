"""All SQL of visits: who goes where, what came of it, and the words firms agreed to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar
from app.field.visits.visits import Wanted
from app.monitoring.reading.firm_calls import Call
from app.surveys.asking.frame import answered, framed
from app.surveys.asking.store import plain

_VISIT = f"""select v.*, a.code as area_code, a.name_ko, a.name_en, a.district, f.code as firm_code, f.name as firm_name,
    f.size_band, f.employees, i.name_ko as industry_ko, i.name_en as industry_en, s.title_ko, s.title_en, s.closes_on,
    w.code as wave, p.name as researcher_name,
    {answered("v.firm_id", "v.survey_id")} as answered
  from visit_now v join area a on a.id = v.area_id join survey s on s.id = v.survey_id join wave w on w.id = s.wave_id
    join person p on p.id = v.researcher_id left join firm f on f.id = v.firm_id
    left join industry i on i.code = f.industry_code"""


# A visit nobody has made yet to a firm that was taken out of its survey: nobody is to go.
_TO_MAKE = f"""(v.state <> 'planned' or v.firm_id is null
  or exists (select 1 from firm ff where ff.id = v.firm_id and {framed("ff", "v.survey_id")}))"""


def find_visit(db: Database, visit_id: str) -> sqlite3.Row | None:
    """A visit as it stands, with the names of its firm, area, survey and researcher."""
    return row(db, f"{_VISIT} where v.id = ?", [visit_id])


def visits_of(db: Database, researcher_id: str, scope: Scope) -> list[sqlite3.Row]:
    """What a researcher is to do or has done, by day; what was called off, or asks no more, is left out."""
    return rows(
        db,
        f"""{_VISIT} where v.researcher_id = ? and v.state <> 'called_off' and {_TO_MAKE} and {scope.sql("v.area_id")}
            order by v.planned_on, a.code, f.code""",
        [researcher_id],
    )


def list_visits(db: Database, scope: Scope, wanted: Wanted) -> list[sqlite3.Row]:
    """The visits asked for, newest day first."""
    return rows(
        db,
        f"""{_VISIT} where {scope.sql("v.area_id")} and (:survey = '' or v.survey_id = :survey)
              and (:area = '' or v.area_id = :area) and (:district = '' or a.district = :district)
              and (:researcher = '' or v.researcher_id = :researcher)
              and (:state in ('', 'overdue') or v.state = :state) and (:state <> 'overdue' or v.state = 'planned')
              and (:since = '' or v.planned_on >= :since) and (:until = '' or v.planned_on <= :until)
              and (coalesce(f.name || ' ' || f.code || ' ', '') || a.code || ' ' || a.name_ko || ' ' || a.name_en)
                like :search escape '\\'
            order by v.planned_on desc, a.code, f.code""",
        {**vars(wanted), "search": f"%{plain(wanted.q)}%"},
    )


def refused(db: Database, survey_id: str) -> set[str]:
    """Firms that refused at the visit for a survey or are closed, as the visit stands: they are not written to again."""
    sql = "select firm_id from visit_now where survey_id = ? and state in ('refused', 'closed') and firm_id is not null"
    return {each["firm_id"] for each in rows(db, sql, [survey_id])}


def came_to(db: Database, survey_id: str) -> dict[str, str]:
    """Firm id to what came of the visits to it for a survey: the newest that was made, else that one is planned."""
    sql = """select firm_id, state from visit_now where survey_id = ? and firm_id is not null and state <> 'called_off'
             order by outcome is not null, visited_at"""
    return {each["firm_id"]: each["state"] for each in rows(db, sql, [survey_id])}


def visits_like(
    db: Database, scope: Scope, *, named: str, firm_id: str | None, researcher_id: str, near: tuple[str, str]
) -> list[sqlite3.Row]:
    """Visits of the scope that somebody's record may mean: the one named first, those to the firm, the own ones near."""
    return rows(
        db,
        f"""{_VISIT} where {scope.sql("v.area_id")} and (v.id = :named or v.firm_id = :firm
              or (v.researcher_id = :who and v.planned_on between :since and :until))
            order by v.id = :named desc, v.firm_id is not :firm, v.state <> 'planned', v.planned_on desc limit 60""",
        {"named": named, "firm": firm_id, "who": researcher_id, "since": near[0], "until": near[1]},
    )


def was_given_to(db: Database, visit_id: str, person_id: str) -> bool:
    """Whether a visit is or was this researcher's: who was on the way while it was given to another may tell of it."""
    sql = "select 1 from visit_event where visit_id = ? and researcher_id = ?"
    return scalar(db, sql, [visit_id, person_id]) is not None


def events_of(db: Database, visit_id: str) -> list[sqlite3.Row]:
    """Who was to go and when, and who said so, oldest first."""
    return rows(
        db,
        """select e.*, p.name as researcher_name, b.name as person_name from visit_event e
           join person p on p.id = e.researcher_id left join person b on b.id = e.person_id
           where e.visit_id = ? order by e.id""",
        [visit_id],
    )


def reports_of(db: Database, visit_id: str) -> list[sqlite3.Row]:
    """What was told of a visit, newest first, with the words that were agreed to."""
    return rows(
        db,
        """select r.*, p.name as person_name, c.words_ko, c.words_en from visit_report r
           join person p on p.id = r.person_id left join consent_words c on c.sha256 = r.consent_sha256
           where r.visit_id = ? order by r.visited_at desc, r.received_at desc, r.id desc""",
        [visit_id],
    )


def visits_before(db: Database, visit: sqlite3.Row, scope: Scope) -> list[sqlite3.Row]:
    """What came of earlier visits to the same firm, of any survey: newest first."""
    return rows(
        db,
        f"""select r.outcome, r.reason, r.note, r.visited_at, p.name as person_name, v.id as visit_id
            from visit_report r join visit v on v.id = r.visit_id join person p on p.id = r.person_id
            where v.firm_id = ? and v.id <> ? and {scope.sql("v.area_id")} order by r.visited_at desc limit 5""",
        [visit["firm_id"], visit["id"]],
    )


def second_visit(db: Database, visit_id: str) -> sqlite3.Row | None:
    """The newest visit planned from this one."""
    return row(db, "select * from visit_now where follows = ? order by at desc, id desc limit 1", [visit_id])


def find_report(db: Database, report_id: str) -> sqlite3.Row | None:
    return row(db, "select * from visit_report where id = ?", [report_id])


def was_assigned(db: Database, assignment_id: str) -> bool:
    """Whether a form was sent before."""
    return scalar(db, "select 1 from visit where assignment_id = ?", [assignment_id]) is not None


def open_visit_of_firm(db: Database, survey_id: str, firm_id: str) -> sqlite3.Row | None:
    """The planned visit of a firm for a survey, if there is one."""
    return row(
        db, "select * from visit_now where survey_id = ? and firm_id = ? and state = 'planned'", [survey_id, firm_id]
    )


def researchers(db: Database) -> list[sqlite3.Row]:
    """Active researchers, with the visits each still has to make."""
    return rows(
        db,
        """select p.id, p.name, p.login, p.all_areas,
             (select count(*) from visit_now v where v.researcher_id = p.id and v.state = 'planned') as planned
           from person p where p.role = 'researcher' and p.active = 1 order by p.name, p.login""",
    )


def insert_visit(
    db: Database,
    visit_id: str,
    *,
    survey_id: str,
    area_id: str,
    firm_id: str | None,
    cause: str,
    follows: str | None = None,
    assignment_id: str | None = None,
    person_id: str | None,
) -> bool:
    """Write a visit; whether it is new."""
    done = db.conn.execute(
        """insert into visit(id, survey_id, area_id, firm_id, cause, follows, assignment_id, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
        [visit_id, survey_id, area_id, firm_id, cause, follows, assignment_id, person_id, now()],
    )
    return done.rowcount > 0


def insert_event(
    db: Database, visit_id: str, act: str, *, researcher_id: str, planned_on: str, person_id: str | None
) -> None:
    db.conn.execute(
        "insert into visit_event(visit_id, act, researcher_id, planned_on, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [visit_id, act, researcher_id, planned_on, person_id, now()],
    )


def insert_call(db: Database, visit_id: str, call: Call) -> None:
    """The abnormal change a visit was planned for, as it was read then."""
    values = {"visit_id": visit_id, **vars(call)}
    names = ", ".join(values)
    db.conn.execute(f"insert into visit_call({names}) values ({', '.join(':' + name for name in values)})", values)


def calls_of(db: Database, visit_ids: Sequence[str]) -> dict[str, list[Call]]:
    """Visit id to the abnormal changes it was planned for, the least likely first."""
    sql = "select * from visit_call where visit_id in (select value from json_each(?)) order by q, indicator_code"
    found: dict[str, list[Call]] = {}
    for each in rows(db, sql, [json.dumps(list(visit_ids))]):
        told = dict(each)
        found.setdefault(told.pop("visit_id"), []).append(Call(**told))
    return found


def insert_report(db: Database, values: dict[str, Any]) -> None:
    """One report; `values` has every column but `destroyed_at`."""
    columns = ", ".join(values)
    db.conn.execute(f"insert into visit_report({columns}) values ({', '.join(':' + c for c in values)})", values)


def keep_words(db: Database, sha256: str, words_ko: str, words_en: str) -> None:
    """Keep the words of a consent, so that they can be read when the file says other ones."""
    db.conn.execute(
        "insert into consent_words(sha256, words_ko, words_en, at) values (?, ?, ?, ?) on conflict do nothing",
        [sha256, words_ko, words_en, now()],
    )


def knows_words(db: Database, sha256: str) -> bool:
    return scalar(db, "select 1 from consent_words where sha256 = ?", [sha256]) is not None


def count_overdue(db: Database, scope: Scope, day: str, researcher_id: str | None = None) -> int:
    """Planned visits whose day is over, of everybody or of one researcher."""
    return int(
        scalar(
            db,
            f"""select count(*) from visit_now v where v.state = 'planned' and v.planned_on < :day and {_TO_MAKE}
                  and (:who is null or v.researcher_id = :who) and {scope.sql("v.area_id")}""",
            {"day": day, "who": researcher_id},
        )
    )


def due_reports(db: Database, until: str) -> list[str]:
    """Reports whose note and photos were to be kept until a day or an earlier one and are still there."""
    sql = "select id from visit_report where destroyed_at is null and keep_until <= ? order by keep_until, id"
    return [r["id"] for r in rows(db, sql, [until])]


def reports_of_return(db: Database, response_id: str) -> list[str]:
    """Reports of visits to the firm of a return for its survey; none where another return of the firm stands."""
    found = rows(
        db,
        """select r.id from response re join visit v on v.survey_id = re.survey_id and v.firm_id = re.firm_id
             join visit_report r on r.visit_id = v.id
           where re.id = ? and r.destroyed_at is null and not exists (
             select 1 from standing_response o
             where o.survey_id = re.survey_id and o.firm_id = re.firm_id and o.id <> re.id)""",
        [response_id],
    )
    return [r["id"] for r in found]


def destroy_report(db: Database, report_id: str) -> None:
    """Take out of a report what was seen, heard and agreed to; that somebody went, and the outcome, stay."""
    db.conn.execute(
        """update visit_report set note = '', content_sha256 = '', consent_sha256 = null, consent_at = null,
             destroyed_at = ? where id = ? and destroyed_at is null""",
        [now(), report_id],
    )
