"""What a reader hands back, joined into one text and cut into turns; what stays open becomes questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from transcripts.decoding.characters import BROKEN, left_out
from transcripts.speakers.asking import label_questions, whose
from transcripts.speakers.speakers import Found, speeches
from transcripts.text import clocks
from transcripts.text.normalizing import Run, mapped, normal, stored_offset
from transcripts.text.questions import NOTHING, Answers, Question
from transcripts.text.turns import Block, Draft, Passage, Transcript, Turn

# Letters by which a person knows a line again. Chosen, not measured.
_SAMPLE = 200


def assemble(draft: Draft, *, format: str, answers: Answers = NOTHING) -> Transcript:
    """Join the blocks into one text and cut it into turns.

    Parameters
    ----------
    draft : Draft
        Blocks with their notes and questions.
    format : str
        Key of the reader.
    answers : mapping of str to str
        What a person has answered so far.

    Returns
    -------
    Transcript
        Its turns satisfy ``text[turn.start:turn.end] == turn.text``.
    """
    work = _Work(answers)
    for block in draft.blocks:
        work.take(block)
    text = "\n".join(work.pieces)
    asked: dict[str, Question] = {}
    for question in (*draft.questions, *work.questions(text)):
        if question.key not in answers:
            asked.setdefault(question.key, question)
    turns, timing = (
        (tuple(work.turns), None)
        if draft.captions
        else clocks.settled(work.turns, answers, short=work.short, day=work.day)
    )
    return Transcript(
        text=text,
        turns=turns,
        format=format,
        encoding=draft.encoding,
        speakers=_in_order(turn.speaker for turn in turns),
        notes=(*draft.notes, *left_out(work.broken)),
        questions=(*asked.values(), *([timing] if timing else [])),
        grids=draft.grids,
        normalizing=draft.normalizing or tuple(work.runs),
    )


@dataclass
class _Work:
    """The text so far, its turns, and the labels a person should look at with the words they introduce."""

    answers: Answers
    pieces: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    doubts: list[tuple[str, str, int]] = field(default_factory=list)
    labels: bool = False
    short: bool = False
    day: bool = False
    own: int = 0
    stored: int = 0
    broken: int = 0

    def take(self, block: Block) -> None:
        own = _own(block)
        shown, runs = mapped(own, BROKEN)
        self.broken += len(BROKEN.findall(own))
        self.runs += [(a + self.own, b + self.own, c + self.stored, d + self.stored) for a, b, c, d in runs]
        for each in self.found(block, shown, runs):
            start, end = each.start + self.stored, each.end + self.stored
            times = (each.time_start, each.time_end)
            self.short, self.day = self.short or each.short, self.day or each.day
            self.turns.append(Turn(len(self.turns) + 1, each.speaker, start, end, shown[each.start : each.end], *times))
        self.pieces.append(shown)
        self.own += len(own) + 1
        self.stored += len(shown) + 1

    def found(self, block: Block, shown: str, runs: Sequence[Run]) -> list[Found]:
        if isinstance(block, Passage):
            moved = [(stored_offset(runs, start), stored_offset(runs, end, end=True)) for start, end in block.marked]
            cut = speeches(shown, self.answers, moved)
            self.doubts += [(name, guess, at + self.stored) for name, guess, at in cut.doubts]
            self.labels = self.labels or cut.could
            return cut.found
        speaker = normal(block.speaker) if block.speaker else None
        start = len(speaker) + 2 if speaker else 0
        times = (block.time_start, block.time_end, block.short, block.day)
        return [Found(speaker, start, len(shown), *times)] if shown[start:] else []

    def questions(self, text: str) -> Iterator[Question]:
        yield from label_questions(
            ((name, guess, text[at : at + _SAMPLE]) for name, guess, at in self.doubts), self.answers
        )
        if len(self.turns) > 1 and not any(turn.speaker for turn in self.turns):
            asked = whose(self.answers, labels=self.labels)
            yield from [asked] if asked else []


def _own(block: Block) -> str:
    """The text of a block as the file has it, with the speaker's label before it."""
    if isinstance(block, Passage):
        return block.text
    speech = block.text.strip()
    return f"{block.speaker}: {speech}" if block.speaker else speech


def _in_order(labels: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))
