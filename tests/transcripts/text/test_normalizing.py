"""The way from the stored text back to the file's own: exact, whatever letters a file is written with."""

import sys
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import read
from transcripts.decoding.characters import BROKEN
from transcripts.text.normalizing import cleaned, mapped, original_offset, stored_offset

AWKWARD = st.sampled_from(
    [
        *"가힣a é\t\n\r\f\x0b\x85\u2028\x00\x07\ufeff\u200b\u200d\ue000\u0301\u0327\u0344\u212b\u1100\u1161\u11a8\u0958",
        *("\r\n", "\u1112\u1161\u11ab", "👩\u200d🔧", "👍🏽", "\u0301" * 31, "\u0bc6\u0bbe", "\U000110a5\U000110ba"),
    ]
)
TEXTS = st.lists(AWKWARD | st.characters(codec="utf-8"), max_size=30).map("".join)


@settings(deadline=None, max_examples=500)
@given(TEXTS)
def test_between_the_runs_both_texts_are_the_same(text):
    stored, runs = mapped(text, BROKEN)
    assert stored == cleaned(text, BROKEN)
    rebuilt, at = [], 0
    for start, end, to, to_end in runs:
        assert at <= start < end and to <= to_end
        rebuilt += [text[at:start], stored[to:to_end]]
        assert text[start:end] != stored[to:to_end]
        at = end
    assert "".join([*rebuilt, text[at:]]) == stored


@settings(deadline=None, max_examples=500)
@given(TEXTS, st.data())
def test_a_stretch_of_the_stored_text_is_found_in_the_files_own(text, data):
    stored, runs = mapped(text, BROKEN)
    start = data.draw(st.integers(0, len(stored)))
    end = data.draw(st.integers(start, len(stored)))
    first, last = original_offset(runs, start), original_offset(runs, end, end=True)
    if start < end:
        assert stored[start:end] in cleaned(text[first:last], BROKEN)
        assert stored_offset(runs, first) <= start and end <= stored_offset(runs, last, end=True)
    inside = any(run[2] < place < run[3] for run in runs for place in (start, end))
    if not inside and start < end:
        assert (stored_offset(runs, first), stored_offset(runs, last, end=True)) == (start, end)


def test_runs_by_hand():
    text = "가\u0301\r\n한 \u1112\u1161\u11ab말\x00."
    stored, runs = mapped(text, BROKEN)
    assert stored == "가\u0301\n한 한말."
    assert runs == ((2, 4, 2, 3), (6, 9, 5, 6), (9, 11, 6, 7))
    assert text[original_offset(runs, 5) : original_offset(runs, 6, end=True)] == "\u1112\u1161\u11ab"
    assert stored_offset(runs, 7) == 5 and stored_offset(runs, 7, end=True) == 6


def test_every_letter_that_joins_the_one_before_it_is_known():
    """Second letters of all canonical compositions, and marks: else a change could hide between two runs."""
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            first, second = (chr(int(part, 16)) for part in parts)
            if unicodedata.normalize("NFC", first + second) != first + second:
                text = f"가{first}{second}나"
                stored, ((start, end, to, to_end),) = mapped(text)
                assert text[:start] + stored[to:to_end] + text[end:] == stored, hex(code)


def test_a_text_file_knows_the_way_back_and_a_text_in_nfc_needs_none():
    data = unicodedata.normalize("NFD", "사회자: 네.\r\n참가자 1: 글쎄요.\r\n")
    transcript = read(data.encode(), "a.txt")
    turn = transcript.turns[1]
    first = original_offset(transcript.normalizing, turn.start)
    last = original_offset(transcript.normalizing, turn.end, end=True)
    assert data[first:last] == unicodedata.normalize("NFD", "글쎄요.")
    assert read("사회자: 네.\n사회자: 네.\n".encode(), "a.txt").normalizing == ()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_million_letters_are_mapped_at_once(form):
    text = unicodedata.normalize(form, "구할 사람이 없습니다 😀 café.\r\n" * 40_000)
    began = time.process_time()
    stored, runs = mapped(text, BROKEN)
    assert time.process_time() - began < 15
    assert len(runs) >= 40_000 and stored_offset(runs, len(text), end=True) == len(stored)
