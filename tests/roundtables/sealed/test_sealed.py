"""The sealed side: facilitators read it and leave a trace; nobody else does, on no page and in no export."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.coding.statements import segmenting
from app.db import row, rows, scalar
from app.personal import sealed_store
from app.roundtables.preview import importing
from app.roundtables.sealed import retaining
from app.roundtables.sealed.sides import sides_of
from tests.conftest import PASSWORD, sign_in
from tests.roundtables.conftest import TALK, person, send

SECRET = re.compile("예시기업 F|홍보람|한빛테크|010-1234-5678|박 과장|비밀파일")
NAMED = TALK.replace("A정밀 대표", "홍보람 대표").replace(
    "사람을 못 구합니다.", "사람을 못 구합니다. 한빛테크는 010-1234-5678로 박 과장에게 물으십시오."
)


@pytest.fixture
def named(db: Database, people: dict[str, str], record: dict[str, Any]) -> str:
    """A roundtable whose first firm's head and firm are named in record, file name and text."""
    head = person("홍보람 대표", "(주)한빛테크", "firm", firm="F1", role="대표")
    other = person("박 과장", "기계 지원기관(예시)", "support", role="과장")
    rest = [p for p in record["participants"] if p["label"] != "A정밀 대표"]
    told = {**record, "participants": [head, other, *rest]}
    return importing.import_record(db, told, ("비밀파일 홍보람.txt", NAMED.encode()), None).id


def test_the_command_line_replaces_what_is_sure_and_tells_the_rest(
    db: Database, people: dict[str, str], record: dict[str, Any]
) -> None:
    talk = TALK.replace("잘 들었습니다.", "이노텍 대표 말씀, 010-1234-5678로 잘 들었습니다.")
    done = importing.import_record(db, record, ("rt.txt", talk.encode()), None)
    assert done.replaced == 1 and [group.original for group in done.unsure] == ["이노텍"]
    text = scalar(db, "select text from document")
    assert "이노텍 대표 말씀, [전화번호 1]로" in text
    again = importing.import_record(db, record, ("rt.txt", talk.encode()), None)
    assert (again.replaced, again.unsure, again.transcript_new) == (0, (), False)


@pytest.mark.parametrize("role", ["expert", "analyst", "official", "admin", "researcher"])
def test_no_other_role_opens_the_sealed_side(client: FlaskClient, named: str, role: str) -> None:
    sign_in(client, role)
    for page in ("raw", "key", "original", "keeping"):
        assert client.get(f"/roundtables/{named}/{page}").status_code == 403
    assert client.get("/roundtables/originals").status_code == 403


def test_a_facilitator_of_some_of_the_areas_opens_no_sealed_side(facilitator: FlaskClient, named: str) -> None:
    for page in ("raw", "key", "original", "keeping"):
        assert facilitator.get(f"/roundtables/{named}/{page}").status_code == 403
    assert "한빛테크" not in facilitator.get("/roundtables/originals").text


@pytest.mark.parametrize("role", ["expert", "analyst"])
def test_others_read_pseudonyms_on_every_page_and_export(
    client: FlaskClient, db: Database, named: str, areas: dict[str, str], role: str
) -> None:
    segmenting.segment_round(db, scalar(db, "select id from round"))
    sign_in(client, role)
    pages = ["/roundtables", f"/roundtables/{named}", f"/roundtables/{named}/transcript", "/roundtables.csv"]
    pages += [f"/areas/{areas['B001']}/roundtables", f"/roundtables/{named}/transcript.csv"]
    pages += ["/themes/quotes", "/codings.csv"]
    pages += [f"/roundtables/{named}/transcript?q=한빛테크", "/themes"]
    segments = [r["id"] for r in rows(db, "select id from segment")]
    pages += [f"/segments/{each}" for each in segments]
    pages += ["/review", *(f"/review/{each}" for each in segments)] if role == "expert" else []
    for page in pages:
        answer = client.get(page, follow_redirects=True)
        assert answer.status_code == 200 or (answer.status_code == 404 and page[1:7] in ("segmen", "review")), page
        said = [found for found in SECRET.findall(answer.text) if found not in page]
        assert said == [], (page, said)
    table = load_workbook(io.BytesIO(client.get(f"/roundtables/{named}/transcript.xlsx").data)).active
    assert table is not None
    cells = [str(cell.value) for line in table.iter_rows() for cell in line]
    assert not any(SECRET.search(cell) for cell in cells) and "기업 1" in cells
    shown = client.get(f"/roundtables/{named}").text
    assert "참여자 1 대표" in shown and "기업 1" in shown and "F1" not in re.sub(r"[0-9a-f-]{36}", "", shown)


