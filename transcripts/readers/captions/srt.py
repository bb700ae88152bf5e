"""Reader for SubRip captions: numbered cues with times such as 00:00:01,000 --> 00:00:04,000."""

from __future__ import annotations

from transcripts.decoding.characters import decoded
from transcripts.readers.captions.captions import drafted
from transcripts.readers.captions.cues import cues_of
from transcripts.text.problems import Message, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft

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
    cues = cues_of(found.text, _RIGHT)
    if not cues:
        raise refusal("captions", Message("자막의 시간 표시가 하나도 없습니다."), _RIGHT)
    return drafted(cues, found, answers)
