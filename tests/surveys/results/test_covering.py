"""A figure of all is of all, or says of which areas it is: on every page, in every file, for whoever reads it."""

from __future__ import annotations

import csv
import io
import itertools
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.results.covering import Coverage, because, part, total, why
from app.surveys.results.crossing import Axis, Firm, crossed
from app.surveys.results.summarizing import results_of
from app.surveys.results.suppressing import SUM, suppressed
from tests.conftest import sign_in
from tests.surveys.conftest import ANSWERS

# Ten of one area, of whom eight see it worse and two much better, and one of another: 40 with, 50 without it.
TEN, ONE = ["2"] * 8 + ["5"] * 2, ["1"]
TRUE, PART = "36.4", "40.0"
PAGES = ("/surveys", "/surveys/{id}/results", "/surveys/{id}/breakdown", "/surveys/trends")
FILES = ("/surveys/{id}/results.csv", "/surveys/{id}/breakdown.csv")
OF = "지역 2곳 중 1곳"


@pytest.fixture
def asked(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> sqlite3.Row:
    for area, answers in (("B001", TEN), ("B002", ONE)):
        for n, point in enumerate(answers):
            cells = {**ANSWERS, "biz_past": point, "employees": str(5 + n)}
            accept(db, survey, Return(new_id(), areas[area], cells, "onsite"))
    return survey


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_a_figure_of_all_is_the_true_one_or_says_of_which_areas_it_is(
    client: FlaskClient, people: dict[str, str], asked: sqlite3.Row, path: str
) -> None:
    for role, query in (("analyst", ""), ("analyst", "?for=outside"), ("official", "")):
        text = sign_in(client, role).get(path.format(id=asked["id"]) + query).text
        if role == "analyst" and not query:
            assert TRUE in text and PART not in re.sub(r"B001.*", "", text) and OF not in text
        elif path != "/surveys" or role == "official":
            assert TRUE not in text and PART in text and OF in text, (role, query)


def test_what_is_left_out_is_named_with_its_reason(
    client: FlaskClient, people: dict[str, str], asked: sqlite3.Row
) -> None:
    for path in ("results", "breakdown", "results.csv"):
        text = sign_in(client, "official").get(f"/surveys/{asked['id']}/{path}").text
        assert re.search(r"B002 예시 산업단지 B002의 응답은 넣지 않았습니다. 응답한 기업이 3곳 미만이거나", text), path
    assert "싣는 지역 합계 (지역 2곳 중 1곳)" in client.get(f"/surveys/{asked['id']}/breakdown.csv").text
    assert "11" not in client.get(f"/surveys/{asked['id']}/results").text.split("집계한 응답")[1][:20]


def test_every_line_of_the_results_file_is_true_or_has_its_own_reason(
    client: FlaskClient, people: dict[str, str], asked: sqlite3.Row, areas: dict[str, str]
) -> None:
    text = sign_in(client, "official").get(f"/surveys/{asked['id']}/results.csv").text
    lines = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    told = [line for line in lines if line["값"] and line["단위"] in ("BSI", "응답", "")]
    assert all(OF in line["비고"] for line in told if line["구분"]) and len(told) > 3
    here = f"?area={areas['B002']}"
    (number,) = [
        line
        for line in csv.DictReader(io.StringIO(client.get(f"/surveys/{asked['id']}/results.csv{here}").text))
        if line["구분"] == "중앙값"
    ]
    assert number["비고"] == "6곳 미만이라 싣지 않았습니다"


def test_who_reads_single_answers_is_told_of_nobody_left_out(db: Database, asked: sqlite3.Row) -> None:
    whole, told = (results_of(db, asked, EVERYTHING, whole=each) for each in (True, False))
    pair, other = whole.pair("biz"), told.pair("biz")
    assert pair and pair.past and other and other.past
    assert (pair.past.n, round(pair.past.value or 0, 1), pair.past.covered.left) == (11, 36.4, ())
    assert (other.past.n, other.past.value, len(other.past.covered.left)) == (10, 40, 1)
    assert (whole.responses, told.responses) == (11, 10)


def test_a_coverage_is_told_in_one_way(app) -> None:  # type: ignore[no-untyped-def]
    with app.test_request_context("/"):
        assert total(Coverage(4, ("a",))) == "싣는 지역 합계 (지역 4곳 중 3곳)"
        assert total(Coverage(4)) == "전체" and part(Coverage(1, ("a",))) == ""
        assert "그 밖의 2곳" in why(Coverage(12, tuple("abcdefghij")), {})
        assert because("too_few", 6).startswith("6곳 미만") and because("beside") and not because("")


# Cross tables ----------------------------------------------------------------------------------------------------

YES_NO = Axis("위기", (("yes", "예"), ("no", "아니요"), ("unsure", "모름")))
SIZES = Axis("규모", (("s", "소"), ("m", "중"), ("l", "대")), known=True)


def firms(area: str, *rows: tuple[str, str, int]) -> list[Firm]:
    return [Firm(area, frozenset([row]), frozenset([column])) for row, column, n in rows for _ in range(n)]


MANY = firms("one", ("yes", "s", 9), ("yes", "m", 8), ("no", "s", 11), ("no", "m", 7), ("unsure", "s", 6))
FEW = firms("two", ("yes", "l", 2))


def test_no_cell_of_an_area_that_is_left_out_is_told_as_nought() -> None:
    told = crossed(YES_NO, SIZES, [*MANY, *FEW], None, barred=frozenset({"two"}))
    assert [told.cells[row, "l"] for row, _word in YES_NO.classes] == [None] * 3 and told.column_sums["l"] is None
    assert (told.cells["unsure", "m"], told.cells["yes", "s"], told.n) == (0, 9, 41)
    assert (told.covered.areas, told.covered.left) == (2, ("two",))
    alone = crossed(YES_NO, SIZES, FEW, {"two"}, barred=frozenset({"two"}))
    assert alone.n is None and set(alone.cells.values()) == {None} == set(alone.row_sums.values())


def test_who_reads_single_answers_sees_the_whole_table() -> None:
    told = crossed(YES_NO, SIZES, [*MANY, *FEW], None, whole=True)
    assert told.cells["yes", "l"] == 2 and told.row_sums["yes"] == 19 and told.n == 43 and not told.covered.left


def test_sums_stay_and_no_more_is_hidden_than_it_takes() -> None:
    table = firms(
        "one",
        *(("yes", "s", 9), ("yes", "m", 2), ("yes", "l", 12)),
        *(("no", "s", 5), ("no", "m", 6), ("no", "l", 8)),
        *(("unsure", "s", 4), ("unsure", "m", 7), ("unsure", "l", 7)),
    )
    told = crossed(YES_NO, SIZES, table, None)
    assert told.hidden == 4 and None not in {*told.row_sums.values(), *told.column_sums.values()}
    assert told.row_sums["yes"] == 23 and told.cells["yes", "m"] is None


def test_nothing_small_can_be_reckoned_from_what_is_told() -> None:
    """Tables of two by three with up to four firms in a cell: each hidden small cell could be another number."""
    codes = list(itertools.product("ab", "xyz"))
    for numbers in itertools.islice(itertools.product(range(5), repeat=6), 40, None, 1301):
        counts = Counter({cell: n for cell, n in zip(codes, numbers, strict=True) if n})
        small = {cell for cell, n in counts.items() if n < 3}
        hidden = suppressed(counts, small)
        assert small <= hidden
        for cell in small:
            assert any(other[cell] != counts[cell] for other in _fitting(codes, counts, hidden)), (numbers, cell)


def _fitting(
    codes: list[tuple[str, str]], counts: Counter[tuple[str, str]], hidden: set[tuple[str, str]]
) -> Iterator[dict[tuple[str, str], int]]:
    """Every table that agrees with what is told."""
    unknown = [cell for cell in codes if cell in hidden]
    lines = [[cell for cell in codes if cell[side] == code] for side in (0, 1) for code in {c[side] for c in codes}]
    told = [
        line
        for line in lines
        if ((line[0][0], SUM) if len({c[0] for c in line}) == 1 else (SUM, line[0][1])) not in hidden
    ]
    for values in itertools.product(range(6), repeat=len(unknown)):
        other = {**counts, **dict(zip(unknown, values, strict=True))}
        if all(sum(other.get(c, 0) for c in line) == sum(counts[c] for c in line) for line in told):
            yield other
