"""Links for respondents: open for an area, personal for firms; told once, kept only as hashes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.surveys.answering.links import hash_token, is_token, new_token
from app.surveys.asking import store


@dataclass(frozen=True)
class Link:
    """A link that was just made: its token, and the names of whom it is for."""

    token: str
    area_code: str
    area_ko: str
    area_en: str
    firm_code: str | None = None
    firm_name: str | None = None


def make_open_link(db: Database, survey_id: str, area: sqlite3.Row, *, person_id: str | None) -> Link:
    """An open link, by which any firm of the area may answer. Each call makes another; told only here."""
    with writing(db):
        return _make(db, survey_id, area["id"], None, person_id)


def make_firm_links(db: Database, survey_id: str, area: sqlite3.Row, *, person_id: str | None) -> list[Link]:
    """A personal link for every firm of the area that has neither a live one nor a response.

    May be repeated: only new firms get links. Raises BadInput for an area without firms.
    """
    made: list[Link] = []
    with writing(db):
        firms = store.firms_of_area(db, area["id"])
        if not firms:
            right = _("먼저 기업 명부를 가져오거나 공개 링크를 쓰십시오")
            raise BadInput(Problem(area["name_ko"], _("등록된 기업이 없습니다"), right))
        busy = store.firms_with_live_link(db, survey_id) | store.firms_that_answered(db, survey_id)
        for firm in firms:
            if firm["id"] in busy:
                continue
            token = new_token()
            _insert(db, survey_id, area["id"], firm["id"], token, person_id)
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
        return _make(db, invitation["survey_id"], invitation["area_id"], firm, person_id)


def _make(db: Database, survey_id: str, area_id: str, firm: sqlite3.Row | None, person_id: str | None) -> Link:
    area, token = store.find_area(db, area_id), new_token()
    assert area is not None
    invitation_id = _insert(db, survey_id, area_id, firm["id"] if firm else None, token, person_id)
    told = {"link": invitation_id, "area": area["code"], **({"firm": firm["code"]} if firm else {})}
    record(db, "link made", person_id=person_id, object_kind="survey", object_id=survey_id, **told)
    names = (firm["code"], firm["name"]) if firm else (None, None)
    return Link(token, area["code"], area["name_ko"], area["name_en"], *names)


def _insert(db: Database, survey_id: str, area_id: str, firm_id: str | None, token: str, person_id: str | None) -> str:
    invitation_id = new_id()
    store.insert_invitation(
        db,
        invitation_id,
        survey_id=survey_id,
        area_id=area_id,
        firm_id=firm_id,
        token_hash=hash_token(token),
        person_id=person_id,
    )
    return invitation_id


def revoke(db: Database, invitation_id: str, *, person_id: str | None) -> None:
    """From now on the link takes no answers; what came by it stays. Raises Conflict for a revoked one."""
    with writing(db):
        if not store.revoke_invitation(db, invitation_id):
            raise Conflict(_("이미 폐기된 링크입니다."))
        record(db, "link revoked", person_id=person_id, object_kind="invitation", object_id=invitation_id)


def invitation_of(db: Database, token: str) -> sqlite3.Row | None:
    """The link of a token, revoked or not; None for one that never was."""
    return store.invitation_of_hash(db, hash_token(token)) if is_token(token) else None
