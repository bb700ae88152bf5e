"""Resident registration numbers are told in any form they are typed in; numbers that only look alike are none."""

from __future__ import annotations

import json
import random
import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from transcripts.personal.finding import find
from transcripts.personal.residents import resident_numbers

CASES = json.loads((Path(__file__).parent / "resident_numbers.json").read_text(encoding="utf-8"))
HANGUL = str.maketrans("0123456789", "공일이삼사오육칠팔구")
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


@pytest.mark.parametrize("sentence", CASES["found"])
def test_a_number_is_found_in_every_form(sentence: str) -> None:
    text = re.sub(r"\[\[|\]\]", "", sentence)
    expected = re.findall(r"\[\[(.+?)\]\]", sentence, re.DOTALL)
    assert [text[start:end] for start, end in resident_numbers(text)] == expected


@pytest.mark.parametrize("text", CASES["clean"])
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert resident_numbers(text) == []


@pytest.mark.parametrize("between", ["-", " ", "", ".", " - ", "–", "/", "~", " 다시 ", "\u200b-", "\u00a0"])
@pytest.mark.parametrize("script", [{}, HANGUL, WIDE])
def test_any_day_and_any_digit_of_the_sex_in_any_script(between: str, script: dict[int, str]) -> None:
    draw = random.Random(between + str(len(script)))
    for _ in range(60):
        day = date(1930, 1, 1) + timedelta(days=draw.randrange(28_000))
        code = draw.choice("1256") if day.year < 2000 else draw.choice("3478")
        number = f"{day:%y%m%d}{between}{code}{draw.randrange(10**6):06}".translate(script)
        text = f"제 것은 {number} 입니다."
        assert [text[start:end] for start, end in resident_numbers(text)] == [number]


def test_finding_in_a_text_goes_by_the_same_rule_within_a_line() -> None:
    for sentence in CASES["found"]:
        text = re.sub(r"\[\[|\]\]", "", sentence)
        if "\n" not in text:
            told = [(each.start, each.end) for each in find(text) if each.kind == "resident"]
            assert told == resident_numbers(text), text


def test_a_line_of_a_megabyte_costs_ten_times_a_tenth_of_it() -> None:
    def seconds(piece: str, length: int) -> float:
        begun = time.perf_counter()
        resident_numbers(piece * (length // len(piece)))
        return time.perf_counter() - begun

    for piece in ("1", "1 ", "일", "900101 ", "1-\n"):
        assert seconds(piece, 1_000_000) < 40 * max(seconds(piece, 100_000), 0.01)
