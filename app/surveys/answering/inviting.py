"""Links for respondents: open for an area, personal for firms; kept only as hashes, made again from the server's secret."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest

from flask import current_app, has_app_context
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.surveys.answering.links import hash_token, is_token, token_of
from app.surveys.asking import frame_store, store


@dataclass(frozen=True)
class Link:
    """A link that was just made: its token, and the names of whom it is for."""

    token: str
    area_code: str
    area_ko: str
    area_en: str
    firm_code: str | None = None
    firm_name: str | None = None


@dataclass(frozen=True)
class Limits:
    """How far an open link goes: returns in all, returns a day, its last day; None is no limit."""

    most: int | None = None
    most_a_day: int | None = None
    last_on: str | None = None


NO_LIMITS = Limits()


def make_open_link(
    db: Database, survey_id: str, area: sqlite3.Row, *, person_id: str | None, limits: Limits = NO_LIMITS
) -> Link:
    """An open link, by which any firm of the area may answer. Each call makes another."""
    with writing(db):
        return _make(db, survey_id, area["id"], None, person_id, limits)


def make_links(
    db: Database,
    survey_id: str,
    areas: Sequence[sqlite3.Row],
    *,
    firms: bool,
    person_id: str | None,
    limits: Limits = NO_LIMITS,
) -> list[Link]:
    """An open link for each of several areas, or personal ones for all their firms: all or none.

    Areas without firms get no personal links. Raises BadInput where none of them has any.
    """
    with writing(db):
        if not firms:
            return [make_open_link(db, survey_id, area, person_id=person_id, limits=limits) for area in areas]
        having = [area for area in areas if frame_store.asked_firms(db, survey_id, area["id"])]
        if not having:
            right = _("먼저 기업 명부를 가져오거나 공개 링크를 쓰십시오")
            raise BadInput(Problem(_("밀집지역"), _("등록된 기업이 없습니다"), right))
        return [link for area in having for link in make_firm_links(db, survey_id, area, person_id=person_id)]


def make_firm_links(db: Database, survey_id: str, area: sqlite3.Row, *, person_id: str | None) -> list[Link]:
    """A personal link for every firm of the area that the survey asks and that has neither a live one nor a response.

    May be repeated: only new firms get links. Raises BadInput for an area without firms.
    """
    made: list[Link] = []
    with writing(db):
        firms = frame_store.asked_firms(db, survey_id, area["id"])
        if not firms:
            right = _("먼저 기업 명부를 가져오거나 공개 링크를 쓰십시오")
            raise BadInput(Problem(area["name_ko"], _("등록된 기업이 없습니다"), right))
        busy = store.firms_with_live_link(db, survey_id) | store.firms_that_answered(db, survey_id)
        for firm in firms:
            if firm["id"] in busy:
                continue
            token = _insert(db, survey_id, area["id"], firm["id"], person_id)[1]
            names = (area["code"], area["name_ko"], area["name_en"], firm["code"], firm["name"])
            made.append(Link(token, *names))
        record(
            db,
            "link made",
            person_id=person_id,
            object_kind="survey",
            object_id=survey_id,
            area=area["code"],
            links=len(made),
        )
    return made


def make_firm_link(db: Database, survey_id: str, firm: sqlite3.Row, *, person_id: str | None) -> Link:
    """A personal link for one firm, also for one that has answered: it may correct itself.

    Raises Conflict where the firm holds a live link: two would let it answer twice.
    """
    with writing(db):
        if not frame_store.asks(db, survey_id, firm["id"]):
            raise Conflict(
                _(
                    "%(firm)s은 이 조사에서 뺀 기업입니다. ‘관리’의 조사 대상에서 다시 넣은 뒤 만드십시오.",
                    firm=firm["name"],
                )
            )
        if firm["id"] in store.firms_with_live_link(db, survey_id):
            raise Conflict(
                _(
                    "%(firm)s에는 이미 쓸 수 있는 링크가 있습니다. 목록에서 ‘새 주소로 다시 만들기’를 누르십시오.",
                    firm=firm["name"],
                )
            )
        return _make(db, survey_id, firm["area_id"], firm, person_id)


def remake(db: Database, invitation: sqlite3.Row, *, person_id: str | None) -> Link:
    """The same link under a new address, for one that was lost; the old address takes no more answers.

    Raises Conflict for a link that was revoked before or has been used.
    """
    with writing(db):
        revoke(db, invitation["id"], person_id=person_id)
        if invitation["used_at"]:
            raise Conflict(_("이미 응답을 마친 링크입니다. 기업을 골라 새 링크를 만드십시오."))
        firm = store.find_firm(db, invitation["firm_id"]) if invitation["firm_id"] else None
        limits = Limits(invitation["most"], invitation["most_a_day"], invitation["last_on"])
        return _make(db, invitation["survey_id"], invitation["area_id"], firm, person_id, limits)


def _make(
    db: Database,
    survey_id: str,
    area_id: str,
    firm: sqlite3.Row | None,
    person_id: str | None,
    limits: Limits = NO_LIMITS,
) -> Link:
    area = store.find_area(db, area_id)
    assert area is not None
    invitation_id, token = _insert(db, survey_id, area_id, firm["id"] if firm else None, person_id, limits)
    told = {"link": invitation_id, "area": area["code"], **({"firm": firm["code"]} if firm else {})}
    record(db, "link made", person_id=person_id, object_kind="survey", object_id=survey_id, **told)
    names = (firm["code"], firm["name"]) if firm else (None, None)
    return Link(token, area["code"], area["name_ko"], area["name_en"], *names)


def _insert(
    db: Database,
    survey_id: str,
    area_id: str,
    firm_id: str | None,
    person_id: str | None,
    limits: Limits = NO_LIMITS,
) -> tuple[str, str]:
    """Write a link; returns its id and its token."""
    invitation_id = new_id()
    # Outside the program (a script on an open database) there is no secret: such a link is told once.
    secret = str(current_app.secret_key) if has_app_context() else secrets.token_hex(32)
    token = token_of(secret, invitation_id)
    store.insert_invitation(
        db,
        invitation_id,
        survey_id=survey_id,
        area_id=area_id,
        firm_id=firm_id,
        token_hash=hash_token(token),
        person_id=person_id,
        limits=(limits.most, limits.most_a_day, limits.last_on),
    )
    return invitation_id, token


def link_for(db: Database, survey_id: str, area_id: str, firm_id: str, *, person_id: str | None) -> str:
    """A new personal link inside the caller's act, which notes it. Returns the link's id."""
    return _insert(db, survey_id, area_id, firm_id, person_id)[0]


def told_again(invitation: sqlite3.Row | Mapping[str, str]) -> str | None:
    """The token of a link once more, for a letter; None where it was made before this could be, or by another secret."""
    token = token_of(str(current_app.secret_key), invitation["id"])
    return token if compare_digest(hash_token(token), invitation["token_hash"]) else None


def revoke(db: Database, invitation_id: str, *, person_id: str | None) -> None:
    """From now on the link takes no answers; what came by it stays. Raises Conflict for a revoked one."""
    with writing(db):
        if not store.revoke_invitation(db, invitation_id):
            raise Conflict(_("이미 폐기된 링크입니다."))
        record(db, "link revoked", person_id=person_id, object_kind="invitation", object_id=invitation_id)


def invitation_of(db: Database, token: str) -> sqlite3.Row | None:
    """The link of a token, revoked or not; None for one that never was."""
    return store.invitation_of_hash(db, hash_token(token)) if is_token(token) else None
