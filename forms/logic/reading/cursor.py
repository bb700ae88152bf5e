"""Where a parser stands among the tokens of an expression, and how it says that something is wrong there."""

from __future__ import annotations

from forms.logic.problems import ExpressionError
from forms.logic.reading.tokens import Token, tokens

# What may stand behind a value in XPath and not here, each with its own word.
FURTHER = {"/": "logic_slash", "[": "logic_predicate", "|": "logic_union"}


class Cursor:
    """A place among tokens; `self_id` is the question whose expression is read."""

    def __init__(self, source: str, self_id: str | None) -> None:
        self.source, self.self_id = source, self_id
        self.tokens = tokens(source)
        self.place, self.nested = 0, 0
        if len(self.tokens) == 1:
            raise ExpressionError("logic_empty", 1)

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.next
        self.place += 1
        return token

    def is_sign(self, *signs: str) -> bool:
        return self.next.kind == "sign" and self.next.value in signs

    def expect(self, sign: str) -> None:
        if not self.is_sign(sign):
            raise self.wrong("logic_end") if self.next.kind == "end" else self.unexpected("logic_rest")
        self.take()

    def wrong(self, key: str, token: Token | None = None, **params: object) -> ExpressionError:
        return ExpressionError(key, (token or self.next).at + 1, **params)

    def unexpected(self, key: str) -> ExpressionError:
        return self.wrong(key, found=self.source[self.next.at : self.next.end])

    def finish(self) -> None:
        if self.next.kind == "end":
            return
        if self.next.kind == "sign" and self.next.value in FURTHER:
            raise self.wrong(FURTHER[self.next.value])
        raise self.unexpected("logic_rest")

    def followed_by(self, sign: str) -> bool:
        after = self.tokens[self.place + 1]
        return after.kind == "sign" and after.value == sign
