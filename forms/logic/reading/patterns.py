"""Regular expressions read once, at publishing, into the steps of a small machine that Python and JavaScript run alike.

The two languages' own engines differ (`\\d`, `\\w`, `$`, `.`), and both can be made to run for hours by a pattern. Here the
pattern becomes a list of steps and is matched by following all ways at once (Ken Thompson, "Regular Expression Search
Algorithm", 1968): the time is bounded by steps x characters for every pattern, nested repetition included.

Steps: ``["in", negated, low, high, …]`` reads one character, ``["or", a, b]`` goes on at both, ``["to", a]`` at one;
``["start"]``, ``["end"]``, ``["edge"]`` hold at a place, ``["ahead", negated, step, …]`` where what follows matches.
The end of the list is the match.
"""

from __future__ import annotations

from typing import Any

from forms.logic.problems import ExpressionError

Step = list[Any]

# More steps than any real pattern needs ({0,255} makes 510): a larger one costs memory in every published version.
MOST_STEPS = 2_000
_LAST = 0x10FFFF
_CLASSES = {"d": [48, 57], "w": [48, 57, 65, 90, 95, 95, 97, 122], "s": [9, 13, 32, 32, 160, 160, 0x3000, 0x3000]}
_CONTROLS = {"t": 9, "n": 10, "r": 13, "f": 12, "v": 11}
_ANY = ["in", True, 10, 10, 13, 13]


def matcher(pattern: str, column: int = 1) -> list[Step]:
    """The steps of a pattern, which is meant to match a whole text.

    Raises
    ------
    ExpressionError
        For what cannot be read, or not alike in all engines; `column` says where the expression calls it.
    """
    reader = _Reader(pattern, column)
    steps = reader.alternatives()
    if reader.at < len(pattern):
        raise reader.wrong("pattern_syntax")
    return steps


