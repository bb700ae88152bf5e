"""Intervals, classes, cross tables and non-response, by hand and against published figures."""

from __future__ import annotations

import json

import pytest

from app.surveys.results.crossing import Axis, Firm, crossed
from app.surveys.results.groups import Item, Point
from app.surveys.results.intervals import adjusted, of_value, standard_error
from app.surveys.results.nonresponse import Asked, difference, lines_of
from app.surveys.results.sbhi import FILE, read, scale
from app.tables.checked import FaultyFile

YES_NO = Axis("위기", (("yes", "예"), ("no", "아니요")))
SIZES = Axis("규모", (("small", "소기업"), ("medium", "중기업")))
CAUSES = Axis("원인", (("finance", "자금"), ("market", "판로")), several=True)


def test_half_up_three_tenths_down_of_a_hundred_is_120_and_this_sure() -> None:
    """(.5 + .3 - .2^2) / 100 = .0076, its root .0871780."""
    assert standard_error(50, 20, 30) == pytest.approx(8.71780, abs=1e-5)
    low, high = adjusted(50, 20, 30)
    assert (low, high) == (pytest.approx(102.629, abs=1e-3), pytest.approx(136.587, abs=1e-3))


def test_firms_that_all_agree_are_not_taken_for_certain() -> None:
    assert standard_error(5, 0, 0) == 0
    assert adjusted(5, 0, 0)[0] < 180 and adjusted(5, 0, 0)[1] == 200
    low, high = of_value(200, 5)
    assert low == pytest.approx(113.1, abs=0.1) and high == 200


def test_the_interval_that_may_always_be_told_is_wilsons() -> None:
    """Ten of ten: Wilson 72.2 %; 5 of 10: 23.7 % to 76.3 % (Agresti and Coull 1998)."""
    assert of_value(200, 10)[0] / 2 == pytest.approx(72.2, abs=0.05)
    assert [x / 2 for x in of_value(100, 10)] == pytest.approx([23.7, 76.3], abs=0.05)


def test_the_sbhi_weighs_every_point_and_its_file_is_checked() -> None:
    assert scale().value([0, 30, 20, 50, 0]) == pytest.approx(110)
    assert scale().value([0, 0, 0, 0, 0]) is None and scale().source and scale().date
    whole = json.loads(FILE.read_text("utf-8"))
    for wrong in ([0, 50, 100, 150], [0, 50, 40, 150, 200], [0, 50, 100, 150, 300]):
        with pytest.raises(FaultyFile, match="weights"):
            read(json.dumps({**whole, "weights": wrong}).encode())


def item(*rows: tuple[str, str, int, int], omega: dict[str, float] | None = None) -> Item:
    """Rows of area, class, point, how many firms."""
    points = [
        Point(area, group, point, (omega or {}).get(group, 1.0), firms)
        for area, group, point, many in rows
        for firms in (1, many - 1)
        if firms
    ]
    return Item(points, 5, frozenset(), scale())


def test_a_class_is_told_from_three_firms_its_sbhi_from_six_and_weighted_from_twelve() -> None:
    found = item(("one", "a", 4, 3), ("one", "b", 2, 6), ("two", "c", 5, 12), omega={"c": 2.0})
    a, b, c = (found.of_class(group, None) for group in "abc")
    assert (a.n, a.value, a.sbhi, a.weighted) == (3, 200, None, None)
    # Alone with a class of three, that of six keeps its SBHI to itself: their total less it would give that of three.
    assert (b.n, b.value, b.sbhi) == (6, 0, None)
    assert item(("one", "a", 4, 7), ("one", "b", 2, 6)).of_class("b", None).sbhi == 50
    assert (c.n, c.sbhi, c.weighted) == (12, 200, 200)
    assert found.of_areas(None).weighted is None  # less that of c it would be the weighted one of nine
    assert found.of_class("d", None).n == 0


def test_a_weighted_index_is_the_weighted_mean_with_its_effective_number() -> None:
    found = item(("one", "a", 4, 12), ("one", "b", 2, 12), omega={"a": 3.0, "b": 1.0}).of_areas(None)
    assert (found.value, found.weighted) == (100, 150)
    assert found.n_eff == pytest.approx(48**2 / (12 * 9 + 12))


def test_one_firm_of_a_class_is_hidden_with_the_next_smallest_so_that_the_total_tells_nothing() -> None:
    found = item(("one", "a", 4, 1), ("one", "b", 2, 4), ("one", "c", 3, 9))
    assert [found.of_class(group, None).withheld for group in "abc"] == [True, True, False]
    assert found.of_areas(None).n == 14 and found.of_class("a", {"one"}).withheld


def firms(*rows: tuple[str, str, int]) -> list[Firm]:
    return [Firm("one", frozenset(row.split()), frozenset(column.split())) for row, column, n in rows for _ in range(n)]


def test_a_cross_table_counts_every_firm_once() -> None:
    told = crossed(
        YES_NO,
        SIZES,
        firms(("yes", "small", 5), ("yes", "medium", 4), ("no", "small", 3)),
        None,
        barred=frozenset(),
    )
    assert (told.n, told.cells["yes", "small"], told.cells["no", "medium"]) == (12, 5, 0)
    assert (told.row_sums["yes"], told.column_sums["small"]) == (9, 8)


def test_a_small_cell_never_stands_alone_in_its_row_or_column() -> None:
    table = firms(("yes", "small", 1), ("yes", "medium", 9), ("no", "small", 8), ("no", "medium", 7))
    told = crossed(YES_NO, SIZES, table, None, barred=frozenset())
    assert set(told.cells.values()) == {None} and told.n == 25


def test_choices_of_which_several_may_be_taken_are_tables_of_their_own() -> None:
    table = firms(("finance market", "small", 4), ("finance", "small", 3), ("market", "medium", 5))
    told = crossed(CAUSES, SIZES, table, None, barred=frozenset())
    assert (told.cells["finance", "small"], told.cells["market", "small"], told.cells["market", "medium"]) == (7, 4, 5)
    assert told.n == 12


def test_non_response_is_counted_by_class_and_tested() -> None:
    """Sixty of 100 against 40 of 100: chi-square 8, one degree, p .0047; V .2."""
    every = [("a", 60, 40), ("b", 40, 60)]
    asked = [Asked(g, True, k < yes) for g, yes, no in every for k in range(yes + no)] + [Asked("b", False, True)]
    lines = lines_of(asked)
    assert [(x.group, x.firms, x.asked, x.answered, x.rate) for x in lines] == [
        ("a", 100, 100, 60, 0.6),
        ("b", 101, 100, 41, 0.4),
    ]
    test = difference(every)
    assert (test.statistic, test.degrees, test.v) == (pytest.approx(8), 1, pytest.approx(0.2))
    assert test.p == pytest.approx(0.004678, abs=1e-6)


def test_classes_too_small_to_test_are_joined_and_named_and_too_few_firms_are_not_tested() -> None:
    test = difference([("a", 30, 30), ("b", 20, 40), ("c", 1, 2), ("d", 2, 1)])
    assert test.joined == ("a", "c", "d") and test.degrees == 1 and test.p is not None
    assert difference([("a", 2, 1), ("b", 1, 2)]).p is None