def test_the_facilitators_pages_keep_the_names_and_every_opening_leaves_a_trace(
    wide: FlaskClient, db: Database, named: str
) -> None:
    assert "한빛테크" in wide.get(f"/roundtables/{named}").text
    raw = wide.get(f"/roundtables/{named}/raw").text
    assert "<mark>010-1234-5678</mark>" in raw and "<mark>[전화번호 1]</mark>" in raw
    key = wide.get(f"/roundtables/{named}/key").text
    assert "홍보람" in key and "참여자 1" in key and "한빛테크" in key
    only = wide.get(f"/roundtables/{named}/key?q=010").text
    assert "01012345678" in only and "홍보람" not in only.split("<tbody>")[1]
    file = wide.get(f"/roundtables/{named}/original")
    assert file.data == NAMED.encode() and "attachment" in file.headers["Content-Disposition"]
    actions = [r["action"] for r in rows(db, "select action from audit order by id")]
    assert actions[-4:] == ["raw transcript read", "key read", "key read", "original downloaded"]
    details = " ".join(r["detail"] for r in rows(db, "select detail from audit"))
    assert not SECRET.search(details)


def test_both_layers_of_each_turn_stand_side_by_side(db: Database, named: str) -> None:
    document = row(db, "select * from document")
    assert document is not None
    original = sealed_store.original_of(db, document["id"])
    assert original is not None
    sides = sides_of(db, document, original)
    assert [side.raw for side in sides][:2] == [
        "네, 시작하겠습니다.",
        "사람을 못 구합니다. 한빛테크는 010-1234-5678로 박 과장에게 물으십시오. 작년에 세 명이 나갔습니다.",
    ]
    said = sides[1]
    assert [said.raw[a:b] for a, b in said.raw_spans] == ["한빛테크는", "010-1234-5678", "박"] or [
        said.raw[a:b] for a, b in said.raw_spans
    ] == ["한빛테크는", "010-1234-5678로", "박"]
    assert said.shown.startswith("사람을 못 구합니다. 기업 1은 [전화번호 1]로 참여자 2 과장에게")


def test_destroying_leaves_text_segments_and_pseudonyms_and_no_word_in_the_file(
    wide: FlaskClient, db: Database, named: str
) -> None:
    segmenting.segment_round(db, scalar(db, "select id from round"))
    before = [tuple(r) for r in rows(db, 'select start, "end", text from segment order by position')]
    assert send(wide, f"/roundtables/{named}/keeping").status_code == 422
    refused = wide.post(f"/roundtables/{named}/destroy", data={"csrf_token": _token(wide, named), "said": "네"})
    assert refused.status_code == 422 and "되돌릴 수 없으므로" in refused.text
    done = wide.post(f"/roundtables/{named}/destroy", data={"csrf_token": _token(wide, named), "said": "파기합니다"})
    assert done.status_code == 302
    original = row(db, "select * from original")
    assert original is not None and original["file_bytes"] is None and original["raw_text"] is None
    assert original["destroyed_by"] is not None
    assert scalar(db, "select count(*) from pseudonym where original is not null") == 0
    text = scalar(db, "select text from document")
    after = [tuple(r) for r in rows(db, 'select start, "end", text from segment order by position')]
    assert after == before and all(text[start:end] == words for start, end, words in after)
    path = rows(db, "pragma database_list")[0]["file"]
    stored = Path(path).read_bytes() + Path(f"{path}-wal").read_bytes()
    assert b"010-1234-5678" not in stored
    assert "파기함" in wide.get(f"/roundtables/{named}/keeping").text
    assert wide.get(f"/roundtables/{named}/original").status_code == 404
    assert wide.get(f"/roundtables/{named}/raw").status_code == 200
    sign_in(wide, "expert")
    assert not SECRET.search(wide.get(f"/roundtables/{named}").text)


def _token(client: FlaskClient, roundtable_id: str) -> str:
    found = re.search(
        r'name="csrf_token"[^>]*value="([^"]+)"', client.get(f"/roundtables/{roundtable_id}/keeping").text
    )
    assert found
    return found.group(1)


def test_the_day_is_changed_within_five_years_of_the_meeting(wide: FlaskClient, db: Database, named: str) -> None:
    path = f"/roundtables/{named}/keeping"
    assert scalar(db, "select keep_until from original") == "2027-11-04"
    assert send(wide, path, keep_until="2032-01-01").status_code == 422
    assert send(wide, path, keep_until="2031-11-04").status_code == 302
    assert scalar(db, "select keep_until from original") == "2031-11-04"
    last = row(db, "select action, detail from audit order by id desc limit 1")
    assert last is not None and last["action"] == "original kept until"
    assert json.loads(last["detail"]) == {"until": "2031-11-04"}


def test_what_is_over_its_day_is_destroyed_once(db: Database, named: str) -> None:
    assert retaining.destroy_due(db) == []
    assert retaining.destroy_due(db, "2027-11-03") == []
    assert retaining.destroy_due(db, "2027-11-04") == ["rt-1"]
    assert retaining.destroy_due(db, "2027-11-04") == []
    assert scalar(db, "select count(*) from audit where action = 'originals destroyed'") == 1


