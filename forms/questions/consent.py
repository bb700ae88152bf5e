"""Consent to the use of what is answered, before anything is answered."""

from __future__ import annotations

from wtforms import BooleanField
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired

from forms.messages import say
from forms.questions.question import Question, QuestionType, Value

_YES = frozenset({"yes", "y", "true", "1", "ok", "예", "네", "동의", "동의함", "확인", "확인함", "o"})


def ticked(cell: str) -> bool:
    """Whether a cell of a table says yes."""
    return cell.strip().lower() in _YES


class TickField(BooleanField):
    """A check box that is ticked by its own value alone: a word sent in its place ("false", "아니오") is no consent."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist == ["y"]


class Consent(QuestionType):
    """One check box with the full text as its hint; stores true.

    Without it nothing of the form is stored, so there is no stored false.
    """

    name = "consent"
    summary = "count"
    holds = (bool,)
    needs = "consent"

    def problems(self, question: Question) -> list[str]:
        return [] if question.required and question.hint else ["consent_required"]

    def field(self, question: Question, lang: str) -> UnboundField:
        return TickField(
            question.label.of(lang), [DataRequired(self.needed(question, lang))], description=question.hint.of(lang)
        )

    def stored(self, data: object) -> Value | None:
        return True if data else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return say("agreed", lang) if value else ""

    def as_number(self, value: Value | None, question: Question) -> float | None:
        return 1.0 if value else None

    def from_cell(self, cell: str) -> list[str]:
        return ["y"] if ticked(cell) else []

    def sent(self, value: Value) -> list[str]:
        return ["y"] if value is True else [str(value)]

    def cells(self, value: Value | None) -> str:
        return "yes" if value else ""
