"""Cues of captions (VTT, SRT) into speeches: voices, rolling repeats of machine captions, joining."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from transcripts.decoding.characters import Decoded
from transcripts.readers.captions.cues import Cue
from transcripts.speakers.asking import label_questions, whose
from transcripts.speakers.judging import judged
from transcripts.text.normalizing import normal
from transcripts.text.questions import NOTHING, Answers, Question
from transcripts.text.turns import Draft, Speech

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\\w+\d*\}", re.IGNORECASE)
_INNER_TIME = re.compile(r"<\d{1,3}:\d{2}[\d:.]*>")
# Somebody else begins to speak, and it is not said who.
_CHANGED = re.compile(r">>|[-–—](?:\s+\S|\s*$)")
_SENTENCE_END = re.compile(r"[.?!。…]$|[다요죠까]$")
# Such captions repeat in a third of the cues, four times at least: a person may say 네 twice. Chosen, not measured.
_FEW_REPEATS = 4
# Without speakers a recording would be one endless turn: cut at a pause, or at a sentence's end when long.
# Seconds and characters; chosen, not measured: too low cuts what was said as one, too high joins several speakers.
_PAUSE_SECONDS, _LONG, _TOO_LONG = 2.0, 400, 800


def drafted(cues: list[Cue], found: Decoded, answers: Answers) -> Draft:
    """Hand back what the cues of a decoded file say, with what they leave open."""
    speeches, asked = spoken(cues, answers)
    return Draft(speeches, found.encoding, found.notes, (*found.questions, *asked), captions=True)


def spoken(cues: list[Cue], answers: Answers = NOTHING) -> tuple[tuple[Speech, ...], list[Question]]:
    """Turn cues into speeches, one for as long as the same speaker goes on.

    Parameters
    ----------
    cues : list of Cue
        In the order of the file.
    answers : mapping of str to str
        As for `judging.judged`: the record's list of participants, and what was answered about labels.

    Returns
    -------
    speeches : tuple of Speech
        First start and last end of the joined cues. Lines that machine captions show again occur once.
        Speakers come from voice tags ``<v name>``; where a cue has none, from labels such as ``name:`` in the text.
    asked : list of Question
        Labels that the captions' shape leaves open, and whose words these are where none was found.
    """
    pieces = list(_voices(cues))
    asked: list[Question] = []
    if _rolls(cues):
        pieces = _once(pieces)
    if not all(piece.speaker for piece in pieces):
        pieces, asked = _labelled(pieces, answers)
    speeches = list(_joined(piece for piece in pieces if piece.text.strip()))
    if answers.get("speakers") == "paragraphs":
        speeches = [replace(each, speaker=f"문단 {at}") for at, each in enumerate(speeches, 1)]
    return tuple(speeches), asked


def _voices(cues: Iterable[Cue]) -> Iterator[Speech]:
    """Split each cue at its voice tags; lines stay apart by line ends until repeats are gone."""
    for cue in cues:
        parts = _VOICE.split("\n".join(cue.lines))
        for speaker, words in zip([cue.speaker, *parts[1::2]], parts[::2], strict=True):
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


def _labelled(pieces: list[Speech], answers: Answers) -> tuple[list[Speech], list[Question]]:
    """Find labels in captions without a voice as in a text whose paragraphs they are, on any line of each."""
    rows = [(piece, line) for piece in pieces for line in (*piece.text.split("\n"), "")]
    lines = ["" if piece.speaker else line for piece, line in rows]
    voices = {piece.speaker for piece in pieces if piece.speaker}
    known = "\n".join(filter(None, (answers.get("known"), *sorted(voices))))
    told = judged(lines, {**answers, "known": known} if voices else answers, timed=True)
    named: list[Speech] = []
    speaker: str | None = None
    for at, (piece, line) in enumerate(rows):
        label = told.chosen.get(at)
        if label and label.shape in ("line", "block"):
            # A program's own line is nobody's, and whoever spoke goes on after it.
            named.append(replace(piece, speaker=None, text=line))
            continue
        if piece.speaker:
            speaker = None
        elif label and label.name:
            speaker = label.name
            line = line[label.end :]
        elif _CHANGED.match(line):
            speaker, line = None, line.strip("-–— ") and line
        named.append(replace(piece, speaker=piece.speaker or speaker, text=line))
    asked = label_questions(((name, guess, lines[at]) for at, (name, guess) in sorted(told.doubts.items())), answers)
    open_ = whose(answers, labels=told.could) if len(pieces) > 1 and not any(each.speaker for each in named) else None
    return named, [*asked, *([open_] if open_ else [])]


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
