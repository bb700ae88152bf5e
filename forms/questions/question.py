"""A question as defined, and what every question type knows how to do with it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from wtforms.fields.core import UnboundField

Value = bool | int | float | str | list[str]
"""What is stored of one answer, as JSON. No answer is None and is not stored."""

# What a form sends, a table holds and the database keeps for 해당 없음: no id of a choice can be written so.
NOT_APPLICABLE = "n/a"

DOMAINS = ("finance", "market", "technology", "hr", "rnd", "external")
BSI_ITEMS = ("biz", "sales", "exports", "profit", "funding", "staffing")
BSI_PERIODS = ("past", "next")


@dataclass(frozen=True)
class Wording:
    """The same words in Korean and English."""

    ko: str
    en: str = ""

    def of(self, lang: str) -> str:
        """Words in `lang`; Korean where there are no English ones."""
        return (self.en or self.ko) if lang == "en" else self.ko

    def __bool__(self) -> bool:
        return bool(self.ko)


@dataclass(frozen=True)
class Choice:
    """One option; `id` is stored and never used again for another meaning."""

    id: str
    label: Wording


@dataclass(frozen=True)
class Bsi:
    """Which business survey index a question feeds: the item, and the past or next quarter."""

    item: str
    period: str


@dataclass(frozen=True)
class Question:
    """One question of a questionnaire.

    Attributes
    ----------
    id : str
        Name of the form field and of the stored answer.
    type : str
        Key of `forms.questions.TYPES`.
    label, hint : Wording
        The question, and the help beneath it (for consent: the whole text agreed to).
    choices : tuple of Choice
        For ``single`` and ``multiple``; for ``likert`` filled in from the scale where not given.
    scale : int or None
        ``likert``: 3 or 5 points.
    unit : Wording
        ``number``: 명, %, 억 원.
    minimum, maximum : float or None
        ``number``: bounds, both allowed. ``multiple``: how many may be chosen.
    decimals : int
        ``number``: digits after the point.
    domain : str or None
        Domain of the evaluation that the answer speaks for.
    bsi : Bsi or None
        Set on the Likert questions that make a BSI.
    section : str or None
        Id of the section under which the question stands.
    """

    id: str
    type: str
    label: Wording
    hint: Wording = Wording("")
    required: bool = False
    choices: tuple[Choice, ...] = ()
    scale: int | None = None
    unit: Wording = Wording("")
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = 0
    domain: str | None = None
    bsi: Bsi | None = None
    section: str | None = None

    def choice(self, id: str) -> Choice | None:
        """Return the choice with this id, or None."""
        return next((choice for choice in self.choices if choice.id == id), None)


class QuestionType(ABC):
    """One kind of question, from the definition to the result.

    Attributes
    ----------
    name : str
        Word in the definition.
    summary : str
        How answers are summed up: ``scale`` (distribution in order, BSI), ``shares`` (each choice's share),
        ``numbers`` (median, quartiles), ``texts`` (a list, coded by people), ``count`` (how many).
    settings : frozenset of str
        Keys of the definition beyond those every question has; others are reported as problems.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    settings: ClassVar[frozenset[str]] = frozenset()

    def problems(self, question: Question) -> list[str]:
        """Keys of `forms.messages.MESSAGES` for what is wrong with the definition; none if it is sound."""
        return []

    @abstractmethod
    def field(self, question: Question, lang: str) -> UnboundField:
        """Build the WTForms field, every message in `lang`."""

    @abstractmethod
    def stored(self, data: object) -> Value | None:
        """Turn the field's data into what is stored; None means not answered."""

    @abstractmethod
    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        """Say a stored value in words, for pages and exports; "" where there is no answer."""

    def as_number(self, value: Value | None, question: Question) -> float | None:
        """Give a stored value as a number, or None where it is not one."""
        return None

    def from_cell(self, cell: str) -> list[str]:
        """Turn a cell of an imported table into what a browser would send for it."""
        return [cell.strip()] if cell.strip() else []
