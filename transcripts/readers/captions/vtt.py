"""Reader for WebVTT captions: voices and names beside the cues' numbers, comments and styles left out."""

from __future__ import annotations

from transcripts.decoding.characters import decoded
from transcripts.readers.captions.captions import drafted
from transcripts.readers.captions.cues import cues_of
from transcripts.text.problems import Message, at_line, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft

_RIGHT = Message("시간은 00:00:01.000 --> 00:00:04.000 모양이어야 합니다.")


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a WebVTT file into speeches with times.

    Raises
    ------
    TranscriptError
        Code ``captions`` with every line whose time is broken, or ``encoding``, ``binary``.
    """
    found = decoded(data, answers)
    cues = cues_of(found.text, _RIGHT)
    if not found.text.lstrip().startswith("WEBVTT"):
        raise refusal(
            "captions",
            Message("첫 줄이 WEBVTT가 아닙니다."),
            Message("자막 도구에서 WebVTT로 다시 내보내 주십시오."),
            where=at_line(1),
        )
    return drafted(cues, found, answers)
