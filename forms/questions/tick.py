"""One check box, as consent and what was read have it: ticked is true, and there is no stored false."""

from __future__ import annotations

from wtforms import BooleanField

from forms.questions.question import Question, QuestionType, Value

_YES = frozenset({"yes", "y", "true", "1", "ok", "예", "네", "동의", "동의함", "확인", "확인함", "o"})


def ticked(cell: str) -> bool:
    """Whether a cell of a table says yes."""
    return cell.strip().lower() in _YES


class TickField(BooleanField):
    """A check box that is ticked by its own value alone: a word sent in its place ("false", "아니오") is no consent."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist == ["y"]


class Tick(QuestionType):
    """A type answered by ticking one box; stores true."""

    summary = "count"
    holds = (bool,)

    def stored(self, data: object) -> Value | None:
        return True if data else None

    def as_number(self, value: Value | None, question: Question) -> float | None:
        return 1.0 if value else None

    def from_cell(self, cell: str) -> list[str]:
        return ["y"] if ticked(cell) else []

    def sent(self, value: Value) -> list[str]:
        return ["y"] if value is True else [str(value)]

    def cells(self, value: Value | None) -> str:
        return "yes" if value else ""
