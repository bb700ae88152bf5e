"""An open answer in the respondent's own words."""

from __future__ import annotations

from wtforms import Field, Form, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError

from forms.messages import say
from forms.questions.fields import Validator, clean, presence
from forms.questions.question import Question, QuestionType, Value

# Chosen, not measured: too low stops who has much to tell, too high lets whoever has a link store much.
MOST_CHARACTERS = 4000


class Text(QuestionType):
    """A text area; stores NFC with ``\\n`` line ends, because codings point into it by code points.

    ``max`` may lower the 4,000 characters, never raise them.
    """

    name = "text"
    summary = "texts"
    settings = frozenset({"max"})

    def problems(self, question: Question) -> list[str]:
        most = question.maximum
        wrong = most is not None and not (1 <= most <= MOST_CHARACTERS and most == int(most))
        return ["bad_length"] if wrong else []

    def field(self, question: Question, lang: str) -> UnboundField:
        most = int(question.maximum or MOST_CHARACTERS)
        return TextAreaField(
            question.label.of(lang),
            [presence(question.required, self.needed(question, lang)), _at_most(most, lang)],
            filters=[clean],
            description=question.hint.of(lang),
            # No maxlength: a browser would cut a pasted answer in silence, and counts UTF-16 units.
            render_kw={"rows": 4},
        )

    def sentences(self, question: Question, lang: str) -> dict[str, str]:
        most = int(question.maximum or MOST_CHARACTERS)
        too_long = say("too_long", lang, most=f"{most:,}", now="{now}")
        return {**super().sentences(question, lang), "long": too_long}

    def stored(self, data: object) -> Value | None:
        return clean(str(data)) or None if data else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return value if isinstance(value, str) else ""


def _at_most(most: int, lang: str) -> Validator:
    def check(form: Form, field: Field) -> None:
        now = len(field.data or "")
        if now > most:
            raise ValidationError(say("too_long", lang, most=f"{most:,}", now=f"{now:,}"))

    return check
