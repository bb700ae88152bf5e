"""All SQL that reads proposals: lists within a scope, one with its history, the firms behind it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.finding.initials import are_initials, initials
from app.clock import today
from app.coding.statements.search_store import holding
from app.coding.statements.segment_store import STANDS
from app.db import row, rows, scalar
from app.proposals.keeping.proposal import OPEN, Wanted

OPEN_SQL = ", ".join(f"'{state}'" for state in OPEN)
_PROPOSAL = """select p.*, round.code as round_code, p.other_id as joined_into, pe.name as assignee
from proposal_now p join round on round.id = p.round_id left join person pe on pe.id = p.assignee_id"""
# The firms behind a proposal: each once, whatever it said where; what was withdrawn counts no more. Who asked in minutes
# or a letter counts with them, without a statement. The ids stand in both halves: sought outside, all would be read.
_OF_THESE = "proposal_id in (select value from json_each(:ids))"
FIRMS = f"""select ps.proposal_id, count(distinct case when ps.kind = 'firm' then ps.who end) as firms,
  count(distinct case when ps.kind = 'expert' then ps.who end) as others, count(distinct ps.segment_id) as statements,
  count(distinct ps.source_id) as sources
from (select ps.proposal_id, s.id as segment_id, null as source_id,
    case when re.kind = 'firm' then 'firm' when re.id is not null then 'expert' end as kind,
    case when re.kind = 'firm' then coalesce(re.firm_id, re.id) else re.id end as who
  from proposal_segment ps join segment s on s.id = ps.segment_id and {STANDS}
  left join respondent re on re.id = s.respondent_id where ps.ended_at is null and ps.{_OF_THESE}
  union all
  select so.proposal_id, null, so.id,
    case when so.firm_id is not null or p.org_kind = 'firm' then 'firm' when p.org_kind = 'expert' then 'expert' end,
    coalesce(so.firm_id, p.firm_id, p.respondent_id, p.id)
  from proposal_source so left join participant p on p.id = so.participant_id where so.{_OF_THESE}) ps
