"""Cues of captions (VTT, SRT) into speeches: voices, rolling repeats of machine captions, joining."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from transcripts.speakers.labels import Label
from transcripts.speakers.speakers import labels
from transcripts.text.normalizing import normal
from transcripts.text.problems import Message, TranscriptError, refusal
from transcripts.text.turns import Speech

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\\w+\d*\}", re.IGNORECASE)
_INNER_TIME = re.compile(r"<\d{1,3}:\d{2}[\d:.]*>")
_SENTENCE_END = re.compile(r"[.?!。…]$|[다요죠까]$")
# Such captions repeat in a third of the cues, four times at least: a person may say 네 twice. Chosen, not measured.
_FEW_REPEATS = 4
# Without speakers a recording would be one endless turn: cut at a pause, or at a sentence's end when long.
# Seconds and characters; chosen, not measured: too low cuts what was said as one, too high joins several speakers.
_PAUSE_SECONDS, _LONG, _TOO_LONG = 2.0, 400, 800


@dataclass(frozen=True)
class Cue:
    """One caption.

    Attributes
    ----------
    start, end : float
        Seconds.
    lines : tuple of str
        As written, with tags.
    """

    start: float
    end: float
    lines: tuple[str, ...]


def spoken(cues: list[Cue]) -> tuple[Speech, ...]:
    """Turn cues into speeches, one for as long as the same speaker goes on.

    Parameters
    ----------
    cues : list of Cue
        In the order of the file.

    Returns
    -------
    tuple of Speech
        First start and last end of the joined cues. Lines that machine captions show again occur once.
        Speakers come from voice tags ``<v name>``, or else from labels such as ``name:`` in the text.
    """
    pieces = list(_voices(cues))
    if any("-->" in piece.text for piece in pieces):
        raise broken_timing()
    if _rolls(cues):
        pieces = _once(pieces)
    if not any(piece.speaker for piece in pieces):
        pieces = _labelled(pieces)
    return tuple(_joined(piece for piece in pieces if piece.text.strip()))


def broken_timing() -> TranscriptError:
    """Error for captions whose times cannot be read and whose place is not known."""
    return refusal("captions", Message("자막의 시간 표시를 읽을 수 없습니다."), RIGHT_TIMING)


RIGHT_TIMING = Message("시간은 00:00:01.000 --> 00:00:04.000 모양이어야 합니다.")


def _voices(cues: Iterable[Cue]) -> Iterator[Speech]:
    """Split each cue at its voice tags; lines stay apart by line ends until repeats are gone."""
    for cue in cues:
        parts = _VOICE.split("\n".join(cue.lines))
        for speaker, words in zip([None, *parts[1::2]], parts[::2], strict=True):
            lines = [" ".join(_untagged(line).split()) for line in words.split("\n")]
            text = "\n".join(line for line in lines if line)
            if text:
                name = " ".join(html.unescape(speaker).split()) if speaker else None
                yield Speech(name or None, text, cue.start, cue.end)


def _untagged(line: str) -> str:
    return normal(html.unescape(_TAG.sub("", line)))


def _rolls(cues: list[Cue]) -> bool:
    """Machine captions carry the time of each word and repeat the line above; a person may say "네" twice."""
    if any(_INNER_TIME.search(line) for cue in cues for line in cue.lines):
        return True
    # Converted to SRT they lose those times and still repeat: a cue of two lines begins with the last one's end.
    shown = [[line.strip() for line in cue.lines if line.strip()] for cue in cues]
    repeated = sum(1 for before, now in pairwise(shown) if before and len(now) > 1 and before[-1] == now[0])
    return repeated >= max(_FEW_REPEATS, len(cues) / 3)


def _once(pieces: Iterable[Speech]) -> list[Speech]:
    once: list[Speech] = []
    before: list[str] = []
    for piece in pieces:
        lines = piece.text.split("\n")
        fresh = lines[_overlap(before, lines) :]
        before = lines
        if fresh:
            once.append(replace(piece, text="\n".join(fresh)))
        else:  # The same words stand longer.
            once[-1] = replace(once[-1], time_end=piece.time_end)
    return once


def _overlap(before: list[str], lines: list[str]) -> int:
    """Count the lines at the top that repeat the bottom of the cue before."""
    for count in range(min(len(before), len(lines)), 0, -1):
        if before[-count:] == lines[:count]:
            return count
    return 0


def _labelled(pieces: list[Speech]) -> list[Speech]:
    firsts = [piece.text.split("\n")[0] for piece in pieces]
    chosen = {at: label for at, label in labels(firsts).items() if label.name and label.end < len(firsts[at])}
    named: list[Speech] = []
    speaker: str | None = None
    for at, piece in enumerate(pieces):
        label: Label | None = chosen.get(at)
        speaker = label.name if label else speaker
        named.append(replace(piece, speaker=speaker, text=piece.text[label.end :] if label else piece.text))
    return named


def _joined(pieces: Iterable[Speech]) -> Iterator[Speech]:
    current: Speech | None = None
    for piece in pieces:
        piece = replace(piece, text=piece.text.replace("\n", " ").strip())
        if current is None:
            current = piece
        elif _goes_on(current, piece):
            current = replace(current, text=f"{current.text} {piece.text}", time_end=piece.time_end)
        else:
            yield current
            current = piece
    if current:
        yield current


def _goes_on(current: Speech, piece: Speech) -> bool:
    if current.speaker or piece.speaker:
        return current.speaker == piece.speaker
    pause = (piece.time_start or 0.0) - (current.time_end or 0.0)
    ended = len(current.text) > _LONG and bool(_SENTENCE_END.search(current.text))
    return pause <= _PAUSE_SECONDS and not ended and len(current.text) < _TOO_LONG
