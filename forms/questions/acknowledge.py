"""That something was read: a box to tick, and no consent."""

from __future__ import annotations

from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, Optional

from forms.messages import say
from forms.questions.consent import TickField, ticked
from forms.questions.question import Question, QuestionType, Value


class Acknowledge(QuestionType):
    """One check box; stores true."""

    name = "acknowledge"
    summary = "count"
    holds = (bool,)
    needs = "acknowledge"

    def field(self, question: Question, lang: str) -> UnboundField:
        needed = DataRequired(self.needed(question, lang)) if question.required else Optional()
        return TickField(question.label.of(lang), [needed], description=question.hint.of(lang))

    def stored(self, data: object) -> Value | None:
        return True if data else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return say("acknowledged", lang) if value else ""

    def as_number(self, value: Value | None, question: Question) -> float | None:
        return 1.0 if value else None

    def from_cell(self, cell: str) -> list[str]:
        return ["y"] if ticked(cell) else []

    def sent(self, value: Value) -> list[str]:
        return ["y"] if value is True else [str(value)]

    def cells(self, value: Value | None) -> str:
        return "yes" if value else ""
