"""The pages of roundtables: who may, what is hidden, errors at their fields, the upload with its preview."""

from __future__ import annotations

import io
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.accounts import signing_in
from app.areas.finding import finding
from app.db import scalar
from app.roundtables import routes
from app.roundtables.preview import importing, previews
from tests.conftest import PASSWORD, all_rows, sign_in, token
from tests.roundtables.conftest import FORM, TALK, confirm, new_record, send, upload


@pytest.mark.parametrize("role", ["researcher", "official", "admin"])
def test_roles_without_roundtables_see_none_of_their_pages(client: FlaskClient, held: str, role: str) -> None:
    sign_in(client, role)
    for path in (
        "/roundtables",
        f"/roundtables/{held}",
        f"/roundtables/{held}/transcript",
        "/roundtables.csv",
    ):
        assert client.get(path).status_code == 403


def test_readers_may_not_write(client: FlaskClient, held: str) -> None:
    sign_in(client, "analyst")
    assert client.get(f"/roundtables/{held}/transcript").status_code == 200
    for path in ("/roundtables/new", f"/roundtables/{held}/edit", f"/roundtables/{held}/upload"):
        assert client.get(path).status_code == 403


def test_a_roundtable_of_other_areas_is_not_found(
    client: FlaskClient, db: Database, people: dict[str, str], record: dict[str, Any], areas: dict[str, str]
) -> None:
    record.update(areas=["B002"], participants=[])
    other = importing.import_record(db, record, None, None).id
    sign_in(client, "facilitator")
    for path in ("", "/edit", "/upload", "/transcript", "/transcript.csv", "/speakers"):
        assert client.get(f"/roundtables/{other}{path}").status_code == 404, path
    assert client.get(f"/areas/{areas['B002']}/roundtables").status_code == 404
    assert client.get(f"/areas/{areas['B001']}/roundtables").status_code == 200
    assert "기계 업종 협의체" not in client.get("/roundtables").text


def test_turns_of_other_areas_are_hidden_from_page_search_and_export(facilitator: FlaskClient, held: str) -> None:
    page = facilitator.get(f"/roundtables/{held}/transcript").text
    assert "사람을 못 구합니다" in page and "통계로는" in page and "시작하겠습니다" in page
    assert "인력난은 없습니다" not in page and "B기계" not in page
    assert "다른 지역 발언 1개는 보이지 않습니다." in page
    assert 'id="turn-4"' in page and 'id="turn-3"' not in page
    assert "찾는 말이 없습니다" in facilitator.get(f"/roundtables/{held}/transcript?q=인력난").text
    assert "인력난" not in facilitator.get(f"/roundtables/{held}/transcript.csv").get_data(as_text=True)
    show = facilitator.get(f"/roundtables/{held}").text
    assert "B기계" not in show and "다른 지역 참여자 1명은 보이지 않습니다." in show


def test_who_sees_all_areas_hears_everybody(client: FlaskClient, held: str) -> None:
    sign_in(client, "analyst")
    page = client.get(f"/roundtables/{held}/transcript").text
    assert "인력난은 없습니다" in page and "보이지 않습니다" not in page


def test_a_record_with_areas_of_others_can_be_read_but_not_changed(facilitator: FlaskClient, held: str) -> None:
    assert facilitator.get(f"/roundtables/{held}/edit").status_code == 403
    assert "읽기만 할 수 있습니다" in facilitator.get(f"/roundtables/{held}").text


def test_the_list_narrows_sorts_and_exports_what_it_shows(client: FlaskClient, held: str) -> None:
    sign_in(client, "analyst")
    assert "기계 업종 협의체" in client.get("/roundtables?q=관세&kind=roundtable&area=B002&state=done").text
    for narrow in ("q=100%25", "kind=interview", "state=none", "area=B009", "round=2020H1"):
        page = client.get(f"/roundtables?{narrow}").text
        assert "찾는 기록이 없습니다" in page, narrow
    assert client.get("/roundtables?sort=-firms&page=7", follow_redirects=True).status_code == 200
    page = client.get("/roundtables?q=관세&kind=roundtable&file_type=exe").text
    assert "/roundtables.csv?q=%EA%B4%80%EC%84%B8&amp;kind=roundtable&amp;sort=-date" in page
    csv = client.get("/roundtables.csv?kind=roundtable").data.decode("utf-8-sig").splitlines()
    assert csv[0].startswith("코드,날짜,시작") and csv[1].startswith("rt-1,2026-11-04,15:00,16:30,FGI 협의체")
    book = load_workbook(io.BytesIO(client.get("/roundtables.xlsx?kind=interview").data))
    assert book.worksheets[0].max_row == 1


