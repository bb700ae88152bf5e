"""Amounts as offices write them."""

from __future__ import annotations

import pytest
from flask import Flask

from app.programmes.register.amounts import as_won, unit_of


@pytest.mark.parametrize(
    ("text", "unit", "won"),
    [
        ("15억 원", 1, 1_500_000_000),
        ("800만원", 1, 8_000_000),
        ("4억 2,650만 원", 1, 426_500_000),
        ("1.5억", 1, 150_000_000),
        ("8백만원", 1, 8_000_000),
        ("4,265억 원", 1, 426_500_000_000),
        ("２조 2,000억원", 1, 2_200_000_000_000),
        ("8000000", 1, 8_000_000),
        ("1,500", 1_000_000, 1_500_000_000),
        ("800만 원", 1_000_000, 8_000_000),
        ("12,345원", 10_000, 12_345),
        ("1만 2,345원", 1, 12_345),
        ("KRW 1.5 billion", 1, 1_500_000_000),
        ("8 million won", 1, 8_000_000),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, unit: int, won: int) -> None:
    assert as_won(text, unit) == won


@pytest.mark.parametrize("text", ["많이", "15억~20억", "1.23456789만", "억", "-5억", "5만 3억", "15억 달러", "원"])
def test_what_is_no_single_amount_is_refused(app: Flask, text: str) -> None:
    with app.test_request_context("/"), pytest.raises(ValueError, match="15억 원"):
        as_won(text)


def test_a_unit_of_a_title_is_known_in_any_spacing() -> None:
    assert [unit_of(word) for word in ("원", "백만 원", "억원", "명", "million won")] == [1, 10**6, 10**8, None, 10**6]
