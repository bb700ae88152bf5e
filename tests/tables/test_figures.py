"""Numbers, months, dates and times as offices write them; what can be read two ways is asked."""

from __future__ import annotations

import pytest

from app.tables.figures import Figure, as_figure, as_number
from app.tables.moments import as_date, as_moment, as_month, dates_among, months_among

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1,204", Figure(1204.0)),
        ("１２０４", Figure(1204.0)),
        ("1204명", Figure(1204.0, "", "명")),
        ("1.87%", Figure(1.87, "", "%")),
        ("1\u00a0204", Figure(1204.0)),
        ("△5", Figure(-5.0)),
        ("−5", Figure(-5.0)),
        (".5", Figure(0.5)),
        ("1,204p)", Figure(1204.0, "provisional")),
        ("1,204 P", Figure(1204.0, "provisional")),
        ("1,204(p)", Figure(1204.0, "provisional")),
        ("1,204 잠정", Figure(1204.0, "provisional")),
        ("12e)", Figure(12.0, "estimated")),
        ("12r", Figure(12.0, "revised")),
        ("12*", Figure(12.0, "noted")),
        ("X", Figure(None, "suppressed")),
        ("x", Figure(None, "suppressed")),
        ("*", Figure(None, "suppressed")),
        ("…", Figure(None, "unknown")),
        ("...", Figure(None, "unknown")),
        ("-", Figure(None, "nil")),
        ("－", Figure(None, "nil")),
    ],
)
def test_a_figure_is_kept_apart_from_its_mark(text: str, figure: Figure) -> None:
    assert as_figure(text) == figure


@pytest.mark.parametrize(
    "text",
    [
        "0,98",
        "12,04",
        "1_204",
        "1.204,5",
        "1 204",
        "(5)",
        "▲5",
        "1e5",
        "1.2E+05",
        "5.",
        "1,2045",
        ",5",
        "12p3",
        "",
        "약 12",
        "p)",
    ],
)
def test_what_may_be_two_numbers_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="숫자"):
        as_figure(text)


def test_a_mark_or_a_unit_is_no_part_of_a_plain_number() -> None:
    for text in ("1,204p)", "X", "27명"):
        with pytest.raises(ValueError, match="숫자"):
            as_number(text)


@pytest.mark.parametrize(
    "text",
    ["2025.10", "2025-10", "202510", "2025년 10월", "25.10.", "'25.10", "’25. 10.", "2025/10", "Oct-25", "2025M10",
     "2025.10월", "2025.10 월", "10/2025", "October 2025", "２０２５．１０", "2025-10-01 00:00:00",
     "45931", "2025. 10.", "25년 10월"],
)  # fmt: skip
def test_october_in_every_hand(text: str) -> None:
    assert as_month(text) == "2025-10"


@pytest.mark.parametrize(
    "text", ["2025.1", "25.1", "2025.13", "202513", "10월", "25-Oct", "2025", "10.25", "2025.100", "3월"]
)
def test_a_month_that_is_none_or_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="월"):
        as_month(text)


def test_the_other_months_of_a_column_tell_january_from_october() -> None:
    assert months_among(["2025.01", "2025.09", "2025.1"])("2025.1") == "2025-10"
    assert months_among(["2025.9", "2025.10", "2025.1"])("2025.1") == "2025-01"
    with pytest.raises(ValueError, match="1월인지 10월인지"):
        months_among(["2025.9", "2025.1", "2025.11"])("2025.1")
    assert as_month("2025. 1.") == as_month("'25.1") == as_month("2025.1월") == "2025-01"


@pytest.mark.parametrize(
    "text",
    ["2025. 10. 3.", "20251003", "2025년 10월 3일(금)", "2025년 10월 3일 금요일", "2025/10/3", "25.10.3", "'25. 10. 3.",
     "45933", "20251003.0", "2025-10-03 00:00:00", "03-Oct-2025", "2025-10-02T16:00:00Z"],
)  # fmt: skip
def test_the_third_of_october_in_every_hand(text: str) -> None:
    assert as_date(text) == "2025-10-03"


@pytest.mark.parametrize("text", ["9/1/2025", "2025-02-30", "01.05.25", "2025년 10월 3일(토)", "5", "10월 3일"])
def test_a_day_that_is_none_or_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        as_date(text)


def test_the_other_days_of_a_column_tell_which_number_is_the_month() -> None:
    assert dates_among(["9/25/2025", "9/1/2025"])("9/1/2025") == "2025-09-01"
    assert dates_among(["25/9/2025", "9/1/2025"])("9/1/2025") == "2025-01-09"
    with pytest.raises(ValueError, match="어느 쪽이 월"):
        dates_among(["25/9/2025", "9/25/2025", "9/1/2025"])("9/1/2025")


@pytest.mark.parametrize(
    "text",
    ["2026-10-20 15:05", "2026. 10. 20 오후 3:05", "2026-10-20 15시 5분", "2026-10-20T15:05:00.000+09:00",
     "2026-10-20T06:05Z", "2026. 10. 20. PM 3:05",
     "2026-10-20 3:05 PM", "2026년 10월 20일(화) 오후 3시 5분", "2026-10-20T01:05:00-05:00",
     "20261020 15:05", "2026-10-20 15:05:00 KST", "46315.6284722222"],
)  # fmt: skip
def test_five_past_three_in_every_hand_is_one_instant(text: str) -> None:
    assert as_moment(text) == "2026-10-20T06:05:00.000000+00:00"


def test_noon_and_midnight_keep_their_halves() -> None:
    assert as_moment("2026-10-20 오후 12:30")[11:16] == "03:30"
    assert as_moment("2026-10-20 오전 12:30")[:16] == "2026-10-19T15:30"
    for text in ("2026-10-20 오전 13:00", "2026-10-20 25:00", "2026-10-20 15", "2026-10-20 ㅋ"):
        with pytest.raises(ValueError, match="일시"):
            as_moment(text)


@pytest.mark.parametrize(
    "text", ["#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#num!", "#ERROR!", "Err:502", "#####"]
)
def test_an_error_value_of_a_spreadsheet_is_told_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"오류값입니다.*칸을 비워"):
        as_figure(text)


def test_other_texts_with_a_hash_are_no_error_values() -> None:
    with pytest.raises(ValueError, match="숫자로 적어"):
        as_figure("#12")
