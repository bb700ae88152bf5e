"""What can be wrong with an expression, and where."""

from __future__ import annotations

from typing import NamedTuple

from forms.logic.wording import WORDS


class Fault(NamedTuple):
    """One thing wrong with a program.

    Attributes
    ----------
    id : str
        Question or section.
    key : str
        Key of `forms.logic.wording.WORDS`.
    params : tuple of (str, object)
        Values for the sentence.
    entry : str
        Where it stands: relevant, required, constraint, calculation, filter, default, count; "" of a circle.
    """

    id: str
    key: str
    params: tuple[tuple[str, object], ...] = ()
    entry: str = ""

    def say(self, lang: str = "ko") -> str:
        """The fault as a sentence."""
        return f"{self.id}: {_sentence(self.key, lang, dict(self.params))}"


class ExpressionError(ValueError):
    """An expression that cannot be read; `column` counts code points of the source from 1."""

    def __init__(self, key: str, column: int, **params: object) -> None:
        self.key, self.column, self.params = key, column, params
        super().__init__(self.say())

    def say(self, lang: str = "ko") -> str:
        """The problem as a sentence with its place."""
        sentence = _sentence(self.key, lang, self.params)
        return f"{sentence} (column {self.column})" if lang == "en" else f"{sentence} ({self.column}번째 글자)"


def _sentence(key: str, lang: str, params: dict[str, object]) -> str:
    sentence = WORDS[key]["en" if lang == "en" else "ko"]
    return sentence % params if params else sentence
