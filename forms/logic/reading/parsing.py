"""From an expression as people write it to a tree: XPath's operators with its precedence, XLSForm's functions, no paths.

A tree is JSON: ``[operator, argument, …]``, numbers, texts; ``["get", id]``, ``["self"]``, ``["attribute", column]``.
"""

from __future__ import annotations

import difflib
from typing import Any

from forms.logic.problems import ExpressionError
from forms.logic.reading.cursor import FURTHER, Cursor
from forms.logic.reading.patterns import matcher
from forms.logic.reading.signatures import FUNCTIONS, OF_SELF, REFUSED
from forms.logic.reading.tokens import Token

Tree = Any

# Deeper than the longest chain of ifs met in real forms; a tree is walked by recursion, which has an end.
DEEPEST = 100
_LEVELS = ({"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"})
_LEVEL = {sign: level for level, signs in enumerate(_LEVELS) for sign in signs}
_CHAINED = {"or", "and", "+"}


def parse(source: str, *, self_id: str | None = None) -> Tree:
    """Read an expression.

    Parameters
    ----------
    source : str
        As in a workbook: ``${age} >= 18 and selected(${need}, 'rnd')``.
    self_id : str or None
        The question whose expression it is: its own name then means the same as ``.``.

    Raises
    ------
    ExpressionError
        With the column of what is wrong.
    """
    parser = _Parser(source, self_id)
    tree = parser.expression(0)
    parser.finish()
    if depth(tree) > DEEPEST:
        raise ExpressionError("logic_deep", 1, most=DEEPEST)
    return tree


def depth(tree: Tree) -> int:
    """How many levels a tree has; reckoned without recursion."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        each, level = waiting.pop()
        deepest = max(deepest, level)
        if isinstance(each, list) and each[:1] != ["matcher"]:
            waiting.extend((argument, level + 1) for argument in each[1:])
    return deepest


class _Parser(Cursor):
    def expression(self, lowest: int) -> Tree:
        """One operand and what binds to it at least as strongly as `lowest`."""
        self.nested += 1
        if self.nested > DEEPEST:
            raise self.wrong("logic_deep", most=DEEPEST)
        left = self.operand()
        while (sign := self.operator()) is not None and _LEVEL[sign] >= lowest:
            self.take()
            right = self.expression(_LEVEL[sign] + 1)
            chained = sign in _CHAINED and isinstance(left, list) and left[0] == sign
            left = [*left, right] if chained else [sign, left, right]
        self.nested -= 1
        return left

    def operator(self) -> str | None:
        value = self.next.value.lower() if self.next.kind == "word" else self.next.value
        return value if self.next.kind in ("word", "sign") and value in _LEVEL else None

    def operand(self) -> Tree:
        negative = False
        while self.is_sign("-"):
            self.take()
            negative = not negative
        value = self.primary()
        if self.is_sign("/", "[", "|") and self.next.value in FURTHER:
            raise self.wrong(FURTHER[self.next.value])
        if not negative:
            return value
        return -value if isinstance(value, int | float) and not isinstance(value, bool) and value else ["neg", value]

    def primary(self) -> Tree:
        token = self.next
        if token.kind == "number":
            return _literal(self.take().value)
        if token.kind == "text":
            return self.take().value
        if self.is_sign("("):
            self.take()
            inner = self.expression(0)
            self.expect(")")
            # A bracketed chain is kept apart from the one around it: a + (b + c) is not a + b + c in floating point.
            return inner
        if token.kind == "word" and self.followed_by("("):
            return _CALLED.get(token.value.lower(), _Parser.call)(self)
        if token.kind in ("variable", "word") or self.is_sign(".", "..", "/", "//", "@"):
            return self.path()
        raise self.wrong("logic_end") if token.kind == "end" else self.unexpected("logic_unexpected")

    def current(self) -> Tree:
        """`current()/…`, which a filter writes to leave the list of choices."""
        first = self.take()
        self.expect("(")
        self.expect(")")
        if not self.is_sign("/"):
            raise self.wrong("logic_path", first, found="current()")
        self.take()
        return self.path(from_here=True)

    def lookup(self) -> Tree:
        """`instance('list')/root/item[name = ${question}]/column`: a column of the choice somebody made."""
        start, shape = self.next, [each.value for each in self.tokens[self.place : self.place + len(_LOOKUP)]]
        if [each if wanted else None for each, wanted in zip(shape, _LOOKUP, strict=False)] != list(_LOOKUP):
            raise self.wrong("outside", start, name=start.value)
        self.place += len(_LOOKUP)
        asked = self.expression(_LEVEL["="] + 1)
        self.expect("]")
        self.expect("/")
        column = self.take()
        if not _is(asked, "get") or column.kind != "word":
            raise self.wrong("outside", start, name=start.value)
        if column.value in ("label", "itextId"):
            return ["jr:choice-name", asked, asked[1]]
        return asked if column.value == "name" else ["choice-column", asked, asked[1], column.value]

    def itext(self) -> Tree:
        """`jr:itext(…)` around such a column: the words are in the form's language already."""
        name, inner = self.take(), self.arguments()
        if len(inner) != 1 or not _is(inner[0], "jr:choice-name"):
            raise self.wrong("outside", name, name=name.value)
        return inner[0]

    def path(self, from_here: bool = False) -> Tree:
        """A question by `${name}`, `.`, `../name`, `/data/group/name`; a bare name is a choice's column."""
        start = self.place
        rooted = self.is_sign("/")
        if rooted:
            self.take()
        steps = [self.step(start)]
        while self.is_sign("/") and steps[-1].kind != "variable":
            self.take()
            steps.append(self.step(start))
        last = steps[-1]
        if last.kind == "sign":
            return self.upwards(steps, rooted, start)
        if last.kind == "word" and len(steps) == 1 and not rooted and not from_here:
            return ["attribute", last.value]
        return ["self"] if last.value == self.self_id else ["get", last.value]

    def step(self, start: int) -> Token:
        token = self.take()
        if token.kind == "variable":
            if not token.value or "#" in token.value or any(c.isspace() for c in token.value):
                raise self.wrong("outside" if "#" in token.value else "logic_brace", token,
                                 **({"name": "last-saved"} if "#" in token.value else {}))  # fmt: skip
            return token
        if token.kind == "word" or (token.kind == "sign" and token.value in (".", "..")):
            return token
        raise self.not_a_path(start)

    def upwards(self, steps: list[Token], rooted: bool, start: int) -> Tree:
        """`.`, or as many `..` as position() climbs."""
        values = [step.value for step in steps]
        if values == ["."] and not rooted:
            return ["self"]
        if set(values) == {".."} and not rooted:
            if [token.value.lower() for token in self.tokens[max(0, start - 2) : start]] != ["position", "("]:
                raise self.wrong("logic_up", steps[0])
            return ["up", len(values)]
        raise self.not_a_path(start)

    def not_a_path(self, start: int) -> ExpressionError:
        first = self.tokens[start]
        found = self.source[first.at : self.tokens[max(start, self.place - 1)].end]
        return self.wrong("logic_path", first, found=found)

    def call(self) -> Tree:
        name = self.take()
        function = self.function(name)
        arguments = self.arguments()
        least, most = FUNCTIONS[function]
        if len(arguments) < least or (most is not None and len(arguments) > most):
            right = str(least) if least == most else f"{least}+" if most is None else f"{least}-{most}"
            raise self.wrong("arguments", name, name=function, right=right, found=len(arguments))
        if not arguments and function in OF_SELF:
            arguments = [["self"]]
        if function in _SHAPED:
            return _SHAPED[function](self, name, arguments)
        return [function, *arguments]

    def function(self, name: Token) -> str:
        lowered = name.value.lower()
        function = {"choice-name": "jr:choice-name"}.get(lowered, lowered)
        if function in FUNCTIONS:
            return function
        if function in REFUSED:
            raise self.wrong(REFUSED[function], name, name=name.value)
        like = difflib.get_close_matches(function, FUNCTIONS, 1, 0.75)
        if like:
            raise self.wrong("no_function_like", name, name=name.value, like=like[0])
        raise self.wrong("no_function", name, name=name.value)

    def arguments(self) -> list[Tree]:
        self.expect("(")
        if self.is_sign(")"):
            self.take()
            return []
        found = [self.expression(0)]
        while self.is_sign(","):
            self.take()
            found.append(self.expression(0))
        self.expect(")")
        return found


