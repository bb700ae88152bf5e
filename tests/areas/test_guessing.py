"""A first guess of other offices' tables: columns, sums, words. Each table has a public layout and invented values."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from app.areas import importing, presets
from app.areas.guessing import Guesses, Knows, guessed, guesses_of, indicator_of, proposed, word_guessed
from app.areas.matching import Layout, layout_of
from app.monitoring.method.indicators import load_indicators
from app.monitoring.observations import checking
from app.monitoring.observations import presets as indicators
from app.monitoring.observations.columns import columns
from app.tables.heads import Column
from app.tables.mapping import Mapping

AREAS = Path(importing.__file__).with_name("guesses.json")
MONITORING = Path(indicators.__file__).parents[1] / "guesses.json"
MONTH = {"month": "@"}


def of(indicator: str, **sets: str) -> tuple[str, dict[str, str]]:
    return "value", {**sets, "indicator": indicator}


# Name: the file, what each kind of column is ("" stays), the words whose rows stay, as "title word".
OBSERVED: dict[str, tuple[str, dict[str, object], set[str]]] = {
    "open data, long": (
        "기준년월,밀집지역명,통계항목,수치,측정단위,데이터기준일자\n202503,예시 산업단지 B001,종사자수,120,명,2025-05-01\n"
        "202503,합계,종사자수,120,명,2025-05-01\n",
        dict(zip(
            ("기준년월", "밀집지역명", "통계항목", "수치", "측정단위", "데이터기준일자"),
            ("month", "place", "indicator", "value", "unit", "published_on"), strict=True,
        )),
        {"밀집지역명 합계"},
    ),
    "open data, an indicator a column": (
        "통계연월,시군구명,사업체수,종사자수(명),비고\n2025-03,사상구,10,120,\n2025-03,소계,10,120,\n",
        {"통계연월": "month", "시군구명": "place", "사업체수": of("establishments"), "종사자수(명)": of("employees"),
         "비고": ""},
        {"시군구명 소계"},
    ),
    "KOSIS download with codes": (
        "C행정구역별(1),행정구역별(1),ITM항목,항목,단위,2025.01 월,2025.02 월\n00,전국,T1,종사자수,명,9000,9100\n"
        "26,부산광역시,T1,종사자수,명,120,121\n",
        {"C행정구역별(1)": "", "행정구역별(1)": "place", "ITM항목": "", "항목": "indicator", "단위": "unit",
         "○월": ("value", MONTH)},
        set(),
    ),
    "KOSIS, broken down by trade": (
        "행정구역별(1),산업별(1),항목,단위,2025.01 월\n부산광역시,전산업,종사자,명,120\n부산광역시,제조업,종사자,명,80\n"
        "부산광역시,건설업,종사자,명,40\n",
        {"행정구역별(1)": "place", "산업별(1)": "", "항목": "indicator", "단위": "unit", "○월": ("value", MONTH)},
        {"산업별(1) 제조업", "산업별(1) 건설업"},
    ),
    "KOSIS interface": (
        "ORG_ID,TBL_ID,PRD_DE,PRD_SE,C1_NM,ITM_NM,UNIT_NM,DT,LST_CHN_DE\n101,DT1,202503,M,부산광역시,사업체수,개,300,2025-05-01\n",
        {"PRD_DE": "month", "C1_NM": "place", "ITM_NM": "indicator", "UNIT_NM": "unit", "DT": "value",
         "LST_CHN_DE": "published_on", "TBL_ID": "", "PRD_SE": ""},
        set(),
    ),
    "R-ONE interface": (
        "STATBL_ID,CLS_NM,ITM_NM,WRTTIME_IDTFR_ID,DTA_VAL,UI_NM\nA1,부산,총종사자,202503,120,명\n",
        {"CLS_NM": "place", "ITM_NM": "indicator", "WRTTIME_IDTFR_ID": "month", "DTA_VAL": "value", "UI_NM": "unit"},
        set(),
    ),
    "office sheet, two rows of titles": (
        "구분,2025년 1월,,2025년 2월,\n구분,사업체,종사자,사업체,종사자\n예시 산업단지 B001,3,9,3,10\n계,3,9,3,10\n"
        "※ 예시 자료,,,,\n",
        {"구분": "place", "○월 사업체": of("establishments", **MONTH), "○월 종사자": of("employees", **MONTH)},
        {"구분 계"},
    ),
    "office sheet, rates of change beside": (
        "단지명,2025.1월 종사자수,전월 종사자수,증감,증감률(%)\n예시 산업단지 B001,120,118,2,1.7\n총 계,120,118,2,1.7\n",
        {"단지명": "place", "○월 종사자수": of("employees", **MONTH), "전월 종사자수": "", "증감": "", "증감률(%)": ""},
        {"단지명 총 계"},
    ),
    "sexes beside each other": (
        "시도별,성별,기준월,항목,값\n부산,계,2025-03,종사자수,120\n부산,남자,2025-03,종사자수,70\n부산,여자,2025-03,종사자수,50\n",
        {"시도별": "place", "성별": "", "기준월": "month", "항목": "indicator", "값": "value"},
        {"성별 남자", "성별 여자"},
    ),
    "the year in a column of its own": (
        "년도,월,시도,사업체수\n2025,3,부산,300\n2025,4,부산,301\n",
        {"년도": "month", "월": "month", "시도": "place", "사업체수": of("establishments")},
        set(),
    ),
    "indicators of other names in a column without a title of ours": (
        "시도,구분,2025.1월,2025.2월\n부산,사업체수,10,11\n부산,종사자수,100,101\n",
        {"시도": "place", "구분": "indicator", "○월": ("value", MONTH)},
        set(),
    ),
    "quarters": (
        "지역,지표,단위,2025 1/4,2025 2/4\n부산,종사자 수,명,1,2\n",
        {"지역": "place", "지표": "indicator", "단위": "unit", "○분기": ""},
        set(),
    ),
    "the nation is a place of ours": (
        "시도,연월,사업체 수\n전국,2025-03,900\n부산,2025-03,300\n계,2025-03,1200\n",
        {"시도": "place", "연월": "month", "사업체 수": of("establishments")},
        {"시도 계"},
    ),
}  # fmt: skip
FIRMS: dict[str, tuple[str, dict[str, object], set[str]]] = {
    "members of a complex": (
        "연번,업체코드,업체명,입주단지,주업종,기업규모,상시근로자수,설립일자\n"
        "1,F9,예시정밀,예시 산업단지 B001,금속가공제품 제조업,소기업,27,2009-03-15\n"
        ",합계,,,,,27,\n",
        {"연번": "", "업체코드": "code", "업체명": "name", "입주단지": "area", "주업종": "industry_code",
         "기업규모": "size_band", "상시근로자수": "employees", "설립일자": "founded_year"},
        {"업체코드 합계"},
    ),
    "a sum under the number": (
        "No,관리번호,상호,산단명,종목,규모,종업원,개업일\n"
        "1,F9,예시정밀,예시 산업단지 B001,선박부품,중기업,27,20090315\n합계,,,,,,27,\n",
        {"관리번호": "code", "상호": "name", "산단명": "area", "종목": "industry_code", "규모": "size_band",
         "종업원": "employees", "개업일": "founded_year"},
        {"No 합계"},
    ),
    "a word like a sum in a column that stays is no sum": (
        "기업코드,기업명,밀집지역명,규모,임대\n"
        "F8,예시기계,예시 산업단지 B001,소기업,전체\nF9,예시정밀,예시 산업단지 B001,소기업,일부\n",
        {"기업코드": "code", "기업명": "name", "밀집지역명": "area", "규모": "size_band", "임대": ""},
        set(),
    ),
}  # fmt: skip


def read(data: str, columns: list[Column], guesses: Guesses, knows: Knows) -> tuple[Layout, Mapping, set[str]]:
    layout = layout_of(data.encode(), "표.csv", columns, {}, None)
    mapping = guessed(layout, columns, guesses, knows)
    left = {f"{each.title} {each.word}" for each in proposed(layout, mapping, knows) if each.stays}
    return layout, mapping, left


def check(mapping: Mapping, expected: dict[str, object]) -> None:
    found = {m.key: (m.field, dict(m.sets)) if m.sets else m.field for m in mapping.matches}
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("name", OBSERVED)
def test_tables_of_statistics_are_guessed(db: Database, areas: dict[str, str], name: str) -> None:
    data, expected, stays = OBSERVED[name]
    indicators.install(db)
    listed = load_indicators()
    ours = [each.column for each in columns(listed)]
    _layout, mapping, left = read(data, ours, guesses_of(MONITORING), checking.knower(db, listed))
    check(mapping, expected)
    assert left == stays


@pytest.mark.parametrize("name", FIRMS)
def test_lists_of_firms_are_guessed(db: Database, areas: dict[str, str], name: str) -> None:
    data, expected, stays = FIRMS[name]
    presets.install(db)
    ours = [each.column for each in importing.columns_of_firms(db)]
    _layout, mapping, left = read(data, ours, guesses_of(AREAS, "firms"), importing.knower(db, ours))
    check(mapping, expected)
    assert left == stays


def test_the_longest_word_held_decides_and_two_of_one_length_none() -> None:
    firms = guesses_of(AREAS, "firms")
    for text, code in (
        ("자동차부품 제조업(금속)", "auto_parts"), ("강선 건조업", ""), ("선박 구성부분품 제조업", "ship_parts"),
        ("기타 기계 및 장비 제조업", "machinery"), ("제조업", ""), ("C25 금속가공제품 제조업; 기계 및 가구 제외", "metal"),
        ("응용 소프트웨어 개발 및 공급업", "ict"), ("식료품 제조업", "food"),
    ):  # fmt: skip
        assert word_guessed("industry_code", text, firms) == code, text
    assert [word_guessed("size_band", t, firms) for t in ("소상공인(10인 미만)", "중견", "중소기업")] == [
        "micro",
        "large",
        "",
    ]
    statistics = guesses_of(MONITORING)
    assert [indicator_of(t, statistics) for t in ("종사자수 합계", "사업체수(개)", "종사자 증감률", "총종사자")] == [
        "employees", "establishments", "", "employees",
    ]  # fmt: skip


def test_every_guess_names_a_column_and_a_code_there_are(db: Database) -> None:
    presets.install(db)
    firms, areas = guesses_of(AREAS, "firms"), guesses_of(AREAS, "areas")
    of_firms = {e.column.name: e.column for e in importing.columns_of_firms(db)}
    of_areas = {e.column.name: e.column for e in importing.columns_of_areas(db)}
    for guesses, ours in ((firms, of_firms), (areas, of_areas)):
        assert set(guesses.columns) <= set(ours)
        for name, words in guesses.words.items():
            assert all(ours[name].parse(code) == code for code in words if code)
    listed = load_indicators()
    statistics = guesses_of(MONITORING)
    assert set(statistics.columns) <= {each.column.name for each in columns(listed)}
    assert set(statistics.indicators) == {each.code for each in listed}
