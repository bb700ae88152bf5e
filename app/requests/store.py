"""SQL of requests: every text in which somebody may be named, by place and scope; the link and the account it empties."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import rows, scalar
from app.requests.places import BY_CODE
from app.surveys.reaching.begun_store import drop_begun

_DESTROYED = "select response_id from return_end where act = 'destroyed'"
_RETURN = f"""from response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
  join area a on a.id = r.area_id left join firm f on f.id = r.firm_id join respondent re on re.id = r.respondent_id
  where r.id not in ({_DESTROYED}) and own(r.area_id)"""
_SEGMENT_AREA = """exists (select 1 from segment s join respondent_area ra on ra.respondent_id = s.respondent_id
  where s.id = j.segment_id and own(ra.area_id))"""

# Place to its rows: `id` is the return, the roundtable or the thing itself; every other column is a text to be looked
# in. `own(…)` keeps a row to the areas of whoever asks, `whole(…)` to roundtables all of whose areas are among them.
_TEXTS = {
    "mentions": f"""select an.response_id as id, an.text, o.raw_text from answer an join response r
        on r.id = an.response_id left join answer_original o on o.answer_id = an.id
        where r.id not in ({_DESTROYED}) and own(r.area_id)""",
    "field": """select r.id, r.body, f.name from field_record r left join firm f on f.id = r.firm_id
        where r.body is not null and own(r.area_id)""",
    "participants": "select p.roundtable_id as id, p.label, p.organization from participant p where whole(p.roundtable_id)",
    "key": """select k.roundtable_id as id, k.original from pseudonym k
        where k.original is not null and whole(k.roundtable_id)""",
    "originals": """select d.roundtable_id as id, ifnull(o.raw_text, d.text), d.file_name
        from document d join original o on o.document_id = d.id where o.destroyed_at is null and whole(d.roundtable_id)""",
    "transcripts": "select d.roundtable_id as id, d.text from document d where whole(d.roundtable_id)",
    "records": """select rt.id, rt.title, rt.title_en, rt.place, (select group_concat(t.text, char(10)) from topic t
        where t.roundtable_id = rt.id) from roundtable rt where whole(rt.id)""",
    "voices": """select re.id, re.label, f.name from respondent re left join firm f on f.id = re.firm_id
        where exists (select 1 from respondent_area ra
        where ra.respondent_id = re.id and own(ra.area_id))""",
    "firms": "select f.id, f.name from firm f where own(f.area_id)",
    "notes": f"""select j.id, j.memo from judgment j where j.memo <> '' and {_SEGMENT_AREA}
        union all select m.id, m.text from memo_now m where m.kind in ('theme', 'code')
          or (m.kind = 'area' and own(m.object_id))
          or (m.kind = 'segment' and exists (select 1 from segment s join respondent_area ra
                on ra.respondent_id = s.respondent_id where s.id = m.object_id and own(ra.area_id)))
          or (m.kind = 'document' and exists (select 1 from document d
                where d.id = m.object_id and whole(d.roundtable_id)))
        union all select v.id, v.note from site_visit v join area_result ar on ar.id = v.area_result_id
          where own(ar.area_id)
        union all select v.id, v.reason from vote v join area_result ar on ar.id = v.area_result_id where own(ar.area_id)
        union all select e.id, e.reason from level_event e join area_result ar on ar.id = e.area_result_id
          where own(ar.area_id)
        union all select s.id, s.text from domain_statement s join area_result ar on ar.id = s.area_result_id
          where own(ar.area_id)
        union all select x.document_id, x.reason from withdrawal x join document d on d.id = x.document_id
          where whole(d.roundtable_id)""",
    "visits": """select r.id, r.note from visit_report r join visit v on v.id = r.visit_id
        where r.destroyed_at is null and own(v.area_id)""",
    "papers": """select q.id, q.recipient, q.asked from filed_paper q where q.area_id is null or own(q.area_id)""",
    "paper": """select e.id, e.cells from paper_entry e join paper_stack k on k.id = e.stack_id
        where e.destroyed_at is null and own(k.area_id)""",
    "contacts": """select c.firm_id as id, c.person, c.email, c.phone, c.address, f.name from firm_contact c
        join firm f on f.id = c.firm_id where own(f.area_id)""",
    "office": "select key as id, value from setting where key = 'office'",
}


def _within(sql: str, scope: Scope) -> str:
    """A query with its scope in place of `own(…)` and `whole(…)`."""

    def condition(found: re.Match[str]) -> str:
        if found[1] == "own":
            return scope.sql(found[2])
        others = f"ra.roundtable_id = {found[2]} and not {scope.sql('ra.area_id')}"
        return f"not exists (select 1 from roundtable_area ra where {others})"

    return re.sub(r"\b(own|whole)\(([a-z]+\.[a-z_]+)\)", condition, sql)


def texts(db: Database, place: str, scope: Scope) -> list[tuple[str, tuple[str | None, ...]]]:
    """Everything written at a place within the scope: what it belongs to, and the texts."""
    found = rows(db, _within(_TEXTS[place], scope))
    return [(str(r[0]), tuple(r)[1:]) for r in found]


def returns(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """Every return of the scope that is not destroyed, the newest first; `waits`: an open answer is to be looked at."""
    return rows(
        db,
        _within(
            f"""select r.id, r.receipt, r.submitted_at, r.keep_until, r.survey_id, r.firm_id, w.code as wave,
                  su.title_ko, su.title_en, a.code as area_code, a.name_ko, a.name_en, coalesce(f.name, re.label) as own,
                  (select count(*) from answer_original o join answer an on an.id = o.answer_id
                    where an.response_id = r.id and o.raw_text is not null) as originals,
                  exists (select 1 from answer_original o join answer an on an.id = o.answer_id
                    where an.response_id = r.id and o.settled_at is null) as waits
                {_RETURN} order by r.submitted_at desc, r.id desc""",
            scope,
        ),
    )


def roundtables(db: Database, ids: Iterable[str]) -> list[sqlite3.Row]:
    """Roundtables with the last day of their originals; null: none is left."""
    return rows(
        db,
        """select r.id, r.code, r.title as title_ko, r.title_en, r.held_on,
             (select count(*) from document d where d.roundtable_id = r.id) as documents,
             (select max(o.keep_until) from original o join document d on d.id = o.document_id
               where d.roundtable_id = r.id and o.destroyed_at is null) as keep_until
           from roundtable r where r.id in (select value from json_each(?)) order by r.held_on desc, r.code""",
        [json.dumps(sorted(ids))],
    )


def participants(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """Participants of roundtables all of whose areas are in the scope."""
    sql = """select p.id, p.roundtable_id, p.firm_id, p.respondent_id, p.label, p.organization from participant p
             where whole(p.roundtable_id) order by p.position"""
    return rows(db, _within(sql, scope))


def firms(db: Database, scope: Scope) -> list[sqlite3.Row]:
    return rows(db, _within("select f.id, f.code, f.name from firm f where own(f.area_id)", scope))


def visits(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """Reports of visits in the scope of which note, consent or photos are still there; the newest first."""
    sql = """select r.id, r.outcome, r.visited_at, v.firm_id, coalesce(f.name, '') as own from visit_report r
             join visit v on v.id = r.visit_id left join firm f on f.id = v.firm_id
             where r.destroyed_at is null and own(v.area_id) order by r.visited_at desc, r.id desc"""
    return rows(db, _within(sql, scope))


def links(db: Database, firm_ids: Iterable[str], scope: Scope) -> list[sqlite3.Row]:
    """Personal links of firms in the scope."""
    sql = """select i.id, i.created_at, i.used_at, i.revoked_at, su.title_ko, su.title_en, w.code as wave, f.name as own
             from invitation i join survey su on su.id = i.survey_id join wave w on w.id = su.wave_id
             join firm f on f.id = i.firm_id
             where i.firm_id in (select value from json_each(?)) and own(i.area_id) order by i.created_at"""
    return rows(db, _within(sql, scope), [json.dumps(sorted(firm_ids))])


def contacts(db: Database, firm_ids: Iterable[str]) -> list[sqlite3.Row]:
    """How some firms are reached."""
    sql = """select c.*, f.name as own from firm_contact c join firm f on f.id = c.firm_id
             where c.firm_id in (select value from json_each(?)) order by f.code"""
    return rows(db, sql, [json.dumps(sorted(firm_ids))])


def count_begun(db: Database, firm_ids: Iterable[str]) -> int:
    """Answers that firms have begun by their personal links."""
    sql = """select count(*) from response_draft d join invitation i on i.id = d.invitation_id
             where i.firm_id in (select value from json_each(?))"""
    return int(scalar(db, sql, [json.dumps(sorted(firm_ids))]))


def accounts(db: Database, login: str, name: str) -> list[sqlite3.Row]:
    """Accounts of a login or a name, with the instant of the last entry of the trail by or about each."""
    return rows(
        db,
        """select p.id, p.login, p.name, p.role, p.active, p.created_at,
             (select max(at) from audit where person_id = p.id or (object_kind = 'person' and object_id = p.id)) as last
           from person p where (? <> '' and p.login = ?) or (? <> '' and p.name = ?) order by p.login""",
        [login, login, name, name],
    )


def count_deeds(db: Database, person_ids: Sequence[str]) -> int:
    """How often something names accounts as who did it, the trail apart."""
    found = 0
    for each in BY_CODE["deeds"].columns:
        table, _dot, column = each.partition(".")
        said = f"instr({column}, value) > 0" if column == "evidence" else f"{column} = value"
        sql = f"select count(*) from {table} where exists (select 1 from json_each(?) where {said})"
        found += int(scalar(db, sql, [json.dumps(person_ids)])) if person_ids else 0
    return found


def count_trail(db: Database, person_ids: Sequence[str], object_ids: Sequence[str], words: Sequence[str]) -> int:
    """Entries of the trail by accounts, about things, or in whose particulars a word stands."""
    return int(
        scalar(
            db,
            """select count(*) from audit where person_id in (select value from json_each(:people))
                 or object_id in (select value from json_each(:objects))
                 or exists (select 1 from json_each(:words) where instr(lower(detail), lower(value)) > 0)""",
            {"people": json.dumps(person_ids), "objects": json.dumps(object_ids), "words": json.dumps(words)},
        )
    )


def cut_link(db: Database, invitation_id: str) -> None:
    """Take the firm from a link and forget what was begun by it; without a firm it would be open to any, so it takes no
    answers any more.
    """
    drop_begun(db, invitation_id)
    db.conn.execute(
        "update invitation set firm_id = null, revoked_at = ifnull(revoked_at, ?) where id = ?", [now(), invitation_id]
    )


def forget_account(db: Database, person_id: str) -> None:
    """Take login, name and password from a closed account; its id stays, by which entries of the trail are one's."""
    db.conn.execute(
        "update person set login = 'closed-' || substr(id, -12), name = '–', password_hash = '' where id = ? and active = 0",
        [person_id],
    )
