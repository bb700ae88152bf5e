"""The pages of the corpus, as an analyst, an official and an expert have them."""

from __future__ import annotations

import csv
import io

from flask import Flask
from flask.testing import FlaskClient

from app.corpus import table_routes
from app.corpus.tables import Table
from app.db import rows, scalar
from tests.coding.conftest import World
from tests.conftest import sign_in, token


def test_a_found_statement_shows_its_words_and_opens_its_surroundings(client: FlaskClient, coded: World) -> None:
    sign_in(client, "analyst")
    page = client.get("/corpus?all=workforce&q=숙련공").text
    assert "<mark>숙련공</mark>을 구할 수가 없습니다" in page and "4곳 중 1곳" in page
    opened = client.get(f"/corpus?all=workforce&open={coded.segment('숙련공')}").text
    assert "요즘 인력난이 어떻습니까?" in opened and "저희는 인력난은 없습니다." in opened
    assert "이렇게 말한 곳이 없습니다" in client.get("/corpus?all=workforce&none=workforce").text


def test_another_persons_area_is_not_there(client: FlaskClient, coded: World) -> None:
    sign_in(client, "expert")
    assert client.get(f"/corpus?area={coded.areas['B002']}").status_code == 404
    assert "임대료가" not in client.get("/corpus").text


def test_officials_get_neither_words_nor_a_choice_by_firm(client: FlaskClient, coded: World) -> None:
    sign_in(client, "official")
    page = client.get("/corpus?q=숙련공&industry=x&size=small").text
    assert "구할 수가" not in page and 'name="size"' not in page and 'name="q"' not in page
    assert "3곳 미만" in page and client.get("/corpus/table?by=size").status_code == 200


def test_the_file_has_a_row_a_coding_and_is_in_the_trail(client: FlaskClient, coded: World) -> None:
    sign_in(client, "analyst")
    file = client.get("/corpus.csv?any=finance&reason=analysis").data.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(file)))
    assert [(r["차례"], r["주제"], r["심각도"]) for r in table] == [
        ("1", "인력·고용", "4"), ("1", "자금·금융", "5"), ("2", "자금·금융", "2"),
    ]  # fmt: skip
    assert {r["말한 곳 번호"] for r in table} == {"R0001"} and "F1" not in file
    detail = scalar(coded.db, "select detail from audit where action = 'data downloaded' order by rowid desc")
    assert '"corpus"' in detail and '"rows": 3' in detail
    assert "R0001" in client.get("/codings.csv").data.decode()


def test_a_question_of_who_speaks_can_be_taken_home(client: FlaskClient, coded: World) -> None:
    sign_in(client, "analyst")
    assert 'href="/corpus.csv?kind=firm"' in client.get("/corpus?kind=firm").text
    assert client.get("/corpus.csv?kind=firm").status_code == 200
    assert client.get("/corpus/table?kind=firm").status_code == 200


def test_a_question_is_saved_changed_opened_and_ended(client: FlaskClient, coded: World) -> None:
    sign_in(client, "analyst")

    def save(name: str, address: str, of: str = "") -> str:
        sent = {"page": "find", "name": name, "address": address, "of": of, "shared": "1"}
        return client.post("/corpus/saved", data={**sent, "csrf_token": token(client, "/corpus")}).location

    opened = client.get(save("일손과 돈", "all=workforce&all=finance&after=x"))
    assert opened.status_code == 302 and opened.location.startswith("/corpus?all=workforce&all=finance&saved=")
    key = scalar(coded.db, "select id from corpus_question")
    assert "일손과 돈" in client.get(opened.location).text
    assert "저장한 뒤 바꾼 조건" in client.get(f"/corpus?all=workforce&saved={key}").text
    save("일손", "all=workforce", key)
    assert [r["name"] for r in rows(coded.db, "select name from corpus_question_version order by id")] == [
        "일손과 돈",
        "일손",
    ]
    listed = client.get("/corpus/saved").text
    assert 'href="/corpus?all=workforce&amp;all=finance">일손과 돈</a>' in listed and "하나라도" not in listed
    assert save("", "all=workforce") == "/corpus?all=workforce"
    sign_in(client, "official")
    assert ">일손</a>" in client.get("/corpus/saved").text
    ended = {"ended": "1", "csrf_token": token(client, "/corpus")}
    assert client.post(f"/corpus/saved/{key}/end", data=ended).status_code == 404
    sign_in(client, "analyst")
    ended["csrf_token"] = token(client, "/corpus")
    assert client.post(f"/corpus/saved/{key}/end", data=ended).status_code == 302
    sign_in(client, "official")
    assert client.get(f"/corpus/saved/{key}").status_code == 404


def test_figures_go_home_as_tables_and_pictures(client: FlaskClient, coded: World) -> None:
    sign_in(client, "analyst")
    for page in ("table", "together", "trend"):
        assert client.get(f"/corpus/{page}.csv").status_code == 200
    assert b"<svg" in client.get("/corpus/table.svg?by=size").data
    assert client.get("/corpus/trend.png").status_code == 404


def test_a_long_table_has_pages_that_hold_each_value_once(app: Flask) -> None:
    values = [f"area {n}" for n in range(table_routes.DOWN * 2 + 3)]
    table = Table([], values, dict.fromkeys(values, 9), {}, {})
    shown: list[str] = []
    for page in (1, 2, 3):
        with app.test_request_context(f"/corpus/table?page={page}"):
            found = table_routes.down({"table": table, "sideways": True})
            shown += found["values"]
            assert found["down"].count == 3
    assert shown == values
    assert table_routes.down({"table": table, "sideways": False}) == {}
