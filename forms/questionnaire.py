"""A questionnaire: one version of what is asked. The form made of it and the check of answers: `forms.asked`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from forms import definition
from forms.asked.building import QuestionnaireForm, build_form
from forms.asked.checking import check_answers, check_typed
from forms.asked.layout import Order, order
from forms.asked.pictures import Picture
from forms.asked.programming import program
from forms.definition import Section
from forms.findings import DefinitionProblem, QuestionnaireError
from forms.keys import base
from forms.logic import Model, check, names
from forms.questions import TYPES, Choice, Question, Wording
from forms.questions.files import File

__all__ = [
    "DefinitionProblem",
    "Questionnaire",
    "QuestionnaireError",
    "QuestionnaireForm",
    "Section",
    "build_form",
    "check_answers",
    "check_typed",
]


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """One version of a questionnaire; two are equal if their definitions are.

    Attributes
    ----------
    id : str
        Code of the questionnaire, e.g. ``bsi-2026``.
    title, intro : Wording
        Heading and the words above the first question.
    minutes : int
        How long answering takes.
    keep_years : int
        Years, 1-5, after which a return is destroyed at the latest, as its consent promises.
    sections : tuple of Section
        Each stands where the first of its questions stands.
    questions : tuple of Question
        In the order of the page.
    canonical : str
        The definition as canonical JSON: sorted keys, no spaces, each rule with its tree. This is what is stored as a
        version.
    languages : tuple of str
        Codes of the languages it is asked in, the first the one that stands for what is missing.
    lists : mapping of str to tuple of Choice
        Choices that several questions share.
    pages : str
        What is shown at once unless the respondent wants it otherwise: "all", a "section", a "question".
    files : mapping of str to Picture
        Pictures by the name under which questions and choices speak of them.
    """

    id: str
    title: Wording
    intro: Wording
    minutes: int
    keep_years: int
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    canonical: str
    languages: tuple[str, ...] = ("ko", "en")
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    pages: str = "all"
    files: Mapping[str, Picture] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Questionnaire:
        """Read a definition.

        Raises
        ------
        QuestionnaireError
            With every problem of the definition and the id of its question.
        """
        parts, whole = definition.read(d)
        canonical = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        made = cls(**parts, canonical=canonical)
        faults = check(made.program) if made.ruled else []
        if faults:
            raise QuestionnaireError(
                tuple(DefinitionProblem(each.id, each.key, (*each.params, ("entry", each.entry))) for each in faults)
            )
        return made

    @cached_property
    def sha256(self) -> str:
        """Version: SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    @cached_property
    def consent_sha256(self) -> str | None:
        """SHA-256 of what respondents agree to, in both languages; None where no consent is asked."""
        asked = [question for question in self.questions if question.type == "consent"]
        texts = [(each.label.ko, each.hint.ko, each.label.en, each.hint.en) for each in asked]
        return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest() if texts else None

    @cached_property
    def ruled(self) -> bool:
        """Whether anything depends on another answer: then what a form says is judged by the rules as well."""
        asked = any(
            each.relevant
            or each.required_when
            or each.constraint
            or each.calculation
            or each.filter
            or each.default is not None
            or each.type == "calculate"
            for each in self.questions
        )
        return asked or any(section.relevant or section.repeat for section in self.sections)

    @cached_property
    def program(self) -> dict[str, Any]:
        """What both interpreters run (`forms.logic`, app/static/js/logic)."""
        return program(self)

    @cached_property
    def model(self) -> Model:
        """The program laid out for running."""
        return Model(self.program)

    @cached_property
    def order(self) -> Order:
        """What stands in which section, in the order of the page."""
        return order(self.questions, self.sections)

    @cached_property
    def repeats(self) -> Mapping[str, Section]:
        """The sections that may be answered several times, by id."""
        return {section.id: section for section in self.sections if section.repeat}

    @cached_property
    def _around(self) -> dict[str, tuple[str, ...]]:
        parents = {section.id: section.parent for section in self.sections}
        inside = [*((each.id, each.parent) for each in self.repeats.values())]
        inside += [(each.id, each.section) for each in self.questions]
        return {
            id: tuple(each for each in reversed(definition.chain(parent, parents)) if each in self.repeats)
            for id, parent in inside
        }

    def repeats_around(self, id: str) -> tuple[str, ...]:
        """The repeats in which a question, or a repeat itself, stands; the outermost first."""
        return self._around.get(id, ())

    def most_of(self, id: str) -> int | None:
        """How many instances a repeat may have; None where there is no repeat of this id."""
        section = self.repeats.get(id)
        return section.repeat.most if section and section.repeat else None

    def section_key(self, id: str) -> str:
        """The name a section has beside the questions: where a question has the same id, it is told from it."""
        return f"section:{id}" if id in self._by_id else id

    @cached_property
    def open_questions(self) -> tuple[str, ...]:
        """Ids of the questions answered in the respondent's own words, and of what is calculated from these."""
        found = {each.id for each in self.questions if TYPES[each.type].summary == "texts"}
        made = [(each.id, set(names(each.calculation.tree))) for each in self.questions if each.calculation]
        for _round in made:
            found |= {id for id, read in made if read & found}
        return tuple(each.id for each in self.questions if each.id in found)

    @cached_property
    def language_names(self) -> Mapping[str, str]:
        """Names by code of the languages as the workbook it came from writes them."""
        names = json.loads(self.canonical).get("origin", {}).get("languages", {})
        return names if isinstance(names, dict) else {}

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def is_made(self, key: str) -> bool:
        """Whether nobody types the answer of this key: it is calculated, or told by the clock."""
        return bool(self._made) and base(key) in self._made

    @cached_property
    def _made(self) -> frozenset[str]:
        return frozenset(each.id for each in self.questions if each.calculation or each.metadata in ("end", "today"))

    def is_file(self, key: str) -> bool:
        """Whether the answer of this key is a file."""
        return bool(self._files) and base(key) in self._files

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(each.id for each in self.questions if isinstance(TYPES[each.type], File))

    def question(self, id: str) -> Question | None:
        """Return the question with this id, or of this key (``grade[2]``), or None."""
        return self._by_id.get(id) or self._by_id.get(base(id))

    def in_own_words(self, key: str) -> bool:
        """Whether what stands under a key is written freely: of no question of ours, or of one that takes any text."""
        question = self.question(key)
        return question is None or TYPES[question.type].summary == "texts"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questionnaire) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)
