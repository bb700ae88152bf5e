"""Text made to keep the reader busy: the time grows with its length, not with its square."""

import time

import pytest

from transcripts import TranscriptError, read

CAPTION = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
HOSTILE = {
    "marks on one letter": ("a" + "\u0301\u0316" * 150_000, "a.txt"),
    "spaces inside a line": ("a" + " " * 300_000 + "b", "a.txt"),
    "capitals": ("AA-" * 100_000, "a.txt"),
    "brackets": ("[" * 300_000, "a.txt"),
    "bullets": ("○ " * 150_000, "a.txt"),
    "clocks": ("0:" * 150_000, "a.txt"),
    "open voice tags": (CAPTION + "<v " * 100_000, "a.vtt"),
    "a voice tag of spaces": (CAPTION + "<v" + " " * 300_000, "a.vtt"),
    "open angles": (CAPTION + "<" * 300_000, "a.vtt"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_read_or_refused_within_seconds(case):
    text, name = HOSTILE[case]
    began = time.process_time()
    try:
        read(text.encode(), name)
    except TranscriptError as error:
        assert error.problems
    # Each takes under 0.2 s; a square would take minutes.
    assert time.process_time() - began < 5


def test_of_too_many_marks_on_a_letter_thirty_stay():
    assert read(("사회자: x" + "\u0316" * 500).encode(), "a.txt").turns[0].text == "x" + "\u0316" * 30


def test_html_in_a_transcript_stays_the_words_it_is():
    assert read("사회자: <script>alert(1)</script>".encode(), "a.txt").turns[0].text == "<script>alert(1)</script>"


def test_of_a_million_broken_times_a_hundred_are_named():
    with pytest.raises(TranscriptError) as caught:
        read(b"WEBVTT\n\n" + b"-->\n" * 1_000_000, "a.vtt")
    assert len(caught.value.problems) == 100
