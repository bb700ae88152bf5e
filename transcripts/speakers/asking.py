"""Questions about labels: what a person is asked where the document's shape leaves one open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from transcripts.text.problems import Message
from transcripts.text.questions import NOTHING, Answers, Choice, Question

_YES_NO = (Choice("yes", Message("발언자입니다")), Choice("no", Message("발언의 일부입니다")))
_TOGETHER = (
    Choice("yes", Message("모두 발언자입니다")),
    Choice("no", Message("모두 발언의 일부입니다")),
    Choice("each", Message("하나씩 답하겠습니다")),
)
_SAMPLE = 60
# Questions of one kind a person answers one by one; of more, one is asked about all. Chosen, not measured.
_MOST = 4


def label_questions(doubts: Iterable[tuple[str, str, str]], answers: Answers = NOTHING) -> list[Question]:
    """One question a name, in the order of the text; one about all that were read alike where these are many.

    Parameters
    ----------
    doubts : iterable of (str, str, str)
        The name, ``yes`` or ``no`` as it was read, and the text from its line on.
    answers : mapping of str to str
        ``labels:yes`` and ``labels:no`` are ``each`` where a person wants to be asked one by one.
    """
    doubts = list(doubts)
    counts = Counter(name for name, _guess, _text in doubts)
    asked: dict[str, Question] = {}
    for name, guess, text in doubts:
        sample = " ".join(text[:_SAMPLE].split())
        choices = tuple(replace(choice, sample=sample) for choice in _YES_NO)
        once = Message("한 번만 나온 ‘%(name)s’, 발언자의 호칭입니까?", name=name)
        words = once if counts[name] == 1 else Message("‘%(name)s’, 발언자의 호칭입니까?", name=name)
        asked.setdefault(name, Question(f"label:{name}", "label", words, choices, guess, (name,)))
    together = [_together(guess, asked.values(), answers) for guess in ("yes", "no")]
    about = {name for question in together if question for name in question.about}
    return [*filter(None, together), *(each for name, each in asked.items() if name not in about)]


def _together(guess: str, asked: Iterable[Question], answers: Answers) -> Question | None:
    """One question about all names that were read alike, with the line of each."""
    alike = [each for each in asked if each.guess == guess]
    key = f"labels:{guess}"
    if len(alike) <= _MOST or answers.get(key) == "each":
        return None
    words = Message("호칭인지 확실하지 않은 말이 %(count)d가지 있습니다. 모두 발언자의 호칭입니까?", count=len(alike))
    lines = "\n".join(each.choices[0].sample for each in alike)
    choices = (replace(_TOGETHER[0], sample=lines), *_TOGETHER[1:])
    return Question(key, "labels", words, choices, guess, tuple(each.about[0] for each in alike))


def answered_together(doubts: Iterable[tuple[str, str]], answers: Answers) -> dict[str, str]:
    """What an answer about all names that were read alike says of each of these doubts (name, as it was read)."""
    said = ((name, answers.get(f"labels:{guess}", "each")) for name, guess in doubts)
    return {f"label:{name}": answer for name, answer in said if answer != "each"}


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
