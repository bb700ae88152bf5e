"""The columns of a file of returns: one list for all versions of a questionnaire, whatever the format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.surveys.answering.importing import NOT_ASKED
from app.surveys.exchange.naming import names_of
from forms.keys import base, key, place
from forms.questionnaire import Questionnaire
from forms.questions import Question
from forms.questions.question import NOT_APPLICABLE

# `NOT_ASKED` is what a cell says where the question was not asked: its rule did not hold, or the version has no such
# question. A blank is a question that was asked and left open.
# The same two as numbers, for SPSS; a figure may be -8, so that figures have codes of their own.
MISSING = {NOT_APPLICABLE: -8, NOT_ASKED: -9}
MISSING_FIGURE = {NOT_APPLICABLE: -999_999_998, NOT_ASKED: -999_999_999}

# Numbers of codes that are no digits among codes that are.
FURTHER = 100_000

# How a question's answers are kept in a column, by its type; a type that is not here is kept as text.
KINDS = {
    "likert": "code",
    "single": "code",
    "multiple": "several",
    "rank": "rank",
    "number": "figure",
    "range": "figure",
    "consent": "flag",
    "acknowledge": "flag",
    "date": "date",
    "datetime": "datetime",
}


@dataclass(frozen=True)
class Value:
    """One code of a variable: as it is stored, as a number, and its words."""

    code: str
    number: int
    words: str


@dataclass(frozen=True)
class Variable:
    """One column.

    Attributes
    ----------
    title : str
        Heading in CSV and XLSX: the answer's key, for one of several choices ``causes/finance``.
    name : str
        Name in SPSS and Stata.
    label : str
        The question, and for one of several choices the choice.
    kind : str
        "code", "flag" (0 or 1), "figure", "date", "datetime", "text", "rank" (a place from 1), or "several" (all choices
        of a question in one cell: in CSV and XLSX alone).
    key : str
        Key of the answer; "" for what the program knows of a return.
    choice : str
        For a flag or a rank: the choice it is of.
    values : tuple of Value
    versions : tuple of int
        Versions of the questionnaire that ask it; empty where that does not apply.
    unit : str
    ordered : bool
        Whether its codes are points of a scale.
    """

    title: str
    name: str
    label: str
    kind: str
    key: str = ""
    choice: str = ""
    values: tuple[Value, ...] = ()
    versions: tuple[int, ...] = ()
    unit: str = ""
    ordered: bool = False

    @property
    def missing(self) -> Mapping[str, int]:
        """Codes of 해당 없음 and of what was not asked, as numbers."""
        return MISSING_FIGURE if self.kind == "figure" else MISSING

    @property
    def may_miss(self) -> bool:
        """Whether it is an answer whose missing values have codes."""
        return bool(self.key) and self.kind in ("code", "flag", "figure", "rank")


@dataclass(frozen=True)
class Union:
    """Several versions of a questionnaire as one: each question in its newest words, each choice that ever was."""

    versions: tuple[tuple[int, Questionnaire], ...]
    lang: str
    questions: Mapping[str, Question] = field(default_factory=dict)
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def asking(self, question_id: str) -> tuple[int, ...]:
        return tuple(number for number, each in self.versions if each.question(question_id))

    def questionnaire(self, number: int) -> Questionnaire:
        return dict(self.versions)[number]


def union_of(versions: Sequence[tuple[int, Questionnaire]], lang: str) -> Union:
    """The union over versions (number and questionnaire): the newest order first, what it no longer asks behind."""
    ordered = tuple(sorted(versions, key=lambda each: each[0]))
    questions: dict[str, Question] = {}
    for _number, each in reversed(ordered):
        for question in each.questions:
            if question.type != "note":
                questions.setdefault(question.id, question)
    values = {id: _values(id, [each for _n, each in ordered], lang) for id in questions}
    return Union(ordered, lang, questions, values)


def _values(id: str, oldest_first: Sequence[Questionnaire], lang: str) -> tuple[Value, ...]:
    """Every choice a question ever had, numbered so that a later version changes no number.

    Where the first version's codes are digits, digits are their own numbers and other codes count from `FURTHER`; else
    all are counted in the order they came.
    """
    words: dict[str, str] = {}
    own: bool | None = None
    for each in oldest_first:
        question = each.question(id)
        if question and own is None:
            own = all(_is_number(choice.id) for choice in question.choices)
        for choice in question.choices if question else ():
            words[choice.id] = choice.label.of(lang)
    counted = [code for code in words if not (own and _is_number(code))]
    first = FURTHER if own else 1
    numbers = {code: first + n for n, code in enumerate(counted)}
    return tuple(Value(code, numbers.get(code) or int(code), word) for code, word in words.items())


def _is_number(code: str) -> bool:
    return code.isascii() and code.isdigit() and int(code) < FURTHER and str(int(code)) == code


def variables_of(
    union: Union, keys: Iterable[str], fixed: Sequence[Variable], *, numeric: Collection[str] = ()
) -> list[Variable]:
    """Every column, in the order asked: `fixed` ones first, each question, inside repeats once a place.

    `keys` are those of all answers there are: they tell how many places of a repeat were filled. `numeric`: questions
    that were answered by numbers alone; a calculation among them is a number.
    """
    places: dict[str, set[tuple[int, ...]]] = {}
    for each in keys:
        places.setdefault(base(each), set()).add(place(each))
    made: list[Variable] = []
    for question in union.questions.values():
        for at in sorted(places.get(question.id, set()) - {()}) or [()]:
            made += _of_question(question, key(question.id, at), union, question.id in numeric)
    counts = sorted(set(places) - set(union.questions))
    made += [_count(id, key(id, at), union) for id in counts for at in sorted(places[id])]
    names = names_of([*(v.title for v in fixed), *(v.title for v in made)])
    return [*fixed, *(Variable(**{**vars(v), "name": names[v.title]}) for v in made)]


def _of_question(question: Question, at: str, union: Union, numeric: bool) -> list[Variable]:
    kind = "figure" if question.type == "calculate" and numeric else KINDS.get(question.type, "text")
    label = question.label.of(union.lang) or question.id
    if inside := ".".join(map(str, place(at))):
        label = _("%(question)s (%(place)s번째)", question=label, place=inside)
    common: dict[str, Any] = {"name": "", "key": at, "versions": union.asking(question.id)}
    values = union.values[question.id]
    if kind in ("several", "rank"):
        whole = Variable(at, label=label, kind="several", values=values, **common)
        one = "flag" if kind == "several" else "rank"
        return [whole, *(_choice(at, label, one, value, common) for value in values)]
    unit = question.unit.of(union.lang)
    return [Variable(at, label=label, kind=kind, values=values, unit=unit, ordered=question.type == "likert", **common)]


def _choice(at: str, label: str, kind: str, value: Value, common: Mapping[str, Any]) -> Variable:
    return Variable(f"{at}/{value.code}", label=f"{label}: {value.words}", kind=kind, choice=value.code, **common)


def _count(section_id: str, at: str, union: Union) -> Variable:
    """How often a repeat was filled, an answer under its section's id."""
    title = next(
        (s.title.of(union.lang) for _n, each in union.versions for s in each.sections if s.id == section_id), ""
    )
    return Variable(at, "", _("%(section)s: 몇 번", section=title or section_id), "figure", key=at)


def place_variable() -> Variable:
    """The column that says which place of a repeat a row is."""
    return Variable("place", "place", _("몇 번째"), "text")
