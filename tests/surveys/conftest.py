"""A small questionnaire of every type, an open survey of it, and firms in both areas."""

from __future__ import annotations

import re
import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.clock import now, today
from app.db import writing
from app.ids import new_id
from app.surveys.asking import store
from app.surveys.asking.publishing import publish
from app.surveys.asking.surveying import open_survey


def words(ko: str) -> dict[str, str]:
    return {"ko": ko, "en": f"{ko} (en)"}


DEFINITION: dict[str, Any] = {
    "id": "small",
    "title": words("작은 설문"),
    "sections": [{"id": "one", "title": words("동의")}, {"id": "two", "title": words("경기")}],
    "questions": [
        {
            "id": "consent",
            "type": "consent",
            "label": words("동의합니다"),
            "hint": words("목적과 기간"),
            "required": True,
            "section": "one",
        },
        *(
            {
                "id": f"biz_{period}",
                "type": "likert",
                "scale": 5,
                "label": words(f"업황 {period}"),
                "required": period == "past",
                "bsi": {"item": "biz", "period": period},
                "section": "two",
            }
            for period in ("past", "next")
        ),
        {
            "id": "causes",
            "type": "multiple",
            "max": 2,
            "label": words("원인"),
            "choices": [{"id": c, "label": words(c)} for c in ("finance", "market", "workforce")],
            "section": "two",
        },
        {
            "id": "employees",
            "type": "number",
            "min": 1,
            "max": 9999,
            "label": words("종사자"),
            "section": "two",
        },
        {"id": "hardest", "type": "text", "label": words("가장 어려운 점"), "section": "two"},
    ],
}

ANSWERS = {
    "consent": "y",
    "biz_past": "2",
    "causes": ["finance", "market"],
    "employees": "1,234",
    "hardest": "인력난",
}
# What a firm on no list says of itself; an open link asks it with the answers.
POSTED = {**ANSWERS, "firm-industry": "machinery", "firm-size": "small"}


@pytest.fixture
def firms(db: Database, areas: dict[str, str]) -> dict[str, str]:
    """F1 and F2 in B001, F3 in B002; code to id."""
    found = {}
    with writing(db):
        for code, area in (("F1", "B001"), ("F2", "B001"), ("F3", "B002")):
            found[code] = new_id()
            db.conn.execute(
                """insert into firm(id, code, area_id, name, size_band, created_at)
                   values (?, ?, ?, ?, 'small', ?)""",
                [found[code], code, areas[area], f"예시정밀 {code}", now()],
            )
    return found


@pytest.fixture
def survey(db: Database, areas: dict[str, str]) -> sqlite3.Row:
    """A survey that is open today; two responses wanted of each area."""
    return opened(db)


def opened(db: Database, *, first: int = -5, last: int = 5, target: int = 2) -> sqlite3.Row:
    """A survey from `first` to `last` days from today."""
    publish(db, DEFINITION, None)
    survey_id = open_survey(
        db,
        wave_code="2026Q4",
        questionnaire_code="small",
        title_ko="예시 조사",
        opens_on=(today() + timedelta(days=first)).isoformat(),
        closes_on=(today() + timedelta(days=last)).isoformat(),
        target=target,
        person_id=None,
    )
    found = store.find_survey(db, survey_id)
    assert found is not None
    return found


def response_id_on(client: FlaskClient, path: str) -> str:
    """The id of the return that a page's form would make."""
    found = re.search(r'name="response-id" value="([^"]+)"', client.get(path).text)
    assert found, f"no form on {path}"
    return found.group(1)
