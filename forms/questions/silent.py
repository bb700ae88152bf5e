"""What nobody answers: a note that is read, and a value that is calculated."""

from __future__ import annotations

from wtforms.fields.core import UnboundField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from forms.questions.moments import DateTime, MomentField
from forms.questions.question import Question, QuestionType, Value

METADATA = frozenset({"start", "end", "today"})


class Silent(QuestionType):
    """No field stands for it."""

    asks = False

    def field(self, question: Question, lang: str) -> UnboundField:
        raise TypeError(f"{self.name} has no field")

    def stored(self, data: object) -> Value | None:
        return None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        return ""


class Note(Silent):
    """Words to read; holds no answer."""

    name = "note"
    summary = "none"


class Calculate(Silent):
    """A number or a text that follows from other answers, or (``metadata``) from the answering itself; never shown."""

    name = "calculate"
    summary = "values"
    settings = frozenset({"metadata"})
    holds = (bool, int, float, str)

    def has_field(self, question: Question) -> bool:
        """Only the page knows when answering began."""
        return question.metadata == "start"

    def field(self, question: Question, lang: str) -> UnboundField:
        return MomentField("", [Optional()], kind=DateTime(), lang=lang, whole=True, widget=HiddenInput())

    def problems(self, question: Question) -> list[str]:
        if question.metadata and question.metadata not in METADATA:
            return ["bad_metadata"]
        made = question.calculation or question.metadata or question.default is not None
        return [] if made else ["no_calculation"]

    def stored(self, data: object) -> Value | None:
        return data if isinstance(data, bool | int | float | str) and data != "" else None

    def as_text(self, value: Value | None, question: Question, lang: str) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "" if value is None else str(value)
        return f"{value:,.6f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"

    def as_number(self, value: Value | None, question: Question) -> float | None:
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
