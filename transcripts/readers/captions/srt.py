"""Reader for SubRip captions: numbered cues with times such as 00:00:01,000 --> 00:00:04,000."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from transcripts.decoding.characters import decoded
from transcripts.readers.captions.captions import Cue, spoken
from transcripts.readers.captions.vtt import check
from transcripts.text.problems import Message, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.times import seconds
from transcripts.text.turns import Draft

_CLOCK = r"\d{1,3}:\d{2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"^\s*({_CLOCK})\s*-->\s*({_CLOCK})(?:\s|$)")
_RIGHT = Message("시간은 00:00:01,000 --> 00:00:04,000 모양이어야 합니다.")


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a SubRip file into speeches with times.

    Raises
    ------
    TranscriptError
        Code ``captions`` with every line whose time is broken, or where there is no time at all; or
        ``encoding``, ``binary``.
    """
    found = decoded(data, answers)
    text = found.text
    check(text, _TIMING, _RIGHT)
    cues = list(_cues(text.split("\n")))
    if not cues:
        raise refusal("captions", Message("자막의 시간 표시가 하나도 없습니다."), _RIGHT)
    return Draft(spoken(cues), found.encoding, found.notes, found.questions, captions=True)


def _cues(lines: list[str]) -> Iterator[Cue]:
    starts = [at for at, line in enumerate(lines) if _TIMING.match(line)]
    for at, following in pairwise([*starts, len(lines)]):
        found = _TIMING.match(lines[at])
        speech = lines[at + 1 : following]
        # The line above the next time is that cue's number, not speech.
        if following < len(lines) and speech and speech[-1].strip().isdigit():
            speech = speech[:-1]
        if found:
            yield Cue(seconds(found[1]), seconds(found[2]), tuple(speech))
