"""What can be wrong with a file, in Korean sentences that a translation catalogue can take up.

A `Message` is the finished Korean text and keeps its template: the app can say it in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Message(str):
    """A Korean sentence that remembers its template; ``translated()`` says it in another language.

    Parameters
    ----------
    template : str
        Korean text with ``%(name)s`` places: the msgid of the catalogue (extract with ``-k Message``).
    **params
        Values for the places.

    Examples
    --------
    >>> str(Message("%(line)d번째 줄", line=3))
    '3번째 줄'
    """

    template: str
    params: dict[str, object]

    def __new__(cls, template: str, **params: object) -> Message:
        made = super().__new__(cls, template % params if params else template)
        made.template, made.params = template, params
        return made

    def translated(self, gettext: Callable[..., str]) -> str:
        """Say the sentence again through a catalogue's ``gettext``, which puts the values in."""
        return gettext(self.template, **self.params)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file.

    Attributes
    ----------
    code : str
        Stable word for programs and tests, e.g. ``"encoding"``.
    where, what, right : Message
        Place in the file, what is wrong there, and what would be right. All three are strings.
    """

    code: str
    where: Message
    what: Message
    right: Message

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.right}"

    def translated(self, gettext: Callable[..., str]) -> tuple[str, str, str]:
        """Where, what and right in the language of a catalogue's ``gettext``."""
        return self.where.translated(gettext), self.what.translated(gettext), self.right.translated(gettext)


class TranscriptError(ValueError):
    """A file could not be read; carries every problem found, never a half-read transcript."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


WHOLE_FILE = Message("파일 전체")


def refusal(code: str, what: Message, right: Message, *, where: Message = WHOLE_FILE) -> TranscriptError:
    """One-problem error, ready to raise."""
    return TranscriptError(Problem(code, where, what, right))


def at_line(number: int) -> Message:
    """Place of a problem: a line, counted from 1."""
    return Message("%(line)d번째 줄", line=number)
