"""Personal links: a firm or organisation of a series opens what became of its own proposals, and nobody else's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hmac import compare_digest

from flask import current_app
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.areas import anonymity
from app.clock import today
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from app.proposals.keeping import store
from app.proposals.meetings import series_store
from app.surveys.answering.links import hash_token, is_token, token_of

# How long a link opens unless another day is chosen, and at most. Until the meeting after next; chosen, not measured.
USUAL_DAYS, MOST_DAYS = 90, 366


@dataclass(frozen=True)
class Own:
    """One proposal as the firm that made it reads it: the office's words, what became of it, and the firm's own words.

    `firms` is how many firms said the same, None where that are fewer than three.
    """

    proposal: sqlite3.Row
    words: tuple[sqlite3.Row, ...]
    firms: int | None


def make_links(
    db: Database, series_id: str, chosen: Sequence[str], scope: Scope, *, expires_on: str, person_id: str | None
) -> int:
    """A link for each of the firms and organisations chosen that has none which opens; how many were made.

    `chosen` are ids as `series_store.people_of` has them. May be repeated. Raises BadInput for a day that is not one,
    is over, or lies too far ahead.
    """
    with writing(db):
        wanted = wanting(db, series_id, chosen, scope, expires_on=expires_on)
        for each in wanted:
            _make(db, series_id, each, expires_on, person_id)
        if wanted:
            about = {"object_kind": "series", "object_id": series_id}
            record(db, "proposal link made", person_id=person_id, **about, links=len(wanted))
    return len(wanted)


def wanting(db: Database, series_id: str, chosen: Sequence[str], scope: Scope, *, expires_on: str) -> list[sqlite3.Row]:
    """Those chosen for whom a link would be made. Raises BadInput as `make_links` does."""
    _checked(expires_on)
    people = {r["id"]: r for r in series_store.people_of(db, series_id, scope)}
    there = {whose(link) for link in series_store.links_of(db, series_id) if opens(link)}
    return [people[each] for each in dict.fromkeys(chosen) if each in people and whose(people[each]) not in there]


def whose(found: sqlite3.Row) -> tuple[str | None, str]:
    """The firm where it is on the register, else the organisation's name: who is meant by a participant or a link."""
    return (found["firm_id"], "") if found["firm_id"] else (None, found["organization"])


def _told_by(found: sqlite3.Row) -> tuple[str | None, str | None, str]:
    """A firm by the register, one that is on none by its participant, any other organisation by its name."""
    if found["firm_id"]:
        return found["firm_id"], None, ""
    return (None, found["id"], "") if found["org_kind"] == "firm" else (None, None, found["organization"])


def _make(db: Database, series_id: str, whom: sqlite3.Row, expires_on: str, person_id: str | None) -> None:
    link_id = new_id()
    token = token_of(str(current_app.secret_key), link_id)
    series_store.insert_link(
        db,
        link_id,
        series_id,
        whose=_told_by(whom),
        token_hash=hash_token(token),
        expires_on=expires_on,
        person_id=person_id,
    )


def _checked(expires_on: str) -> None:
    try:
        last = date.fromisoformat(expires_on)
    except ValueError:
        last = date.min
    if not today() <= last <= today() + timedelta(days=MOST_DAYS):
        right = _("오늘부터 1년 안의 날짜를 2026-11-22처럼 적어 주십시오")
        raise BadInput(Problem(_("쓸 수 있는 마지막 날"), _("날짜가 올바르지 않습니다"), right))


def opens(link: sqlite3.Row) -> bool:
    """Whether the link opens today: neither revoked nor over."""
    return link["revoked_at"] is None and bool(link["expires_on"] >= today().isoformat())


def token_again(link: sqlite3.Row) -> str | None:
    """A link's token once more, to be sent; None where another secret made it."""
    token = token_of(str(current_app.secret_key), link["id"])
    return token if compare_digest(hash_token(token), link["token_hash"]) else None


def revoke(db: Database, series_id: str, link_id: str, *, person_id: str | None) -> bool:
    """From now on the link opens nothing; False where it did not before."""
    with writing(db):
        mine = {link["id"] for link in series_store.links_of(db, series_id)}
        done = link_id in mine and series_store.revoke_link(db, link_id, person_id=person_id) > 0
        if done:
            told = {"object_kind": "series", "object_id": series_id}
            record(db, "proposal link revoked", person_id=person_id, **told)
    return done


def found_by(db: Database, token: str) -> sqlite3.Row | None:
    """The link of a token; None for what is none."""
    return series_store.link_hashed(db, hash_token(token)) if is_token(token) else None


def own(db: Database, link: sqlite3.Row) -> list[Own]:
    """What the firm or organisation of a link proposed, those still open first; of a joined one what it went on in."""
    said: dict[str, list[sqlite3.Row]] = {each["proposal_id"]: [] for each in series_store.own_sources(db, link)}
    for each in series_store.own_statements(db, link):
        said.setdefault(each["proposal_id"], []).append(each)
    stands = store.proposals_named(db, said)
    firms = store.firms_of(db, said)
    told = [Own(stands[key], tuple(words), _told(firms[key]["firms"])) for key, words in said.items()]
    order = {"received": 0, "review": 1}
    return sorted(told, key=lambda each: (order.get(each.proposal["state"], 2), each.proposal["number"]))


def _told(firms: int) -> int | None:
    return None if firms < anonymity.LEAST_FIRMS else firms
