"""A person who answered, spoke at a roundtable and is named in somebody else's answer; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import row
from app.roundtables.preview import importing
from app.surveys.answering.inviting import make_firm_links
from app.surveys.answering.responding import Return, accept
from app.surveys.sealed import sealed_store, waiting
from tests.surveys.answering.test_responding import given
from tests.surveys.conftest import ANSWERS, firms, survey

__all__ = ["firms", "survey"]
NAME, PHONE, EMAIL = "표은하", "010-7391-5528", "pyo.eunha@example.com"
TALK = f"""사회자: 시작하겠습니다.
{NAME} 대표: 사람을 못 구합니다. {PHONE}로 연락 주십시오.
B기계 전무: 저희는 인력난은 없습니다.
"""
OWN = "은하망치자금난"


@dataclass(frozen=True)
class Told:
    """Receipts and ids of what the person left."""

    own: str
    others: str
    roundtable: str


def person(label: str, organization: str, org_kind: str, **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "organization": organization,
        "org_kind": org_kind,
        "role": "",
        "firm": None,
        "areas": [],
        **more,
    }


def record(code: str = "rt-1", **more: Any) -> dict[str, Any]:
    return {
        **{"code": code, "kind": "roundtable", "series": None, "title": "기계 업종 협의체", "title_en": ""},
        **{"date": "2026-11-04", "start": "15:00", "end": "16:30", "place": "예시 회의실", "industry": None},
        **{"language": "ko", "areas": ["B001"], "topics": ["인력"], "transcript": None},
        "participants": [
            person("사회자", "예시모임", "moderator"),
            person(f"{NAME} 대표", "(주)은하망치정밀", "firm", firm="F1"),
            person("B기계 전무", "이웃금속정밀", "firm", areas=["B001"]),
        ],
        **more,
    }


@pytest.fixture
def told(db: Database, survey: Any, areas: dict[str, str], firms: dict[str, str], people: dict[str, str]) -> Told:
    """The person's firm is F1: a return, a personal link, a seat at a roundtable; F3 of another area names the person."""
    make_firm_links(db, survey["id"], row(db, "select * from area where code = 'B001'"), person_id=None)  # type: ignore[arg-type]
    own = accept(db, survey, answer(areas, f"{OWN} {PHONE}", "F1", firms))
    others = accept(db, survey, answer(areas, f"{NAME} 대표({EMAIL})가 어음을 늦게 줍니다.", "F3", firms, "B002"))
    for each in sealed_store.waiting_returns(db, EVERYTHING):
        open_ones = [group.id for group in waiting.told(db, each).unsure]
        waiting.settle(db, each, replaced=open_ones, person_id=None)
    held = importing.import_record(db, record(), (f"{NAME}.txt", TALK.encode()), None, accept_unsure=True).id
    return Told(own.receipt, others.receipt, held)


def answer(areas: dict[str, str], text: str, firm: str, firms: dict[str, str], area: str = "B001") -> Return:
    return given({**areas, "B001": areas[area]}, cells={**ANSWERS, "hardest": text}, firm_id=firms[firm])
