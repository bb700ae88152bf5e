"""Pages of memos: written from where a thing stands, listed, changed, trashed; the same by script; the trash emptied."""

from __future__ import annotations

import pytest

from app.db import row, scalar
from tests.conftest import sign_in, token


@pytest.fixture
def expert(cut, client):
    return sign_in(client, "expert")


def send(client, path, **data):
    return client.post(path, data={"csrf_token": token(client, "/account"), **data})


def newest(world):
    return row(world.db, "select * from memo_now order by seen desc limit 1")


def test_a_memo_is_written_where_the_thing_stands_and_read_there(cut, expert):
    area, said = cut.areas["B001"], cut.segment("숙련공")
    document = row(cut.db, "select id, roundtable_id from document")
    for kind, thing, page in (
        ("area", area, f"/areas/{area}"),
        ("theme", "market", "/codebook/market"),
        ("segment", said, f"/segments/{said}"),
        ("segment", said, f"/review/{said}"),
        ("document", document["id"], f"/roundtables/{document['roundtable_id']}"),
    ):
        assert f'action="/memos/on/{kind}/{thing}"' in expert.get(page).text, page
        answer = send(expert, f"/memos/on/{kind}/{thing}", text=f"{kind} 이야기", back=page, in_reports="y")
        assert answer.headers["Location"] == f"{page}#memos"
        assert f"{kind} 이야기" in expert.get(page).text
    listed = expert.get("/memos").text
    assert all(f"{kind} 이야기" in listed for kind in ("area", "theme", "segment", "document"))
    assert "area 이야기" not in expert.get("/memos?kind=theme").text and "보고서에 실음" in listed


def test_another_areas_things_are_not_there_to_be_noted(cut, expert):
    said, other = cut.segment("임대료"), cut.areas["B002"]
    for kind, thing in (("area", other), ("segment", said), ("diary", cut.second), ("theme", "no-such"), ("code", "x")):
        assert send(expert, f"/memos/on/{kind}/{thing}", text="메모").status_code == 404, kind
        assert expert.get(f"/memos/on/{kind}/{thing}.json").status_code == 404, kind


def test_a_faulty_memo_comes_back_with_what_was_typed_and_a_stale_one_with_both_texts(cut, expert):
    path = f"/memos/on/area/{cut.areas['B001']}"
    answer = send(expert, path, text="가" * 8001)
    assert answer.status_code == 422 and "8,000자까지" in answer.text and "가" * 50 in answer.text
    assert send(expert, path, text="").status_code == 422
    send(expert, path, text="처음 글")
    memo = newest(cut)
    send(expert, f"/memos/{memo['id']}", text="둘째 글", seen=memo["seen"])
    answer = send(expert, f"/memos/{memo['id']}", text="다른 창의 글", seen=memo["seen"])
    assert answer.status_code == 409 and "둘째 글" in answer.text and "다른 창의 글" in answer.text
    assert f'name="seen" value="{newest(cut)["seen"]}"' in answer.text  # pressed again, one's own is the next version
    assert send(expert, f"/memos/{memo['id']}", text="다른 창의 글", seen=newest(cut)["seen"]).status_code == 303
    page = expert.get(f"/memos/{memo['id']}").text
    assert all(text in page for text in ("처음 글", "둘째 글", "다른 창의 글"))


def test_a_script_reads_and_writes_the_same_memos(cut, expert):
    path = f"/memos/on/segment/{cut.segment('숙련공')}.json"
    headers = {"X-CSRFToken": token(expert, "/account")}
    made = expert.post(path, json={"text": "첫 생각", "in_reports": True}, headers=headers)
    assert made.status_code == 201 and made.json["mine"] and made.json["in_reports"]
    change = {"memo": made.json["id"], "seen": made.json["seen"], "text": "고친 생각"}
    assert expert.post(path, json=change, headers=headers).json["versions"] == 2
    stale = expert.post(path, json=change | {"text": "늦은 생각"}, headers=headers)
    assert (
        stale.status_code == 409 and stale.json["stands"]["text"] == "고친 생각" and stale.json["yours"] == "늦은 생각"
    )
    assert [m["text"] for m in expert.get(path).json["memos"]] == ["고친 생각"]
    assert expert.post(path, json={"text": "900101-1234568"}, headers=headers).status_code == 422


def test_the_trash_is_ones_own_until_the_administrator_empties_what_the_page_counted(cut, expert):
    send(expert, "/memos/on/theme/market", text="버릴 글")
    memo = newest(cut)["id"]
    send(expert, f"/memos/{memo}/trash")
    assert "버릴 글" not in expert.get("/memos").text and "버릴 글" in expert.get("/memos?trash=1").text
    send(expert, f"/memos/{memo}/restore")
    send(expert, f"/memos/{memo}/trash")
    sign_in(expert, "admin")
    page = expert.get("/memos/trash").text
    assert "버릴 글" not in page and "메모 1건의 글 4개" in page
    until = newest(cut)["seen"]
    assert send(expert, "/memos/trash", until=until, said="네").status_code == 422
    assert send(expert, "/memos/trash", until=until, said="비웁니다").status_code == 303
    assert scalar(cut.db, "select group_concat(text, '') from memo_text") == ""
    assert "휴지통이 비어 있습니다" in expert.get("/memos/trash").text
    assert expert.get("/memos").status_code == 403
