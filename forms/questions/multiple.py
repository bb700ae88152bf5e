"""Several choices at once."""

from __future__ import annotations

from wtforms import Field, Form
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from forms.messages import say
from forms.questions.fields import MultiCheckboxField, Validator, one_of, presence
from forms.questions.question import Question, QuestionType, Value
from forms.questions.single import choice_problems, choice_text


class Multiple(QuestionType):
    """Check boxes; stores a list of ids without repeats.

    ``max`` bounds how many may be chosen. In a table's cell the ids are separated by semicolons.
    """

    name = "multiple"
    summary = "shares"
    settings = frozenset({"choices", "filter", "max"})
    holds = (list,)
    needs = "choose_some"

    def problems(self, question: Question) -> list[str]:
        most = question.maximum
        wrong = most is not None and (most < 1 or most != int(most))
        return [*choice_problems(question), *(["bad_maximum"] if wrong else [])]

    def field(self, question: Question, lang: str) -> UnboundField:
        ids = frozenset(choice.id for choice in question.choices)
        most = int(question.maximum or len(ids))
        return MultiCheckboxField(
            question.label.of(lang),
            [
                presence(question.required, self.needed(question, lang)),
                one_of(ids, say("no_choice", lang)),
                _at_most(most, say("too_many", lang, most=most)),
                _alone(question, lang),
            ],
            choices=[SelectChoice(choice.id, choice.label.of(lang)) for choice in question.choices],
            description=question.hint.of(lang),
        )

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        return {**super().sentences(question, lang), "choice": say("no_choice", lang)}

    def stored(self, data: object) -> Value | None:
        chosen = [str(id) for id in data] if isinstance(data, list | tuple) else []
        return list(dict.fromkeys(chosen)) or None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        chosen = value if isinstance(value, list) else []
        return ", ".join(choice_text(id, question, lang) for id in chosen)

    def from_cell(self, cell: str) -> list[str]:
        return [id.strip() for id in cell.split(";") if id.strip()]


def _at_most(most: int, message: str) -> Validator:
    def check(form: Form, field: Field) -> None:
        if len(set(field.data or [])) > most:
            raise ValidationError(message)

    return check


def _alone(question: Question, lang: str) -> Validator:
    """Refuse an exclusive choice beside another."""
    exclusive = [choice for choice in question.choices if choice.exclusive]

    def check(form: Form, field: Field) -> None:
        chosen = set(field.data or [])
        for choice in exclusive:
            if choice.id in chosen and len(chosen) > 1:
                raise ValidationError(say("no_other", lang, choice=choice.label.of(lang)))

    return check
