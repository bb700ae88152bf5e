"""Stance by marked-up sentences: `[[mention|theme]]`, a tab, the stance of each mention."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nlp import english, korean
from nlp.language import language_of
from nlp.stance import NEED, STANCES, judge

MARK = re.compile(r"\[\[(.+?)\|(\w+)\]\]")
LINES = [
    line.rstrip("\n")
    for line in (Path(__file__).parent / "stance_sentences.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The plain sentence and the spans of its marks."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return text + marked[at:], spans


def judged(text: str, spans: list[tuple[int, int]]) -> list[str]:
    language = language_of(text)
    tokens = (korean if language == "ko" else english).analyse(text)
    return [
        judge(tokens, language, *span, tuple(other for other in spans if other != span)).label for span in spans
    ]


@pytest.mark.parametrize("line", LINES)
def test_each_mention_has_the_stance_a_reader_gives_it(line: str) -> None:
    marked, stances = line.split("\t")
    text, spans = unmark(marked)
    assert judged(text, spans) == stances.split(",")


def test_there_are_at_least_eighty_sentences_with_every_stance() -> None:
    assert len(LINES) >= 80
    assert {s for line in LINES for s in line.split("\t")[1].split(",")} == set(STANCES)


@pytest.mark.parametrize(
    ("marked", "severity"),
    [
        ("[[인력난|workforce]]이 있습니다.", 2),
        ("[[인력이 부족|workforce]]합니다.", 3),
        ("[[인력이 부족|workforce]]해서 너무 힘듭니다.", 4),
        ("[[인력이 부족|workforce]]해서 폐업까지 생각합니다.", 5),
        ("[[인력이|workforce]] 조금 부족합니다.", 2),
        ("We see a [[labor shortage|workforce]].", 3),
        ("We see a severe [[labor shortage|workforce]].", 4),
        ("[[Demand|market]] fell slightly.", 2),
    ],
)
def test_severity_follows_the_words_of_intensity(marked: str, severity: int) -> None:
    text, [span] = unmark(marked)
    language = language_of(text)
    stance = judge((korean if language == "ko" else english).analyse(text), language, *span)
    assert (stance.label, stance.severity) == (NEED, severity)


def test_a_cue_is_a_stretch_of_the_text() -> None:
    text = "구인에 어려움이 없습니다."
    stance = judge(korean.analyse(text), "ko", 0, 2)
    assert [(c.text, text[c.start : c.end]) for c in stance.cues] == [("어려움이 없", "어려움이 없")]
    assert stance.severity is None
