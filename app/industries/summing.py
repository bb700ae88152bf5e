"""What the entry page of 지원·계획 tells of key industries: how many there are, and what waits for the committee."""

from __future__ import annotations

import sqlite3

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.industries import decision_store, store
from app.nav import HelpLine, HelpPart
from app.words.formats import named
from app.words.labels import label

# So many drafts that wait are named. Chosen, not measured.
NAMED = 3


def part(db: Database, _scope: Scope, _round: sqlite3.Row | None) -> HelpPart:
    """The newest cycle in a few words."""
    cycle = next(iter(store.list_cycles(db)), None)
    if cycle is None:
        return HelpPart(_("주력산업"), url_for("industries.index"), nothing=_("아직 주기가 없습니다"))
    kinds = [r["kind"] for r in store.industries(db, cycle["id"])]
    waiting = decision_store.waiting(db, cycle["id"])
    return HelpPart(
        f"{_('주력산업')} {cycle['code']}",
        url_for("industries.index", cycle=cycle["code"]),
        (
            *((label(kind, "key_industry_kind"), kinds.count(kind)) for kind in ("main", "future")),
            (_("초안이 기다림"), len(waiting)),
        ),
        tuple(_line(each) for each in waiting[:NAMED]),
        _("위원회를 기다리는 초안이 없습니다."),
    )


def _line(draft: sqlite3.Row) -> HelpLine:
    href = url_for("industries.show", industry_id=draft["industry_id"])
    return HelpLine(str(named(draft, "subject")), href, label(draft["verdict"], "industry_verdict"))