def test_the_list_of_originals_is_searched_sorted_and_narrowed(wide: FlaskClient, named: str) -> None:
    assert "보관 중" in wide.get("/roundtables/originals?q=기계&sort=-title").text
    assert "보관하는 원본이 없습니다" in wide.get("/roundtables/originals?q=없는말").text
    assert "보관하는 원본이 없습니다" in wide.get("/roundtables/originals?state=destroyed").text
    assert PASSWORD not in wide.get("/roundtables/originals").text


def test_the_key_is_found_by_any_way_of_writing(wide: FlaskClient, named: str) -> None:
    for asked in ("010-1234-5678", "01012345678", "(주)한빛테크", "홍보람 대표", "참여자 1"):
        page = wide.get(f"/roundtables/{named}/key", query_string={"q": asked}).text
        assert "<tbody>" in page, asked
    assert "010-1234-5678" in wide.get(f"/roundtables/{named}/key").text
    nothing = wide.get(f"/roundtables/{named}/key", query_string={"q": "없는 말"}).text
    assert "다른 말로 찾거나" in nothing and "<tbody>" not in nothing


@pytest.mark.parametrize("role", ["expert", "official"])
def test_a_refused_attempt_leaves_a_trace(client: FlaskClient, db: Database, named: str, role: str) -> None:
    sign_in(client, role)
    assert client.get(f"/roundtables/{named}/raw").status_code == 403
    assert client.get(f"/roundtables/{named}/key").status_code == 403
    noted = rows(db, "select * from audit where action = 'sealed refused' order by id")
    assert [json.loads(each["detail"])["what"] for each in noted] == ["raw", "key"]
    assert all(each["object_id"] == named and each["person_id"] for each in noted)


def test_the_transcript_goes_out_without_names_unless_the_facilitator_asks(
    wide: FlaskClient, db: Database, named: str
) -> None:
    plain = wide.get(f"/roundtables/{named}/transcript.csv")
    assert not SECRET.search(plain.text) and "참여자 1 대표" in plain.text
    full = wide.get(f"/roundtables/{named}/transcript.csv?named=1")
    assert "홍보람" in full.text and "%EC%9D%B4%EB%A6%84" in full.headers["Content-Disposition"]
    noted = [
        json.loads(r["detail"])["what"] for r in rows(db, "select detail from audit where action = 'data downloaded'")
    ]
    assert noted == ["transcript", "transcript_named"]
    sign_in(wide, "expert")
    assert wide.get(f"/roundtables/{named}/transcript.csv?named=1").status_code == 403


def test_with_the_key_the_names_in_the_record_go(wide: FlaskClient, db: Database, named: str) -> None:
    retaining.destroy(db, named, scalar(db, "select id from document"), person_id=None)
    page = wide.get(f"/roundtables/{named}").text
    assert "홍보람" not in page and "참여자 1 대표" in page and "박 과장" not in page
    assert "rt-1.txt" in page
    assert (
        scalar(db, "select count(*) from participant where label like '%홍보람%' or organization like '%한빛테크%'")
        == 0
    )
    assert scalar(db, "select count(*) from participant where firm_id is not null") == 2
    raw = wide.get(f"/roundtables/{named}/raw").text
    assert "원래 글 · 발언" not in raw and "바꾸기 전의 글은 파기했습니다" in raw
    assert retaining.destroy(db, named, scalar(db, "select id from document"), person_id=None).documents == 0


def test_with_the_key_the_name_beside_the_voice_goes_unless_another_roundtable_has_it(
    db: Database, people: dict[str, str], record: dict[str, Any]
) -> None:
    expert = person("홍보람 박사", "예시 연구소", "expert", areas=["B001"])
    told = {**record, "participants": [*record["participants"][:3], expert]}
    talk = TALK.replace("전문가 1", "홍보람 박사")
    first, second = (
        importing.import_record(db, {**told, "code": code}, (f"{code}.txt", f"{talk}{code}".encode()), None).id
        for code in ("rt-1", "rt-2")
    )
    voice = "select label from respondent where kind = 'expert'"
    assert "홍보람" in scalar(db, voice)
    for roundtable_id in (first, second):
        assert "홍보람" in scalar(db, voice)
        document = scalar(db, "select id from document where roundtable_id = ?", [roundtable_id])
        retaining.destroy(db, roundtable_id, document, person_id=None)
    assert scalar(db, voice) == ""
    path = Path(rows(db, "pragma database_list")[0]["file"])
    stored = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))
    assert "홍보람".encode() not in stored


def test_an_expert_whose_name_is_gone_is_told_as_an_expert(wide: FlaskClient, db: Database, held: str) -> None:
    area = scalar(db, "select id from area where code = 'B001'")
    assert "지역 대학" in wide.get(f"/areas/{area}/roundtables").text
    retaining.destroy(db, held, scalar(db, "select id from document"), person_id=None)
    page = wide.get(f"/areas/{area}/roundtables").text
    assert "지역 대학" not in page and "전문가" in page
