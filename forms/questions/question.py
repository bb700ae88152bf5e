"""A question as defined, and what every question type knows how to do with it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from wtforms.fields.core import UnboundField

from forms.messages import say

Value = bool | int | float | str | list[str]
"""What is stored of one answer, as JSON. No answer is None and is not stored."""

# What a form sends, a table holds and the database keeps for 해당 없음: no id of a choice can be written so.
NOT_APPLICABLE = "n/a"

DOMAINS = ("finance", "market", "technology", "hr", "rnd", "external")
BSI_ITEMS = ("biz", "sales", "exports", "profit", "funding", "staffing")
BSI_PERIODS = ("past", "next")


# The quarter a wording names by itself: {past_quarter} of a questionnaire, {quarter:2026Q3} of a survey's.
_QUARTER = re.compile(r"\{(past|next)_quarter\}|\{quarter:(\d{4})Q([1-4])\}")
_UNNAMED = {"past": ("지난 분기", "the past quarter"), "next": ("다음 분기", "the next quarter")}


def named(text: str, lang: str) -> str:
    """A wording with its quarters named: that of the survey, and where no survey asks yet, 지난 분기.

    >>> named("{quarter:2026Q3}의 매출", "ko"), named("sales in {past_quarter}", "en")
    ('2026년 3분기의 매출', 'sales in the past quarter')
    """
    return _QUARTER.sub(lambda found: _name(found, lang == "ko"), text) if "quarter" in text else text


def _name(found: re.Match[str], korean: bool) -> str:
    if found[1]:
        return _UNNAMED[found[1]][0 if korean else 1]
    return f"{found[2]}년 {found[3]}분기" if korean else f"the {_ORDER[int(found[3]) - 1]} quarter of {found[2]}"


_ORDER = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Wording:
    """The same words in several languages.

    Attributes
    ----------
    ko, en : str
        Korean and English; `ko` is the words of the first language where there are no Korean ones.
    others : tuple of (str, str)
        Code and words of further languages.
    first : str
        Words of the questionnaire's first language where that is not Korean: they stand for what is missing.
    """

    ko: str
    en: str = ""
    others: tuple[tuple[str, str], ...] = ()
    first: str = ""

    def of(self, lang: str) -> str:
        """Words in `lang`; those of the first language where there are none."""
        own = self.en if lang == "en" else self.ko if lang == "ko" else dict(self.others).get(lang)
        return named(own or self.first or self.ko, lang)

    def __bool__(self) -> bool:
        return bool(self.ko)


@dataclass(frozen=True)
class Expression:
    """A rule as its author wrote it, and as the JSON tree that is evaluated."""

    source: str
    tree: Any


@dataclass(frozen=True)
class Choice:
    """One option; `id` is stored and never used again for another meaning.

    `attributes` are what a filter may ask of it; an `exclusive` one stands alone (해당 없음 among several); `media`
    names files that are shown with it, by kind.
    """

    id: str
    label: Wording
    attributes: tuple[tuple[str, str], ...] = ()
    exclusive: bool = False
    media: Mapping[str, Any] = field(default_factory=dict, hash=False)


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
    relevant, required_when, constraint, calculation : Expression or None
        Whether it is asked, whether it must be answered (beside a plain `required`), what an answer must satisfy, and
        what it is where nobody types it.
    required_message, constraint_message : Wording
        What is said instead of our own sentence.
    default : Value, Expression or None
        What stands there before anybody answers.
    readonly : bool
        Shown and not typed.
    listed : str or None
        Name of the shared list its choices come from.
    filter : Expression or None
        Which choices are offered; in it a bare name is the choice's attribute.
    step : float or None
        ``range``: from one value to the next.
    appearance : str
        XLSForm's words for how it looks, separated by spaces.
    media : mapping
        Names of files that are shown with the question, by kind: pictures whose file is given; of others the name.
    guidance : Wording
        Longer help for who asks it on site.
    metadata : str
        ``calculate``: what of the answering itself it holds: start, end, today.
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
    relevant: Expression | None = None
    required_when: Expression | None = None
    required_message: Wording = Wording("")
    constraint: Expression | None = None
    constraint_message: Wording = Wording("")
    calculation: Expression | None = None
    default: Value | Expression | None = None
    readonly: bool = False
    listed: str | None = None
    filter: Expression | None = None
    step: float | None = None
    appearance: str = ""
    media: Mapping[str, Any] = field(default_factory=dict)
    guidance: Wording = Wording("")
    metadata: str = ""

    @property
    def appearances(self) -> frozenset[str]:
        """The words of `appearance`."""
        return frozenset(self.appearance.split())

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
        ``numbers`` (median, quartiles), ``texts`` (a list, coded by people), ``count`` (how many), ``dates`` (first
        to last), ``ranks`` (mean place of each choice), ``values`` (a number or a word, as it came), ``none``.
    asks : bool
        Whether somebody answers it: a note is only read, a calculation is made.
    holds : tuple of type
        Kinds of JSON value that are stored.
    needs : str
        Key of the message that asks for an answer.
    settings : frozenset of str
        Keys of the definition beyond those every question has; others are reported as problems.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    settings: ClassVar[frozenset[str]] = frozenset()
    asks: ClassVar[bool] = True
    holds: ClassVar[tuple[type, ...]] = (str,)
    needs: ClassVar[str] = "write"

    def has_field(self, question: Question) -> bool:
        """Whether a field of the form stands for it."""
        return self.asks

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        """What a page's script says at the field, by what is wrong: required, constraint, unread, least, most …"""
        constraint = question.constraint_message.of(lang) or say("constraint", lang)
        return {"required": self.needed(question, lang), "constraint": constraint}

    def needed(self, question: Question, lang: str) -> str:
        """What is said where a required answer is missing."""
        return question.required_message.of(lang) or say(self.needs, lang)

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

    def sent(self, value: Value) -> list[str]:
        """Turn a stored value into what a browser would send for it."""
        return [str(item) for item in value] if isinstance(value, list) else [str(value)]

    def cells(self, value: Value | None) -> str:
        """Turn a stored value into the cell that `from_cell` reads back."""
        return "" if value is None else ";".join(self.sent(value))
