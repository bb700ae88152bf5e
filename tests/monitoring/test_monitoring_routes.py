"""Pages of monitoring: who sees what, as of which day, what is exported, and where a value came from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.accounts import signing_in
from app.db import rows, scalar
from app.monitoring.observations.importing import Imported, import_observations
from app.monitoring.quarter.classifying import classify_quarters
from tests.conftest import PASSWORD, all_rows, sign_in, token
from tests.monitoring.conftest import HEAD, a_line

Bring = Callable[[list[str]], Imported]
PATHS = ("/indicators", "/indicators/data", "/indicators.csv", "/indicators/data.csv")


@pytest.fixture
def classified(db: Database, trouble: None) -> None:
    classify_quarters(db, "2026Q3")


def observation(db: Database, place: str, month: str = "2026-09", indicator: str = "employees") -> str:
    return scalar(
        db,
        """select o.id from observation o left join area on area.id = o.area_id
           where coalesce(area.code, region) = ? and month = ? and indicator_code = ?
           order by published_on""",
        [place, month, indicator],
    )


@pytest.mark.parametrize("role", ["researcher", "facilitator"])
def test_who_has_no_business_with_indicators_is_refused(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str], classified: None, role: str
) -> None:
    sign_in(client, role)
    for path in (*PATHS, f"/areas/{areas['B001']}/indicators", "/indicators/import"):
        assert client.get(path).status_code == 403, path


@pytest.mark.parametrize("role", ["expert", "analyst", "official", "admin"])
def test_others_see_every_page(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], classified: None, role: str
) -> None:
    sign_in(client, role)
    found = observation(db, "B001")
    for path in (*PATHS, f"/areas/{areas['B001']}/indicators", f"/indicators/data/{found}"):
        assert client.get(path).status_code == 200, path


def test_the_list_says_which_area_signals_and_why(
    client: FlaskClient, people: dict[str, str], classified: None
) -> None:
    sign_in(client, "analyst")
    text = client.get("/indicators").text
    assert "2026년 3분기에 어느 지역이" in text
    assert "종사자 수 전년 대비 −7.2 %, 전국보다 −7.2 %p" in text
    assert text.index("예시 산업단지 B001") < text.index("예시 산업단지 B002")
    assert 'role="img"' in text
    assert " style=" not in text


def test_filters_and_the_quarter_narrow_the_list(client: FlaskClient, people: dict[str, str], classified: None) -> None:
    sign_in(client, "analyst")

    def shown(query: str) -> list[str]:
        text = client.get(f"/indicators.csv?{query}").data.decode("utf-8-sig")
        return [line["코드"] for line in csv.DictReader(io.StringIO(text))]

    assert shown("") == ["B001", "B002"]
    assert shown("state=watch") == ["B001"]
    assert shown("state=stable&quarter=2026Q2") == ["B001", "B002"]
    assert shown("indicator=insured") == ["B001"]
    assert shown("indicator=wages") == []
    assert shown("q=b002") == ["B002"]
    assert shown("district=영도구") == []
    assert shown("sort=breadth") == ["B002", "B001"]
    assert shown("as_of=2026-08-31&quarter=2026Q2") == ["B001", "B002"]


def test_a_day_before_the_quarter_has_values_is_told(
    client: FlaskClient, people: dict[str, str], classified: None
) -> None:
    sign_in(client, "analyst")
    text = client.get("/indicators?as_of=2026-08-01").text
    assert "2026. 8. 1.까지 공표된 자료에는 이 분기의 값이 없습니다" in text
    assert client.get("/indicators?as_of=soon&page=x&quarter=2026&sort=what").status_code == 200


def test_an_expert_sees_only_the_areas_given_to_her(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], classified: None
) -> None:
    sign_in(client, "expert")
    assert "B002" not in client.get("/indicators").text
    data = client.get("/indicators/data.csv").data.decode("utf-8-sig")
    assert ("B001," in data, "B002," in data, "전국," in data) == (True, False, True)
    assert client.get(f"/areas/{areas['B002']}/indicators").status_code == 404
    assert client.get(f"/areas/{areas['B002']}/indicators.csv").status_code == 404
    assert client.get(f"/indicators/data/{observation(db, 'B002')}").status_code == 404
    assert client.get(f"/indicators/data?place={areas['B002']}").text.count("observation") == 0
    assert client.get(f"/indicators/data/{observation(db, 'nation')}").status_code == 200


def test_an_areas_page_draws_each_indicator_with_its_table(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str], classified: None
) -> None:
    sign_in(client, "official")
    text = client.get(f"/areas/{areas['B001']}/indicators").text
    assert text.count("<svg") == 6
    assert "종사자 수, 전년 동월 대비" in text
    assert "2026. 9. 전년 동월 대비 −7.2 %, 전국 0.0 %입니다." in text
    assert "−7.2" in text and "2026. 11. 5." in text
    ids = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_an_areas_page_can_go_back_to_a_day(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str], classified: None
) -> None:
    sign_in(client, "analyst")
    text = client.get(f"/areas/{areas['B001']}/indicators?as_of=2026-09-05").text
    assert "2026. 9. 5.까지 공표된 자료로 보고 있습니다" in text
    assert "2026년 3분기" not in text
    assert "2026년 2분기" in text
    early = client.get(f"/areas/{areas['B001']}/indicators?as_of=2020-01-01").text
    assert "2020. 1. 1.까지 공표된 자료가 없습니다" in early


def test_an_areas_export_holds_all_months_with_their_figures(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str], classified: None
) -> None:
    sign_in(client, "analyst")
    data = client.get(f"/areas/{areas['B001']}/indicators.csv").data
    assert data[:3] == b"\xef\xbb\xbf"
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(lines) == 6 * 59
    last = next(x for x in lines if x["지표"] == "종사자 수" and x["월"] == "2026-09")
    assert (last["값"], last["전년 동월 대비"], last["표준화 점수 z"], last["누적합"]) == (
        "928.0",
        "-7.2",
        "-8.0",
        "22.5",
    )
    book = load_workbook(io.BytesIO(client.get(f"/areas/{areas['B001']}/indicators.xlsx").data))
    assert book.worksheets[0].max_row == 6 * 59 + 1


def test_a_value_leads_to_its_file_row_and_vintages(
    client: FlaskClient, db: Database, people: dict[str, str], classified: None, bring: Bring
) -> None:
    bring([a_line("B001", "employees", "2026-09", 900, "2026-11-20")])
    sign_in(client, "analyst")
    first = observation(db, "B001")
    row = scalar(db, "select source_row from observation where id = ?", [first])
    text = client.get(f"/indicators/data/{first}").text
    assert f"{row:,}행" in text
    assert "뒤에 정정된 값이 있습니다: 900 명 (2026. 11. 20. 공표)" in text
    assert "−28" in text
    assert client.get("/indicators/data/nothing").status_code == 404
    listed = client.get("/indicators/data?revised=1").text
    assert "전체 2건" in listed


def test_an_analyst_classifies_with_a_button_and_others_may_not(
    client: FlaskClient, db: Database, people: dict[str, str], trouble: None
) -> None:
    sign_in(client, "official")
    form = {"quarter": "2026Q3", "csrf_token": token(client, "/account")}
    assert client.post("/indicators/classify", data=form).status_code == 403
    sign_in(client, "analyst")
    form["csrf_token"] = token(client, "/indicators")
    text = client.post("/indicators/classify", data=form, follow_redirects=True).text
    assert "2026년 3분기를 분류했습니다: 관찰 1곳, 안정 1곳, 판단 유보 0곳입니다." in text
    assert len(all_rows(db, "classification")) == 10
    again = client.post("/indicators/classify", data=form, follow_redirects=True).text
    assert "같은 자료로 분류한 결과가 이미 있습니다" in again
    wrong = client.post("/indicators/classify", data={**form, "as_of": "어제"})
    assert (wrong.status_code, "날짜는 2026-11-22처럼" in wrong.text) == (422, True)
    assert client.post("/indicators/classify", data={**form, "quarter": "1999Q9"}).status_code == 422
    actions = [r["action"] for r in rows(db, "select action from audit where person_id = ?", [people["analyst"]])]
    assert actions.count("quarter classified") == 5


def test_who_sees_some_areas_only_may_neither_classify_nor_import(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], trouble: None
) -> None:
    signing_in.add_person(db, login="narrow", name="예시", role="analyst", password=PASSWORD, area_ids=[areas["B001"]])
    sign_in(client, "narrow")
    assert client.get("/indicators/import").status_code == 403
    form = {"quarter": "2026Q3", "csrf_token": token(client, "/account")}
    assert client.post("/indicators/classify", data=form).status_code == 403


def upload(client: FlaskClient, text: str) -> tuple[int, str]:
    form = {
        "csrf_token": token(client, "/indicators/import"),
        "file": (io.BytesIO(text.encode("cp949")), "지표.csv"),
    }
    answer = client.post("/indicators/import", data=form, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_file_is_imported_and_a_wrong_one_answered_with_its_problems(
    client: FlaskClient, db: Database, people: dict[str, str], policy: None
) -> None:
    sign_in(client, "admin")
    status, text = upload(client, f"{HEAD}\n{a_line('B001', 'employees', '2026-08', 1200)}\n")
    assert (status, "새 값 1건, 정정한 값 0건, 그대로 0건" in text) == (200, True)
    status, text = upload(client, f"{HEAD}\nB009,employees,8월,많음,명,2026-10-05\n")
    assert status == 422
    assert all(word in text for word in ("2행 ‘지역’ 칸", "2행 ‘월’ 칸", "2행 ‘값’ 칸"))
    assert len(all_rows(db, "observation")) == 1
    form = {"csrf_token": token(client, "/indicators/import")}
    answer = client.post("/indicators/import", data=form)
    assert (answer.status_code, "파일을 골라 주십시오." in answer.text) == (422, True)


def test_the_template_that_is_offered_can_be_imported_as_it_is(
    client: FlaskClient, people: dict[str, str], policy: None
) -> None:
    sign_in(client, "analyst")
    for kind in ("csv", "xlsx"):
        data = client.get(f"/indicators/import/observations.{kind}").data
        form = {
            "csrf_token": token(client, "/indicators/import"),
            "file": (io.BytesIO(data), f"observations.{kind}"),
        }
        answer = client.post("/indicators/import", data=form, follow_redirects=True)
        assert answer.status_code == 200, answer.text


def test_empty_pages_say_what_would_be_there(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str], policy: None
) -> None:
    sign_in(client, "analyst")
    assert "아직 지표 자료가 없습니다" in client.get("/indicators").text
    assert "아직 지표 자료가 없습니다" in client.get("/indicators/data").text
    assert "아직 지표 자료가 없습니다" in client.get(f"/areas/{areas['B001']}/indicators").text
    assert client.get("/indicators.csv").status_code == 404


def test_data_without_a_classification_invite_to_classify(
    client: FlaskClient, people: dict[str, str], trouble: None
) -> None:
    sign_in(client, "analyst")
    text = client.get("/indicators").text
    assert "아직 분류한 분기가 없습니다" in text
    assert '<option value="2026Q3">2026년 3분기</option>' in text


def test_an_area_without_the_year_before_says_that_there_is_nothing_to_compare_with(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str], bring: Callable[..., Imported]
) -> None:
    bring([a_line("B001", "employees", month, 31) for month in ("2026-08", "2026-09")])
    sign_in(client, "analyst")
    page = client.get(f"/areas/{areas['B001']}/indicators").text
    assert "전년 동월 대비 비교할 값 없음" in page and "<strong>–</strong>" not in page


def test_figures_a_source_withholds_are_told_as_such_and_not_as_missing(
    client: FlaskClient, db: Database, areas: dict[str, str], people: dict[str, str], policy: None
) -> None:
    lines = [a_line("B001", "employees", month, 1200) for month in ("2026-06", "2026-07")]
    bring_lines = [HEAD, *lines, "B001,employees,2026-08,X,명,2026-10-05"]
    import_observations(db, "\n".join(bring_lines).encode(), "값.csv", person_id=None)
    later = "\n".join([HEAD, "B001,employees,2026-07,…,명,2026-11-05", a_line("부산", "employees", "2026-08", 5000)])
    import_observations(db, later.encode(), "나중.csv", person_id=None)
    sign_in(client, "analyst")
    text = client.get(f"/areas/{areas['B001']}/indicators").text
    assert re.search(r'<span class="badge">비공개</span>.{0,400}값\.csv 4행', text, re.S)
    assert "2026. 11. 5. 공표에서는 미상" in text
    early = client.get(f"/areas/{areas['B001']}/indicators?as_of=2026-10-04").text
    assert ">비공개<" not in early and "공표에서는 미상" not in early
    table = csv.DictReader(io.StringIO(client.get(f"/areas/{areas['B001']}/indicators.csv").data.decode("utf-8-sig")))
    why = {r["월"]: r["값이 없는 까닭"] for r in table if r["지표"] == "종사자 수"}
    assert why == {"2026-06": "", "2026-07": "미상", "2026-08": "비공개"}
    traced = scalar(db, "select id from observation where month = '2026-07'")
    trace = client.get(f"/indicators/data/{traced}").text
    assert "값 없이 공표된 날" in trace and "나중.csv" in trace and ">미상<" in trace
    other = scalar(db, "select id from observation where month = '2026-06'")
    assert "값 없이 공표된 날" not in client.get(f"/indicators/data/{other}").text
