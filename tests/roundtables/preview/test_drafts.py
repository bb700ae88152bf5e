"""A transcript one has left before it was stored is offered again and thrown away after a day; the record's form."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from app.roundtables.preview import previews
from tests.conftest import sign_in, token
from tests.roundtables.conftest import new_record, upload

TALK = "사회자: 시작합니다.\nA정밀 대표: 어렵습니다.\n".encode()


def test_a_draft_is_offered_on_the_record_at_the_upload_and_on_the_first_page(
    facilitator: FlaskClient, firms: Any
) -> None:
    path = new_record(facilitator)
    preview = str(upload(facilitator, path, TALK, "받아쓴 글.txt").location)
    for place in (path, f"{path}/upload", "/"):
        page = facilitator.get(place).text
        assert "받아쓴 글.txt" in page and f'href="{preview}"' in page and f'action="{preview}/drop"' in page, place
        assert "이어서 하기" in page and "에 지웁니다" in page
    assert "새 협의체 · ‘받아쓴 글.txt’" in facilitator.get("/").text
    facilitator.post(f"{preview}/drop", data={"csrf_token": token(facilitator, path)})
    assert "받아쓴 글.txt" not in facilitator.get("/").text


def test_the_same_file_again_leads_to_the_work_begun_on_it(facilitator: FlaskClient, firms: Any) -> None:
    path = new_record(facilitator)
    first = upload(facilitator, path, TALK).location
    assert upload(facilitator, path, TALK, "다른 이름.txt").location == first
    assert "이미 올려 두었습니다" in facilitator.get(str(first)).text
    assert upload(facilitator, path, TALK + b"\n").location != first


def test_a_draft_is_its_uploaders_alone(facilitator: FlaskClient, wide: FlaskClient, firms: Any) -> None:
    path = new_record(wide)
    upload(wide, path, TALK, "남의 글.txt")
    mine = sign_in(facilitator, "facilitator")
    assert "남의 글.txt" not in mine.get(path).text + mine.get("/").text


def test_a_draft_is_thrown_away_after_a_day_wherever_it_is_looked_for(tmp_path: Path) -> None:
    kept = previews.keep(tmp_path, previews.Preview("p", "r", "a.txt", b"x"))
    previews.keep_work(tmp_path, kept, {"answers": {}})
    (found,) = previews.waiting(tmp_path, "p")
    assert (found.preview_id, found.roundtable_id, found.file_name) == (kept, "r", "a.txt")
    assert abs(found.until - time.time() - 24 * 3600) < 60
    assert previews.waiting(tmp_path, "q") == [] == previews.waiting(tmp_path / "none", "p")
    yesterday = time.time() - 25 * 3600
    os.utime(tmp_path / kept, (yesterday, yesterday))
    assert previews.find(tmp_path, kept, person_id="p", roundtable_id="r") is None
    assert list(tmp_path.iterdir()) == []


def test_the_records_form_says_what_is_needed_of_a_participant_and_who_sees_a_name(
    facilitator: FlaskClient, firms: Any
) -> None:
    page = facilitator.get("/roundtables/new").text
    for name in ("label", "organization", "org_kind"):
        label = page.split(f'<label for="participants-0-{name}">')[1].split("</label>")[0]
        assert "필수" in label, name
    assert "필수" not in page.split('<label for="participants-0-role">')[1].split("</label>")[0]
    assert "다른 사람에게는 가명으로 보입니다" in page and "‘개인’이라고 적습니다" in page