def test_a_record_is_written_with_its_participants_and_opens_again(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    path = new_record(facilitator)
    page = facilitator.get(path).text
    assert "2026. 11. 20.(금) 14:00–15:30" in page and "A정밀 대표" in page and "녹취록 없음" in page
    assert scalar(db, "select code from roundtable") == "2026-11-20-1"
    assert scalar(db, "select count(*) from respondent where firm_id = ?", [firms["F1"]]) == 1
    edit = facilitator.get(f"{path}/edit").text
    assert 'value="A정밀 대표"' in edit and 'value="F1"' in edit
    assert any(r["action"] == "roundtable added" for r in all_rows(db, "audit"))


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"ends_at": "13:00"}, "ends_at", "끝난 시각이 시작한 시각보다 이릅니다."),
        ({"areas": []}, "areas", "밀집지역을 한 곳 이상 골라 주십시오."),
        ({"areas": ["B002"]}, "areas", "담당하지 않는 밀집지역입니다."),
        ({"title": " "}, "title", "제목을 적어 주십시오."),
        ({"held_on": "2031-01-01"}, "held_on", "평가 회차가 없습니다."),
        ({"held_on": "20일"}, "held_on", "2026-11-22처럼"),
        ({"participants-1-firm": "F9"}, "participants-1-firm", "명부에 없는 기업입니다."),
        ({"participants-1-firm": "F2"}, "participants-1-firm", "고른 밀집지역에 없는 기업입니다."),
        ({"participants-1-label": "사회자"}, "participants-1-label", "같은 호칭이 두 번 있습니다."),
        ({"participants-0-org_kind": ""}, "participants-0-org_kind", "기관 종류를 골라 주십시오."),
        ({"participants-0-asked": "B002"}, "participants-0-asked", ""),
    ],
)
def test_every_error_of_the_record_stands_at_its_field(
    facilitator: FlaskClient, db: Database, firms: Any, changes: dict[str, Any], field: str, word: str
) -> None:
    answer = send(facilitator, "/roundtables/new", **{**FORM, **changes})
    assert answer.status_code == (422 if word else 302)
    if word:
        found = re.search(rf'id="wrong-{field}"><span>([^<]+)', answer.text)
        assert found and word in found.group(1)
        assert all_rows(db, "roundtable") == []


def test_a_roundtable_of_april_2025_is_recorded_by_pages_alone(
    client: FlaskClient, db: Database, people: dict[str, str], firms: Any
) -> None:
    form = {**FORM, "held_on": "2025-04-09"}
    sign_in(client, "facilitator")
    refused = send(client, "/roundtables/new", **form)
    assert refused.status_code == 422 and "2025년 상반기 회차를 아직 열지 않았습니다." in refused.text
    link = re.search(r'href="(/rounds\?half=2025H1)#half"', refused.text)
    assert link and 'value="새 협의체"' in refused.text
    assert "/rounds?half=" not in send(client, "/roundtables/new", **{**FORM, "held_on": "2031-01-01"}).text
    sign_in(client, "analyst")
    assert '<option selected value="2025H1">' in client.get(link.group(1)).text
    client.post("/rounds", data={"csrf_token": token(client, "/rounds"), "code": "2025H1"})
    sign_in(client, "facilitator")
    assert "2025. 4. 9." in client.get(new_record(client, **{"held_on": "2025-04-09"})).text
    assert scalar(db, "select round.code from roundtable join round on round.id = round_id") == "2025H1"


def test_more_lines_can_be_asked_for_without_script(facilitator: FlaskClient, db: Database, firms: Any) -> None:
    answer = send(facilitator, "/roundtables/new", **FORM, more="1")
    assert answer.status_code == 200 and all_rows(db, "roundtable") == []
    assert 'name="participants-14-label"' in answer.text and 'value="A정밀 대표"' in answer.text


