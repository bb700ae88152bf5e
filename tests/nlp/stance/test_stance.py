"""Stance by marked-up sentences: `[[mention|theme]]`, a tab, the stance of each mention."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nlp.reading import english, korean
from nlp.reading.language import language_of
from nlp.stance.stance import NEED, STANCES, judge

# What the rules reached on the held-out sentences when these were written: 35 of 50 right, 2 turned round.
SHARE_RIGHT, SHARE_TURNED = 0.70, 0.05
MARK = re.compile(r"\[\[(.+?)\|(\w+)\]\]")


def lines_of(name: str) -> list[str]:
    told = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in told if line.strip() and not line.startswith("#")]


LINES = lines_of("stance_sentences.txt")
HELD_OUT = lines_of("stance_held_out.txt")


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
    return [judge(tokens, language, *span, tuple(other for other in spans if other != span)).label for span in spans]


@pytest.mark.parametrize("line", LINES)
def test_each_mention_has_the_stance_a_reader_gives_it(line: str) -> None:
    marked, stances = line.split("\t")
    text, spans = unmark(marked)
    assert judged(text, spans) == stances.split(",")


def test_sentences_the_rules_never_saw_are_mostly_right_and_rarely_turned_round() -> None:
    pairs = []
    for line in HELD_OUT:
        marked, stances = line.split("\t")
        pairs += zip(judged(*unmark(marked)), stances.split(","), strict=True)
    right = sum(found == wanted for found, wanted in pairs)
    # A need told as well, or the other way round, misleads; "undecided" only leaves the work to the reader.
    turned = sum((found == "need") != (wanted == "need") and found != "undecided" for found, wanted in pairs)
    print(f"{right} of {len(pairs)} right, {turned} turned round")
    assert right / len(pairs) >= SHARE_RIGHT and turned / len(pairs) <= SHARE_TURNED


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
