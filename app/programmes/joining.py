"""What programmes bring to the features below: how statements are attached to a pick."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.signing_in import my_scope
from app.programmes.picks import pick_store
from app.programmes.picks.picking import attach
from app.voices.attaching import ATTACH, Attach
from app.words.formats import named


def join() -> None:
    ATTACH["pick"] = Attach(
        permission="programmes.pick",
        title=_title,
        attach=attach,
        back=lambda pick_id: url_for("programmes.offer", pick_id=pick_id),
        held=pick_store.segments_of,
    )


def _title(db: Database, pick_id: str) -> str | None:
    """What the pick is called; None where it is not of an area of one's own."""
    found = pick_store.find(db, pick_id, my_scope())
    if found is None:
        return None
    whom = found["firm_name"] or named(found, "area")
    return _("%(programme)s: %(whom)s", programme=named(found), whom=whom)
