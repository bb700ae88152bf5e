"""What a reader hands back, joined into one text and cut into turns; what stays open becomes questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from transcripts.decoding.characters import BROKEN, left_out
from transcripts.speakers.speakers import Found, speeches
from transcripts.text import clocks
from transcripts.text.normalizing import Run, mapped, normal
from transcripts.text.problems import Message
from transcripts.text.questions import NOTHING, Answers, Choice, Question
from transcripts.text.turns import Block, Draft, Passage, Transcript, Turn

_YES_NO = (Choice("yes", Message("발언자입니다")), Choice("no", Message("발언의 일부입니다")))
_SAMPLE = 60


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
    asked = [question for question in (*draft.questions, *work.questions(text)) if question.key not in answers]
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
        questions=(*asked, *([timing] if timing else [])),
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
    doubts: dict[str, int] = field(default_factory=dict)
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
        for each in self.found(block, shown):
            start, end = each.start + self.stored, each.end + self.stored
            times = (each.time_start, each.time_end)
            self.short, self.day = self.short or each.short, self.day or each.day
            self.turns.append(Turn(len(self.turns) + 1, each.speaker, start, end, shown[each.start : each.end], *times))
        self.pieces.append(shown)
        self.own += len(own) + 1
        self.stored += len(shown) + 1

    def found(self, block: Block, shown: str) -> list[Found]:
        if isinstance(block, Passage):
            found, doubts, could = speeches(shown, self.answers)
            for name, at in doubts:
                self.doubts.setdefault(name, at + self.stored)
            self.labels = self.labels or could
            return found
        speaker = normal(block.speaker) if block.speaker else None
        start = len(speaker) + 2 if speaker else 0
        times = (block.time_start, block.time_end, block.short, block.day)
        return [Found(speaker, start, len(shown), *times)] if shown[start:] else []

    def questions(self, text: str) -> Iterator[Question]:
        for name, at in self.doubts.items():
            words = Message("한 번만 나온 ‘%(name)s’, 발언자의 호칭입니까?", name=name)
            sample = " ".join(text[at : at + _SAMPLE].split())
            choices = tuple(replace(choice, sample=sample) for choice in _YES_NO)
            yield Question(f"label:{name}", "label", words, choices, "yes")
        spoken = "speakers" not in self.answers and len(self.turns) > 1
        if spoken and not any(turn.speaker for turn in self.turns):
            yield Question("speakers", "speakers", _WHOSE, _WHOSE_CHOICES if self.labels else _WHOSE_CHOICES[:2], "one")


_WHOSE = Message("발언자를 찾지 못했습니다. 누가 한 말입니까?")
_WHOSE_CHOICES = (
    Choice("one", Message("한 사람의 말입니다")),
    Choice("paragraphs", Message("문단마다 다른 사람의 말입니다")),
    Choice("labels", Message("줄 앞에 호칭이 있습니다")),
)


def _own(block: Block) -> str:
    """The text of a block as the file has it, with the speaker's label before it."""
    if isinstance(block, Passage):
        return block.text
    speech = block.text.strip()
    return f"{block.speaker}: {speech}" if block.speaker else speech


def _in_order(labels: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))
