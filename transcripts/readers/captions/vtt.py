"""Reader for WebVTT captions: webvtt-py parses the cues, its silence about broken times is made good here."""

from __future__ import annotations

import re
from itertools import islice

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from transcripts.decoding.characters import decoded
from transcripts.readers.captions.captions import RIGHT_TIMING, Cue, broken_timing, spoken
from transcripts.text.problems import Message, Problem, TranscriptError, at_line, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.times import seconds
from transcripts.text.turns import Draft

_TIMING = re.compile(r"^\s*(?:\d{1,3}:)?\d{2}:\d{2}\.\d{3}\s*-->\s*(?:\d{1,3}:)?\d{2}:\d{2}\.\d{3}(?:\s|$)")


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a WebVTT file into speeches with times.

    Raises
    ------
    TranscriptError
        Code ``captions`` with every line whose time is broken, or ``encoding``, ``binary``.
    """
    found = decoded(data, answers)
    text = found.text
    check(text, _TIMING, RIGHT_TIMING)
    if not text.lstrip().startswith("WEBVTT"):
        raise refusal(
            "captions",
            Message("첫 줄이 WEBVTT가 아닙니다."),
            Message("자막 도구에서 WebVTT로 다시 내보내 주십시오."),
            where=at_line(1),
        )
    try:
        parsed = webvtt.from_string(text.lstrip())
    except (MalformedFileError, MalformedCaptionError) as error:
        raise broken_timing() from error
    cues = [Cue(seconds(cue.start), seconds(cue.end), tuple(cue.raw_text.split("\n"))) for cue in parsed.captions]
    return Draft(spoken(cues), found.encoding, found.notes, found.questions, captions=True)


# Whoever meets a hundred mends the tool and not the lines.
_MOST_PROBLEMS = 100


def check(text: str, timing: re.Pattern[str], right: Message) -> None:
    """Name the lines with an arrow that is no proper time: webvtt-py would drop its caption in silence."""
    wrong = (
        Problem("captions", at_line(number), Message("시간 표시가 잘못되었습니다."), right)
        for number, line in enumerate(text.split("\n"), 1)
        if "-->" in line and not timing.match(line)
    )
    problems = list(islice(wrong, _MOST_PROBLEMS))
    if problems:
        raise TranscriptError(*problems)
