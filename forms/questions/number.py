"""A number with a unit and bounds."""

from __future__ import annotations

from wtforms import Field, Form
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from forms.messages import say
from forms.questions.fields import FigureField, Validator, presence
from forms.questions.question import Question, QuestionType, Value


class Number(QuestionType):
    """A typed figure; stores an int, or a float where decimals are allowed and used.

    ``min`` and ``max`` are allowed values themselves.
    """

    name = "number"
    summary = "numbers"
    settings = frozenset({"min", "max", "unit", "decimals"})
    holds = (int, float)
    needs = "number"

    def problems(self, question: Question) -> list[str]:
        least, most = question.minimum, question.maximum
        problems = ["bounds"] if least is not None and most is not None and least > most else []
        return [*problems, *(["bad_decimals"] if not 0 <= question.decimals <= 6 else [])]

    def field(self, question: Question, lang: str) -> UnboundField:
        unit = question.unit.of(lang)
        return FigureField(
            question.label.of(lang),
            [
                presence(question.required, self.needed(question, lang)),
                _digits(question, lang),
                _bounds(question, lang),
            ],
            lang=lang,
            unit=unit,
            description=question.hint.of(lang),
            render_kw={"inputmode": "decimal" if question.decimals else "numeric", "autocomplete": "off"},
        )

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        found = {
            **super().sentences(question, lang),
            "unread": say("not_a_number", lang),
            "decimals": _fine(question, lang),
        }
        for name, bound in (("least", question.minimum), ("most", question.maximum)):
            if bound is not None:
                found[name] = say(name, lang, **{name: with_unit(bound, question, lang)})
        return found

    def stored(self, data: object) -> Value | None:
        if isinstance(data, bool) or not isinstance(data, int | float):
            return None
        return int(data) if data == int(data) else data

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return ""
        return with_unit(value, question, lang)

    def sent(self, value: Value) -> list[str]:
        return [f"{value:.12f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)]

    def as_number(self, value: Value | None, question: Question) -> float | None:
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def with_unit(value: float, question: Question, lang: str) -> str:
    """Write a figure with its unit: 1,234명, 12.5%, 25 people."""
    figure = f"{value:,.{question.decimals}f}" if value != int(value) else f"{int(value):,}"
    unit = question.unit.of(lang)
    # English words stand apart from the figure; Korean counters and the percent sign do not.
    return f"{figure} {unit}" if unit and unit[0].isascii() and unit[0].isalpha() else f"{figure}{unit}"


def _fine(question: Question, lang: str) -> str:
    return say("decimals", lang, most=question.decimals) if question.decimals else say("whole", lang)


def _digits(question: Question, lang: str) -> Validator:
    def check(form: Form, field: Field) -> None:
        if field.data is None or round(field.data, question.decimals) == field.data:
            return
        raise ValidationError(_fine(question, lang))

    return check


def _bounds(question: Question, lang: str) -> Validator:
    least, most = question.minimum, question.maximum

    def check(form: Form, field: Field) -> None:
        if field.data is None:
            return
        if least is not None and field.data < least:
            raise ValidationError(say("least", lang, least=with_unit(least, question, lang)))
        if most is not None and field.data > most:
            raise ValidationError(say("most", lang, most=with_unit(most, question, lang)))

    return check
