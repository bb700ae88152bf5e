"""Consent to the use of what is answered, before anything is answered."""

from __future__ import annotations

from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired

from forms.messages import say
from forms.questions.question import Question, Value
from forms.questions.tick import Tick, TickField


class Consent(Tick):
    """One check box with the full text as its hint; stores true.

    Without it nothing of the form is stored, so there is no stored false.
    """

    name = "consent"
    needs = "consent"

    def problems(self, question: Question) -> list[str]:
        return [] if question.required and question.hint else ["consent_required"]

    def field(self, question: Question, lang: str) -> UnboundField:
        return TickField(
            question.label.of(lang), [DataRequired(self.needed(question, lang))], description=question.hint.of(lang)
        )

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return say("agreed", lang) if value else ""
