"""Questions about labels: what a person is asked where the document's shape leaves one open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from transcripts.text.problems import Message
from transcripts.text.questions import Answers, Choice, Question

_YES_NO = (Choice("yes", Message("발언자입니다")), Choice("no", Message("발언의 일부입니다")))
_SAMPLE = 60


def label_questions(doubts: Iterable[tuple[str, str, str]]) -> list[Question]:
    """One question a name, in the order of the text.

    Parameters
    ----------
    doubts : iterable of (str, str, str)
        The name, ``yes`` or ``no`` as it was read, and the text from its line on.
    """
    asked: dict[str, Question] = {}
    doubts = list(doubts)
    counts = Counter(name for name, _guess, _text in doubts)
    for name, guess, text in doubts:
        sample = " ".join(text[:_SAMPLE].split())
        choices = tuple(replace(choice, sample=sample) for choice in _YES_NO)
        once = Message("한 번만 나온 ‘%(name)s’, 발언자의 호칭입니까?", name=name)
        words = once if counts[name] == 1 else Message("‘%(name)s’, 발언자의 호칭입니까?", name=name)
        asked.setdefault(name, Question(f"label:{name}", "label", words, choices, guess))
    return list(asked.values())


def whose(answers: Answers, *, labels: bool) -> Question | None:
    """Whose words these are, where no speaker was found; unless a person has said."""
    if "speakers" in answers:
        return None
    return Question("speakers", "speakers", _WHOSE, _WHOSE_CHOICES if labels else _WHOSE_CHOICES[:2], "one")


_WHOSE = Message("발언자를 찾지 못했습니다. 누가 한 말입니까?")
_WHOSE_CHOICES = (
    Choice("one", Message("한 사람의 말입니다")),
    Choice("paragraphs", Message("문단마다 다른 사람의 말입니다")),
    Choice("labels", Message("줄 앞에 호칭이 있습니다")),
)
