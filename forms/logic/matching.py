"""Running the steps of a pattern over a text. The twin is app/static/js/logic/matching.js."""

from __future__ import annotations

from typing import Any

# A match that would take more is none, in both languages at the same step: about a second of Python at most.
BUDGET = 2_000_000


class _Spent(Exception):
    """The budget is used up."""


def matches(text: str, steps: list[Any]) -> bool:
    """Whether the whole of `text` matches."""
    run = _Run([ord(c) for c in text])
    try:
        return run.ways(steps, 0, whole=True)
    except _Spent:
        return False


class _Run:
    def __init__(self, codes: list[int]) -> None:
        self.codes, self.left = codes, BUDGET

    def ways(self, steps: list[Any], at: int, *, whole: bool) -> bool:
        """Follow all ways from place `at`; `whole`: to the end of the text, else to anywhere."""
        end, size = len(steps), len(self.codes)
        here = self.reached(steps, [0], at)
        while True:
            if end in here and (not whole or at == size):
                return True
            if at == size or not here:
                return False
            code = self.codes[at]
            at += 1
            here = self.reached(steps, [place + 1 for place in here if place < end and _reads(steps[place], code)], at)

    def reached(self, steps: list[Any], places: list[int], at: int) -> dict[int, None]:
        """The places that wait for a character, or the end, from `places` on without reading any."""
        found: dict[int, None] = {}
        seen: set[int] = set()
        waiting = places[::-1]
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            self.left -= 1
            if self.left < 0:
                raise _Spent
            if place == len(steps) or steps[place][0] == "in":
                found[place] = None
            else:
                waiting.extend(self.onward(steps[place], place, at))
        return found

    def onward(self, step: list[Any], place: int, at: int) -> list[int]:
        kind = step[0]
        if kind == "or":
            return [step[2], step[1]]
        if kind == "to":
            return [step[1]]
        return [place + 1] if self.holds(step, at) else []

    def holds(self, step: list[Any], at: int) -> bool:
        kind, size = step[0], len(self.codes)
        if kind == "start":
            return at == 0
        if kind == "end":
            return at == size
        if kind == "edge":
            return (at > 0 and _of_word(self.codes[at - 1])) != (at < size and _of_word(self.codes[at]))
        return self.ways(step[2:], at, whole=False) != step[1]


def _reads(step: list[Any], code: int) -> bool:
    for place in range(2, len(step), 2):
        if step[place] <= code <= step[place + 1]:
            return not step[1]
    return bool(step[1])


def _of_word(code: int) -> bool:
    return 48 <= code <= 57 or 65 <= code <= 90 or code == 95 or 97 <= code <= 122
