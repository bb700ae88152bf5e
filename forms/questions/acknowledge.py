"""That something was read: a box to tick, and no consent."""

from __future__ import annotations

from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, Optional

from forms.messages import say
from forms.questions.question import Question, Value
from forms.questions.tick import Tick, TickField


class Acknowledge(Tick):
    """One check box; stores true."""

    name = "acknowledge"
    needs = "acknowledge"

    def field(self, question: Question, lang: str) -> UnboundField:
        needed = DataRequired(self.needed(question, lang)) if question.required else Optional()
        return TickField(question.label.of(lang), [needed], description=question.hint.of(lang))

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return say("acknowledged", lang) if value else ""
