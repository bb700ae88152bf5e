"""Stamps in every form that transcripts write, read in one place."""

import pytest

from transcripts.text.times import bare_clock, closing_clock, ending_stamp, stamp_at, whole_time


@pytest.mark.parametrize(
    ("words", "seconds", "until"),
    [
        ("00:12:30 네", 750.0, None),
        ("[12:30] 네", 750.0, None),
        ("(00:01 - 00:04) 네", 1.0, 4.0),
        ("[00:00:01.500 --> 00:00:04.000]   네", 1.5, 4.0),
        ("0:0:7.0 --> 0:0:9.5", 7.0, 9.5),
        ("#00:00:15-2#", 15.2, None),
        ("#00:00:05.100# 네", 5.1, None),
        ("{0:00:15} 네", 15.0, None),
        ("[1분 7초] 네", 67.0, None),
        ("[12.34s - 15.0s] 네", 12.34, 15.0),
        ("[오후 3:01] 네", 54_060.0, None),
        ("[오전 12:05] 네", 300.0, None),
        ("3:01 PM: 네", 54_060.0, None),
    ],
)
def test_a_stamp_is_read_where_it_can_be_nothing_else(words, seconds, until):
    stamp = stamp_at(words, 0)
    assert stamp and (stamp.seconds, stamp.until) == (seconds, until)
    assert words[stamp.end :].strip(" :네") == ""


@pytest.mark.parametrize(
    "words", ["10:30에 시작", "오후 3:30에 시작", "3분 20초 동안 멈췄습니다", "3:1:2 비율", "7초요"]
)
def test_a_time_within_words_is_no_stamp(words):
    assert stamp_at(words, 0) is None


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("0:00", 0.0),
        ("1분 7초", 67.0),
        ("1시간 2분 3초", 3723.0),
        ("1 hour 2 minutes 3 seconds", 3723.0),
        ("9 seconds", 9.0),
    ],
)
def test_a_bare_time_counts_where_it_fills_the_rest_of_the_line(words, seconds):
    stamp = closing_clock(words, 0)
    assert stamp and stamp.seconds == seconds
    assert closing_clock(f"{words} 지났습니다", 0) is None


def test_two_bare_numbers_are_left_to_the_shape_of_the_file():
    assert stamp_at("01:07 참석자", 0) is None
    stamp = bare_clock("01:07 참석자", 0)
    assert stamp and (stamp.seconds, stamp.end, stamp.short) == (67.0, 5, True)


def test_a_marked_stamp_may_end_a_line_of_speech():
    found = ending_stamp("I: 안녕하십니까. #00:00:15-2#")
    assert found and (found[0], found[1].seconds) == (10, 15.2)
    assert ending_stamp("I: 안녕하십니까. 10:30") is None


def test_a_date_counts_days_so_that_a_talk_may_pass_midnight():
    late, early = (stamp_at(f"2025년 4월 {at}, 김예시 : 네", 0) for at in ("9일 오후 11:59", "10일 오전 12:01"))
    assert late and early and (early.seconds - late.seconds, late.day) == (120.0, True)
    assert stamp_at("2025-02-31 10:00: 네", 0).seconds == 36_000.0


@pytest.mark.parametrize(
    ("cell", "unit", "seconds"),
    [("3440", "ms", 3.44), ("12.5", "s", 12.5), ("0:00.0 - 0:01.0", "", 0.0), ("[00:01:02]", "", 62.0)],
)
def test_a_whole_cell_is_a_time_with_the_unit_its_heading_names(cell, unit, seconds):
    assert whole_time(cell, unit).seconds == seconds


@pytest.mark.parametrize("cell", ["3440", "네", "", "2026. 11. 18.", "1:2:3:4"])
def test_a_cell_that_says_no_time_gives_none(cell):
    assert whole_time(cell) is None