_LOOKUP = ("instance", "(", None, ")", "/", "root", "/", "item", "[", "name", "=")
_CALLED = {"current": _Parser.current, "instance": _Parser.lookup, "jr:itext": _Parser.itext}


def _is(tree: Tree, operator: str) -> bool:
    return isinstance(tree, list) and tree[0] == operator


def _literal(digits: str) -> int | float:
    """A whole number stays one, so that a definition reads as it was written."""
    value = float(digits)
    return int(value) if value == int(value) and value < 2**53 else value


def _position(parser: _Parser, name: Token, arguments: list[Tree]) -> Tree:
    if not arguments:
        return ["position", ["up", 1]]
    if _is(arguments[0], "up") or _is(arguments[0], "get"):
        return ["position", arguments[0]]
    raise parser.wrong("logic_up", name)


def _indexed(parser: _Parser, name: Token, arguments: list[Tree]) -> Tree:
    named = [arguments[0], *arguments[1::2]]
    own = [["get", parser.self_id] if each == ["self"] else each for each in named]
    if len(arguments) % 2 == 0 or not all(_is(each, "get") for each in own):
        raise parser.wrong("indexed", name)
    return ["indexed-repeat", own[0], *(each for pair in zip(own[1:], arguments[2::2], strict=True) for each in pair)]


def _choice_name(parser: _Parser, name: Token, arguments: list[Tree]) -> Tree:
    asked = arguments[1]
    if isinstance(asked, str):
        try:
            asked = parse(asked)
        except ExpressionError:
            raise parser.wrong("choice_name", name) from None
    if _is(asked, "self") and parser.self_id:
        asked = ["get", parser.self_id]
    if not (_is(asked, "get") or _is(asked, "attribute")):
        raise parser.wrong("choice_name", name)
    return ["jr:choice-name", arguments[0], asked[1]]


def _regex(parser: _Parser, name: Token, arguments: list[Tree]) -> Tree:
    value, pattern = arguments
    if not isinstance(pattern, str):
        raise parser.wrong("pattern_literal", name)
    return ["regex", value, pattern, ["matcher", *matcher(pattern, name.at + 1)]]


_SHAPED = {"position": _position, "indexed-repeat": _indexed, "jr:choice-name": _choice_name, "regex": _regex}
