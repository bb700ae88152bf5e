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

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        return {**super().sentences(question, lang), "step": _stepping(question, lang)}

    def field(self, question: Question, lang: str) -> UnboundField:
        field = super().field(question, lang)
        field.args[1].append(_on_step(question, lang))
        return field


def _stepping(question: Question, lang: str) -> str:
    least, step = with_unit(question.minimum or 0, question, lang), question.step or 1
    return say("step", lang, least=least, step=f"{step:g}")


def _on_step(question: Question, lang: str) -> Validator:
    step, least = question.step or 1, question.minimum or 0

    def check(form: Form, field: Field) -> None:
        steps = None if field.data is None else (field.data - least) / step
        if steps is not None and abs(steps - round(steps)) > 1e-9:
            raise ValidationError(_stepping(question, lang))

    return check
