"""Reader for JSON of speech recognizers: Whisper, whisper.cpp, WhisperX, Clova Speech and others, by what the list holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from transcripts.decoding.characters import decoded
from transcripts.readers.captions.captions import drafted
from transcripts.readers.captions.cues import Cue
from transcripts.text.problems import Message, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.times import whole_time
from transcripts.text.turns import Draft

# What recognizers call the same things; a dot leads into what is nested.
_TEXT = ("text", "transcript", "msg", "content", "utterance")
_START = ("start", "start_time", "startTime", "start_at", "offsets.from", "timestamps.from", "start_ms", "begin")
_END = ("end", "end_time", "endTime", "end_at", "offsets.to", "timestamps.to", "end_ms")
_LASTING = ("duration",)
_SPEAKER = ("speaker.name", "speaker", "speaker_label", "speakerLabel", "speaker_name", "spk", "diarization.label")
# Nobody speaks fewer letters a second for a whole recording: such numbers count milliseconds.
_SLOWEST = 0.2
_MILLISECONDS = 0.001
_RIGHT = Message("start, end, text가 든 목록(Whisper의 segments 같은)이 있어야 합니다.")


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a recognizer's JSON into speeches with times.

    Raises
    ------
    TranscriptError
        Code ``captions`` where it is no JSON or holds no list of timed words; or ``encoding``, ``binary``.
    """
    found = decoded(data, answers)
    try:
        said = json.loads(found.text)
    except (ValueError, RecursionError) as error:
        raise refusal("captions", Message("JSON으로 읽을 수 없습니다."), _RIGHT) from error
    segments = max(_lists(said), key=_worth, default=None)
    if segments is None:
        raise refusal("captions", Message("시간과 글이 든 목록이 없습니다."), _RIGHT)
    return drafted(list(_cues(segments)), found, answers)


def _lists(said: Any) -> Iterator[list[dict[str, Any]]]:
    """Every list of timed words, however deep."""
    waiting = [said]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
            timed = [
                item for item in each if isinstance(item, dict) and _words(item) and _first(item, _START) is not None
            ]
            if timed and len(timed) >= len(each) / 2:
                yield timed


def _worth(segments: list[dict[str, Any]]) -> tuple[int, int]:
    """The list with the most letters; of those with as many the one with the fewest pieces, so sentences before words."""
    return sum(len("".join(_words(each).split())) for each in segments), -len(segments)


def _cues(segments: list[dict[str, Any]]) -> Iterator[Cue]:
    times = [_times(each) for each in segments]
    letters = sum(len(_words(each)) for each in segments)
    unit = _MILLISECONDS if letters < _SLOWEST * sum(max(end - start, 0) for start, end in times) else 1.0
    for each, (start, end) in zip(segments, times, strict=True):
        yield Cue(round(start * unit, 3), round(end * unit, 3), (_words(each),), _speaker(each))


def _times(segment: dict[str, Any]) -> tuple[float, float]:
    start = _number(_first(segment, _START)) or 0.0
    end = _number(_first(segment, _END))
    lasting = _number(_first(segment, _LASTING))
    return start, end if end is not None else start + (lasting or 0.0)


def _number(said: Any) -> float | None:
    if isinstance(said, str):
        stamp = whole_time(said, "s")
        return stamp.seconds if stamp else None
    return float(said) if isinstance(said, int | float) and not isinstance(said, bool) else None


def _words(segment: dict[str, Any]) -> str:
    said = _first(segment, _TEXT)
    return " ".join(said.split()) if isinstance(said, str) else ""


def _speaker(segment: dict[str, Any]) -> str | None:
    said = _first(segment, _SPEAKER)
    if isinstance(said, int) or (isinstance(said, str) and said.strip().isdigit()):
        return f"화자 {said}"
    return (said.strip() or None) if isinstance(said, str) else None


def _first(segment: dict[str, Any], names: tuple[str, ...]) -> Any:
    """What stands under the first of several names that is there."""
    for name in names:
        value: Any = segment
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value is not None and not isinstance(value, dict | list):
            return value
    return None
