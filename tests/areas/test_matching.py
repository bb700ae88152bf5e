"""Columns matched by a person: wide months, other names and codes become rows of ours, and are known the next time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.areas import matching
from app.areas.matching import _goes_on
from app.cli import cli
from app.db import rows
from app.errors import BadInput
from app.monitoring.observations.importing import import_observations
from app.tables.heads import plain_head
from app.tables.mapping import FROM_TITLE, SAME, Mapping, Match, from_dict, keys_of
from app.tables.sheet import Sheet
from tests.conftest import all_rows, sign_in, token

CASES = Path(__file__).parents[1] / "tables" / "cases"
KOSIS = (CASES / "46_kosis_wide.csv").read_bytes()
WIDE = Mapping(
    "통계청 예시",
    (
        Match("행정구역별(1)", "place"),
        Match("항목", "indicator"),
        Match("단위", "unit"),
        Match("○월", "value", {"month": FROM_TITLE}),
    ),
    fixed={"published_on": "2025-05-01"},
)


def post(client: FlaskClient, path: str, data: bytes, name: str, **more: str) -> str:
    form = {"csrf_token": token(client, path), "file": (io.BytesIO(data), name), **more}
    return client.post(path, data=form, follow_redirects=True).text


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the page's form: hidden fields, texts, chosen options, ticks."""
    page = page[page.index('class="matching"') :]
    found = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>', page))
    found |= dict(re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)" checked>', page))
    for box in re.findall(r"<input type=\"checkbox\"[^>]*>", page):
        if "checked" not in box:
            found.pop(re.search(r'name="([^"]+)"', box)[1], None)  # type: ignore[index]
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def values(db: Database) -> list[tuple[object, ...]]:
    return [tuple(r) for r in rows(db, "select region, month, value, mark from observation order by region, month")]


def test_months_in_titles_are_one_kind_of_column() -> None:
    head = plain_head([["구분", "2025.01 월", "2025.02 월", "소계", "소계"]], 1, 1)
    assert keys_of(head) == ["구분", "○월", "○월", "소계", "소계 (2)"]
    two = plain_head([["구분", "2025년 1월", "", "2025년 2월", ""], ["", "사업체", "종사자", "사업체", "종사자"]], 2, 2)
    assert keys_of(two) == ["구분", "○월 사업체", "○월 종사자", "○월 사업체", "○월 종사자"]


def test_a_mapping_comes_back_from_its_dict() -> None:
    assert from_dict(WIDE.name, WIDE.as_dict()) == WIDE


def test_a_wide_table_becomes_a_row_a_figure(db: Database, areas: dict[str, str]) -> None:
    done = import_observations(db, KOSIS, "kosis.csv", person_id=None, mapping=WIDE)
    assert (done.new, done.absent) == (4, 2)
    assert values(db) == [
        ("busan", "2025-01", 1204.0, None),
        ("busan", "2025-02", 1210.0, "provisional"),
        ("nation", "2025-02", 12000.0, None),
        ("nation", "2025-03", 12100.0, None),
    ]
    assert [tuple(r) for r in rows(db, "select region, reason from absence order by region")] == [
        ("busan", "nil"),
        ("nation", "suppressed"),
    ]


