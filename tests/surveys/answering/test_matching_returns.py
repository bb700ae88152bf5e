"""Returns whose columns have other titles are matched on the page, stored once, and known the next time."""

from __future__ import annotations

import sqlite3

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.areas.matching import named
from app.surveys.answering.importing import import_responses
from tests.areas.test_matching import fields, post
from tests.conftest import all_rows, sign_in

ROWS = (
    "순번,설문회차,단지코드,업체번호,작성일시,작성방법,동의,업황 past,업황 next,고용인원\n"
    "R1,2026Q4,B001,F1,2026-11-20 14:30,onsite,yes,2,3,27\n"
    "R2,2026Q4,B001,,2026. 11. 21. 오후 3:05,방문,yes,4,3,\n합계,,,,,,,,,27\n"
)
CHOSEN = ("code", "wave", "area", "firm", "submitted_at", "channel", "answer consent")


def test_returns_are_matched_stored_once_and_known_the_next_time(
    client: FlaskClient, db: Database, survey: sqlite3.Row, firms: dict[str, str], people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/import"
    form = fields(post(client, path, ROWS.encode(), "응답표.csv"))
    assert [form[f"column-{n}"] for n in (7, 8)] == ["answer biz_past", "answer biz_next"]
    form |= {f"column-{n}": name for n, name in enumerate(CHOSEN)} | {"column-9": "answer employees", "do": "preview"}
    page = client.post(path, data=form).text
    assert "쓸 수 없는 값입니다: ‘방문’" in page and "담지 않기로 한 행 1개를 뺐습니다: 4행" in page
    assert all_rows(db, "response") == []
    mended = ROWS.replace("방문", "online").encode()
    form = fields(post(client, path, mended, "응답표.csv")) | {
        key: text for key, text in form.items() if key.startswith("column-")
    }
    form = fields(client.post(path, data=form | {"do": "preview"}).text) | {"name": "조사업체 응답표", "do": "store"}
    for _twice in range(2):
        assert client.post(path, data=form).status_code == 302
    assert len(all_rows(db, "response")) == 2 and len(all_rows(db, "import_run")) == 1
    assert [r["submitted_at"][:16] for r in all_rows(db, "response")] == ["2026-11-20T05:30", "2026-11-21T06:05"]

    again = post(client, path, mended, "응답표.csv")
    assert "지난번에 맞춘 대로 채웠습니다: ‘조사업체 응답표’" in again and "고칠 것이 없습니다" in again
    mapping = named(db, "responses", "조사업체 응답표")
    done = import_responses(db, mended, "a.csv", survey_id=survey["id"], person_id=None, mapping=mapping)
    assert (done.new, done.unchanged) == (0, 2)
