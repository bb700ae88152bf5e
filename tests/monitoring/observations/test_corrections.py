"""Typing errors: values that leap are asked about first, and a value can be corrected on the day it came out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.cli import cli
from app.db import rows, scalar
from app.errors import BadInput
from app.monitoring.observations import store
from app.monitoring.observations.importing import Imported, Leaping, import_observations
from app.monitoring.observations.jumps import is_far
from tests.conftest import all_rows, sign_in, token
from tests.monitoring.conftest import HEAD, a_line

Bring = Callable[[list[str]], Imported]
DAY = "2026-11-20"
BEFORE = a_line("B001", "employees", "2026-09", 1200)
TYPO = f"B001,employees,2026-10,99999999,명,{DAY}"


def correct(db: Database, value: float, word: str = "예") -> Imported:
    text = f"{HEAD},정정\n{a_line('B001', 'employees', '2026-10', value, DAY)},{word}\n"
    return import_observations(db, text.encode(), "정정.csv", person_id=None, confirmed=True)


def now_seen(db: Database) -> list[float]:
    return [r["value"] for r in store.values_as_of(db, "2026-11-22") if r["month"] == "2026-10"]


@pytest.mark.parametrize(
    ("value", "before", "far"),
    [(5401, 1200, True), (5400, 1200, False), (700, 3370, True), (843, 3370, False), (9, 0, False), (10, 0, True)],
)
def test_a_fall_to_a_fifth_is_far_and_one_to_a_quarter_is_not(value: float, before: float, far: bool) -> None:
    assert is_far(value, before) is far


def test_a_rate_that_goes_from_a_tenth_to_six_tenths_of_a_percent_is_not_far() -> None:
    assert not is_far(0.6, 0.1, "rate") and is_far(11.5, 2.2, "rate")


def test_a_value_far_from_the_month_before_is_not_stored_unasked(db: Database, bring: Bring) -> None:
    bring([BEFORE])
    with pytest.raises(Leaping) as caught:
        bring([a_line("B002", "employees", "2026-10", 300, DAY), TYPO])
    (jump,) = caught.value.jumps
    assert (jump.found.row, jump.found.value, jump.month_before, jump.before) == (3, 99999999.0, "2026-09", 1200.0)
    assert len(all_rows(db, "observation")) == 1


def test_the_year_before_and_the_same_file_are_looked_at_too(bring: Bring) -> None:
    bring([a_line("B001", "employees", "2025-10", 1200)])
    with pytest.raises(Leaping):
        bring([a_line("B001", "employees", "2026-10", 120, DAY)])
    with pytest.raises(Leaping):
        bring([a_line("B002", "employees", "2026-08", 900), a_line("B002", "employees", "2026-09", 90)])


def test_a_correction_of_the_same_day_is_seen_and_both_stay(db: Database, bring: Bring) -> None:
    bring([BEFORE, a_line("B001", "employees", "2026-10", 1250, DAY)])
    first = scalar(db, "select id from observation where value = 1250")
    assert correct(db, 1205) == Imported("정정.csv", 0, 1, 0)
    assert correct(db, 1206).revised == 1
    assert now_seen(db) == [1206.0]
    assert [r["value"] for r in rows(db, "select value from observation where month = '2026-10'")] == [1206.0]
    kept = rows(db, "select value, correction from vintage where month = '2026-10' order by correction")
    assert [tuple(r) for r in kept] == [(1250.0, 0), (1205.0, 1), (1206.0, 2)]
    assert scalar(db, "select value from vintage where id = ?", [first]) == 1250.0
    assert store.revised_counts(db, "2026-11-22", first="2026-10", last="2026-10") != {}


def test_the_same_correction_again_changes_nothing(db: Database, bring: Bring) -> None:
    bring([BEFORE, a_line("B001", "employees", "2026-10", 1250, DAY)])
    correct(db, 1205)
    assert correct(db, 1205) == Imported("정정.csv", 0, 0, 1)


def test_without_the_word_another_value_of_the_same_day_is_refused_and_told_how(db: Database, bring: Bring) -> None:
    bring([BEFORE, a_line("B001", "employees", "2026-10", 1250, DAY)])
    for word in ("", "아니오"):
        with pytest.raises(BadInput) as caught:
            correct(db, 1205, word)
        assert "‘정정’ 열에 ‘예’" in caught.value.problems[0].right
    with pytest.raises(BadInput, match="정정"):
        correct(db, 1205, "글쎄")
    assert now_seen(db) == [1250.0]


def test_a_later_publication_still_comes_after_a_correction(db: Database, bring: Bring) -> None:
    bring([BEFORE, a_line("B001", "employees", "2026-10", 1250, DAY)])
    correct(db, 1205)
    bring([a_line("B001", "employees", "2026-10", 1210, "2026-11-21")])
    assert now_seen(db) == [1210.0]
    assert [r["value"] for r in store.values_as_of(db, DAY) if r["month"] == "2026-10"] == [1205.0]


def upload(client: FlaskClient, *lines: str) -> str:
    file = io.BytesIO("\n".join([HEAD, *lines]).encode())
    form = {"csrf_token": token(client, "/indicators/import"), "file": (file, "지표.csv")}
    return client.post("/indicators/import", data=form, follow_redirects=True).text


def waiting_form(page: str) -> dict[str, str]:
    names = ("csrf_token", "sha256", "file_name")
    return {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1] for name in names}  # type: ignore[index]


def test_the_page_lists_what_leaps_and_stores_it_after_a_tick_alone(
    client: FlaskClient, db: Database, people: dict[str, str], bring: Bring, tmp_path: Path
) -> None:
    bring([BEFORE])
    sign_in(client, "analyst")
    page = upload(client, TYPO)
    assert "99,999,999" in page and "1,200" in page and "아직 아무것도 저장하지 않았습니다" in page
    asked = waiting_form(page)
    unticked = client.post("/indicators/import", data=asked)
    assert (unticked.status_code, "99,999,999" in unticked.text) == (422, True)
    assert len(all_rows(db, "observation")) == 1
    assert len(list((tmp_path / "data" / "waiting").iterdir())) == 1
    done = client.post("/indicators/import", data={**asked, "right": "y"}, follow_redirects=True)
    assert "지표.csv: 새 값 1건" in done.text and now_seen(db) == [99999999.0]
    assert list((tmp_path / "data" / "waiting").iterdir()) == []
    again = client.post("/indicators/import", data={**asked, "right": "y"}, follow_redirects=True)
    assert "두 번 저장하지 않았습니다" in again.text and len(all_rows(db, "import_run")) == 2


def test_nobody_reaches_another_persons_waiting_file(
    client: FlaskClient, db: Database, people: dict[str, str], bring: Bring
) -> None:
    bring([BEFORE])
    sign_in(client, "analyst")
    asked = waiting_form(upload(client, TYPO))
    sign_in(client, "admin")
    mine = {**asked, "csrf_token": token(client, "/indicators/import"), "right": "y"}
    assert client.post("/indicators/import", data=mine).status_code == 409
    assert client.post("/indicators/import", data={**mine, "sha256": "../x"}).status_code == 409


def test_the_command_tells_what_leaps_and_takes_a_confirmation(
    db: Database, bring: Bring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring([BEFORE])
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path / "data"))
    file = tmp_path / "지표.csv"
    file.write_text(f"{HEAD}\n{TYPO}\n", encoding="utf-8")
    told = CliRunner().invoke(cli, ["observations", "import", str(file)])
    assert told.exit_code == 1 and "2행: employees 2026-10 99,999,999(2026-09: 1,200)" in told.output
    assert CliRunner().invoke(cli, ["observations", "import", "--confirmed", str(file)]).exit_code == 0
