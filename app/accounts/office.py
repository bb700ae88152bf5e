"""Who asks: the office's name and contact, which respondents read in the header, beside the consent and on the receipt."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from flask import g
from sqlite_utils import Database

from app.accounts.store import record
from app.db import get_db, set_setting, setting, writing
from app.words.i18n import language

KEY = "office"


@dataclass(frozen=True)
class Office:
    """The office that asks; every part may be empty."""

    name_ko: str = ""
    name_en: str = ""
    contact: str = ""
    # Where firms open the workbench, without a slash behind it; empty: as whoever makes letters does.
    address: str = ""

    @property
    def name(self) -> str:
        """The name in the page's language."""
        return (language() == "en" and self.name_en) or self.name_ko


def read_office(db: Database) -> Office:
    """The office as set; an empty one where nobody has set it."""
    stored = setting(db, KEY)
    return Office(**json.loads(stored)) if stored else Office()


def write_office(db: Database, office: Office, *, person_id: str | None) -> None:
    """Set the office. May be repeated; its name before stays in the audit trail, a contact, which may be a person's, not."""
    with writing(db):
        before = read_office(db)
        if before == office:
            return
        set_setting(db, KEY, json.dumps(asdict(office), ensure_ascii=False))
        record(
            db,
            "office set",
            person_id=person_id,
            object_kind="office",
            name=office.name_ko,
            before=before.name_ko,
            address=office.address,
        )


def office() -> Office:
    """The office, read once a request; for pages."""
    if "office" not in g:
        g.office = read_office(get_db())
    return g.office
