"""Choices in order of preference."""

from __future__ import annotations

from collections import Counter

from wtforms import Field, Form
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from forms.messages import say
from forms.questions.fields import MultiCheckboxField, Validator, one_of, presence
from forms.questions.multiple import Multiple
from forms.questions.question import Question, Value
from forms.questions.single import choice_problems, choice_text


class RankField(MultiCheckboxField):
    """One list of choices for each place; places left empty at the end are no answer yet."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = [id for id in valuelist if id]


class Rank(Multiple):
    """Stores the ids of all choices offered, the first the most important. A cell holds them separated by semicolons."""

    name = "rank"
    summary = "ranks"
    settings = frozenset({"choices", "filter"})
    needs = "rank"

    def problems(self, question: Question) -> list[str]:
        return choice_problems(question)

    def field(self, question: Question, lang: str) -> UnboundField:
        ids = frozenset(choice.id for choice in question.choices)
        return RankField(
            question.label.of(lang),
            [
                presence(question.required, self.needed(question, lang)),
                one_of(ids, say("no_choice", lang)),
                _once(lang),
                # Which choices a filter offers is known to the rules alone, which check again.
                *([] if question.filter else [_every(len(ids), lang)]),
            ],
            choices=[SelectChoice(choice.id, choice.label.of(lang)) for choice in question.choices],
            description=question.hint.of(lang),
        )

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        found = {**super().sentences(question, lang), "unread": say("rank", lang)}
        return {**found, "choice": say("ranked_twice", lang), "twice": say("ranked_twice", lang)}

    def stored(self, data: object) -> Value | None:
        return [str(id) for id in data] or None if isinstance(data, list | tuple) else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        ranked = value if isinstance(value, list) else []
        return ", ".join(f"{place}. {choice_text(id, question, lang)}" for place, id in enumerate(ranked, 1))


def _once(lang: str) -> Validator:
    def check(form: Form, field: Field) -> None:
        if any(times > 1 for times in Counter(field.data).values()):
            raise ValidationError(say("ranked_twice", lang))

    return check


def _every(many: int, lang: str) -> Validator:
    def check(form: Form, field: Field) -> None:
        if field.data and len(field.data) < many:
            raise ValidationError(say("rank", lang))

    return check
