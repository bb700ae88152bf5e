"""A draft of the small questionnaire, and what a page of the editor sends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.ids import new_id
from app.surveys.asking.publishing import publish
from app.surveys.drafting import draft_store, drafting, edits
from tests.conftest import sign_in, token
from tests.surveys.conftest import DEFINITION, words

Page = tuple[FlaskClient, str]


@pytest.fixture
def draft(db: Database) -> str:
    version = publish(db, DEFINITION, None)
    return drafting.begin(db, DEFINITION, begun_from="version", base_id=version, person_id=None)


def now(db: Database, draft: str) -> dict[str, Any]:
    return json.loads(draft_store.newest_step(db, draft)["definition"])


def reword(db: Database, draft: str, id: str, ko: str, *, seen: int, act: str | None = None) -> int:
    def change(d: dict[str, Any]) -> dict[str, Any]:
        part = f"question:{id}"
        return edits.put(d, part, {**edits.part(d, part), "label": words(ko)})

    told = {"seen": seen, "act_id": act or new_id(), "person_id": None}
    return drafting.edit(db, draft, change, what="saved", part=f"question:{id}", **told)


def label(d: dict[str, Any], id: str) -> str:
    return edits.part(d, f"question:{id}")["label"]["ko"]


@pytest.fixture
def page(client: FlaskClient, people: dict[str, str], draft: str) -> Page:
    return sign_in(client, "analyst"), f"/questionnaires/drafts/{draft}"


def send(page: Page, act: str, content_type: str | None = None, **fields: Any) -> Any:
    client, path = page
    sent = {"csrf_token": token(client, path), "act": new_id(), "seen": "999", **fields}
    return client.post(f"{path}/{act}", data=sent, content_type=content_type)