def test_an_uploaded_transcript_is_shown_first_and_stored_when_confirmed(
    app: Flask, facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    path = new_record(facilitator)
    talk = "사회자: 시작합니다.\nA정밀: 사람이 없습니다.\n사회자: 네.\nA정밀: 정말 없습니다.\n"
    preview = upload(facilitator, path, talk.encode("cp949")).location
    page = facilitator.get(preview).text
    assert "아직 저장하지 않았습니다" in page and "CP949" in page
    assert "호칭이 같습니다" in page and "비슷합니다. 확인해 주십시오" in page
    assert all_rows(db, "document") == []
    waiting = list((Path(app.config["MOKSORI"].data) / "previews").iterdir())
    assert {oct(f.stat().st_mode & 0o777) for f in waiting} == {"0o600"}
    chosen = re.findall(r'<option value="([^"]+)" selected>', page)
    stored = confirm(facilitator, preview, **{"speaker-0": chosen[0], "speaker-1": chosen[1]})
    assert stored.location.endswith("/transcript")
    assert "완료" in facilitator.get(path).text
    assert len(all_rows(db, "turn")) == 4
    assert list((Path(app.config["MOKSORI"].data) / "previews").iterdir()) == []
    gone = facilitator.post(preview, data={"csrf_token": token(facilitator, "/account")})
    assert gone.status_code == 302 and len(all_rows(db, "document")) == 1
    again = upload(facilitator, path, talk.encode("cp949"))
    assert again.location.endswith("/transcript")
    assert upload(facilitator, path, talk.encode() + "사회자: 끝.\n".encode()).status_code == 409
    assert len(all_rows(db, "document")) == 1 and len(all_rows(db, "turn")) == 4


def test_a_speaker_left_open_is_asked_for_again(facilitator: FlaskClient, db: Database, firms: Any) -> None:
    path = new_record(facilitator)
    preview = upload(facilitator, path, "사회자: 네.\n청중: 저요.\n사회자: 네.\n청중: 또 저요.\n".encode()).location
    people = {str(r["label"]): str(r["id"]) for r in all_rows(db, "participant")}
    stored = confirm(facilitator, preview, **{"speaker-0": people["사회자"], "speaker-1": ""})
    assert stored.location.endswith("/speakers")
    assert "발언자 확인 필요" in facilitator.get(path).text
    send(facilitator, f"{path}/speakers", **{"speaker-0": people["사회자"], "speaker-1": "nobody"})
    assert "완료" in facilitator.get(path).text
    assert "참여자 아님" in facilitator.get(f"{path}/transcript").text


def test_a_transcript_without_speakers_is_said_so_and_can_be_given_to_one_person(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    path = new_record(facilitator)
    preview = upload(facilitator, path, "사람이 없습니다.\n\n원자재도 비쌉니다.\n".encode()).location
    page = facilitator.get(preview).text
    assert "발언자를 찾지 못했습니다" in page and "(이름 없음)" in page
    people = {str(r["label"]): str(r["id"]) for r in all_rows(db, "participant")}
    refused = send(facilitator, preview, **{"speaker-0": people["A정밀 대표"]})
    assert refused.status_code == 422 and 'id="wrong-question-0"' in refused.text
    assert all_rows(db, "turn") == []
    send(facilitator, preview, op="answer", **{"question-0": "one"})
    confirm(facilitator, preview, **{"speaker-0": people["A정밀 대표"]})
    assert {r["participant_id"] for r in all_rows(db, "turn")} == {people["A정밀 대표"]}


def test_a_personal_name_among_the_speakers_is_replaced(facilitator: FlaskClient, db: Database, firms: Any) -> None:
    path = new_record(facilitator)
    preview = upload(
        facilitator, path, "사회자: 네.\n홍길동 부장: 네.\n사회자: 네.\n홍길동 부장: 네.\n".encode()
    ).location
    assert confirm(facilitator, preview, **{"speaker-0": "nobody", "speaker-1": "nobody"}).status_code == 302
    assert {r["speaker"] for r in all_rows(db, "turn")} == {"사회자", "인물 1 부장"}


def test_somebody_who_is_no_participant_cannot_be_chosen(facilitator: FlaskClient, db: Database, firms: Any) -> None:
    path = new_record(facilitator)
    preview = upload(facilitator, path, TALK.encode()).location
    assert send(facilitator, preview, **{"speaker-0": "somebody else"}).status_code == 409
    assert all_rows(db, "document") == []


def test_a_preview_belongs_to_its_uploader_and_can_be_dropped(
    facilitator: FlaskClient, client: FlaskClient, db: Database, firms: Any
) -> None:
    path = new_record(facilitator)
    preview = upload(facilitator, path, TALK.encode()).location
    signing_in.add_person(db, login="wide", name="예시", role="facilitator", password=PASSWORD, all_areas=True)
    sign_in(client, "wide")
    assert client.get(preview).location == f"{path}/upload"
    sign_in(client, "facilitator")
    assert client.get(preview).status_code == 200
    client.post(f"{preview}/drop", data={"csrf_token": token(client, preview)})
    assert client.get(preview).location == f"{path}/upload"
    assert client.get(path + "/upload/..%2f..%2fwork.db").status_code in (404, 409)


def test_a_preview_is_thrown_away_after_a_day(tmp_path: Path) -> None:
    mine = previews.Preview("p", "r", "녹취록.txt", b"first\nline")
    old = previews.keep(tmp_path, mine)
    assert previews.find(tmp_path, old, person_id="p", roundtable_id="r") == mine
    previews.keep_work(tmp_path, old, {"answers": {}})
    found = previews.find(tmp_path, old, person_id="p", roundtable_id="r")
    assert found is not None and found.work == {"answers": {}}
    assert previews.find(tmp_path, old, person_id="other", roundtable_id="r") is None
    os.utime(tmp_path / old, (time.time() - 90_000,) * 2)
    previews.keep(tmp_path, mine)
    assert previews.find(tmp_path, old, person_id="p", roundtable_id="r") is None


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"\x00\x01\x02" * 99, "녹취록.txt", "이진 파일"),
        (b"", "녹취록.txt", "글이 없습니다"),
        (b"%PDF-1.7 x", "녹취록.pdf", "손상되었거나"),
    ],
)
def test_a_wrong_file_gets_one_page_in_plain_korean(
    facilitator: FlaskClient, db: Database, firms: Any, data: bytes, name: str, word: str
) -> None:
    path = new_record(facilitator)
    answer = upload(facilitator, path, data, name)
    assert answer.status_code == 422 and word in answer.text and "아무것도 저장하지 않았습니다" in answer.text
    assert all_rows(db, "document") == []


