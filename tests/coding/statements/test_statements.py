"""The kind of statement: proposed, changed by the expert, carried by import, quotes and export."""

from __future__ import annotations

import csv
import io
import re

import pytest

from app.coding.judging.importing import import_codings
from app.coding.judging.judging import judge
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows, scalar
from app.errors import BadInput
from tests.conftest import sign_in, token

HEAD = "자료,위치,인용,주제,행동,태도,심각도,코더,메모,발언 종류\n"


@pytest.fixture
def bench(client, world):
    suggest_round(world.db, world.round_id)
    sign_in(client, "expert")
    return f"/review/{world.segment('숙련공')}"


def send(client, world, bench, **fields):
    data = {"csrf_token": token(client, bench), "suggestion": world.suggestion("숙련공", "workforce"), **fields}
    return client.post(bench, data={"action": "accept", "stance": "need", "severity": "4", "seen": 0, **data})


def kinds(db):
    return [r["statement"] for r in rows(db, "select statement from judgment order by id")]


def proposed(page):
    return re.search(r'<select id="kind-[^"]*" name="statement">.*?</select>', page, re.S)[0]


def test_every_suggestion_says_what_kind_of_statement_it_is(world, bench):
    found = rows(world.db, "select s.statement, g.text from suggestion s join segment g on g.id = s.segment_id")
    told = {r["text"]: r["statement"] for r in found}
    assert told["숙련공을 구할 수가 없습니다."] == "difficulty"
    assert told["저희는 인력난은 없습니다."] == "fact"


def test_the_proposed_kind_is_chosen_already_and_stored_with_the_judgment(client, world, bench):
    assert '<option value="difficulty" selected>' in proposed(client.get(bench).text)
    send(client, world, bench, statement="difficulty")
    assert kinds(world.db) == ["difficulty"]


def test_the_expert_may_change_it_or_leave_it_open(client, world, bench):
    send(client, world, bench, statement="request")
    page = client.get(bench).text
    assert '<option value="request" selected>' in proposed(page) and "심각도 4 · 요청" in page
    send(client, world, bench, statement="", seen=1)
    assert kinds(world.db) == ["request", None]
    assert "selected" not in proposed(client.get(bench).text)


def test_a_kind_that_does_not_exist_is_refused_with_a_word(client, world, bench):
    answer = send(client, world, bench, statement="gossip")
    assert answer.status_code == 422 and "없는 발언 종류입니다" in answer.text
    assert kinds(world.db) == []


def test_a_rejection_has_no_kind(client, world, bench):
    send(client, world, bench, action="reject", statement="request")
    assert kinds(world.db) == [None]


def test_pressing_twice_is_once_and_another_kind_is_another_judgment(world, bench):
    def say(seen, statement):
        return judge(
            world.db,
            world.segment("숙련공"),
            coder_id=world.expert,
            action="accept",
            seen=seen,
            suggestion_id=world.suggestion("숙련공", "workforce"),
            stance="need",
            severity=3,
            statement=statement,
        )

    first = say(0, "difficulty")
    assert say(0, "difficulty") == first and say(first, "request") != first


def test_a_judgment_of_old_shows_no_kind(client, world, bench):
    send(client, world, bench)
    page = client.get(f"/segments/{world.segment('숙련공')}").text
    assert kinds(world.db) == [None] and '<td class="number">4</td><td class="nowrap">–</td>' in page


def test_quotes_are_filtered_by_kind_and_the_export_tells_it(client, world, bench):
    send(client, world, bench, statement="request")
    said = "숙련공을 구할 수가 없습니다."
    assert said in client.get("/themes/quotes?statement=request").text
    assert said not in client.get("/themes/quotes?statement=praise").text
    assert said in client.get("/themes/quotes?statement=nonsense").text
    table = client.get("/codings.csv?statement=request").data.decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(table))
    assert (line["심각도"], line["발언 종류"]) == ("4", "요청")


def bring(world, *lines):
    return import_codings(world.db, (HEAD + "\n".join(lines)).encode("utf-8-sig"), "판단.csv", None)


def test_an_import_may_tell_the_kind_by_word_or_code(world, bench):
    bring(
        world,
        "small-talk,2,숙련공을 구할,workforce,accept,need,4,expert,,요청",
        "small-talk,2,대출 금리,finance,accept,need,4,expert,,difficulty",
        "small-talk,3,인력난은 없습니다,workforce,accept,none,,expert,,",
    )
    assert kinds(world.db) == ["request", "difficulty", None]


def test_an_import_names_a_kind_it_cannot_use(world, bench):
    with pytest.raises(BadInput) as caught:
        bring(
            world,
            "small-talk,2,숙련공을 구할,workforce,accept,need,4,expert,,잡담",
            "small-talk,2,대출 금리,finance,reject,,,expert,,요청",
        )
    assert [p.what for p in caught.value.problems] == ["쓸 수 없는 값입니다: ‘잡담’", "반려에는 발언 종류가 없습니다"]
    assert scalar(world.db, "select count(*) from judgment") == 0
