"""Key quotes: one's own mark, set and taken off, each appended; marked quotes stand first."""

from __future__ import annotations

import pytest

from app.accounts.people import EVERYTHING
from app.coding.judging import judging
from app.coding.statements.segmenting import segment_round
from app.coding.themes import mark_store, quote_store
from app.coding.themes.key_quotes import key_quotes
from app.coding.themes.marking import mark
from app.coding.themes.quote_list import Wanted
from app.errors import BadInput
from tests.conftest import sign_in, token


@pytest.fixture
def coded(db, world):
    """Two statements coded as workforce, the graver one standing alone."""
    segment_round(db, world.round_id)
    for part, severity in (("숙련공", 5), ("인력 부족", 2)):
        said = {"theme_code": "workforce", "stance": "need", "severity": severity}
        judging.judge(db, world.segment(part), coder_id=world.second, action="add", seen=0, **said)
    return world


def test_a_mark_is_ones_own_set_once_and_taken_off_by_a_later_row(db, coded, app):
    said = coded.segment("인력 부족")
    with app.test_request_context():
        assert mark(db, said, "workforce", person_id=coded.second, marked=True)
        assert not mark(db, said, "workforce", person_id=coded.second, marked=True)
        assert mark_store.marked(db, [said]) == {(said, "workforce")}
        # Who has not found the theme there cannot say that it speaks for it, nor take another's mark off.
        with pytest.raises(BadInput):
            mark(db, said, "workforce", person_id=coded.expert, marked=True)
        assert not mark(db, said, "workforce", person_id=coded.expert, marked=False)
        assert mark(db, said, "workforce", person_id=coded.second, marked=False)
    assert mark_store.marked(db, [said]) == set()
    assert [(m["marked"], m["person"]) for m in mark_store.history_of(db, said)] == [
        (0, "예시 전문가 둘"),
        (1, "예시 전문가 둘"),
    ]


def test_marked_quotes_stand_first_however_light(db, coded, app):
    wanted = Wanted(coded.round_id, EVERYTHING, theme="workforce", reader=coded.second)
    with app.test_request_context():
        assert "숙련공" in quote_store.quotes(db, wanted)[0]["text"]
        mark(db, coded.segment("인력 부족"), "workforce", person_id=coded.second, marked=True)
    first = quote_store.quotes(db, wanted)[0]
    assert "인력 부족" in first["text"] and (first["marks"], first["marked_by_me"]) == (1, 1)
    assert "인력 부족" in key_quotes(db, wanted, 1)[0]["text"]


def test_a_mark_is_set_from_the_bench_and_by_a_script(db, coded, client):
    said = coded.segment("숙련공")
    sign_in(client, "expert-2")
    csrf = token(client, f"/review/{said}")
    assert "핵심 인용" in client.get(f"/review/{said}").text
    data = {"csrf_token": csrf, "theme": "workforce", "marked": "1", "back": f"/review/{said}?state=all"}
    answer = client.post(f"/segments/{said}/key-quote", data=data)
    assert answer.headers["Location"] == f"/review/{said}?state=all"
    answer = client.post(f"/segments/{said}/key-quote", data=data | {"back": "//elsewhere.example"})
    assert answer.headers["Location"] == f"/segments/{said}"
    page = client.get(f"/segments/{said}").text
    assert "핵심 인용 표시" in page and 'aria-pressed="true"' in page
    sent = {"theme": "workforce", "marked": False}
    answer = client.post(f"/segments/{said}/key-quote.json", json=sent, headers={"X-CSRFToken": csrf})
    assert answer.json == {"segment": said, **sent} and mark_store.marked(db, [said]) == set()
    sent = {"theme": "market", "marked": True}
    answer = client.post(f"/segments/{said}/key-quote.json", json=sent, headers={"X-CSRFToken": csrf})
    assert answer.status_code == 422 and answer.json["problems"][0]["where"] == "핵심 인용"
