"""The small version of bench/files/hostile.py: a clear word for files that mean harm, and for damaged copies."""

from pathlib import Path

import pytest

from bench.files import hostile
from transcripts import TranscriptError, read

REAL = Path(__file__).parents[2].parent / "shared" / "real"
NAMES = sorted(path.relative_to(REAL).as_posix() for path in REAL.glob("files/*")) if REAL.exists() else []
CODES = {
    "zip of 6,000 parts": "bomb",
    "XML that declares entities": "entities",
    "macros": "macros",
    "macros by name (.docm)": "macros",
    "cut in half": "damaged",
    "empty": "empty",
    "wrong suffix": "suffix",
    "100 MB": "size",
    "XML 100,000 deep": "damaged",
    "tables 5,000 deep": "damaged",
    "PDF of 20,000 pages": "length",
    "PDF that is none": "damaged",
}


@pytest.mark.parametrize("case", CODES)
def test_a_file_that_means_harm_gets_its_word(case):
    with pytest.raises(TranscriptError) as caught:
        read(*hostile.CASES[case]())
    assert caught.value.problems[0].code == CODES[case]


def test_names_that_leave_the_archive_are_never_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read(*hostile.CASES["path names that leave the archive"]()).text == "사회자: 네"
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("depth", [60, 240, 1_000])
def test_tables_within_tables_are_read_or_called_damaged(depth):
    try:
        assert read(hostile.docx(hostile.nested(depth)), "a.docx").text == "네"
    except TranscriptError as error:
        assert error.problems[0].code == "damaged"


@pytest.mark.parametrize("name", NAMES)
def test_ten_damaged_copies_of_each_real_file_are_read_or_refused(name):
    for copy in hostile.damaged((REAL / name).read_bytes(), 10):
        try:
            transcript = read(copy, name)
        except TranscriptError as error:
            assert all(said.where and said.what and said.right for said in error.problems)
        else:
            assert all(transcript.text[turn.start : turn.end] == turn.text for turn in transcript.turns)