def test_a_file_with_other_titles_is_matched_on_the_page_and_known_the_next_time(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    page = post(client, "/indicators/import", KOSIS, "kosis.csv")
    assert "열 맞추기" in page and "2025.01 월 … 2025.03 월" in page
    form = fields(page)
    assert form["column-3"] == "value" and form["month-3"] == "1"
    form |= {"column-0": "place", "column-1": "indicator", "fixed-published_on": "2025-05-01", "do": "preview"}
    looked = client.post("/indicators/import", data=form)
    assert (looked.status_code, "고칠 것이 없습니다" in looked.text) == (200, True)
    assert values(db) == []
    form = fields(looked.text) | {"do": "store"}
    assert "자료 이름을 적어 주십시오" in client.post("/indicators/import", data=form).text
    done = client.post("/indicators/import", data=form | {"name": "통계청 예시"}, follow_redirects=True)
    assert "새 값 4건" in done.text and "비공개·미상 2건" in done.text
    assert [(m["kind"], m["name"]) for m in all_rows(db, "column_mapping")] == [("observations", "통계청 예시")]
    assert rows(db, "select 1 from audit where action = 'columns matched'")

    later = KOSIS.decode().replace("2025.", "2024.").encode()
    again = post(client, "/indicators/import", later, "kosis2.csv")
    assert (
        "지난번에 맞춘 대로 채웠습니다: ‘통계청 예시’" in again
        and "이 열이 될 것을 고르지 않았습니다: ‘공표일’" in again
    )
    assert "지난번 파일의 값은 2025-05-01입니다" in again and fields(again)["fixed-published_on"] == ""
    form = fields(again) | {"fixed-published_on": "2024-05-01", "do": "store"}
    assert "새 값 4건" in client.post("/indicators/import", data=form, follow_redirects=True).text


def test_unknown_words_are_matched_or_left_out(client: FlaskClient, db: Database, people: dict[str, str]) -> None:
    sign_in(client, "analyst")
    data = "시도,통계항목,기준월,수치\n부산 전체,총종사자,2025-03,1204\n서울특별시,총종사자,2025-03,9999\n"
    form = fields(post(client, "/indicators/import", data.encode(), "공공.csv"))
    form |= {"column-0": "place", "column-1": "indicator", "column-2": "month", "column-3": "value", "do": "preview"}
    form |= {"fixed-published_on": "2025-05-01", "fixed-unit": SAME}
    page = client.post("/indicators/import", data=form).text
    assert all(word in page for word in ("부산 전체", "서울특별시", "총종사자"))
    form = fields(page)
    meant = {"부산 전체": "부산", "총종사자": "종사자 수", "서울특별시": "담지 않음"}
    form |= {key.replace("word", "means"): meant[form[key]] for key in form if key.startswith("word-")}
    done = client.post("/indicators/import", data=form | {"do": "store", "name": "시도 통계"}, follow_redirects=True)
    assert "새 값 1건" in done.text, done.text
    assert values(db) == [("busan", "2025-03", 1204.0, None)]


def test_the_unit_of_a_title_stands_against_a_word_that_it_is_ours(db: Database, areas: dict[str, str]) -> None:
    data = "지역,월,종사자(천명),사업체(개)\n부산,2025-03,1204,300\n".encode()
    columns = (Match("지역", "place"), Match("월", "month"), Match("종사자(천명)", "value", {"indicator": "employees"}))
    columns += (Match("사업체(개)", "value", {"indicator": "establishments"}),)
    mapping = Mapping("예시", columns, fixed={"published_on": "2025-05-01", "unit": SAME})
    with pytest.raises(BadInput) as caught:
        import_observations(db, data, "표.csv", person_id=None, mapping=mapping)
    assert [p.what for p in caught.value.problems] == ["종사자 수의 단위가 ‘천명’으로 되어 있습니다"]
    thousands = replace(
        mapping, matches=(*columns[:3], Match("사업체(개)", "")), fixed={**mapping.fixed, "factor": "1000"}
    )
    assert import_observations(db, data, "표.csv", person_id=None, mapping=thousands).new == 1
    assert values(db) == [("busan", "2025-03", 1204000.0, None)]


def test_a_second_row_of_titles_is_seen() -> None:
    sheet = Sheet("", [["지역", "2025년 1월", ""], ["지역", "사업체", "종사자"], ["부산", "3", "9"]])
    assert _goes_on(plain_head(sheet.rows, 1, 1), sheet)
    assert not _goes_on(plain_head([["지역", "값"], ["부산", "3"]], 1, 1), Sheet("", [["지역", "값"], ["부산", "3"]]))


def test_a_register_is_matched_too(client: FlaskClient, db: Database, people: dict[str, str]) -> None:
    sign_in(client, "analyst")
    data = "지정번호,단지,유형구분,행정구역\nS1,예시 산업단지 1,산업단지,사상구\n"
    form = fields(post(client, "/areas/import", data.encode(), "단지.csv", kind="areas"))
    form |= {f"column-{n}": name for n, name in enumerate(("code", "name_ko", "kind", "district"))}
    done = client.post(
        "/areas/import?kind=areas", data=form | {"do": "store", "name": "단지 현황"}, follow_redirects=True
    )
    assert "새로 추가 1건" in done.text
    assert rows(db, "select 1 from area where code = 'S1'")


def test_the_command_takes_a_mapping_by_its_name(
    db: Database, areas: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matching.keep(db, "observations", WIDE, None)
    matching.keep(db, "observations", WIDE, None)
    assert len(all_rows(db, "column_mapping")) == 1
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path / "data"))
    file = tmp_path / "kosis.csv"
    file.write_bytes(KOSIS)
    asked = ["observations", "import", "--mapping", "통계청 예시", str(file)]
    last = CliRunner().invoke(cli, asked)
    assert last.exit_code == 2 and "지난번 파일의 것입니다: 2025-05-01" in last.output, last.output
    done = CliRunner().invoke(cli, [*asked, "--published-on", "2025-05-02"])
    assert done.exit_code == 0 and "새 값 4건, 정정한 값 0건, 그대로 0건" in done.output, done.output
    assert {r["published_on"] for r in rows(db, "select published_on from vintage")} == {"2025-05-02"}
    wrong = CliRunner().invoke(cli, ["observations", "import", "--mapping", "없는 것", str(file)])
    assert wrong.exit_code == 2 and "통계청 예시" in wrong.output
    plain = CliRunner().invoke(cli, ["observations", "import", str(file)])
    assert plain.exit_code == 2 and "모르는 열입니다" in plain.output


def test_nobody_without_the_right_matches(client: FlaskClient, people: dict[str, str]) -> None:
    sign_in(client, "expert")
    assert client.get("/indicators/import").status_code == 403
