"""The small version of bench/files/offsets.py: whatever a file is written with, offsets give back the text."""

import pytest

from bench.files import offsets
from transcripts import read

pytest.importorskip("kiwipiepy")


def test_turns_and_segments_of_made_strings_are_exact_and_map_back():
    for number, text in enumerate(offsets.strings(500)):
        data = text.encode()
        if not text.strip():
            continue
        try:
            transcript = read(data, "a.txt")
        except ValueError:
            continue
        assert offsets.wrong_turns(transcript) == 0, number
        assert offsets.wrong_originals(data, transcript) == 0, number
        if number % 5 == 0:
            assert offsets.wrong_segments(transcript)[1] == 0, number


def test_few_of_the_made_strings_are_refused():
    refused = 0
    for text in offsets.strings(200):
        try:
            read(text.encode(), "a.txt")
        except ValueError:
            refused += 1
    assert refused < 10


def test_a_line_of_a_megabyte_is_exact():
    text = "사회자: " + "구할 사람이 없습니다 😀 " * 72_000
    transcript = read(text.encode(), "a.txt")
    assert len(text) > 1_000_000 and offsets.wrong_turns(transcript) == 0 and len(transcript.turns) == 1
