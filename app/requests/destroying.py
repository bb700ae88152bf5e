"""Destroying what a person asks for, through the acts that stand: returns, roundtables' originals, links, accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import destroying
from app.errors import BadInput, Problem
from app.field.visits import ending as visit_ending
from app.requests import store
from app.requests.finding import Entry
from app.roundtables.sealed import retaining
from app.surveys.reaching.contact_store import destroy_contact
from app.surveys.sealed import ending

ASKED_BY = ("self", "agent")


def destroy(db: Database, entries: Sequence[Entry], asked_by: str, *, person_id: str | None) -> dict[str, int]:
    """Destroy all of it or nothing, and write down how much of what and who asked, but nobody's name.

    Freed pages are overwritten and the log beside the database is emptied; copies made earlier are not reached.
    Returns how many of each kind. Raises BadInput where nothing was chosen or nobody is said to ask, Conflict where
    somebody else was quicker.
    """
    check_asker(asked_by)
    if not entries:
        raise BadInput(Problem(_("파기할 것"), _("고르지 않았습니다"), _("목록에서 하나 이상 골라 주십시오")))
    with destroying(db):
        for entry in entries:
            _ACTS[entry.act](db, entry.id, person_id)
        done = Counter(entry.act for entry in entries)
        kinds = sorted(done)
        record(db, "request destroyed", person_id=person_id, asked_by=asked_by, destroyed=kinds, entries=len(entries))
    return dict(done)


def check_asker(asked_by: str) -> None:
    """Raise BadInput unless it is said whether the person asks or somebody for him or her."""
    if asked_by not in ASKED_BY:
        right = _("본인인지 대리인인지 확인하고 골라 주십시오")
        raise BadInput(Problem(_("요구한 사람"), _("고르지 않았습니다"), right))


def _return(db: Database, response_id: str, person_id: str | None) -> None:
    ending.destroy(db, response_id, "request", person_id=person_id)


def _mention(db: Database, response_id: str, person_id: str | None) -> None:
    ending.destroy_originals_of(db, response_id, person_id=person_id)


def _roundtable(db: Database, roundtable_id: str, person_id: str | None) -> None:
    retaining.destroy_all(db, roundtable_id, person_id=person_id)


def _link(db: Database, invitation_id: str, person_id: str | None) -> None:
    store.cut_link(db, invitation_id)
    record(db, "link revoked", person_id=person_id, object_kind="invitation", object_id=invitation_id)


def _contact(db: Database, firm_id: str, person_id: str | None) -> None:
    destroy_contact(db, firm_id)
    record(db, "contact destroyed", person_id=person_id, object_kind="survey")


def _account(db: Database, account_id: str, person_id: str | None) -> None:
    store.forget_account(db, account_id)
    record(db, "account's name forgotten", person_id=person_id, object_kind="person", object_id=account_id)


def _visit(db: Database, report_id: str, person_id: str | None) -> None:
    visit_ending.destroy_of_report(db, report_id, person_id=person_id)


_ACTS: dict[str, Callable[[Database, str, str | None], None]] = {
    "return": _return,
    "mention": _mention,
    "roundtable": _roundtable,
    "link": _link,
    "contact": _contact,
    "account": _account,
    "visit": _visit,
}
