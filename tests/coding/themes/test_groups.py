"""Themes by what respondents share: counted once, and nobody's word to be found by a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.coding.statements.named_store import CellCount, Spoke
from app.coding.statements.voices import ProblemCoding, Voice
from app.coding.themes import groups as rule
from app.coding.themes.groups import Grouped, told_by_area
from app.coding.themes.themes import prevalences, voices_by_area


def voices(**areas: int) -> list[Voice]:
    """So many firms of each area."""
    return [Voice(f"{area}{n}", "firm", (area,)) for area, count in areas.items() for n in range(count)]


def named(*who: str, theme: str = "market") -> list[ProblemCoding]:
    return [ProblemCoding(each, (each[0],), theme, 3, "c", f"s{each}", n) for n, each in enumerate(who)]


def spoke(people: Sequence[Voice]) -> dict[str, Spoke]:
    return {
        area: Spoke(len(there), sum(v.kind == "firm" for v in there)) for area, there in voices_by_area(people).items()
    }


def by_group(
    people: Sequence[Voice],
    said: Sequence[ProblemCoding],
    groups: Mapping[str, Sequence[str]],
    *,
    inside: Mapping[str, set[str]] | None = None,
    single: bool = False,
) -> Grouped:
    """Counted person by person, and told by the rule."""
    grouped = [Voice(v.respondent_id, v.kind, tuple(groups[v.respondent_id])) for v in people]
    areas = [
        CellCount(area, theme, "need", cell.k or 0, cell.firms, 0)
        for (area, theme), cell in prevalences(people, said).items()
    ]
    by_area = told_by_area(spoke(people), areas)
    return rule.by_group(spoke(grouped), prevalences(grouped, said), inside=inside, by_area=by_area, single=single)


def test_a_respondent_counts_once_in_each_group_it_is_in() -> None:
    people = [*voices(a=3), Voice("x", "firm", ("a", "b"))]
    groups = {v.respondent_id: ["east"] for v in people} | {"x": ["east", "west"]}
    found = by_group(people, named("a0", "a0", "a1", "x"), groups, single=True)
    assert found.n == {"east": 4, "west": None}
    assert (found.cells["east", "market"].k, found.cells["east", "market"].n) == (3, 4)
    assert ("west", "market") not in found.cells


def test_one_or_two_are_told_to_nobody_and_hide_a_second_figure_of_the_row() -> None:
    people = voices(a=5, b=5, c=5)
    groups = {v.respondent_id: [v.area_ids[0]] for v in people}
    said = named("a0", "a1", "b0", "b1", "b2", "c0", "c1", "c2", "c3")
    official = by_group(people, said, groups)
    assert [official.cells[each, "market"].k for each in "abc"] == [None, None, 4]
    reads_single_statements = by_group(people, said, groups, single=True)
    assert [reads_single_statements.cells[each, "market"].k for each in "abc"] == [None, 3, 4]


def test_what_is_left_of_a_group_without_the_areas_told_elsewhere_is_no_one_firm_either() -> None:
    people = voices(a=5, b=5, c=5, d=9)
    groups = {v.respondent_id: ["near" if v.area_ids[0] in "ab" else "far"] for v in people}
    inside = {"near": {"a", "b"}, "far": {"c", "d"}}
    said = named("a0", "a1", "a2", "a3", "b0", "c0", "c1", "c2", "d0", "d1", "d2", "d3")
    # Area a is told 4 on the page of areas (b's one is hidden, and c's three with it): a told 5 of both would say that
    # one firm of b named it.
    assert by_group(people, said, groups).cells["near", "market"].k == 5
    assert by_group(people, said, groups, inside=inside).cells["near", "market"].k is None


def test_themes_of_a_group_come_most_named_first_and_withheld_last() -> None:
    people = voices(a=6)
    groups = {v.respondent_id: ["all"] for v in people}
    said = [*named("a0", theme="finance"), *named("a0", "a1", "a2"), *named("a0", "a1", "a2", "a3", theme="workforce")]
    assert list(by_group(people, said, groups, single=True).of("all")) == ["workforce", "market", "finance"]


def test_cells_of_which_two_are_left_hide_each_other_and_no_third_is_withheld() -> None:
    people = voices(a=5, b=5, c=5, d=5, e=9)
    groups = {
        v.respondent_id: [{"a": "east", "b": "east", "c": "west", "d": "west"}.get(v.area_ids[0], "far")]
        for v in people
    }
    inside = {"east": {"a", "b"}, "west": {"c", "d"}, "far": {"e"}}
    said = named(
        *(f"{area}{n}" for area, count in {"a": 4, "b": 2, "c": 4, "d": 2, "e": 9}.items() for n in range(count))
    )
    found = by_group(people, said, groups, inside=inside)
    assert [found.cells[each, "market"].k for each in ("east", "west", "far")] == [None, None, 9]


def test_no_order_is_told_where_what_is_withheld_may_be_among_the_most_named() -> None:
    people = voices(a=9, b=9)
    groups = {v.respondent_id: [v.area_ids[0]] for v in people}
    said = [
        *named(*(f"a{n}" for n in range(7)), "b0"),  # a's seven are withheld with the one of b
        *named(*(f"a{n}" for n in range(3)), theme="finance"),
        *named(*(f"b{n}" for n in range(4)), theme="workforce"),
    ]
    official, analyst = by_group(people, said, groups), by_group(people, said, groups, single=True)
    assert official.foremost("a") is None and official.cells["a", "market"].k is None
    assert list(official.of("a")) == ["finance", "market"]
    assert list(official.foremost("b") or ()) == ["workforce"]
    assert list(analyst.foremost("a", 1) or ()) == ["market"]
