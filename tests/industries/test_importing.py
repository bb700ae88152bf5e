"""Files of industries: the list, drafts and results; all problems at once, and the same file twice changes nothing."""

from __future__ import annotations

import pytest

from app.db import rows
from app.errors import BadInput
from app.industries import decision_store, store
from app.industries.importing import bring
from tests.industries.conftest import Listed

LIST = "코드,이름,구분,시도,업종,성숙도,기반시설,출처,기준일\n"
DRAFTS = "코드,결정,대체코드,새이름,새구분,새범위,사유,근거\n"
RESULTS = "코드,연도,등급,인센티브(백만원),출처,기준일\n"


def take(listed: Listed, kind: str, text: str, *, cycle: str = "") -> tuple[int, int, int]:
    found = store.find_cycle(listed.db, cycle or listed.after)
    assert found is not None
    done = bring(listed.db, kind, found, text.encode(), "산업.csv", None)
    return done.new, done.changed, done.unchanged


def places(told: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [problem.where for problem in told.value.problems]


def test_a_list_adds_changes_and_leaves_what_an_empty_cell_does_not_say(listed: Listed) -> None:
    line = "B-1,예시 산업 B,미래 신산업,대구,기계,도입기,예시 센터,예시 고시,2026-11-22\n"
    assert take(listed, "list", LIST + line) == (1, 0, 0)
    assert take(listed, "list", LIST + line) == (0, 0, 1)
    assert take(listed, "list", LIST + "B-1,예시 산업 나,미래 신산업,대구,,,,예시 고시,2026-11-22\n") == (0, 1, 0)
    found = store.find_industry(listed.db, listed.id_of("B-1"))
    assert found is not None
    assert (found["name_ko"], found["industry_code"], found["maturity"]) == ("예시 산업 나", "machinery", "early")


def test_every_fault_of_a_list_is_told_and_nothing_is_kept(listed: Listed) -> None:
    text = (
        "B-1,,주력산업,대구,,,,예시,2026-11-22\nB-2,예시,그 밖의 산업,대구,없는 업종,,,예시,어제\n"
        "B-2,예시,주력산업,대구,,,,예시,2026-11-22\n"
    )
    with pytest.raises(BadInput) as told:
        take(listed, "list", LIST + text)
    assert places(told) == ["2행 ‘이름’ 칸", "3행 ‘구분’ 칸", "3행 ‘업종’ 칸", "3행 ‘기준일’ 칸", "4행 ‘코드’ 칸"]
    assert rows(listed.db, "select 1 from key_industry where code like 'B-%'") == []


def test_drafts_wait_for_the_committee_and_come_in_once(listed: Listed) -> None:
    text = DRAFTS + "A-1,유지,,,,,예시 사유,\nA-2,대체,N-1,,,,예시 사유,예시 근거\nN-2,신규 선정,,,,,예시 사유,\n"
    assert take(listed, "decisions", text) == (3, 0, 0)
    assert take(listed, "decisions", text) == (0, 0, 3)
    cycle = store.find_cycle(listed.db, listed.after)
    assert cycle is not None
    waiting = decision_store.waiting(listed.db, cycle["id"])
    assert [(d["code"], d["verdict"], d["successor_code"]) for d in waiting] == [
        ("A-1", "keep", None),
        ("A-2", "replace", "N-1"),
        ("N-2", "add", None),
    ]


def test_every_fault_of_drafts_is_told_and_none_is_kept(listed: Listed) -> None:
    text = DRAFTS + "Z-9,유지,,,,,예시,\nA-1,신규 선정,,,,,예시,\nA-2,대체,A-1,,,,예시,\nA-3,유지,,,,,,\n"
    with pytest.raises(BadInput) as told:
        take(listed, "decisions", text)
    assert places(told) == ["2행 ‘코드’ 칸", "3행 ‘결정’ 칸", "4행 ‘결정’ 칸", "5행 ‘사유’ 칸"]
    assert rows(listed.db, "select 1 from industry_decision") == []
    with pytest.raises(BadInput, match="첫 주기"):
        take(listed, "decisions", DRAFTS + "A-1,유지,,,,,예시,\n", cycle=listed.before)


def test_results_keep_what_is_unknown_and_a_correction_beside_what_it_corrects(listed: Listed) -> None:
    text = RESULTS + "A-1,2024,우수,200,예시,2025-03-01\nA-2,2024,보통,,예시,2025-03-01\n"
    assert take(listed, "incentives", text, cycle=listed.before) == (2, 0, 0)
    assert take(listed, "incentives", text.replace("200", "250"), cycle=listed.before) == (1, 0, 1)
    cycle = store.find_cycle(listed.db, listed.before)
    assert cycle is not None
    assert store.incentives_of_cycle(listed.db, cycle["id"]) == (2, 1, 250_000_000)
    assert [r["stands"] for r in store.incentives(listed.db, listed.id_of("A-1"))] == [1, 0]
    with pytest.raises(BadInput) as told:
        take(listed, "incentives", RESULTS + "A-9,24,우수,-1,예시,2025-03-01\n", cycle=listed.before)
    assert places(told) == ["2행 ‘코드’ 칸", "2행 ‘연도’ 칸", "2행 ‘인센티브’ 칸"]
