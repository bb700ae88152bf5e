"""Tables of codes: everyone once, small cells and what would give them away withheld."""

from __future__ import annotations

from app.corpus.people import Person
from app.corpus.tables import Cell, cut, paired


def people(**sizes: int) -> list[Person]:
    """So many firms of each size, one after the other."""
    found: list[Person] = []
    for size, many in sizes.items():
        for _ in range(many):
            n = len(found) + 1
            found.append(Person(n, n, f"p{n}", "firm", "", size, "", ("a",), ()))
    return found


ORDER = ("micro", "small", "medium")


def test_everyone_is_counted_once_in_cell_and_total() -> None:
    table = cut(people(micro=5, small=4), {"money": {1, 2, 3, 6, 7, 8}}, "size", ORDER)
    assert table.cells["money", "micro"] == Cell(3, 5) and table.cells["money", "small"] == Cell(3, 4)
    assert table.totals["money"] == Cell(6, 9)
    assert table.row_share("money", "micro") == Cell(3, 6)


def test_a_firm_of_two_rounds_is_one() -> None:
    twice = [*people(micro=3), Person(9, 1, "p9", "firm", "", "micro", "", ("a",), ())]
    assert cut(twice, {"money": {1, 2, 3}}, "size", ORDER).cells["money", "micro"] == Cell(3, 3)


def test_a_small_cell_takes_the_second_smallest_with_it() -> None:
    """10 named it in all: 2, 3 and 5. Were 3 and 5 told with the total, the 2 would be."""
    table = cut(people(micro=10, small=10, medium=10), {"money": {1, 2, 11, 12, 13, 21, 22, 23, 24, 25}}, "size", ORDER)
    assert [table.cells["money", size].k for size in ORDER] == [None, None, 5]
    assert table.totals["money"].k == 10


def test_nothing_is_told_of_a_column_of_two_firms() -> None:
    table = cut(people(micro=2, small=6, medium=6), {"money": {1, 2, 3, 4, 5, 9, 10, 11}}, "size", ORDER)
    assert table.n["micro"] is None and ("money", "micro") not in table.cells


def test_whose_value_nobody_knows_stand_in_a_column_of_their_own() -> None:
    table = cut([*people(micro=4), *people(**{"": 4})], {"money": {1, 2, 3}}, "size", ORDER)
    assert table.columns == ["micro", ""]


def test_two_of_two_do_not_look_like_twelve_of_twenty() -> None:
    few, many = Cell(2, 2), Cell(12, 20)
    assert few.thin and few.size < many.size and not many.thin
    assert [round(each, 2) for each in few.interval] == [0.34, 1.0]


def test_codes_together_are_shares_of_who_named_the_row() -> None:
    table = paired(
        {"money": {1, 2, 3, 4}, "people": {1, 2, 3}, "rare": {1, 2}},
        {("money", "people"): (3, 7), ("people", "rare"): (1, 1), ("rare", "money"): (2, 2)},
        9,
    )
    assert table.cells["money", "people"] == Cell(3, 4, 7)
    assert table.cells["people", "rare"].k is None and table.cells["people", "rare"].places is None
    assert ("rare", "money") not in table.cells and table.totals["rare"].k is None


def test_where_two_twos_are_left_nobody_sees_where_nobody_is() -> None:
    """4 named it: 2 and 2. Beside an empty column the sum would say so; withheld alike, the columns tell nothing."""
    table = cut(people(micro=5, small=5, medium=5), {"money": {1, 2, 6, 7}}, "size", ORDER)
    assert [table.cells["money", size].k for size in ORDER] == [None, None, None]
    assert table.totals["money"].k == 4


def test_cells_stand_in_the_order_of_the_table() -> None:
    sizes = [f"size {n}" for n in range(9)]
    table = cut(people(**dict.fromkeys(sizes, 4)), {"money": set(range(1, 37))}, "size", sizes)
    assert [value for _code, value in table.cells] == sizes
