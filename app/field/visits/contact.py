"""How the firm of a visit is reached, as far as the office knows: person, telephone, address; read at the visit alone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from app.surveys.reaching import contact_store


@dataclass(frozen=True)
class Contact:
    """An empty text is not known."""

    person: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def told(self) -> str:
        """In one line, without the address."""
        return " · ".join(part for part in (self.person, self.phone, self.email) if part)


def contact_of(db: Database, firm_id: str | None) -> Contact:
    """What is known of a firm; of one on no list nothing."""
    found = contact_store.contact_of(db, firm_id) if firm_id else None
    if found is None:
        return Contact()
    return Contact(**{part: str(found[part] or "") for part in ("person", "phone", "email", "address")})
