"""The form nobody has touched is rendered once: whoever opens it sees the same, and nothing of what another typed."""

from __future__ import annotations

import re
import sqlite3

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.ids import new_id
from app.surveys.answering import rendering
from app.surveys.answering.inviting import make_open_link
from app.surveys.asking import store
from tests.surveys.conftest import POSTED


def plain(page: str) -> str:
    """A page without what is another each time."""
    return re.sub(r'name="(response-id|csrf_token)"[^>]*value="[^"]*"|[0-9a-f-]{36}', "", page)


def test_who_opens_a_form_sees_nothing_of_another(
    db: Database, client: FlaskClient, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    rendering._KEPT.clear()
    area = store.find_area(db, areas["B001"])
    assert area is not None
    path = f"/s/{make_open_link(db, survey['id'], area, person_id=None).token}"
    first, kept = client.get(path).text, len(rendering._KEPT)
    assert kept == 2 and plain(client.get(path).text) == plain(first) and len(rendering._KEPT) == kept
    wrong = {**POSTED, "employees": "많음", "hardest": "비밀인 말", "response-id": new_id()}
    returned = client.post(path, data=wrong)
    assert returned.status_code == 422 and "비밀인 말" in returned.text and len(rendering._KEPT) == kept
    assert "비밀인 말" not in client.get(path).text
    english = client.get(f"{path}?lang=en").text
    assert "업황 past (en)" in english and "업황 past (en)" not in first
