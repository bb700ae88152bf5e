"""Importing observations: vintages, what is refused with its row, and that nothing is half done."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from sqlite_utils import Database

from app.cli import cli
from app.db import rows, scalar
from app.errors import BadInput
from app.monitoring.observations import presets, store
from app.monitoring.observations.importing import Imported, import_observations
from tests.conftest import all_rows
from tests.monitoring.conftest import HEAD, a_line

Bring = Callable[[list[str]], Imported]


def stored(db: Database) -> list[tuple[str, float, str]]:
    found = rows(db, "select month, value, published_on from observation order by month, published_on")
    return [tuple(r) for r in found]


def test_installing_the_indicators_twice_leaves_six(db: Database) -> None:
    presets.install(db)
    presets.install(db)
    assert [each.code for each in store.list_indicators(db)] == [
        "establishments", "employees", "wages", "delinquency", "insured", "power",
    ]  # fmt: skip


def test_values_are_stored_with_their_file_and_row(db: Database, areas: dict[str, str], bring: Bring) -> None:
    done = bring([a_line("B001", "employees", "2026-08", 1200), a_line("전국", "employees", "2026-08", 900000)])
    assert (done.new, done.revised, done.unchanged) == (2, 0, 0)
    first, second = all_rows(db, "observation")
    assert (first["area_id"], first["value"], first["source_row"]) == (areas["B001"], 1200.0, 2)
    assert (second["region"], second["area_id"], second["source_row"]) == ("nation", None, 3)
    run = all_rows(db, "import_run")[0]
    assert (run["kind"], run["file_name"], run["rows"]) == ("observations", "지표.csv", 2)


def test_the_same_file_again_changes_nothing(db: Database, bring: Bring) -> None:
    lines = [a_line("B001", "employees", "2026-08", 1200)]
    bring(lines)
    assert bring(lines) == Imported("지표.csv", 0, 0, 1)
    assert len(all_rows(db, "observation")) == 1


def test_a_revision_is_a_second_vintage_beside_the_first(db: Database, bring: Bring) -> None:
    bring([a_line("B001", "employees", "2026-08", 1200)])
    done = bring([a_line("B001", "employees", "2026-08", 1150, "2026-11-20")])
    assert (done.new, done.revised) == (0, 1)
    assert stored(db) == [("2026-08", 1200.0, "2026-10-05"), ("2026-08", 1150.0, "2026-11-20")]


def test_each_day_sees_the_newest_vintage_published_by_then(db: Database, areas: dict[str, str], bring: Bring) -> None:
    bring([
        a_line("B001", "employees", "2026-08", 1200),
        a_line("B001", "employees", "2026-08", 1150, "2026-11-20"),
    ])  # fmt: skip
    seen = {
        day: [(r["value"], r["vintages"]) for r in store.values_as_of(db, day)]
        for day in ("2026-10-04", "2026-10-05", "2026-11-19", "2026-11-20")
    }
    assert seen == {
        "2026-10-04": [],
        "2026-10-05": [(1200.0, 1)],
        "2026-11-19": [(1200.0, 1)],
        "2026-11-20": [(1150.0, 2)],
    }
    panel = store.panel(db, "2026-11-20", codes=["employees"], areas=[areas["B001"]])
    assert (panel.months, panel.x.tolist()) == (("2026-08",), [[[1150.0]]])


def test_korean_names_of_indicators_and_a_cp949_file_are_read(
    db: Database, areas: dict[str, str], policy: None
) -> None:
    text = f'{HEAD}\nB001,종사자 수,2026년 8월,"1,200",명,2026.10.05\n부산광역시,기업연체율,202608,2.35,%,20261005\n'
    done = import_observations(db, text.encode("cp949"), "지표.csv", person_id=None)
    assert done.new == 2
    assert sorted(stored(db)) == [("2026-08", 2.35, "2026-10-05"), ("2026-08", 1200.0, "2026-10-05")]


def test_a_workbook_is_read_like_a_csv(db: Database, areas: dict[str, str], policy: None) -> None:
    book = Workbook()
    for line in ([*HEAD.split(",")], ["B001", "employees", "2026-08", 1200, "명", "2026-10-05"]):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    assert import_observations(db, out.getvalue(), "지표.xlsx", person_id=None).new == 1


WRONG = {
    "an unknown area": ("B999,employees,2026-08,1200,명,2026-10-05", "2행 ‘지역’ 칸", "B999"),
    "an unknown indicator": ("B001,생산액,2026-08,1200,명,2026-10-05", "2행 ‘지표’ 칸", "생산액"),
    "a month in words": ("B001,employees,작년 8월,1200,명,2026-10-05", "2행 ‘월’ 칸", "작년 8월"),
    "a value in words": ("B001,employees,2026-08,약 천이백,명,2026-10-05", "2행 ‘값’ 칸", "약 천이백"),
    "fewer than no heads": ("B001,employees,2026-08,-3,명,2026-10-05", "2행 ‘값’ 칸", "음수일 수 없습니다"),
    "half a head": ("B001,employees,2026-08,3.5,명,2026-10-05", "2행 ‘값’ 칸", "소수일 수 없습니다"),
    "a rate above 100": ("B001,delinquency,2026-08,235,%,2026-10-05", "2행 ‘값’ 칸", "100을 넘을 수"),
    "another unit": ("B001,wages,2026-08,1200,천원,2026-10-05", "2행 ‘단위’ 칸", "천원"),
    "no unit": ("B001,wages,2026-08,1200,,2026-10-05", "2행 ‘단위’ 칸", "비어 있습니다"),
    "published before its month": ("B001,employees,2026-08,1200,명,2026-07-31", "2행 ‘공표일’ 칸", "되기 전"),
    "published tomorrow": ("B001,employees,2026-08,1200,명,2026-11-23", "2행 ‘공표일’ 칸", "아직 오지 않은"),
    "nothing at all": ("", "2행", "자료가 없습니다"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_stored(db: Database, bring: Bring, what: str) -> None:
    line, where, word = WRONG[what]
    with pytest.raises(BadInput) as caught:
        bring([line])
    assert [p.where for p in caught.value.problems] == [where]
    assert word in caught.value.problems[0].what
    assert (all_rows(db, "observation"), all_rows(db, "import_run")) == ([], [])


def test_all_problems_are_told_at_once(bring: Bring) -> None:
    named = ("an unknown area", "a month in words", "another unit", "published tomorrow")
    with pytest.raises(BadInput) as caught:
        bring([WRONG[name][0] for name in named])
    assert sorted(p.where for p in caught.value.problems) == [
        "2행 ‘지역’ 칸", "3행 ‘월’ 칸", "4행 ‘단위’ 칸", "5행 ‘공표일’ 칸",
    ]  # fmt: skip


def test_a_line_that_stands_twice_is_refused_with_both_rows(db: Database, bring: Bring) -> None:
    lines = [a_line("B001", "employees", "2026-08", 1200), a_line("B001", "employees", "2026-08", 1300)]
    with pytest.raises(BadInput, match="2행에도 있습니다") as caught:
        bring(lines)
    assert caught.value.problems[0].where == "3행"
    assert all_rows(db, "observation") == []


def test_another_value_for_the_same_publication_day_is_refused_and_names_the_stored_one(
    db: Database, bring: Bring
) -> None:
    bring([a_line("B001", "employees", "2026-08", 1200)])
    with pytest.raises(BadInput, match=r"같은 공표일의 값이 이미 있습니다: 1,200\(지표\.csv 2행\)"):
        bring([a_line("B001", "employees", "2026-07", 1210), a_line("B001", "employees", "2026-08", 1300)])
    assert len(all_rows(db, "observation")) == 1


def test_a_missing_column_is_named(db: Database, areas: dict[str, str], policy: None) -> None:
    with pytest.raises(BadInput, match="공표일"):
        import_observations(db, "지역,지표,월,값,단위\n".encode(), "지표.csv", person_id=None)


def test_stored_values_cannot_be_changed_or_removed(db: Database, bring: Bring) -> None:
    bring([a_line("B001", "employees", "2026-08", 1200)])
    for statement in ("update vintage set value = 1", "delete from vintage"):
        with pytest.raises(Exception, match="append-only"):
            db.conn.execute(statement)


def test_the_command_imports_a_file_and_tells_what_it_did(
    db: Database, areas: dict[str, str], policy: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path / "data"))
    file = tmp_path / "지표.csv"
    file.write_text(f"{HEAD}\n{a_line('B001', 'employees', '2026-08', 1200)}\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["observations", "import", str(file)])
    assert result.exit_code == 0, result.output
    assert "새 값 1건, 정정한 값 0건, 그대로 0건" in result.output
    assert scalar(db, "select count(*) from observation") == 1
