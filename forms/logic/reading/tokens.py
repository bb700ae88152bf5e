"""An expression cut into tokens, understanding what spreadsheets make of it: curly quotes, long dashes, full-width signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forms.logic.problems import ExpressionError

# Longer than any real expression seen; keeps a workbook from costing the server more than milliseconds.
LONGEST = 20_000

_DASHES = "‐‑‒–—―−﹣－"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
_PLAIN: dict[int, str | int | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(dash): "-" for dash in _DASHES},
    **{ord(space): " " for space in _SPACES},
    ord("×"): "*",
}
# Which closing marks an opening one may have: a sheet curls one and leaves the other, so a curly one takes both.
_SINGLE, _DOUBLE = "'‘’‚‛′＇", '"“”„‟″＂'
_SIGNS = {"==": "=", "<>": "!=", "≤": "<=", "≥": ">=", "≠": "!=", "&lt;=": "<=", "&gt;=": ">=", "&lt;": "<", "&gt;": ">",
          "÷": "div"}  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<variable>\$\s?\{(?P<name>[^{}]*)\})
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<word>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)
    |(?P<sign>&lt;=|&gt;=|&lt;|&gt;|==|!=|<>|<=|>=|::|//|\.\.|[-+*=<>()\[\],/.|@≤≥≠÷])""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """kind: variable, number, word, text, sign or end; `at` and `end` are code points of the source from 0."""

    kind: str
    value: str
    at: int
    end: int


def tokens(source: str) -> list[Token]:
    """Cut `source`; the last token is of kind end.

    Raises
    ------
    ExpressionError
        For a character or an open quotation mark that means nothing.
    """
    if len(source) > LONGEST:
        raise ExpressionError("logic_long", LONGEST + 1, most=LONGEST)
    plain, found, at = source.translate(_PLAIN), [], 0
    while at < len(source):
        token = _quoted(source, at) or _plain(plain, at)
        if token.kind != "space":
            found.append(token)
        at = token.end
    return [*found, Token("end", "", len(source), len(source))]


def _quoted(source: str, at: int) -> Token | None:
    mark = source[at]
    alike = next((marks for marks in (_SINGLE, _DOUBLE) if mark in marks), None)
    if alike is None:
        return None
    straight = source.find(mark, at + 1) if mark in "'\"" else -1
    places = [straight] if straight > 0 else [i for i in range(at + 1, len(source)) if source[i] in alike][:1]
    if not places:
        raise ExpressionError("logic_quote", at + 1)
    return Token("text", source[at + 1 : places[0]], at, places[0] + 1)


def _plain(plain: str, at: int) -> Token:
    match = _TOKEN.match(plain, at)
    if match is None:
        key = "logic_brace" if plain[at] in "${}" else "logic_character"
        raise ExpressionError(key, at + 1, **({} if key == "logic_brace" else {"found": plain[at]}))
    kind = str(match.lastgroup)
    value = match["name"].strip() if kind == "variable" else match[0]
    return Token(kind, _SIGNS.get(value, value) if kind == "sign" else value, at, match.end())
