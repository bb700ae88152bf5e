"""Which judgments stand, and what respondents are called that no register knows."""

from __future__ import annotations

from itertools import permutations

from app.evaluation.reading.voices import Judged, decided, numbered, once, standing


def said(n: int, action: str, theme: str | None = None, **more: object) -> Judged:
    values = {"stance": None, "severity": None, "retracts": None, "about": None, **more}
    return Judged(n, "s", "p", "c", action, theme, **values)  # type: ignore[arg-type]


def ids(*judged: Judged) -> list[int]:
    return [each.id for each in standing(judged)]


def test_a_later_word_on_the_theme_replaces_the_earlier_and_leaves_other_themes() -> None:
    assert ids(said(1, "add", "hr"), said(2, "add", "finance"), said(3, "reject", "hr")) == [2, 3]


def test_no_theme_here_replaces_all_and_is_replaced_by_any() -> None:
    assert ids(said(1, "add", "hr"), said(2, "add", "finance"), said(3, "nothing")) == [3]
    assert ids(said(1, "nothing"), said(2, "add", "hr")) == [2]


def test_what_was_taken_back_does_not_stand_and_what_it_replaced_does_again() -> None:
    assert ids(said(1, "add", "hr"), said(2, "reject", "hr"), said(3, "retract", retracts=2)) == [1]
    assert ids(said(1, "add", "hr"), said(2, "retract", retracts=1)) == []
    assert ids(said(3, "retract", retracts=2)) == []


def test_a_changed_theme_replaces_the_word_on_the_suggestion_it_came_from() -> None:
    assert ids(said(1, "reject", "hr", about="hr"), said(2, "change", "finance", about="hr")) == [2]
    assert ids(said(1, "add", "hr"), said(2, "add", "finance")) == [1, 2]


def test_places_that_do_not_count_are_passed_over_and_what_is_said_twice_counts_once() -> None:
    rows = [
        ("1", "s1", "p", "c", "add", "hr", "need", 4, None, None, "r"),
        ("2", "s2", "p", "c", "add", "hr", "need", 4, None, None, "r"),
        ("3", "s3", "gone", "c", "add", "hr", "need", 5, None, None, "r"),
        ("4", "s4", "p", "c", "add", "hr", "undecided", None, None, None, "r"),
    ]
    found = once(decided(rows, {"p": 0}, {"c": 0}, {"hr": 0}), coders=1, themes=1)
    assert list(zip(*(column.tolist() for column in found), strict=True)) == [(0, 0, 0, -1, 0), (0, 0, 0, 1, 4)]


def test_those_on_no_register_are_numbered_by_what_they_said_whatever_their_ids() -> None:
    contents = {"a": ("B001", (2,)), "b": ("B001", (1,)), "c": ("B002", (0,)), "d": ("", (9,))}
    for order in permutations(contents):
        found = numbered({each: contents[each] for each in order})
        assert found == {"a": "B001~0002", "b": "B001~0001", "c": "B002~0001", "d": "~0001"}
