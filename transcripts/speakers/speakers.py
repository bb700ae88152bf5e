"""Who speaks where in a text: labels are weighed over the whole document, then the text is cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from transcripts.speakers.labels import Label, alone_in, inside, label_in, listed_in
from transcripts.speakers.people import is_code, is_full_name, listed, plainly, stands_alone
from transcripts.speakers.words import GROUPS
from transcripts.text.questions import NOTHING, Answers

_PAIRS = (("Q", "A"), ("문", "답"), ("질문", "답변"))
_SENTENCE_END = re.compile(r"[.?!。…\"'”’)\]다요죠까]\s*$")
# Enough lines that end like sentences: each line is a paragraph of its own, not the wrapped part of one.
_WHOLE_LINES = 0.7


@dataclass(frozen=True)
class Found:
    """A speech found in a text: half-open range in code points, without label and surrounding white space."""

    speaker: str | None
    start: int
    end: int
    time_start: float | None = None
    time_end: float | None = None
    short: bool = False
    day: bool = False


@dataclass(frozen=True)
class _Line:
    start: int
    text: str


def labels(lines: list[str], answers: Answers = NOTHING) -> dict[int, Label]:
    """Decide which lines begin with a speaker's label.

    Parameters
    ----------
    lines : list of str
        The document.
    answers : mapping of str to str
        ``label:name`` with "yes" or "no"; ``speakers`` with "labels" where every candidate counts; ``known``
        with the names on the record's list, one a line: they count wherever they stand.

    Returns
    -------
    dict of int to Label
        By line number from 0. A clear label (role, masked name) counts at once. A bare word before a colon or
        in brackets counts if it comes back, or if it comes after other speakers (see `doubtful`).
    """
    if answers.get("speakers") in ("one", "paragraphs"):
        return {}
    known = listed(answers)
    candidates = {at: label for at, label in _candidates(lines, known).items() if _allowed(label, answers)}
    if answers.get("speakers") == "labels":
        return candidates
    counts = Counter((label.name, label.shape) for label in candidates.values() if label.name)
    sure = {at: each for at, each in candidates.items() if _supported(each, counts) or plainly(each.name) in known}
    names = {label.name for label in sure.values() if label.name}
    first = min((at for at, label in sure.items() if label.name), default=None)
    for at, label in candidates.items():
        late = first is not None and at > first
        again = label.name in names and label.shape not in ("dash", "gap")
        if at not in sure and (again or _could_be_single(label, names, late=late)):
            sure[at] = label
    kept = (at for at in sorted(candidates) if at in sure or candidates[at].stamp)
    return {at: sure.get(at) or _time_only(candidates[at]) for at in kept}


def doubtful(chosen: dict[int, Label], answers: Answers = NOTHING) -> dict[int, str]:
    """Name the labels read on thin evidence, by line: a word before a colon that occurs once."""
    counts = Counter(label.name for label in chosen.values())
    known = listed(answers)
    return {
        at: label.name
        for at, label in chosen.items()
        if label.name and label.shape in ("colon", "alone", "round") and not label.certain
        if (counts[label.name] == 1 or label.shape == "round") and f"label:{label.name}" not in answers
        if plainly(label.name) not in known
    }


def speeches(text: str, answers: Answers = NOTHING) -> tuple[list[Found], list[tuple[str, int]], bool]:
    """Cut a text into speeches.

    Parameters
    ----------
    text : str
        With ``\\n`` line ends.

    Returns
    -------
    found : list of Found
        In order, not overlapping, none empty. Text before the first label, and a text without labels, is cut
        at paragraphs with speaker None.
    doubts : list of (str, int)
        Labels a person should look at, with the offset of their line.
    could : bool
        Whether lines begin with words that might be labels, but were not taken for any.
    """
    lines = _lines(text)
    words = [line.text for line in lines]
    chosen = labels(words, answers)
    starts = sorted(chosen)
    found = list(_paragraphs(text, lines[: starts[0]] if starts else lines))
    speaker: str | None = None
    pending: Label | None = None
    for at, following in pairwise([*starts, len(lines)]):
        label = chosen[at]
        speaker = label.name or speaker
        stop = lines[following].start if following < len(lines) else len(text)
        speech = _speech(text, lines[at].start + label.end, stop, _timed(label, pending), speaker)
        pending = label if label.name is None and speech is None else None
        found += [speech] if speech else []
    if answers.get("speakers") == "paragraphs":
        found = [replace(each, speaker=f"문단 {at}") for at, each in enumerate(found, 1)]
    doubts = [(name, lines[at].start) for at, name in doubtful(chosen, answers).items()]
    return found, doubts, not starts and "speakers" not in answers and bool(_candidates(words, listed(answers)))


def _allowed(label: Label, answers: Answers) -> bool:
    return answers.get(f"label:{label.name}") != "no"


def _candidates(lines: list[str], known: frozenset[str]) -> dict[int, Label]:
    found = {}
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        label = listed_in(line, known) or label_in(line)
        if (label is None or label.name is None) and _has_speech_below(lines, at):
            alone = alone_in(line)
            if alone and (alone.stamp or at == 0 or not lines[at - 1].strip()):
                label = alone
        if label:
            found[at] = label
    return found


def _has_speech_below(lines: list[str], at: int) -> bool:
    return at + 1 < len(lines) and bool(lines[at + 1].strip())


def _supported(label: Label, counts: Counter[tuple[str, str]]) -> bool:
    if label.certain or label.name is None:
        return label.certain
    if label.shape == "answer":
        paired = any(label.name in pair and all(counts[(side, "answer")] for side in pair) for pair in _PAIRS)
        # "A: … B: … A: …" are people, not questions and answers.
        return paired or any(shape == "colon" and is_code(name) for name, shape in counts)
    if label.shape in ("caps", "dash", "gap"):
        return sum(count for (_, shape), count in counts.items() if shape == label.shape) > 1
    return counts[(label.name, label.shape)] > 1


def _could_be_single(label: Label, names: set[str], *, late: bool) -> bool:
    """Whether a label that occurs once may be believed beside the others; a person is asked all the same.

    Before the first speaker stand heads of a record (`late` is false): only a person's name among others counts.
    """
    if not late and not (is_full_name(label.name or "") and any(is_full_name(name) for name in names)):
        return False
    if label.name is None or label.name in GROUPS or label.shape not in ("colon", "alone"):
        return False
    if is_code(label.name):
        return any(is_code(name) for name in names)
    if label.shape == "alone":
        return is_full_name(label.name) and any(is_full_name(name) for name in names)
    return stands_alone(label.name) and (len(names) > 1 or is_full_name(label.name))


def _time_only(candidate: Label) -> Label:
    """A time still counts where the words after it turned out to be speech."""
    after = candidate.stamp.end if candidate.stamp else 0
    return Label(None, "time", True, after, candidate.stamp)


def _timed(label: Label, pending: Label | None) -> Label:
    """Give a label the time that stood alone on the line above it."""
    return replace(label, stamp=pending.stamp) if pending and label.stamp is None else label


def _speech(text: str, start: int, stop: int, label: Label, speaker: str | None) -> Found | None:
    start, stop = _trimmed(text, start, stop)
    if start == stop:
        return None
    stamp = label.stamp
    times = (stamp.seconds, stamp.until, stamp.short, stamp.day) if stamp else ()
    return Found(speaker, start, stop, *times)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for words in text.split("\n"):
        places = [0, *inside(words), len(words)]
        lines += [_Line(start + a, words[a:b]) for a, b in pairwise(places)] if words else [_Line(start, words)]
        start += len(words) + 1
    return lines


def _paragraphs(text: str, lines: list[_Line]) -> Iterator[Found]:
    block: list[_Line] = []
    for line in [*lines, _Line(0, "")]:
        if line.text.strip():
            block.append(line)
        elif block:
            yield from _block(text, block)
            block = []


def _block(text: str, block: list[_Line]) -> Iterator[Found]:
    ended = sum(1 for line in block if _SENTENCE_END.search(line.text))
    groups = [[line] for line in block] if ended >= _WHOLE_LINES * len(block) else [block]
    for group in groups:
        last = group[-1]
        start, stop = _trimmed(text, group[0].start, last.start + len(last.text))
        yield Found(None, start, stop)