group by ps.proposal_id"""
SORTS = {
    "number": "round_code {d}, number {d}",
    "title": "title {d}",
    "state": """case state when 'received' then 0 when 'review' then 1 when 'reflected' then 2 when 'partly' then 3
      when 'declined' then 4 when 'answered' then 5 else 6 end {d}""",
    "due": "due_on is null, due_on {d}",
    "addressee": "addressee = '', addressee {d}",
    "changed": "state_at {d}",
    "firms": """(select count(distinct coalesce(re.firm_id, re.id)) from proposal_segment ps
      join segment s on s.id = ps.segment_id join respondent re on re.id = s.respondent_id and re.kind = 'firm'
      where ps.proposal_id = p.id and ps.ended_at is null) {d}""",
}
FIRST_SORT = "due"


def in_scope(scope: Scope, proposal: str = "p.id") -> str:
    """A proposal is seen by those who may see one of the areas its statements are about."""
    if scope.area_ids is None:
        return "1"
    return f"exists (select 1 from proposal_area pa where pa.proposal_id = {proposal} and {scope.sql('pa.area_id')})"


def list_proposals(
    db: Database, scope: Scope, wanted: Wanted, *, sort: str = FIRST_SORT, limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """The proposals wanted, and how many there are."""
    where, parameters = _narrowed(db, scope, wanted)
    key, direction = sort.removeprefix("-"), "desc" if sort.startswith("-") else "asc"
    order = SORTS.get(key, SORTS[FIRST_SORT]).format(d=direction)
    body = f"from ({_PROPOSAL}) p where {where}"
    sql = f"select p.* {body} order by {order}, round_code, number limit :limit offset :offset"
    found = rows(db, sql, {**parameters, "limit": limit, "offset": offset})
    return found, int(scalar(db, f"select count(*) {body}", parameters))


def _narrowed(db: Database, scope: Scope, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    where = [in_scope(scope)]
    parameters: dict[str, Any] = {
        **{"theme": wanted.theme, "area": wanted.area, "series": wanted.series, "round": wanted.round},
        **{"addressee": wanted.addressee, "today": today().isoformat(), "due": wanted.due, "state": wanted.state},
    }
    if wanted.q and are_initials(wanted.q):
        where.append("p.id in (select value from json_each(:meant))")
        parameters["meant"] = json.dumps(_by_initials(db, wanted.q))
    elif wanted.q:
        said, words = holding(wanted.q, "(p.title || ' ' || p.text || ' ' || p.addressee || ' ' || p.organization)")
        where.append(said)
        parameters |= words
    states = {"open": f"p.state in ({OPEN_SQL})", "overdue": f"p.state in ({OPEN_SQL}) and p.due_on < :today"}
    where.append(states.get(wanted.state, "p.state = :state" if wanted.state else "p.state <> 'joined'"))
    asked = {
        "theme": "exists (select 1 from proposal_theme t where t.proposal_id = p.id and t.theme_code = :theme)",
        "area": "p.id in (select pa.proposal_id from proposal_area pa where pa.area_id = :area)",
        "series": f"p.id in ({_OF_SERIES})",
        "round": "p.round_code = :round",
        "addressee": "p.addressee = :addressee",
        "due": "p.due_on <= :due",
    }
    where += [sql for field, sql in asked.items() if getattr(wanted, field)]
    return " and ".join(where), parameters


_OF_SERIES = """select ps.proposal_id from roundtable rt join document d on d.roundtable_id = rt.id
  join segment s on s.document_id = d.id join proposal_segment ps on ps.segment_id = s.id and ps.ended_at is null
  where rt.series_id = :series
  union select so.proposal_id from proposal_source so join roundtable rt on rt.id = so.roundtable_id
  where rt.series_id = :series"""


def _by_initials(db: Database, typed: str) -> list[str]:
    """Proposals whose title has these initials: ㅌㅌㅇㅈ for 통근버스 … 연장 is not meant, ㅌㄱㅂㅅ is."""
    bare = typed.replace(" ", "")
    titles = rows(db, "select id, title from proposal_now")
    return [r["id"] for r in titles if bare in initials(r["title"]).replace(" ", "")]


def find_proposal(db: Database, proposal_id: str, scope: Scope) -> sqlite3.Row | None:
    return row(db, f"{_PROPOSAL} where p.id = ? and {in_scope(scope)}", [proposal_id])


def proposals_named(db: Database, proposal_ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    """Id to what stands of each; the caller has asked the scope."""
    sql = f"{_PROPOSAL} where p.id in (select value from json_each(?))"
    return {r["id"]: r for r in rows(db, sql, [json.dumps(list(proposal_ids))])}


def firms_of(db: Database, proposal_ids: Iterable[str]) -> dict[str, sqlite3.Row]:
    """Proposal to the firms, other voices, statements, and minutes or letters behind it."""
    return {r["proposal_id"]: r for r in rows(db, FIRMS, {"ids": json.dumps(list(proposal_ids))})}


def segments_of(db: Database, proposal_id: str) -> list[str]:
    """The statements it stands on now, in the order they were added."""
    sql = "select segment_id from proposal_segment where proposal_id = ? and ended_at is null order by id"
    return [r["segment_id"] for r in rows(db, sql, [proposal_id])]


def themes_of(db: Database, proposal_ids: Iterable[str]) -> dict[str, list[str]]:
    """Proposal to its themes, by code."""
    ids = list(proposal_ids)
    found: dict[str, list[str]] = {each: [] for each in ids}
    sql = """select * from proposal_theme where proposal_id in (select value from json_each(?))
             order by proposal_id, theme_code"""
    for r in rows(db, sql, [json.dumps(ids)]):
        found[r["proposal_id"]].append(r["theme_code"])
    return found


def areas_of(db: Database, proposal_ids: Iterable[str]) -> dict[str, list[sqlite3.Row]]:
    """Proposal to its areas, by code."""
    ids = list(proposal_ids)
    found: dict[str, list[sqlite3.Row]] = {each: [] for each in ids}
    sql = """select pa.proposal_id, a.id, a.code, a.name_ko, a.name_en from proposal_area pa
             join area a on a.id = pa.area_id where pa.proposal_id in (select value from json_each(?)) order by a.code"""
    for r in rows(db, sql, [json.dumps(ids)]):
        found[r["proposal_id"]].append(r)
    return found


def events_of(db: Database, proposal_id: str) -> list[sqlite3.Row]:
    """What became of it, the newest first, with who wrote it down and the other proposal of a join or split."""
    return rows(
        db,
        """select e.*, p.name as person, a.name as assignee, o.number as other_number, r.code as other_round
           from proposal_event e left join person p on p.id = e.person_id left join person a on a.id = e.assignee_id
           left join proposal o on o.id = e.other_id left join round r on r.id = o.round_id
           where e.proposal_id = ? order by e.id desc""",
        [proposal_id],
    )


def texts_of(db: Database, proposal_id: str) -> list[sqlite3.Row]:
    """Every version of its words, the newest first."""
    sql = """select t.*, p.name as person from proposal_text t left join person p on p.id = t.person_id
             where t.proposal_id = ? order by t.id desc"""
    return rows(db, sql, [proposal_id])


def joined_in(db: Database, proposal_id: str) -> list[sqlite3.Row]:
    """Proposals that were joined into this one."""
    return rows(db, f"{_PROPOSAL} where p.state = 'joined' and p.other_id = ? order by p.number", [proposal_id])


def meetings_of(db: Database, proposal_ids: Iterable[str]) -> dict[str, list[sqlite3.Row]]:
    """Proposal to the meetings at which it was said, by day."""
    ids = list(proposal_ids)
    found: dict[str, list[sqlite3.Row]] = {each: [] for each in ids}
    sql = f"""select said.proposal_id, rt.id, rt.title, rt.title_en, rt.held_on, rt.number, rt.series_id
              from (select ps.proposal_id, d.roundtable_id
                  from proposal_segment ps join segment s on s.id = ps.segment_id and {STANDS}
                  join document d on d.id = s.document_id
                  where ps.ended_at is null and ps.proposal_id in (select value from json_each(:ids))
                union select so.proposal_id, so.roundtable_id from proposal_source so
                  where so.proposal_id in (select value from json_each(:ids))) said
              join roundtable rt on rt.id = said.roundtable_id
              order by rt.held_on, rt.code"""
    for r in rows(db, sql, {"ids": json.dumps(ids)}):
        found[r["proposal_id"]].append(r)
    return found


def firms_of_meetings(db: Database, segment_ids: Iterable[str]) -> list[sqlite3.Row]:
    """Firms of the meetings at which some statements were said, as recorded, and as everybody reads them."""
    sql = """select distinct p.roundtable_id, p.organization, f.name, p.shown_organization
             from participant p left join firm f on f.id = p.firm_id
             where p.org_kind = 'firm' and p.roundtable_id in (
               select d.roundtable_id from segment s join document d on d.id = s.document_id
               where s.id in (select value from json_each(?)))"""
    return rows(db, sql, [json.dumps(list(segment_ids))])


def addressees(db: Database, scope: Scope) -> list[str]:
    """Whom proposals are addressed to, by name: what a list may be narrowed by and a form offer."""
    sql = f"select distinct p.addressee from proposal_now p where p.addressee <> '' and {in_scope(scope)} order by 1"
    return [r["addressee"] for r in rows(db, sql)]


def counts(db: Database, scope: Scope, *, assignee_id: str | None = None) -> sqlite3.Row:
    """Open proposals and overdue ones of a scope; with `assignee_id` those given to this person or to nobody."""
    whose = "and (p.assignee_id is null or p.assignee_id = :me)" if assignee_id else ""
    found = row(
        db,
        f"""select count(*) as open, coalesce(sum(p.due_on < :today), 0) as overdue,
              coalesce(sum(p.due_on between :today and date(:today, '+7 days')), 0) as soon
            from proposal_now p where p.state in ({OPEN_SQL}) and {in_scope(scope)} {whose}""",
        {"today": today().isoformat(), "me": assignee_id},
    )
    assert found is not None
    return found


def answerers(db: Database, roles: Iterable[str]) -> list[sqlite3.Row]:
    """People of the workbench who may see to an answer, by name."""
    sql = """select id, name from person where active = 1 and role in (select value from json_each(?)) order by name"""
    return rows(db, sql, [json.dumps(sorted(roles))])
