"""The page on which columns are matched: sums left out, words proposed, one press stored once, nothing half done."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.areas import match_page, store
from app.areas.importing import import_firms
from app.areas.matching import find_mapping
from app.db import rows
from app.errors import BadInput
from app.monitoring.observations import importing
from app.monitoring.observations.importing import import_observations
from app.tables.mapping import Mapping, Match
from tests.areas.test_matching import fields, post, values
from tests.conftest import all_rows, sign_in

SUMMED = (
    "기준년월,시도명,사업체수,종사자수\n202503,부산,300,1204\n202503,전국,9000,90000\n202503,합계,9300,91204\n"
    "202504,부산,301,1205\n202504,전국,9001,90001\n202504,합계,9302,91206\n"
).encode()
FIRMS = (
    "업체코드,업체명,산단명,주업종,기업규모,종업원수,설립일자\n"
    "F901,예시정밀,예시 산업단지 B001,금속가공제품 제조업,소기업,27,2009-03-15\n"
    "F902,예시해양,B001,선박 부분품 제조업,중견기업,300,1987.5.2\n합계,,,,,327,\n"
).encode()


def test_sums_are_proposed_to_stay_and_a_place_of_ours_is_not(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    page = post(client, "/indicators/import", SUMMED, "시도.csv")
    ticks = re.findall(
        r'name="left-word-\d+" value="([^"]+)"><input type="checkbox" name="left-\d+" value="1"( checked)?', page
    )
    assert ticks == [("전국", ""), ("합계", " checked")]
    assert "담지 않기로 한 행 2개를 뺐습니다: 4, 7행" in page
    form = fields(page) | {"fixed-published_on": "2025-05-01", "fixed-unit": "=", "name": "시도", "do": "store"}
    done = client.post("/indicators/import", data=form, follow_redirects=True)
    assert "새 값 8건" in done.text, done.text
    kept = find_mapping(db, "observations", "시도")
    assert kept and kept.left == {"시도명": {"전국": False, "합계": True}}


def test_a_sum_whose_tick_is_taken_away_is_read_like_any_row(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    form = fields(post(client, "/indicators/import", SUMMED, "시도.csv"))
    page = client.post("/indicators/import", data={**form, "do": "preview", "left-0": "1"}).text
    assert "담지 않기로 한 행 4개" in page
    form.pop("left-1")
    page = client.post("/indicators/import", data={**form, "do": "preview"}).text
    assert "밀집지역 명부에 없습니다: ‘합계’" in page and "담지 않기로 한 행" not in page


@pytest.mark.parametrize("kind", ["quarter", "year"])
def test_quarters_and_years_in_titles_are_told_and_never_taken_for_months(
    client: FlaskClient, db: Database, people: dict[str, str], kind: str
) -> None:
    sign_in(client, "analyst")
    title = "2025.1Q" if kind == "quarter" else "2025년"
    data = f"지역,지표,단위,{title}\n부산,종사자 수,명,1204\n".encode()
    page = post(client, "/indicators/import", data, "분기.csv")
    form = fields(page) | {"fixed-published_on": "2025-05-01", "name": "분기", "do": "store"}
    assert "달마다의 값이 아님" in page and form["column-3"] == ""
    told = client.post("/indicators/import", data=form | {"column-3": "value"})
    assert told.status_code == 422 and f"달이 아니라 분기나 해의 값입니다: ‘{title}’" in told.text
    assert all_rows(db, "vintage") == [] and all_rows(db, "column_mapping") == []
    stated = form | {"column-3": "value", "fixed-month": "2025-03"}
    assert "새 값 1건" in client.post("/indicators/import", data=stated, follow_redirects=True).text
    assert values(db) == [("busan", "2025-03", 1204.0, None)]


def test_a_quarter_in_a_cell_is_told_too(db: Database, areas: dict[str, str]) -> None:
    for text in ("2025.1/4", "25.1/4", "2025 1/4", "2025년 1분기", "2025.Q1", "25.1Q", "2025", "2025년 상반기"):
        data = f"지역,지표,월,값,단위,공표일\n부산,종사자 수,{text},1204,명,2025-05-01\n".encode()
        with pytest.raises(BadInput) as caught:
            import_observations(db, data, "표.csv", person_id=None)
        assert ["분기나 해" in p.right for p in caught.value.problems] == [True], text


TWO = (Match("년도", "month"), Match("월", "month"), Match("지역", "place"), Match("값", "value"), Match("주기", ""))
FIXED = {"indicator": "employees", "unit": "=", "published_on": "2025-06-01"}


@pytest.mark.parametrize("lines", ["2025,3,부산,5,M", "2025년,03월,부산,5,월", "3,2025,부산,5,월간"])
def test_a_year_and_a_month_in_two_columns_are_one_month(db: Database, areas: dict[str, str], lines: str) -> None:
    data = f"년도,월,지역,값,주기\n{lines}\n".encode()
    assert import_observations(db, data, "표.csv", person_id=None, mapping=Mapping("둘", TWO, fixed=FIXED)).new == 1
    assert values(db) == [("busan", "2025-03", 5.0, None)]


@pytest.mark.parametrize("word", ["Q", "QY", "분기", "A", "년"])
def test_quarters_numbered_like_months_are_told_by_their_frequency(
    db: Database, areas: dict[str, str], word: str
) -> None:
    data = f"PRD_SE,월,지역,값\n{word},202502,부산,5\n".encode()
    columns = (Match("PRD_SE", ""), *TWO[1:4])
    with pytest.raises(BadInput) as caught:
        import_observations(db, data, "표.csv", person_id=None, mapping=Mapping("하나", columns, fixed=FIXED))
    assert [p.what for p in caught.value.problems] == [f"월별이 아닌 값입니다: ‘PRD_SE’ 열의 ‘{word}’"]


def test_one_field_for_two_columns_is_told(db: Database, areas: dict[str, str]) -> None:
    data = "시도,시군구,월,값\n부산,B001,2025-03,5\n".encode()
    both = (Match("시도", "place"), Match("시군구", "place"), Match("월", "month"), Match("값", "value"))
    fixed = {"indicator": "employees", "unit": "=", "published_on": "2025-05-01"}
    with pytest.raises(BadInput) as caught:
        import_observations(db, data, "표.csv", person_id=None, mapping=Mapping("둘", both, fixed=fixed))
    assert "‘지역’ 하나에 열을 여럿 골랐습니다: 시도, 시군구" in [p.what for p in caught.value.problems]


def test_firms_are_shown_in_words_with_trades_proposed_and_years_of_founding(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    page = post(client, "/areas/import", FIRMS, "기업.csv", kind="firms", match="1")
    preview = page[page.index('id="preview"') :]
    for word in ("조선 기자재", "금속 가공", "소기업", "중견·대기업", "2009", "1987"):
        assert f"<td>{word}</td>" in preview, word
    assert not re.search("<td>(small|large|ship_parts|metal)</td>", preview)
    form = fields(page)
    assert {form[f"word-{n}"]: form[f"means-{n}"] for n in range(3)} == {
        "금속가공제품 제조업": "금속 가공", "선박 부분품 제조업": "조선 기자재", "중견기업": "중견·대기업",
    }  # fmt: skip
    done = client.post("/areas/import?kind=firms", data=form | {"name": "명단", "do": "store"}, follow_redirects=True)
    assert "새로 추가 2건" in done.text
    found = rows(db, "select code, industry_code, size_band, founded_year from firm order by code")
    assert [tuple(r) for r in found] == [("F901", "metal", "small", 2009), ("F902", "ship_parts", "large", 1987)]


def test_a_proposed_word_that_is_emptied_is_not_proposed_again(client: FlaskClient, people: dict[str, str]) -> None:
    sign_in(client, "analyst")
    form = fields(post(client, "/areas/import", FIRMS, "기업.csv", kind="firms", match="1"))
    page = client.post("/areas/import?kind=firms", data=form | {"means-0": "", "do": "preview"}).text
    assert fields(page)["means-0"] == "" and "쓸 수 없는 값입니다: ‘금속가공제품 제조업’" in page


def test_pressed_twice_it_is_stored_once(client: FlaskClient, db: Database, people: dict[str, str]) -> None:
    sign_in(client, "analyst")
    form = fields(post(client, "/indicators/import", SUMMED, "시도.csv"))
    form |= {"fixed-published_on": "2025-05-01", "fixed-unit": "=", "name": "시도", "do": "store"}
    first = client.post("/indicators/import", data=form)
    second = client.post("/indicators/import", data=form, follow_redirects=True)
    assert first.status_code == 302 and "이미 저장한 파일입니다" in second.text and second.status_code == 200
    assert len(all_rows(db, "import_run")) == len(all_rows(db, "column_mapping")) == 1


def test_the_second_of_two_presses_at_once_finds_the_first_ones_run(
    client: FlaskClient, db: Database, people: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.tables.waiting.forget", lambda *_: None)  # as if it had not come so far yet
    sign_in(client, "analyst")
    form = fields(post(client, "/indicators/import", SUMMED, "시도.csv"))
    form |= {"fixed-published_on": "2025-05-01", "fixed-unit": "=", "name": "시도", "do": "store"}
    assert [client.post("/indicators/import", data=form).status_code for _ in range(2)] == [302, 302]
    assert len(all_rows(db, "import_run")) == 1


def test_a_program_that_ends_in_the_middle_leaves_nothing_and_the_file_waits(
    client: FlaskClient, db: Database, people: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "analyst")
    form = fields(post(client, "/indicators/import", SUMMED, "시도.csv"))
    form |= {"fixed-published_on": "2025-05-01", "fixed-unit": "=", "name": "시도", "do": "store"}
    insert = importing.store.insert_observations
    calls: list[int] = []

    def ended(database: Database, lines: object) -> None:
        insert(database, lines)  # type: ignore[arg-type]
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(importing.store, "insert_observations", ended)
    with pytest.raises(KeyboardInterrupt):
        client.post("/indicators/import", data=form)
    assert [all_rows(db, t) for t in ("vintage", "import_run", "column_mapping")] == [[], [], []]
    done = client.post("/indicators/import", data=form, follow_redirects=True)
    assert "새 값 8건" in done.text


def test_the_years_of_a_register_may_be_days(db: Database, areas: dict[str, str]) -> None:
    head = "코드,밀집지역,이름,규모,설립일자\n"
    lines = [
        f"F{n},B001,예시{n},소기업,{text}\n"
        for n, text in enumerate(("2009", "2009-03-15", "2009.3", "20090315", "2009년"))
    ]
    assert import_firms(db, (head + "".join(lines)).encode(), "기업.csv", None).new == 5
    assert {r["founded_year"] for r in store.firms_by_code(db).values()} == {2009}
    with pytest.raises(BadInput, match="쓸 수 없는 값"):
        import_firms(db, f"{head}F9,B001,예시,소기업,옛날\n".encode(), "기업.csv", None)


def test_a_word_may_be_a_tuple_of_any_length(db: Database, areas: dict[str, str]) -> None:
    target = match_page.Target("areas", [], lambda *_: 0, lambda *_: "", back="", active="", crumbs=[])
    assert match_page._told(target, Mapping("", ()), "clusters", ("a", "b", "c")) == "('a', 'b', 'c')"


def test_months_without_a_year_take_the_captions_and_marks_of_titles_are_kept(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    data = "2025년 단지별 종사자 현황,,\n구분,2월,3월p)\nB001,100,101\nB002,200,201\n합계,300,302\n".encode()
    page = post(client, "/indicators/import", data, "현황.csv")
    form = fields(page) | {"fixed-published_on": "2025-06-01", "fixed-unit": "=", "fixed-indicator": "employees"}
    assert (form["fixed-year"], form["month-1"], form["column-0"]) == ("2025", "1", "place")
    without = client.post("/indicators/import", data=form | {"fixed-year": "", "do": "preview"}).text
    assert "쓸 수 없는 값입니다: ‘2월’" in without
    done = client.post("/indicators/import", data=form | {"name": "현황", "do": "store"}, follow_redirects=True)
    assert "새 값 4건" in done.text
    stored = [tuple(r) for r in rows(db, "select month, value, mark from vintage order by month, value")]
    assert stored == [
        ("2025-02", 100.0, None), ("2025-02", 200.0, None),
        ("2025-03", 101.0, "provisional"), ("2025-03", 201.0, "provisional"),
    ]  # fmt: skip
    later = post(client, "/indicators/import", data.replace(b"2025", b"2026"), "현황2.csv")
    assert "지난번 파일의 값은 2025입니다" in later and fields(later)["fixed-year"] == ""


def test_the_english_page_names_columns_and_units_in_english(client: FlaskClient, people: dict[str, str]) -> None:
    sign_in(client, "analyst").get("/?lang=en")
    page = post(client, "/indicators/import", SUMMED, "시도.csv")
    assert re.findall(r'<option value="(?:month|value)" selected>([^<]+)', page) == ["Month", "Value", "Value"]
    assert "Employees (persons)" in page and "Rows to leave out" in page
