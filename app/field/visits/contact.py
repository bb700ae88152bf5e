"""How the firm of a visit is reached, as far as the office knows: person, telephone, address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

# Who knows how firms are reached, by name: filled by `joining`; nobody knows anything where it is empty.
KNOWN: dict[str, Callable[[Database, str], Mapping[str, Any] | None]] = {}


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
    for known in KNOWN.values():
        found = known(db, firm_id) if firm_id else None
        if found:
            return Contact(**{part: str(found[part] or "") for part in ("person", "phone", "email", "address")})
    return Contact()