def test_a_file_of_25_megabytes_is_too_big_and_no_file_is_said_at_the_field(
    facilitator: FlaskClient, firms: Any
) -> None:
    path = new_record(facilitator)
    answer = upload(facilitator, path, b"a" * 25 * 1024 * 1024)
    assert answer.status_code == 413 and "20 MB까지" in answer.text
    empty = send(facilitator, f"{path}/upload")
    assert empty.status_code == 422 and "녹취록 파일을 골라 주십시오." in empty.text


def test_a_long_transcript_is_paged_and_a_turn_is_found_on_its_page(
    wide: FlaskClient, db: Database, record: dict[str, Any]
) -> None:
    talk = "".join(f"사회자: 질문 {n}.\nA정밀 대표: 대답 {n}.\n" for n in range(1, 151))
    held = importing.import_record(db, record, ("긴 녹취록.txt", talk.encode()), None).id
    first = wide.get(f"/roundtables/{held}/transcript").text
    assert 'id="turn-200"' in first and 'id="turn-201"' not in first
    assert 'id="turn-250"' in wide.get(f"/roundtables/{held}/transcript?turn=250").text
    assert "<mark>대답 9</mark>" in wide.get(f"/roundtables/{held}/transcript?q=대답 9").text


def test_texts_are_shown_as_text(wide: FlaskClient, db: Database, record: dict[str, Any]) -> None:
    talk = "사회자: <script>alert(1)</script> 네.\n사회자: 네.\n"
    record["title"] = "<b>제목</b>"
    held = importing.import_record(db, record, ("녹취록.txt", talk.encode()), None).id
    for path in ("/transcript", "/transcript?q=script", "", "/speakers"):
        page = wide.get(f"/roundtables/{held}{path}").text
        assert "<script>alert" not in page and "<b>제목" not in page


def test_the_english_pages_open(wide: FlaskClient, held: str, areas: dict[str, str]) -> None:
    assert "Machinery roundtable" in wide.get(f"/roundtables/{held}?lang=en").text
    assert wide.get(f"/areas/{areas['B001']}/roundtables").status_code == 200


def test_a_list_of_firms_that_is_cut_says_so(
    wide: FlaskClient, firms: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "처음 1곳만" not in wide.get("/roundtables/new").text
    monkeypatch.setattr(routes, "LISTED_FIRMS", 1)
    text = wide.get("/roundtables/new").text
    assert "처음 1곳만 나옵니다" in text and text.count("예시기업 F") == 1


def test_where_areas_are_many_the_list_asks_for_one_by_a_search_field(
    client: FlaskClient, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "analyst")
    assert '<select id="area"' in client.get("/roundtables").text
    monkeypatch.setattr(finding, "MOST_LISTED", 1)
    page = client.get("/roundtables").text
    assert '<select id="area"' not in page and "data-area-search" in page
    assert "기계 업종 협의체" in client.get("/roundtables?area=B002").text
    assert client.get("/roundtables?area=nowhere").status_code == 404
