"""Classifying quarters through the database: grounds with their numbers, hysteresis, vintages, repetition."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.cli import cli
from app.db import rows, scalar, writing
from app.errors import BadInput, Conflict
from app.monitoring.method.grounds import FiredRule, as_json, from_json
from app.monitoring.observations.importing import Imported
from app.monitoring.observations.quarters import last_complete, months_between, months_of, quarter_moved, quarter_of
from app.monitoring.quarter import classification_store
from app.monitoring.quarter.assessing import policy_in_use
from app.monitoring.quarter.classifying import classify_quarters
from app.monitoring.reading.area_reading import read_area
from app.monitoring.reading.reading import read_overview
from app.monitoring.reading.wording import signal_words
from tests.conftest import all_rows
from tests.monitoring.conftest import MONTHS, UNITS, a_line, flat_lines

Bring = Callable[[list[str]], Imported]
QUARTER = "2026Q3"
YOUNGER = ("version", "restart", "months_known", "firms", "breaks")  # what rules of the first version had not


def state_of(db: Database, area_id: str, quarter: str = QUARTER) -> tuple[str, float | None]:
    found = classification_store.standing(db, quarter)[area_id]
    return found["state_now"], found["breadth"]


def test_months_and_quarters_are_counted_across_years() -> None:
    assert months_of("2026Q4") == ("2026-10", "2026-11", "2026-12")
    assert (quarter_of("2026-03"), quarter_of("2026-04")) == ("2026Q1", "2026Q2")
    assert (quarter_moved("2026Q1", -1), quarter_moved("2025Q3", 6)) == ("2025Q4", "2027Q1")
    assert months_between("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert (last_complete("2026-09"), last_complete("2026-10"), last_complete("2026-11")) == (
        "2026Q3",
        "2026Q3",
        "2026Q3",
    )


def test_two_of_five_and_a_half_weights_make_an_area_watched(
    db: Database, areas: dict[str, str], trouble: None
) -> None:
    # employees 1 + insured 1 of 1+1+1+1+1+0.5: B = 2 / 5.5
    classify_quarters(db, QUARTER)
    assert state_of(db, areas["B001"]) == ("watch", pytest.approx(2 / 5.5, abs=1e-6))
    assert state_of(db, areas["B002"]) == ("stable", 0.0)


def test_the_grounds_hold_each_rule_that_fired_with_its_number(
    db: Database, areas: dict[str, str], trouble: None
) -> None:
    classify_quarters(db, QUARTER)
    grounds = from_json(classification_store.standing(db, QUARTER)[areas["B001"]]["reasons"])
    assert [(d.code, d.value, d.limit) for d in grounds.decided] == [("breadth_reached", 0.363636, 0.3)]
    employees = grounds.indicators[1]
    assert (employees.code, employees.signal, employees.known) == ("employees", 1, 3)
    assert employees.change == pytest.approx(-7.2)
    assert employees.relative == pytest.approx(-7.2)
    # r fell from 0 to -7.2 with a MAD floor of 0.5: z = -0.6745 * 7.2 / 0.5, kept at -8
    assert employees.lowest_z == -8.0
    # C = 3 * (8 - 0.5)
    assert employees.fired == (
        FiredRule("months_low", 3.0, 2.0),
        FiredRule("cusum", 22.5, 12.0),
        FiredRule("absolute", pytest.approx(-7.2), -5.0),
    )
    assert [each.code for each in grounds.signals] == ["employees", "insured"]


def test_the_words_say_indicator_change_rules_and_limits(db: Database, areas: dict[str, str], trouble: None) -> None:
    classify_quarters(db, QUARTER)
    overview = read_overview(db, EVERYTHING, QUARTER, as_of=None, until="2026-11-22")
    assert overview
    line = next(each for each in overview.lines if each.area["code"] == "B001")
    assert line.signals[0][1] == (
        "종사자 수 전년 대비 −7.2 %, 전국보다 −7.2 %p: 가장 나쁜 달 −7.2 %(기준 −5.0 %) · "
        "여러 달 누적 22.5(기준 12) · 3개월 중 3개월이 평소 범위 밖"
    )
    assert line.told == ("신호를 낸 지표의 비중 36 %(관찰 기준 30 % 이상)",)
    words = {each.code: each for each in overview.indicators}
    assert signal_words(line.grounds.signals[0], words, reference="city").startswith(
        "종사자 수 전년 대비 −7.2 %, 부산보다"
    )


def test_a_first_run_replays_four_quarters_each_on_the_day_its_values_were_there(db: Database, trouble: None) -> None:
    done = classify_quarters(db, QUARTER)
    assert [(each.quarter, each.as_of) for each in done] == [
        ("2025Q3", "2025-11-05"),
        ("2025Q4", "2026-02-05"),
        ("2026Q1", "2026-05-05"),
        ("2026Q2", "2026-08-05"),
        ("2026Q3", "2026-11-05"),
    ]
    assert done[-1].states == {"watch": 1, "stable": 1, "undetermined": 0}


def test_the_same_data_and_rules_append_nothing_a_second_time(db: Database, trouble: None) -> None:
    classify_quarters(db, QUARTER, count=4)
    before = all_rows(db, "classification")
    (again,) = classify_quarters(db, QUARTER, count=4)
    assert (again.appended, all_rows(db, "classification")) == (0, before)
    recorded = rows(db, "select count(*) from audit where action = 'quarter classified'")
    assert recorded[0][0] == 4


def test_a_run_on_another_day_than_the_quarters_is_a_trial_that_never_stands(
    db: Database, areas: dict[str, str], trouble: None
) -> None:
    """On 10 October two of three months are known, and the signal is seen already."""
    *_before, tried = classify_quarters(db, QUARTER, as_of="2026-10-10")
    assert tried.trial and tried.states == {"watch": 1, "stable": 1, "undetermined": 0} and tried.appended == 2
    assert QUARTER not in classification_store.quarters(db)
    assert classification_store.trial_days(db, QUARTER) == ["2026-10-10"]
    (again,) = classify_quarters(db, QUARTER, count=1, as_of="2026-10-10")
    (own,) = classify_quarters(db, QUARTER, count=1, as_of="2026-11-05")
    assert (again.appended, own.trial, own.appended) == (0, False, 2)
    assert state_of(db, areas["B001"])[0] == "watch"


def test_a_quarter_classified_before_its_values_were_there_moves_on_to_the_day_they_are(
    db: Database, areas: dict[str, str], bring: Bring
) -> None:
    late = "2026-11-"
    bring([line for line in flat_lines({}) if late not in line])
    first = classify_quarters(db, QUARTER)[-1]
    bring([line for line in flat_lines({}) if late in line])
    assert (first.as_of, classify_quarters(db, QUARTER)[-1].as_of) == ("2026-10-05", "2026-11-05")


def test_a_revision_is_never_silent(db: Database, areas: dict[str, str], trouble: None, bring: Bring) -> None:
    classify_quarters(db, QUARTER)
    assert state_of(db, areas["B002"])[0] == "stable"
    months = ("2026-07", "2026-08", "2026-09")
    bring([a_line("B002", i, m, 900, "2026-11-20") for i in ("employees", "wages") for m in months])
    overview = read_overview(db, EVERYTHING, QUARTER, as_of=None, until="2026-11-22")
    assert overview and (overview.day, overview.newest) == ("2026-11-05", "2026-11-20")
    line = overview.lines[1]
    assert (line.state, line.later, line.ruled, line.revised) == ("stable", "watch", None, 0)
    (replayed,) = classify_quarters(db, QUARTER)
    assert (replayed.as_of, replayed.appended) == ("2026-11-05", 0)
    classify_quarters(db, QUARTER, renewed=True)
    kept = classification_store.history(db, areas["B002"])
    assert [(r["quarter"], r["as_of"], r["state"]) for r in kept[:2]] == [
        ("2026Q3", "2026-11-20", "watch"),
        ("2026Q3", "2026-11-05", "stable"),
    ]
    then = read_overview(db, EVERYTHING, QUARTER, as_of="2026-11-19", until="2026-11-22")
    assert then and not then.stored and then.lines[1].state == "stable"
    now = read_overview(db, EVERYTHING, QUARTER, as_of=None, until="2026-11-22")
    assert now and (now.lines[1].state, now.lines[1].later, now.lines[1].revised) == ("watch", None, 6)
    assert classify_quarters(db, QUARTER)[-1].as_of == "2026-11-20"


def test_a_past_quarter_replays_on_the_data_of_its_day_whatever_came_since(
    db: Database, areas: dict[str, str], trouble: None, bring: Bring
) -> None:
    """Revised down by a tenth a year later, the second quarter of 2025 stays what it was in August 2025."""
    months = months_of("2025Q2")
    bring([a_line("B002", i, m, 900, "2026-11-20") for i in ("employees", "wages") for m in months])
    (then,) = classify_quarters(db, "2025Q2", count=1)
    assert (then.as_of, then.states["watch"]) == ("2025-08-05", 0)
    (tried,) = classify_quarters(db, "2025Q2", as_of="2026-11-22", count=1)
    assert tried.trial and tried.states["watch"] == 1


def test_what_old_rules_classified_stays_and_says_by_which_rules(
    db: Database, areas: dict[str, str], trouble: None
) -> None:
    classify_quarters(db, QUARTER)
    policy = policy_in_use(db)
    old = json.loads(scalar(db, "select definition from scheme where sha256 = ?", [policy.sha256]))
    for key in YOUNGER:
        del old["monitoring"][key]
    first_version(db, old, areas["B002"])
    overview = read_overview(db, EVERYTHING, QUARTER, as_of=None, until="2026-11-22")
    assert overview
    line = overview.lines[1]
    assert (line.state, line.later, line.ruled) == ("watch", "stable", 1)
    assert line.told == ("신호를 낸 지표의 비중 40 %(관찰 기준 30 % 이상)",)
    view = read_area(db, areas["B002"], as_of=None, until="2026-11-22")
    assert view and (view.quarters[0].ruled, view.quarters[0].later) == (1, "stable")


def first_version(db: Database, definition: dict[str, Any], area_id: str) -> None:
    """A scheme and a classification as the first version stored them."""
    decided = {"code": "breadth_reached", "subject": "", "value": 0.4, "limit": 0.3}
    one = {"code": "power", "signal": None, "change": None, "relative": None, "lowest_z": None, "known": 0, "fired": []}
    reasons = json.dumps({"decided": [decided], "quarters_below": 0, "indicators": [one | {"signal": 0}]})
    with writing(db):
        db["scheme"].insert(
            {"id": "old", "code": "old", "number": 1, "definition": json.dumps(definition), "sha256": "0" * 64,
             "author": "예시", "reason": "예시", "legal_basis": "예시", "created_at": "2026-05-01T00:00:00Z"}
        )  # fmt: skip
        row = {"id": "old", "area_id": area_id, "quarter": QUARTER, "state": "watch", "undetermined": 0, "breadth": 0.4,
               "coverage": 1.0, "reasons": reasons, "scheme_sha256": "0" * 64, "as_of": "2026-11-05",
               "computed_at": "2099-01-01T00:00:00Z"}  # fmt: skip
        classification_store.insert(db, [row])


def test_by_rules_of_the_first_version_nothing_new_is_classified(db: Database, trouble: None) -> None:
    newest = policy_in_use(db)
    old = json.loads(scalar(db, "select definition from scheme where sha256 = ?", [newest.sha256]))
    for key in YOUNGER:
        del old["monitoring"][key]
    first_version(db, old, scalar(db, "select id from area where code = 'B002'"))
    with pytest.raises(Conflict, match="1판"):
        classify_quarters(db, QUARTER, scheme="old")


def test_an_areas_page_holds_a_quarter_against_the_data_it_shows(
    db: Database, areas: dict[str, str], trouble: None, bring: Bring
) -> None:
    classify_quarters(db, QUARTER)
    months = ("2026-07", "2026-08", "2026-09")
    bring([a_line("B002", i, m, 900, "2026-11-20") for i in ("employees", "wages") for m in months])
    view = read_area(db, areas["B002"], as_of=None, until="2026-11-22")
    assert view and view.quarters[0].later == "watch"
    employees = view.indicators[1]
    assert (employees.newest.month, employees.newest.row["value"]) == ("2026-09", 900.0)  # type: ignore[union-attr, index]
    assert [(m.month, m.change, m.row["vintages"]) for m in employees.latest[:1]] == [
        ("2026-09", pytest.approx(-10.0), 2)
    ]
    earlier = read_area(db, areas["B002"], as_of="2026-11-19", until="2026-11-22")
    assert earlier and earlier.quarters[0].later is None
    assert earlier.indicators[1].newest.row["value"] == 1000.0  # type: ignore[union-attr, index]


def test_too_little_data_keeps_the_old_state_and_says_so(db: Database, areas: dict[str, str], bring: Bring) -> None:
    gone = ("wages", "employees", "delinquency", "insured")
    months = ("2026-07", "2026-08", "2026-09")
    bring(flat_lines({("B002", indicator, month): None for indicator in gone for month in months}))
    classify_quarters(db, QUARTER)
    assert state_of(db, areas["B002"])[0] == "undetermined"
    found = classification_store.standing(db, QUARTER)[areas["B002"]]
    assert (found["state"], found["coverage"]) == ("stable", pytest.approx(1.5 / 5.5, abs=1e-6))
    overview = read_overview(db, EVERYTHING, QUARTER, as_of=None, until="2026-11-22")
    assert overview
    assert (overview.lines[1].state, overview.lines[1].missing) == ("undetermined", 12)
    assert overview.lines[1].told == (
        "확인된 지표가 27 %뿐(기준 60 %)",
        "판단을 미루고 지난 상태를 유지합니다",
        "판단하지 못한 지표: 종사자 수, 총급여, 기업연체율, 고용보험 피보험자 수",
    )


def test_a_watched_area_is_stable_again_only_after_two_quiet_quarters(
    db: Database, areas: dict[str, str], bring: Bring
) -> None:
    # 1.6 % down in one quarter: z = -0.6745 * 1.6 / 0.5 = -2.16, low in all three months; C = 3 * 1.66 < 12.
    dip: dict[tuple[str, str, str], float | None] = {
        ("B001", indicator, month): 984.0
        for indicator in ("establishments", "employees", "insured")
        for month in months_of("2025Q3")
    }
    bring(flat_lines(dip))
    classify_quarters(db, "2026Q1", count=3)
    found = {q: classification_store.standing(db, q)[areas["B001"]] for q in ("2025Q3", "2025Q4", "2026Q1")}
    assert [(r["state"], r["breadth"]) for r in found.values()] == [
        ("watch", pytest.approx(3 / 5.5, abs=1e-6)),
        ("watch", 0.0),
        ("stable", 0.0),
    ]
    overview = read_overview(db, EVERYTHING, "2025Q4", as_of=None, until="2026-02-05")
    assert overview and overview.lines[0].told == (
        "신호를 낸 지표의 비중 0 %(안정 기준 20 % 미만)",
        "안정으로 돌아가려면 2분기 연속 낮아야 합니다(지금 1분기째)",
    )
    closing = read_overview(db, EVERYTHING, "2026Q1", as_of=None, until="2026-05-05")
    assert closing and (closing.opened, closing.closed) == (0, 1)


def test_quarters_and_days_that_cannot_be_are_refused(db: Database, trouble: None) -> None:
    with pytest.raises(BadInput, match="분기가 아닙니다"):
        classify_quarters(db, "2026-3")
    with pytest.raises(BadInput, match="아직 오지 않은 날"):
        classify_quarters(db, QUARTER, as_of="2026-11-23")
    for none in ("foo", "2026-02-30", "20261105", ""):
        with pytest.raises(BadInput, match="날짜가 아닙니다"):
            classify_quarters(db, QUARTER, as_of=none)
    with pytest.raises(BadInput, match="다시 확정할 때에는"):
        classify_quarters(db, QUARTER, as_of="2026-11-05", renewed=True)
    with pytest.raises(Conflict, match="2026년 4분기 자료가 없습니다"):
        classify_quarters(db, "2026Q4")
    with pytest.raises(Conflict, match="2026년 3분기 자료가 없습니다"):
        classify_quarters(db, QUARTER, as_of="2026-07-05")
    assert all_rows(db, "classification") == []


def test_without_scheme_or_data_the_reason_is_told(db: Database, areas: dict[str, str]) -> None:
    with pytest.raises(Conflict, match="moksori init"):
        classify_quarters(db, QUARTER)


def test_without_observations_the_reason_is_told(db: Database, areas: dict[str, str], policy: None) -> None:
    with pytest.raises(Conflict, match="지표를 먼저 가져와"):
        classify_quarters(db, QUARTER)


def test_an_area_without_any_value_is_undetermined_and_harms_no_other(
    db: Database, areas: dict[str, str], bring: Bring
) -> None:
    bring([line for line in flat_lines({}) if not line.startswith("B002")])
    classify_quarters(db, QUARTER, count=1)
    assert state_of(db, areas["B002"]) == ("undetermined", None)
    assert state_of(db, areas["B001"]) == ("stable", 0.0)


def test_classifications_cannot_be_changed(db: Database, trouble: None) -> None:
    classify_quarters(db, QUARTER, count=1)
    with pytest.raises(Exception, match="append-only"), writing(db):
        db.conn.execute("update classification set state = 'stable'")


def test_the_command_tells_states_and_rows(
    db: Database, trouble: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path / "data"))
    run = CliRunner().invoke
    result = run(cli, ["classify", QUARTER, "--count", "1"])
    assert result.exit_code == 0, result.output
    assert result.output == "2026Q3(2026-11-05 자료): 관찰 1, 안정 1, 판단 유보 0. 덧붙인 행 2개\n"
    assert run(cli, ["classify", "2026"]).exit_code == 2
    assert run(cli, ["classify", QUARTER, "--as-of", "foo"]).exit_code == 2
    tried = run(cli, ["classify", QUARTER, "--count", "1", "--as-of", "2026-10-10"]).output
    assert tried.endswith("시험 분류이므로 결과로 서지 않습니다.\n")


def test_a_history_too_short_says_how_many_months_there_are_and_how_many_are_needed(
    db: Database, areas: dict[str, str], bring: Bring
) -> None:
    """Twenty months of values are eight with a year before; seven of them lie before September, too few."""
    short = {("B001", indicator, month): None for indicator in UNITS for month in MONTHS[:-20]}
    bring(flat_lines(short))
    classify_quarters(db, QUARTER)
    overview = read_overview(db, EVERYTHING, QUARTER, as_of=None, until="2026-11-22")
    assert overview is not None and overview.before == "2026Q2"
    lines = {line.area["code"]: line for line in overview.lines}
    assert lines["B001"].state == "undetermined"
    told = " ".join(lines["B001"].told)
    assert "7개월" in told and "24개월, 곧 값이 모두 36개월 있어야" in told
    assert "이력" not in " ".join(lines["B002"].told) and "history" not in as_json(lines["B002"].grounds)
    assert from_json(as_json(lines["B001"].grounds)) == lines["B001"].grounds
