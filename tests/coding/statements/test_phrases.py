"""Why a stance was proposed is told by whole words, never by a bare stem or ending."""

from __future__ import annotations

import json

import pytest

from app.coding.statements.judgments import evidence_of, phrase


@pytest.mark.parametrize(
    ("marked", "before", "told"),
    [
        ("그래도 임차권이 [있]었네요.", False, "있었네요"),
        ("그래도 임차권이 [있]었네요.", True, "임차권이 있었네요"),
        ("반으로 [줄]었습니다.", False, "줄었습니다"),
        ("좋았습니다. [같]은 데입니다.", True, "같은"),
        ("로봇은 실증[할 데가 없]습니다.", False, "실증할 데가 없습니다"),
        ("억 8천[인데]요.", False, "8천인데요"),
        ("(관세가) [없]다.", False, "없다"),
        ("그 [말]", False, ""),
        ("We [cannot] pass", False, "cannot"),
    ],
)
def test_a_cue_is_told_by_the_words_it_stands_in(marked: str, before: bool, told: str) -> None:
    start = marked.index("[")
    end = marked.index("]") - 1
    assert phrase(marked.replace("[", "").replace("]", ""), start, end, before=before) == told


def test_a_cue_that_names_nothing_is_not_shown() -> None:
    cues = [{"start": 2, "end": 3, "text": "말", "rule": "woe"}]
    assert evidence_of(json.dumps({"terms": [], "cues": cues}), "그 말").cues == ()
