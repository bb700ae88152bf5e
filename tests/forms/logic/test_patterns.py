"""Patterns read once and matched alike everywhere, in bounded time."""

from __future__ import annotations

import re
import time

import pytest

from forms.logic import ExpressionError
from forms.logic.matching import matches
from forms.logic.reading.patterns import matcher


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        (r"^\d{5}(-\d{4})?$", ["12345", "12345-6789"], ["1234", "12345-", "a12345", "12345\n"]),
        (r"[^@\s]+@[^@\s]+\.[^@\s]+", ["a@b.c", "홍@예시.한국"], ["a@b", "a b@c.d", "@."]),
        (r"01[016-9]-?\d{3,4}-?\d{4}", ["010-1234-5678", "0111234567"], ["012-1234-5678", "010-12-5678"]),
        (r"[가-힣]{2,10}", ["서울", "대한민국"], ["서", "Seoul", "서울 "]),
        (r"(a|b)*c+?", ["c", "abacc"], ["", "abx"]),
        (r"(?=.*\d)(?!.*x).{3,}", ["ab1", "123"], ["abc", "a1", "ab1x"]),
        (r"\bcat\b.*", ["cat", "cat sat"], ["cats"]),
        (r"a.c", ["abc", "a😀c"], ["a\nc", "ac"]),
        (r"[a\-z\]]+", ["a-]z"], ["b"]),
        (r"[\D]+|\x41\u0042", ["ab", "AB"], ["a1"]),
        (r"(^a)?b$", ["ab", "b"], ["aab"]),
        (r"", [""], ["a"]),
        (r"a{0}b{2}", ["bb"], ["abb", "b"]),
        (r"[^\]a]x", ["bx"], ["ax", "]x"]),
    ],
)
def test_a_pattern_matches_the_whole_text(pattern: str, fits: list[str], fits_not: list[str]) -> None:
    steps = matcher(pattern)
    assert [text for text in fits if not matches(text, steps)] == []
    assert [text for text in fits_not if matches(text, steps)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a)\1",
        r"\p{L}",
        r"(?<=a)b",
        r"(?i)a",
        r"a++",
        r"[[:alpha:]]",
        r"[a-z&&[b]]",
        r"\B",
        r"\Qa\E",
        r"(?P<x>a)",
        r"[\b]",
    ],
)
def test_what_engines_read_differently_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError) as found:
        matcher(pattern)
    assert found.value.key == "pattern_unlike"


@pytest.mark.parametrize(
    "pattern", ["(", "a)", "[a", "*a", "a**", "a{2", "a{3,2}", "[z-a]", "\\", "a{,3}", r"\x4", "^*", "[]"]
)
def test_what_no_engine_reads_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError) as found:
        matcher(pattern)
    assert found.value.key == "pattern_syntax"


def test_patterns_that_repeat_too_much_are_refused() -> None:
    for pattern in ["(a{100}){100}", "a{9999}", "a{99999}", "(" * 30 + "a" + ")" * 30]:
        with pytest.raises(ExpressionError) as found:
            matcher(pattern)
        assert found.value.key == "pattern_large"


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(a|aa)*b", r"(.*)*x", r"a*a*a*a*a*a*b", r"(?=(a+)+b)a*"])
def test_no_pattern_makes_a_server_wait(pattern: str) -> None:
    steps, began = matcher(pattern), time.process_time()
    assert not matches("a" * 4_000, steps)
    assert time.process_time() - began < 3


def test_the_common_part_agrees_with_python() -> None:
    for pattern in [r"(ab|a)(c|bcd)(d*)", r"x*(y|xy)z?", r"[ab]{2,4}", r"(a?){3}b", r"\w+\s\d"]:
        for text in ["abcd", "abc", "xxyz", "aab", "aaab", "ab 1", "", "b", "xyz", "aaaa"]:
            assert matches(text, matcher(pattern)) == bool(re.fullmatch(pattern, text)), (pattern, text)
