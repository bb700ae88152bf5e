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


def proposed(db: Database, series_id: str, before: str, scope: Scope) -> dict[str, list[str]]:
    """Proposal to the days of the meetings before a day at which it was said, the first one first."""
    found: dict[str, list[str]] = {}
    sql = f"""select distinct ps.proposal_id, rt.held_on {_SAID}
              where rt.series_id = ? and rt.held_on < ? and {in_scope(scope, "ps.proposal_id")} order by rt.held_on"""
    for r in rows(db, sql, [series_id, before]):
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

    A firm that is on no register has no link: only its name would say whose it is. `proposals` counts those that stand
    on what one of its people said at a meeting of the series.
    """
    return rows(
        db,
        f"""select max(p.id) as id, coalesce(f.name, p.organization) as organization, p.org_kind, p.firm_id,
              count(distinct p.roundtable_id) as meetings,
              count(distinct ps.proposal_id) as proposals
            from roundtable rt join participant p on p.roundtable_id = rt.id left join firm f on f.id = p.firm_id
            left join turn t on t.participant_id = p.id
            left join segment s on s.turn_id = t.id and {STANDS}
            left join proposal_segment ps on ps.segment_id = s.id and ps.ended_at is null
            where rt.series_id = ? and p.org_kind <> 'moderator' and p.organization <> ''
              and (p.firm_id is not null or p.org_kind <> 'firm')
              and not exists (select 1 from roundtable_area ra where ra.roundtable_id = rt.id
                              and not {scope.sql("ra.area_id")})
            group by coalesce(p.firm_id, p.org_kind || ':' || p.organization)
            order by proposals desc, p.org_kind <> 'firm', p.organization""",
        [series_id],
    )


def own_statements(db: Database, link: sqlite3.Row) -> list[sqlite3.Row]:
    """What the firm or organisation of a link said at the series' meetings and stands in proposals; nobody else's words."""
    whose = "p.firm_id = :firm" if link["firm_id"] else "p.firm_id is null and p.organization = :organization"
    return rows(
        db,
        f"""select ps.proposal_id, s.text, s.language, rt.held_on, rt.title, rt.title_en {_SAID}
            join turn t on t.id = s.turn_id join participant p on p.id = t.participant_id
            where rt.series_id = :series and p.org_kind <> 'moderator' and {whose}
            order by rt.held_on, s.position""",
        {"series": link["series_id"], "firm": link["firm_id"], "organization": link["organization"]},
    )


def insert_link(
    db: Database,
    link_id: str,
    series_id: str,
    *,
    whose: tuple[str | None, str],
    token_hash: str,
    expires_on: str,
    person_id: str | None,
) -> None:
    """`whose`: the firm's id where it is on the register, and the organisation as recorded."""
    db.conn.execute(
        """insert into proposal_link(id, series_id, firm_id, organization, token_hash, expires_on, made_by, made_at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [link_id, series_id, *whose, token_hash, expires_on, person_id, now()],
    )


def revoke_link(db: Database, link_id: str, *, person_id: str | None) -> int:
    sql = "update proposal_link set revoked_by = ?, revoked_at = ? where id = ? and revoked_at is null"
    return db.conn.execute(sql, [person_id, now(), link_id]).rowcount


def links_of(db: Database, series_id: str) -> list[sqlite3.Row]:
    """Every link of a series, the newest first."""
    return rows(db, "select * from proposal_link where series_id = ? order by made_at desc, id desc", [series_id])


def link_hashed(db: Database, token_hash: str) -> sqlite3.Row | None:
    sql = """select l.*, s.name_ko, s.name_en, s.next_on from proposal_link l join series s on s.id = l.series_id
             where l.token_hash = ?"""
    return row(db, sql, [token_hash])


def next_meeting(db: Database, series_id: str, day: str) -> str | None:
    """The day of the series' next meeting from a day on: that of a record, else the one planned; None: neither."""
    sql = """select coalesce((select min(held_on) from roundtable where series_id = s.id and held_on >= :day),
               case when s.next_on >= :day then s.next_on end) as day from series s where s.id = :series"""
    found = row(db, sql, {"series": series_id, "day": day})
    return found["day"] if found else None
