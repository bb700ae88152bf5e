"""Times of the day or of the recording: ``14:30`` is asked about where the file does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transcripts.text.problems import Message
from transcripts.text.questions import Answers, Choice, Question
from transcripts.text.turns import Turn

# A recording that begins later than this is rather a day's clock; 6:00 in minutes and seconds, or in hours.
_LATE_MINUTES, _LATE_HOURS = 6 * 60, 6 * 3600
_DAY_IN_MINUTES, _DAY = 24 * 60, 24 * 3600
# Nobody speaks more Korean syllables a second than this for long.
_FASTEST = 12.0
_WORDS = Message("적힌 시각이 하루의 시각입니까, 녹음을 시작한 뒤의 시간입니까?")


def settled(
    turns: Sequence[Turn], answers: Answers, *, short: bool, day: bool = False
) -> tuple[tuple[Turn, ...], Question | None]:
    """Settle what the times of turns mean.

    Parameters
    ----------
    turns : sequence of Turn
        With times as seconds, ``14:30`` read as 14 minutes 30 seconds.
    answers : mapping of str to str
        ``times`` is ``clock`` (of the day) or ``recording`` (since its start).
    short : bool
        Whether times are written with two numbers alone.
    day : bool
        Whether a stamp says itself that it is of a day (``오후 3:01``): nothing is asked then.

    Returns
    -------
    turns : tuple of Turn
        Times of the day become seconds since the first of them.
    question : Question or None
        Where it cannot be told and is not answered yet.
    """
    if day:
        return tuple(_of_day(turns)), None
    times = [turn.time_start for turn in turns if turn.time_start is not None]
    factor = _factor(times, short=short)
    if not factor:
        return tuple(turns), None
    clock = Choice("clock", Message("하루의 시각입니다 (첫 발언부터 셉니다)"), _said(times[0], factor))
    recording = Choice("recording", Message("녹음을 시작한 뒤의 시간입니다"), _said(times[0], 1))
    guess = "clock" if factor == 1 or _too_fast(turns) else "recording"
    answer = answers.get("times", guess)
    question = Question("times", "times", _WORDS, (clock, recording), guess)
    if answer == "clock":
        turns = [_since(turn, times[0], factor) for turn in turns]
    return tuple(turns), None if "times" in answers else question


def _factor(times: list[float], *, short: bool) -> int:
    """60 where hours and minutes may have been read as minutes and seconds, 1 for hours of a day, 0 if all is clear."""
    if len(times) < 2 or times != sorted(times):
        return 0
    if times[0] >= _LATE_HOURS and times[-1] < _DAY:
        return 1
    return 60 if short and times[0] >= _LATE_MINUTES and times[-1] < _DAY_IN_MINUTES else 0


def _too_fast(turns: Sequence[Turn]) -> bool:
    """Whether the speeches are too long for the time between them, were it minutes and seconds."""
    timed = [turn for turn in turns if turn.time_start is not None]
    if len(timed) < 2:
        return True
    span = (timed[-1].time_start or 0.0) - (timed[0].time_start or 0.0)
    said = sum(len(turn.text) for turn in turns if turn.position < timed[-1].position)
    return said > _FASTEST * max(span, 1.0)


def _of_day(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Times of days since the first; a clock that falls back has passed midnight."""
    first: float | None = None
    before = passed = 0.0
    for turn in turns:
        if turn.time_start is not None:
            first = turn.time_start if first is None else first
            passed += _DAY if turn.time_start + passed < before - _DAY / 2 else 0
            before = turn.time_start + passed
        yield _since(turn, (first or 0.0) - passed, 1)


def _since(turn: Turn, first: float, factor: int) -> Turn:
    start, end = (None if time is None else (time - first) * factor for time in (turn.time_start, turn.time_end))
    return replace(turn, time_start=start, time_end=end)


def _said(seconds: float, factor: int) -> str:
    minutes, last = divmod(int(seconds), 60)
    if factor == 60:
        return f"{minutes:02}:{last:02}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{last:02}" if hours else f"{minutes}:{last:02}"
