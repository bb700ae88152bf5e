"""A questionnaire and the form made of it, once per version and language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.i18n import DummyTranslations

from forms import definition
from forms.definition import Section
from forms.findings import DefinitionProblem, QuestionnaireError
from forms.questions import TYPES, Question, Wording
from forms.questions.question import Value

__all__ = [
    "DefinitionProblem",
    "Questionnaire",
    "QuestionnaireError",
    "QuestionnaireForm",
    "Section",
    "build_form",
    "check_answers",
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
        In the order of the page.
    questions : tuple of Question
        In the order of the page.
    canonical : str
        The definition as canonical JSON: sorted keys, no spaces. This is what is stored as a version.
    """

    id: str
    title: Wording
    intro: Wording
    minutes: int
    keep_years: int
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    canonical: str

    @classmethod
    def from_dict(cls, d: Mapping[str, Any]) -> Questionnaire:
        """Read a definition.

        Raises
        ------
        QuestionnaireError
            With every problem of the definition and the id of its question.
        """
        parts = definition.read(d)
        canonical = json.dumps(d, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return cls(**parts, canonical=canonical)

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
    def open_questions(self) -> tuple[str, ...]:
        """Ids of the questions answered in the respondent's own words."""
        return tuple(each.id for each in self.questions if TYPES[each.type].summary == "texts")

    def question(self, id: str) -> Question | None:
        """Return the question with this id, or None."""
        return next((question for question in self.questions if question.id == id), None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questionnaire) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


class QuestionnaireForm(FlaskForm):
    """Base of the built forms; each has its `questionnaire` and `lang`."""

    questionnaire: ClassVar[Questionnaire]
    lang: ClassVar[str]

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: FlaskForm) -> DummyTranslations:
            """Every message is already in its language, also outside a request."""
            return DummyTranslations()

    def answers(self) -> dict[str, Value]:
        """Stored values by question id, in the order of the questions; what was not answered is left out."""
        asked = self.questionnaire.questions
        values = {question.id: TYPES[question.type].stored(self[question.id].data) for question in asked}
        return {id: value for id, value in values.items() if value is not None}

    def by_section(self) -> Iterator[tuple[Section | None, list[tuple[Question, Field]]]]:
        """Fields under their sections, in the order of the page; None heads questions without a section."""
        for section in (None, *self.questionnaire.sections):
            id = section.id if section else None
            inside = [(q, self[q.id]) for q in self.questionnaire.questions if q.section == id]
            if inside:
                yield section, inside


@lru_cache(maxsize=64)
def build_form(questionnaire: Questionnaire, lang: str = "ko") -> type[QuestionnaireForm]:
    """Build the form class of a questionnaire in one language.

    Parameters
    ----------
    questionnaire : Questionnaire
        A checked definition.
    lang : str
        ``ko`` or ``en``.

    Returns
    -------
    type of QuestionnaireForm
        The same class for the same version and language.
    """
    fields = {question.id: TYPES[question.type].field(question, lang) for question in questionnaire.questions}
    name = f"Questionnaire_{questionnaire.sha256[:12]}_{lang}"
    return type(name, (QuestionnaireForm,), {**fields, "questionnaire": questionnaire, "lang": lang})


def check_answers(
    questionnaire: Questionnaire, cells: Mapping[str, str | Sequence[str]], *, lang: str = "ko"
) -> tuple[dict[str, Value], dict[str, str]]:
    """Check one row of an imported table by the very rules of the form.

    Parameters
    ----------
    questionnaire : Questionnaire
        Whose questions are answered.
    cells : mapping of str to str or list of str
        Cell by question id; the choices of ``multiple`` separated by semicolons. Other keys are passed over.
    lang : str
        Language of the messages.

    Returns
    -------
    answers : dict
        Stored values by question id; empty if anything is wrong.
    wrong : dict of str to str
        First message by question id.
    """
    sent: MultiDict[str, str] = MultiDict()
    for question in questionnaire.questions:
        cell = cells.get(question.id, "")
        given = TYPES[question.type].from_cell(cell) if isinstance(cell, str) else list(cell)
        sent.setlist(question.id, given)
    form = build_form(questionnaire, lang)(formdata=sent, meta={"csrf": False})
    if form.validate():
        return form.answers(), {}
    return {}, {id: str(messages[0]) for id, messages in form.errors.items() if id and messages}
