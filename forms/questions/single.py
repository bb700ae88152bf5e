"""One choice of several."""

from __future__ import annotations

from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField

from forms.messages import say
from forms.questions.fields import PickField, one_of, presence
from forms.questions.question import NOT_APPLICABLE, Question, QuestionType, Value


class Radio(QuestionType):
    """Radio buttons. A question that may be left out offers 해당 없음: a button once pressed could not be released
    otherwise, and a firm that does not export says something else than one that skipped the question.
    """

    needs = "choose"

    def field(self, question: Question, lang: str) -> UnboundField:
        offered = [SelectChoice(choice.id, choice.label.of(lang)) for choice in question.choices]
        if not question.required:
            offered.append(SelectChoice(NOT_APPLICABLE, say("none", lang)))
        ids = frozenset(choice.value for choice in offered)
        return PickField(
            question.label.of(lang),
            [presence(question.required, self.needed(question, lang)), one_of(ids, say("no_choice", lang))],
            choices=offered,
            description=question.hint.of(lang),
        )

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return say("none", lang) if value == NOT_APPLICABLE else choice_text(value, question, lang)

    def from_cell(self, cell: str) -> list[str]:
        words = {say("none", lang) for lang in ("ko", "en")}
        return [NOT_APPLICABLE] if cell.strip() in words else super().from_cell(cell)


class Single(Radio):
    """Radio buttons; stores the id of the choice."""

    name = "single"
    summary = "shares"
    settings = frozenset({"choices", "filter"})

    def problems(self, question: Question) -> list[str]:
        return choice_problems(question)

    def stored(self, data: object) -> Value | None:
        return str(data) if data else None


def choice_problems(question: Question) -> list[str]:
    """Problems of a list of choices."""
    ids = [choice.id for choice in question.choices]
    # A list that several questions share may be cut down to one; a question's own asks nothing then.
    problems = ["no_choices"] if len(ids) < (1 if question.listed is not None else 2) else []
    return [*problems, "same_choice"] if len(set(ids)) < len(ids) else problems


def choice_text(value: Value | None, question: Question, lang: str) -> str:
    """Words of a stored choice; an id the definition does not know is shown as it is, never dropped."""
    if value is None:
        return ""
    choice = question.choice(str(value))
    return choice.label.of(lang) if choice else str(value)
