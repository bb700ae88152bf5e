"""All SQL of what a series has proposed: proposals with the meetings they were made at, and who of a firm said them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.coding.statements.segment_store import STANDS
from app.db import row, rows
from app.proposals.keeping.store import in_scope

_SAID = f"""from roundtable rt join document d on d.roundtable_id = rt.id join segment s on s.document_id = d.id and {STANDS}
join proposal_segment ps on ps.segment_id = s.id and ps.ended_at is null"""

# A firm's name that says nothing of who it is.
_HIDDEN = "(p.firm_id is null and p.org_kind = 'firm' and p.organization in (p.shown_organization, '기업'))"


def proposed(db: Database, series_id: str, before: str, scope: Scope) -> dict[str, list[str]]:
    """Proposal to the days of the meetings before a day at which it was said, the first one first."""
    found: dict[str, list[str]] = {}
    there = "rt.series_id = :series and rt.held_on < :before"
    sql = f"""select ps.proposal_id, rt.held_on {_SAID} where {there} and {in_scope(scope, "ps.proposal_id")}
              union select so.proposal_id, rt.held_on
              from proposal_source so join roundtable rt on rt.id = so.roundtable_id
              where {there} and {in_scope(scope, "so.proposal_id")} order by 2"""
    for r in rows(db, sql, {"series": series_id, "before": before}):
        found.setdefault(r["proposal_id"], []).append(r["held_on"])
    return found


def answers_since(db: Database, proposal_ids: Iterable[str], instant: str) -> dict[str, int]:
    """Proposal to how many times something was written down of it since an instant; joins and splits are not told."""
    found = rows(
        db,
        """select proposal_id, count(*) as n from proposal_event where at >= ?
             and action not in ('received','joined','split') and proposal_id in (select value from json_each(?))
           group by proposal_id""",
        [instant, json.dumps(list(proposal_ids))],
    )
    return {r["proposal_id"]: r["n"] for r in found}


def people_of(db: Database, series_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Firms and organisations that took part in a series' meetings in scope, each once with the newest participant's row.

    A firm on no register is told by its name as recorded; once that has been written over, or was hidden from the
    first, by the participant alone, for 기업 1 of one meeting is not 기업 1 of another. `proposals` counts those that
    stand on what one of its people said at a meeting of the series, or asked for in its minutes.
    """
    return rows(
        db,
        f"""select max(p.id) as id, coalesce(f.name, p.organization) as organization, p.org_kind, p.firm_id,
              count(distinct p.roundtable_id) as meetings,
              count(distinct said.proposal_id) as proposals
            from roundtable rt join participant p on p.roundtable_id = rt.id left join firm f on f.id = p.firm_id
            left join (select t.participant_id, ps.proposal_id from proposal_segment ps
                join segment s on s.id = ps.segment_id and {STANDS} join turn t on t.id = s.turn_id
                where ps.ended_at is null
              union select participant_id, proposal_id from proposal_source) said on said.participant_id = p.id
            where rt.series_id = ? and p.org_kind <> 'moderator' and p.organization <> ''
              and not exists (select 1 from roundtable_area ra where ra.roundtable_id = rt.id
                              and not {scope.sql("ra.area_id")})
            group by coalesce(p.firm_id, case when {_HIDDEN} then p.id end, p.org_kind || ':' || p.organization)
            order by proposals desc, p.org_kind <> 'firm', p.organization""",
        [series_id],
    )


def own_statements(db: Database, link: sqlite3.Row) -> list[sqlite3.Row]:
    """What the firm or organisation of a link said at the series' meetings and stands in proposals; nobody else's words."""
    return rows(
        db,
        f"""select ps.proposal_id, s.text, s.language, rt.held_on, rt.title, rt.title_en {_SAID}
            join turn t on t.id = s.turn_id join participant p on p.id = t.participant_id
            where {_OWN} order by rt.held_on, s.position""",
        dict(link),
    )


def own_sources(db: Database, link: sqlite3.Row) -> list[sqlite3.Row]:
    """What the firm or organisation of a link asked for by the minutes of the series' meetings, without its words."""
    return rows(
        db,
        f"""select so.proposal_id, so.said_on from proposal_source so join roundtable rt on rt.id = so.roundtable_id
            join participant p on p.id = so.participant_id where {_OWN} order by so.said_on""",
        dict(link),
    )


# Whose words a link opens: the firm's, those of the very participant, or of the organisation by its name.
_OWN = f"""rt.series_id = :series_id and p.org_kind <> 'moderator' and (p.firm_id = :firm_id or p.id = :participant_id
  or (:firm_id is null and p.firm_id is null and p.organization = :organization and p.organization <> ''
      and not {_HIDDEN}))"""


def insert_link(
    db: Database,
    link_id: str,
    series_id: str,
    *,
    whose: tuple[str | None, str | None, str],
    token_hash: str,
    expires_on: str,
    person_id: str | None,
) -> None:
    """`whose`: the firm's id where it is on the register, the participant's of another firm, else the organisation."""
    db.conn.execute(
        """insert into proposal_link(id, series_id, firm_id, participant_id, organization, token_hash, expires_on,
             made_by, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [link_id, series_id, *whose, token_hash, expires_on, person_id, now()],
    )


def revoke_link(db: Database, link_id: str, *, person_id: str | None) -> int:
    sql = "update proposal_link set revoked_by = ?, revoked_at = ? where id = ? and revoked_at is null"
    return db.conn.execute(sql, [person_id, now(), link_id]).rowcount


def links_of(db: Database, series_id: str) -> list[sqlite3.Row]:
    """Every link of a series, the newest first."""
    return rows(db, f"{_LINK} where l.series_id = ? order by l.made_at desc, l.id desc", [series_id])


def link_hashed(db: Database, token_hash: str) -> sqlite3.Row | None:
    return row(db, f"{_LINK} where l.token_hash = ?", [token_hash])


# The organisation of a firm on no register stands in its record, and goes with the names of that.
_LINK = """select l.id, l.series_id, l.firm_id, l.participant_id, l.token_hash, l.expires_on, l.made_at, l.revoked_at,
  coalesce(p.organization, l.organization) as organization, p.shown_organization, s.name_ko, s.name_en, s.next_on
from proposal_link l join series s on s.id = l.series_id left join participant p on p.id = l.participant_id"""


def next_meeting(db: Database, series_id: str, day: str) -> str | None:
    """The day of the series' next meeting from a day on: that of a record, else the one planned; None: neither."""
    sql = """select coalesce((select min(held_on) from roundtable where series_id = s.id and held_on >= :day),
               case when s.next_on >= :day then s.next_on end) as day from series s where s.id = :series"""
    found = row(db, sql, {"series": series_id, "day": day})
    return found["day"] if found else None