class _Reader:
    def __init__(self, pattern: str, column: int) -> None:
        self.pattern, self.column, self.at = pattern, column, 0
        self.nested = 0

    def peek(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def taken(self, text: str) -> bool:
        found = self.peek(text)
        self.at += len(text) if found else 0
        return found

    def wrong(self, key: str, part: str | None = None) -> ExpressionError:
        if key == "pattern_large":
            return ExpressionError(key, self.column)
        shown = part if part is not None else self.pattern[self.at : self.at + 1] or self.pattern[-1:]
        place = {"place": self.at + 1} if key == "pattern_syntax" else {}
        return ExpressionError(key, self.column, part=shown, **place)

    def bounded(self, steps: list[Step]) -> list[Step]:
        if len(steps) > MOST_STEPS:
            raise self.wrong("pattern_large")
        return steps

    def alternatives(self) -> list[Step]:
        self.nested += 1
        if self.nested > 20:
            raise self.wrong("pattern_large")
        ways = [self.sequence()]
        while self.taken("|"):
            ways.append(self.sequence())
        self.nested -= 1
        steps = ways.pop()
        for way in reversed(ways):
            steps = [
                ["or", 1, len(way) + 2],
                *_moved(way, 1),
                ["to", len(way) + 2 + len(steps)],
                *_moved(steps, len(way) + 2),
            ]
        return self.bounded(steps)

    def sequence(self) -> list[Step]:
        steps: list[Step] = []
        while self.at < len(self.pattern) and not self.peek("|") and not self.peek(")"):
            steps = self.bounded([*steps, *_moved(self.repeated(), len(steps))])
        return steps

    def repeated(self) -> list[Step]:
        start = self.at
        atom = self.atom()
        least, most = self.times()
        if (least, most) == (1, 1):
            return atom
        if self.pattern[start] != "(" and atom[0][0] in ("start", "end", "edge"):
            raise self.wrong("pattern_syntax", self.pattern[start : self.at])
        if self.peek("+"):
            raise self.wrong("pattern_unlike", self.pattern[start : self.at + 1])
        self.taken("?")
        if self.at < len(self.pattern) and self.pattern[self.at] in "*+?":
            raise self.wrong("pattern_syntax")
        return self.copied(atom, least, most)

    def times(self) -> tuple[int, int | None]:
        """How often the atom before may stand."""
        for sign, found in {"*": (0, None), "+": (1, None), "?": (0, 1)}.items():
            if self.taken(sign):
                return found
        if not self.taken("{"):
            return 1, 1
        inner, closed, _rest = self.pattern[self.at :].partition("}")
        low, comma, high = inner.partition(",")
        if (
            not closed
            or not low.isascii()
            or not low.isdigit()
            or not (high == "" or (high.isascii() and high.isdigit()))
        ):
            raise self.wrong("pattern_syntax", "{" + inner)
        if max(len(low), len(high)) > 4:
            raise self.wrong("pattern_large")
        self.at += len(inner) + 1
        least = int(low)
        most = least if not comma else int(high) if high else None
        if most is not None and most < least:
            raise self.wrong("pattern_syntax", "{" + inner + "}")
        return least, most

    def copied(self, atom: list[Step], least: int, most: int | None) -> list[Step]:
        size = len(atom)
        if size * (least if most is None else most) > MOST_STEPS:
            raise self.wrong("pattern_large")
        steps: list[Step] = []
        for _copy in range(least):
            steps += _moved(atom, len(steps))
        if most is None:
            at = len(steps)
            return self.bounded([*steps, ["or", at + 1, at + size + 2], *_moved(atom, at + 1), ["to", at]])
        end = len(steps) + (most - least) * (size + 1)
        for _copy in range(most - least):
            at = len(steps)
            steps += [["or", at + 1, end], *_moved(atom, at + 1)]
        return self.bounded(steps)

    def atom(self) -> list[Step]:
        sign = self.pattern[self.at]
        if sign in "*+?{":
            raise self.wrong("pattern_syntax")
        self.at += 1
        if sign == "(":
            return self.group()
        if sign == "[":
            return [self.members()]
        if sign == "\\":
            return [self.escaped()]
        if sign == ".":
            return [list(_ANY)]
        if sign in "^$":
            return [["start" if sign == "^" else "end"]]
        return [["in", False, ord(sign), ord(sign)]]

    def group(self) -> list[Step]:
        ahead = None
        if self.taken("?"):
            start = self.at
            if self.taken("=") or self.taken("!"):
                ahead = self.pattern[self.at - 1] == "!"
            elif not self.taken(":"):
                raise self.wrong("pattern_unlike", "(?" + self.pattern[start : start + 2])
        inner = self.alternatives()
        if not self.taken(")"):
            raise self.wrong("pattern_syntax", "(")
        return inner if ahead is None else [["ahead", ahead, *inner]]

    def escaped(self) -> Step:
        letter = self.pattern[self.at : self.at + 1]
        if letter == "b":
            self.at += 1
            return ["edge"]
        return ["in", letter.isupper() and letter.lower() in _CLASSES, *self.escape()]

    def escape(self) -> list[int]:
        """What stands behind a backslash, as ranges; of a capital class those it leaves out."""
        letter = self.pattern[self.at : self.at + 1]
        if not letter:
            raise self.wrong("pattern_syntax", "\\")
        self.at += 1
        if letter.lower() in _CLASSES:
            return _CLASSES[letter.lower()]
        if letter in _CONTROLS:
            return [_CONTROLS[letter]] * 2
        if letter in "ux":
            return [self.code(4 if letter == "u" else 2)] * 2
        if letter.isalnum():
            raise self.wrong("pattern_unlike", "\\" + letter)
        return [ord(letter)] * 2

    def code(self, width: int) -> int:
        digits = self.pattern[self.at : self.at + width]
        if len(digits) < width or any(d not in "0123456789abcdefABCDEF" for d in digits):
            raise self.wrong("pattern_syntax", digits or "\\")
        self.at += width
        return int(digits, 16)

    def members(self) -> Step:
        """A class in brackets."""
        start = self.at - 1
        negated, ranges = self.taken("^"), []
        first = True
        while first or not self.peek("]"):
            if self.at >= len(self.pattern) or (first and self.peek("]")):
                raise self.wrong("pattern_syntax", self.pattern[start : self.at])
            if self.peek("[") or self.peek("&&"):
                raise self.wrong("pattern_unlike", self.pattern[self.at : self.at + 2])
            first = False
            ranges += self.member()
        self.at += 1
        return ["in", negated, *ranges]

    def member(self) -> list[int]:
        start = self.at
        low = self.limit()
        if not self.peek("-") or self.pattern[self.at + 1 : self.at + 2] in ("]", ""):
            return low
        self.at += 1
        high = self.limit()
        if len(low) > 2 or len(high) > 2 or low[0] != low[1] or high[0] != high[1] or low[0] > high[0]:
            raise self.wrong("pattern_syntax", self.pattern[start : self.at])
        return [low[0], high[0]]

    def limit(self) -> list[int]:
        sign = self.pattern[self.at : self.at + 1]
        self.at += 1
        if sign != "\\":
            return [ord(sign)] * 2
        letter = self.pattern[self.at : self.at + 1]
        if letter == "b":
            raise self.wrong("pattern_unlike", "[\\b")
        ranges = self.escape()
        return _others(ranges) if letter.isupper() and letter.lower() in _CLASSES else ranges


def _others(ranges: list[int]) -> list[int]:
    """All code points outside of ascending ranges."""
    edges = [-1, *ranges, _LAST + 1]
    return [limit for low, high in zip(edges[::2], edges[1::2], strict=True) for limit in (low + 1, high - 1)]


def _moved(steps: list[Step], by: int) -> list[Step]:
    return [[step[0], *(place + by for place in step[1:])] if step[0] in ("or", "to") else step for step in steps]
