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
from app.surveys import store
from app.surveys.links import hash_token, is_token, new_token


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
    token = new_token()
    with writing(db):
        invitation_id = _insert(db, survey_id, area["id"], None, token, person_id)
        record(
            db,
            "link made",
            person_id=person_id,
            object_kind="survey",
            object_id=survey_id,
            link=invitation_id,
            area=area["code"],
        )
    return Link(token, area["code"], area["name_ko"], area["name_en"])


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
