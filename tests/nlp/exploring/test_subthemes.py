"""Sub-themes: clusters within a theme and of what has none, named by nouns that two statements share."""

from __future__ import annotations

import numpy as np

from nlp.exploring.newterms import Statement
from nlp.exploring.subthemes import sub_themes


def said(n, nouns, *, who=None, theme="workforce"):
    text, words = "", []
    for noun in nouns:
        words.append([noun, "NNG", len(text), len(text) + len(noun)])
        text += noun + ", "
    return Statement(f"s{n}", who or f"r{n}", text, words, frozenset({theme} if theme else ()))


def vectors(*directions):
    return np.eye(8, dtype=np.float32)[list(directions)]


def test_statements_that_lie_together_are_a_sub_theme_named_by_what_they_share():
    statements = [
        said(0, ["통근버스", "노선"]), said(1, ["통근버스", "배차"]), said(2, ["통근버스", "배차"]),
        said(3, ["금형", "숙련공"]), said(4, ["외국인", "비자"]),
    ]  # fmt: skip
    [found] = sub_themes(statements, vectors(0, 0, 0, 1, 2), fewest=3)
    assert (found.theme, set(found.members), found.respondents) == ("workforce", {"s0", "s1", "s2"}, 3)
    assert set(found.terms) == {("통근버스", "ko"), ("배차", "ko")}  # what only one says names nothing
    assert found.members[0] in {"s1", "s2"}  # the two that are alike in both words stand for the others


def test_what_has_no_theme_is_clustered_by_itself_and_stands_last():
    statements = [said(n, ["통근버스", "배차"], theme="location" if n < 3 else None) for n in range(7)]
    statements.append(said(7, ["금형", "숙련공"]))
    found = sub_themes(statements, vectors(*[0] * 7, 1), fewest=3)
    assert [(each.theme, len(each.members)) for each in found] == [("location", 3), (None, 4)]


def test_one_respondent_who_repeats_it_makes_no_sub_theme():
    statements = [said(n, ["통근버스", "배차"], who="r") for n in range(5)]
    assert sub_themes(statements, vectors(*[0] * 5), fewest=3) == []


def test_a_statement_without_a_vector_or_of_one_word_is_left_out():
    statements = [said(n, ["통근버스", "배차"]) for n in range(4)] + [said(4, ["통근버스"])]
    read = vectors(*[0] * 5)
    read[3] = 0
    [found] = sub_themes(statements, read, fewest=3)
    assert set(found.members) == {"s0", "s1", "s2"}
    assert sub_themes([], vectors(), fewest=3) == [] == sub_themes(statements[:1], read[:1], fewest=1)
