"""Sending a survey to firms: an invitation, then reminders to those who have neither answered nor refused."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.answering.responding import refuse_if_not_open
from app.surveys.reaching import sending_store

CHANNELS = ("letter", "email", "sms", "phone")
# Whom of those who have not answered: all, who was never written to, or who was.
WHOM = ("all", "first", "again")
# Who said no at a visit, or is closed, is not asked again: what visits are is told by the feature above (`app/field`).
REFUSED: dict[str, Callable[[Database, str], set[str]]] = {}


@dataclass(frozen=True)
class Wanted:
    """Whom a sending is for: firms of some areas whose name or code holds `search`, or those picked one by one.

    `picked` None: nobody was picked, the filter alone decides; else the picked alone, whatever the filter says.
    """

    channel: str
    area_ids: tuple[str, ...] = ()
    whom: str = "all"
    search: str = ""
    picked: frozenset[str] | None = None


@dataclass(frozen=True)
class Reach:
    """Whom a sending would reach, and why others not: answered, refused, sent to today, without an address."""

    firms: tuple[sqlite3.Row, ...]
    answered: int = 0
    refused: int = 0
    today: int = 0
    unknown: tuple[sqlite3.Row, ...] = field(default=())
    number: int = 0

    @property
    def numbers(self) -> Mapping[int, int]:
        """How often the survey was sent to a firm before, to how many firms that is: 0 is a first notice."""
        return dict(sorted(Counter(firm["sent"] for firm in self.firms).items()))


def reach(db: Database, survey: sqlite3.Row, scope: Scope, wanted: Wanted) -> Reach:
    """Whom a survey may be sent to now by a channel. Nothing is written."""
    refused = {firm for each in REFUSED.values() for firm in each(db, survey["id"])}
    found = (
        sending_store.firms_to_reach(db, survey["id"], scope, area_ids=wanted.area_ids, search=wanted.search)
        if wanted.picked is None
        else sending_store.firms_to_reach(db, survey["id"], scope, firm_ids=wanted.picked)
    )
    whom = wanted.whom if wanted.picked is None else "all"
    counts = {"answered": 0, "refused": 0, "today": 0}
    going, unknown = [], []
    for firm in found:
        if firm["answered"]:
            counts["answered"] += 1
        elif firm["id"] in refused:
            counts["refused"] += 1
        elif firm["sent_on"] == today().isoformat():
            counts["today"] += 1
        elif whom != "all" and bool(firm["sent"]) != (whom == "again"):
            continue
        elif not _reached_by(firm, wanted.channel):
            unknown.append(firm)
        else:
            going.append(firm)
    # The same sending may be the first to one firm and a reminder to another: stored is the most, told is every number.
    return Reach(tuple(going), **counts, unknown=tuple(unknown), number=max((f["sent"] for f in going), default=0))


def _reached_by(firm: sqlite3.Row, channel: str) -> bool:
    if channel == "letter":
        return bool(firm["address"])
    if channel == "email":
        return bool(firm["email"])
    phone = firm["phone"] or ""
    return phone.startswith("01") if channel == "sms" else bool(phone)


def send(db: Database, survey: sqlite3.Row, scope: Scope, wanted: Wanted, *, person_id: str | None) -> str:
    """Note a sending to everybody it may reach and make the links that are missing. Returns its id.

    Whom it reaches is found again here, whatever a page had counted. Whoever was sent to today is passed over, so that
    a second press sends nothing twice. Raises BadInput where nobody is left, NotOpen where no answers are taken.
    """
    channel = wanted.channel
    if channel not in CHANNELS:
        raise BadInput(Problem(_("방법"), _("고르지 않았습니다"), _("목록에서 알리는 방법을 골라 주십시오")))
    with writing(db):
        refuse_if_not_open(db, survey)
        found = reach(db, survey, scope, wanted)
        if not found.firms:
            right = _("연락처를 가져오거나 다른 방법이나 지역을 골라 주십시오")
            raise BadInput(Problem(_("받을 기업"), _("보낼 기업이 없습니다"), right))
        sending_id = new_id()
        day = today().isoformat()
        numbers = {"survey_id": survey["id"], "number": found.number, "channel": channel, "sent_on": day}
        sending_store.insert_sending(db, sending_id, **numbers, person_id=person_id)
        links = [(firm["id"], _link(db, survey, firm, person_id)) for firm in found.firms]
        sending_store.insert_sending_firms(db, sending_id, links)
        told = {"channel": channel, "firms": len(found.firms), "number": found.number}
        record(db, "survey sent", person_id=person_id, object_kind="survey", object_id=survey["id"], **told)
    return sending_id


def _link(db: Database, survey: sqlite3.Row, firm: sqlite3.Row, person_id: str | None) -> str:
    """The firm's live link where its address can be told again, else a new one in its place."""
    if firm["invitation_id"]:
        kept = {"id": firm["invitation_id"], "token_hash": firm["token_hash"]}
        if inviting.told_again(kept):
            return str(firm["invitation_id"])
        inviting.revoke(db, firm["invitation_id"], person_id=person_id)
    return inviting.link_for(db, survey["id"], firm["area_id"], firm["id"], person_id=person_id)
