"""Who speaks in a document's lines: its candidates judged by its shape, and by what a person has answered.

What does not fit is not passed over: it becomes a doubt, which a person is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from transcripts.speakers.asking import answered_together
from transcripts.speakers.candidates import UNMARKED, Marks, candidates
from transcripts.speakers.labels import Label
from transcripts.speakers.people import listed, plausible
from transcripts.speakers.shapes import Work
from transcripts.text.questions import NOTHING, Answers

_MOST_ROUNDS = 5


@dataclass
class Judged:
    """What a document's labels are.

    Attributes
    ----------
    chosen : dict of int to Label
        By line from 0.
    doubts : dict of int to (str, str)
        Labels a person should look at: the name, and ``yes`` or ``no`` as it was read.
    could : bool
        Whether lines begin with words that might be labels.
    """

    chosen: dict[int, Label] = field(default_factory=dict)
    doubts: dict[int, tuple[str, str]] = field(default_factory=dict)
    could: bool = False


def judged(lines: list[str], answers: Answers = NOTHING, *, timed: bool = False, marked: Marks = UNMARKED) -> Judged:
    """Decide which lines begin with a speaker's label.

    Parameters
    ----------
    lines : list of str
        The document; empty lines part paragraphs, or captions.
    answers : mapping of str to str
        ``label:name`` with "yes" or "no"; ``speakers`` with "labels" where every candidate counts; ``known``
        with the names on the record's list, one a line: they count wherever they stand.
    timed : bool
        Whether every paragraph is a caption with its time.
    marked : mapping of int to int
        How far lines are bold from their beginning on, by line.
    """
    found = candidates(lines, listed(answers), marked, captions=timed)
    could = any(label.strict and label.name for label in found.values())
    if answers.get("speakers") in ("one", "paragraphs"):
        return Judged(could=could)
    work = Work(lines, found, answers, timed=timed)
    if answers.get("speakers") == "labels":
        work.sure |= {at for at, label in found.items() if label.name and plausible(label.name)}
        return Judged(work.chosen(), work.doubts, could)
    work.judge()
    # What was answered about many at once may bring up others of the kind: the answer is about these too.
    for _again in range(_MOST_ROUNDS):
        more = answered_together(work.doubts.values(), answers)
        if not more:
            break
        answers = {**answers, **more}
        work = Work(lines, found, answers, timed=timed)
        work.judge()
    return Judged(work.chosen(), work.doubts, could)
