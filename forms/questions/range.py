"""A number on a slider."""

from __future__ import annotations

from wtforms import Field, Form
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from forms.messages import say
from forms.questions.fields import Validator
from forms.questions.number import Number, with_unit
from forms.questions.question import Question


class Range(Number):
    """A figure between two ends, in steps; without script it is typed. Stored as of ``number``."""

    name = "range"
    settings = frozenset({"min", "max", "step", "unit", "decimals"})

    def problems(self, question: Question) -> list[str]:
        if question.minimum is None or question.maximum is None or (question.step is not None and question.step <= 0):
            return ["bad_step"]
        return super().problems(question)

    def field(self, question: Question, lang: str) -> UnboundField:
        field = super().field(question, lang)
        field.args[1].append(_on_step(question, lang))
        return field


def _on_step(question: Question, lang: str) -> Validator:
    step, least = question.step or 1, question.minimum or 0

    def check(form: Form, field: Field) -> None:
        steps = None if field.data is None else (field.data - least) / step
        if steps is not None and abs(steps - round(steps)) > 1e-9:
            told = with_unit(least, question, lang)
            raise ValidationError(say("step", lang, least=told, step=f"{step:g}"))

    return check
