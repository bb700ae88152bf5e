"""All SQL of how firms are reached; every reading is within a scope."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar
from app.surveys.asking.store import plain
from app.surveys.reaching.contacts import Contact

FIELDS = ("person", "email", "phone", "postcode", "address")
_FIRM = """select f.id, f.code, f.name, a.code as area_code, a.name_ko, a.name_en, f.area_id,
             c.person, c.email, c.phone, c.postcode, c.address, c.changed_at
           from firm f join area a on a.id = f.area_id left join firm_contact c on c.firm_id = f.id"""


def list_contacts(
    db: Database, scope: Scope, *, area_id: str | None = None, search: str = "", missing: bool = False
) -> list[sqlite3.Row]:
    """Every firm of the scope with how it is reached; `missing`: only those no e-mail, phone or address is known of."""
    lacking = "coalesce(c.email, c.phone, c.address) is null" if missing else "1"
    return rows(
        db,
        f"""{_FIRM} where {scope.sql("f.area_id")} and (:area is null or f.area_id = :area) and {lacking}
              and (f.name || ' ' || f.code || ' ' || coalesce(c.person, '')) like :search escape '\\'
            order by a.code, f.code""",
        {"area": area_id, "search": f"%{plain(search)}%"},
    )


def contact_of(db: Database, firm_id: str) -> sqlite3.Row | None:
    """A firm with how it is reached."""
    return row(db, f"{_FIRM} where f.id = ?", [firm_id])


def count_contacts(db: Database, scope: Scope) -> int:
    """Firms of the scope of which an e-mail, a phone or an address is known."""
    sql = f"""select count(*) from firm_contact c join firm f on f.id = c.firm_id
              where coalesce(c.email, c.phone, c.address) is not null and {scope.sql("f.area_id")}"""
    return scalar(db, sql)


def write_contact(db: Database, contact: Contact, *, person_id: str | None) -> str:
    """Keep how a firm is reached: "new", "changed" or "unchanged". An empty text leaves what is known."""
    found = row(db, "select * from firm_contact where firm_id = ?", [contact.firm_id])
    given = {name: getattr(contact, name) or (found[name] if found else None) for name in FIELDS}
    if found and all(found[name] == given[name] for name in FIELDS):
        return "unchanged"
    db.conn.execute(
        """insert into firm_contact(firm_id, person, email, phone, postcode, address, changed_at, changed_by)
           values (:firm, :person, :email, :phone, :postcode, :address, :at, :by)
           on conflict(firm_id) do update set person = :person, email = :email, phone = :phone, postcode = :postcode,
             address = :address, changed_at = :at, changed_by = :by""",
        {"firm": contact.firm_id, "at": now(), "by": person_id, **given},
    )
    return "changed" if found else "new"


def destroy_contact(db: Database, firm_id: str) -> int:
    """Forget how a firm is reached. Returns how many rows that was."""
    return db.conn.execute("delete from firm_contact where firm_id = ?", [firm_id]).rowcount
