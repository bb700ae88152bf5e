"""A survey of every type of question with two versions, and returns of both."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlite_utils import Database

from app.db import scalar, writing
from app.files.keeping import keep
from app.files.sender import Sender
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from app.surveys.asking.publishing import publish
from app.surveys.asking.surveying import open_survey
from tests.surveys.conftest import words

EVERY = json.loads((Path(__file__).parents[2] / "forms" / "every_type.json").read_text("utf-8"))
PHOTO = io.BytesIO()
Image.new("RGB", (8, 8), "white").save(PHOTO, "PNG")
SHA = hashlib.sha256(PHOTO.getvalue()).hexdigest()
FULL: dict[str, Any] = {
    **{"agree": "y", "founded": "2011-03-09", "opens": "08:30", "closure": "2026-10-05T14:05", "district": "north"},
    **{"estate": "n2", "business": "n/a", "pay": "yes", "need": ["staff", "rnd"], "order": ["road", "tax", "rule"]},
    **{"employees": "30", "grade": "2", "name[1]": "=1+1 주임", "heads[1]": "10", "name[2]": "과장", "heads[2]": "20"},
    **{"busy": "75", "where": "35.1 129.0 0 5", "photo": SHA, "read_it": "y", "wish": "사람이 없습니다"},
}
BARE = {"agree": "y", "district": "south", "employees": "0"}


def second_version() -> dict[str, Any]:
    """The same questionnaire with a choice and a question more, and one question no longer asked."""
    changed = copy.deepcopy(EVERY)
    changed["lists"]["agree"].append({"id": "very", "label": words("매우 그렇다")})
    changed["questions"] = [q for q in changed["questions"] if q["id"] != "hire"]
    more = {"id": "more", "type": "number", "section": "voice", "label": words("더 물음"), "decimals": 1}
    changed["questions"].append(more)
    return changed


@pytest.fixture
def asked(db: Database, areas: dict[str, str], people: dict[str, str]) -> sqlite3.Row:
    """A survey of the second version, with two returns of the first and one of the second."""
    publish(db, EVERY, None)
    survey = opened(db)
    me = people["researcher"]
    keep(db, SHA, PHOTO.getvalue(), Sender(person_id=me))
    for cells in (FULL, BARE):
        accept(db, survey, Return(new_id(), areas["B001"], cells, "paper", researcher_id=me))
    publish(db, second_version(), None)
    newer = scalar(db, "select id from questionnaire_version order by number desc limit 1")
    with writing(db):
        db.conn.execute("drop trigger survey_keeps")
        db.conn.execute("update survey set version_id = ?", [newer])
    found = store.find_survey(db, survey["id"])
    assert found is not None
    accept(db, found, Return(new_id(), areas["B002"], {**BARE, "pay": "very", "more": "-8.5"}, "onsite"))
    return found


def opened(db: Database) -> sqlite3.Row:
    survey_id = open_survey(
        db, wave_code="2026Q4", questionnaire_code="every-type", opens_on="2026-10-01", closes_on="2030-12-31",
        target=2, person_id=None,
    )  # fmt: skip
    found = store.find_survey(db, survey_id)
    assert found is not None
    return found
