"""Names and labels within the programs' limits, the codebook, and DDI against its schema where that is at hand."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from sqlite_utils import Database

from app import jobs
from app.accounts.people import EVERYTHING, Scope
from app.db import row, scalar
from app.surveys.exchange import files
from app.surveys.exchange.codebook import html, markdown
from app.surveys.exchange.ddi import ddi_of
from app.surveys.exchange.formats import FORMATS
from app.surveys.exchange.naming import LONGEST_NAME, RESERVED, SPSS, STATA, cut, cut_apart, names_of
from app.surveys.exchange.returns import fixed_variables, frame_of, union_of_survey
from app.surveys.exchange.statfiles import cuts
from app.surveys.exchange.variables import Value, Variable, variables_of
from app.surveys.result_pages import exchange_routes
from tests.conftest import sign_in, token

# The DDI Alliance's schema is not ours to ship: it lies beside the clone where somebody has put it.
SCHEMA = Path(__file__).resolve().parents[4] / "exdata" / "ddi" / "2.5" / "schemas" / "codebook.xsd"


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="abAB_[]./19가나é ", min_size=1, max_size=50), unique=True, max_size=12))
def test_names_stay_apart_and_both_programs_take_them(keys: list[str]) -> None:
    names = names_of(keys)
    assert len({name.casefold() for name in names.values()}) == len(keys)
    for name in names.values():
        assert name.isascii() and name.isidentifier() and len(name) <= LONGEST_NAME and name not in RESERVED
    more = names_of([*keys, "one further key"])
    assert {key: more[key] for key in keys} == names


@settings(max_examples=60)
@given(st.text(alphabet="가나다라 ab😀", max_size=120), st.integers(8, 80))
def test_a_label_is_cut_between_letters_within_its_bytes(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short.encode()) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_labels_cut_alike_stay_apart_by_their_numbers() -> None:
    told = cut_apart({1: "가" * 60, 2: "가" * 60 + "나"}, 120)
    assert told[1] != told[2] and str(told[2]).endswith("[2]") and len(str(told[2]).encode()) <= 120


def test_what_a_program_cuts_is_said_before() -> None:
    long = Variable("q", "q", "가" * 90, "code", key="q", values=(Value("a", 1, "나" * 41),))
    assert [(c.what, c.limit) for c in cuts([long], SPSS)] == [("변수 설명", 256), ("값 설명", 120)]
    assert [(c.what, c.limit) for c in cuts([long], STATA)] == [("변수 설명", 80)]
    text = Variable("t", "t", "글", "text", key="t")
    assert [c.what for c in cuts([text], STATA, [{"t": "가" * 700}])] == ["글"]


def test_the_codebook_says_codes_missing_values_and_versions(db: Database, asked: sqlite3.Row) -> None:
    union = union_of_survey(db, asked)
    variables = variables_of(union, ("name[1]",), fixed_variables(db))
    told = markdown("코드북", variables, union)
    assert "very (4) = 매우 그렇다" in told and "n/q (-9) = 묻지 않음" in told and "이 보기 없음" not in told
    assert "| hire | hire | 사람을 구하기 쉽다 |" in told
    page = html("코드북 <1>", variables, union)
    assert page.startswith("<!doctype html>") and "코드북 &lt;1&gt;" in page and "<td>name_1</td>" in page


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_ddi_is_valid_against_the_schema_of_the_alliance(db: Database, asked: sqlite3.Row, lang: str) -> None:
    union = union_of_survey(db, asked, lang)
    data = ddi_of(asked, variables_of(union, ("name[1]",), fixed_variables(db)), union, maker="예시 기관", firms=3)
    root = etree.fromstring(data)
    space = {"d": "ddi:codebook:2_5"}
    pay = root.xpath("//d:var[@name='pay']", namespaces=space)[0]
    assert pay.xpath("d:catgry[@missing='Y']/d:catValu/text()", namespaces=space) == ["-8", "-9"]
    assert len(pay.xpath("d:catgry[@missing='N']", namespaces=space)) == 4
    if not SCHEMA.is_file():
        pytest.skip("DDI-Codebook 2.5 schema is not beside the clone (exdata/ddi/2.5/schemas/codebook.xsd)")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    assert schema.validate(root), schema.error_log


def test_a_long_export_is_a_job_whose_file_is_there_for_a_day_and_for_nobody_else(
    db: Database,
    client: FlaskClient,
    people: dict[str, str],
    asked: sqlite3.Row,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(client, "analyst")
    page = f"/surveys/{asked['id']}/exports"
    assert "파일 만들기" in client.get(page).text
    assert client.post(page, data={"kind": "pdf", "csrf_token": token(client, page)}).status_code == 422
    there = client.post(page, data={"kind": "sav", "csrf_token": token(client, page)}).headers["Location"]
    assert "차례를 기다리고" in client.get(there).text
    jobs.run(db, there.rsplit("/", 1)[-1])
    assert "응답 3건을 담았습니다" in client.get(there).text
    file = client.get(f"{there}/file")
    assert file.status_code == 200 and file.data[:4] == b"$FL2"
    assert row(db, "select 1 from audit where action = 'data downloaded' and object_id = ?", [asked["id"]])
    job = row(db, "select * from job")
    assert job is not None and files.job_of(db, job["id"], people["admin"]) is None
    monkeypatch.setattr(files, "KEPT_SECONDS", -1)
    assert client.get(f"{there}/file").status_code == 404 and "하루가 지나" in client.get(there).text
    assert files.forget_old(db) == 1


def test_a_person_of_one_area_takes_no_others_returns(db: Database, asked: sqlite3.Row, areas: dict[str, str]) -> None:
    frame = frame_of(db, asked, Scope(frozenset({areas["B002"]})))
    assert [line["밀집지역코드"] for line in frame.rows] == ["B002"]


def test_a_csv_is_sent_as_it_is_read_and_of_many_returns_the_worker_makes_what_is_no_csv(
    client: FlaskClient, people: dict[str, str], db: Database, asked: sqlite3.Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "analyst")
    page = f"/surveys/{asked['id']}/responses"
    sent = client.get(f"{page}.csv")
    assert sent.content_length is None and sent.data == FORMATS["csv"].write("", frame_of(db, asked, EVERYTHING))
    assert scalar(db, "select detail ->> 'rows' from audit where action = 'data downloaded'") == 3
    monkeypatch.setattr(exchange_routes, "MOST_AT_ONCE", 2)
    assert "/surveys/exports/" in client.get(f"{page}.sav").headers["Location"]
