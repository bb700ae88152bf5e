"""Finds in a transcript's whole text what may say who somebody is, the speakers' labels included."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from transcripts.personal.findings import Finding, Known, KnownPerson, Mark
from transcripts.personal.firms import firms
from transcripts.personal.names import met, persons
from transcripts.personal.numbers import accounts, businesses, cards, emails, phones, residents
from transcripts.personal.places import births, messengers, passports, places, plates, websites
from transcripts.personal.plain import plain

# What is found first keeps its stretch: a resident number is not a phone number as well.
_NUMBERS: tuple[Callable[[str], Iterator[Mark]], ...] = (
    emails, websites, messengers, residents, businesses, passports, plates, cards, phones, births, accounts, places,
)  # fmt: skip

# Names met once are few; so many would make a search of every one in every form slow, and stand in no real transcript.
_MOST_MET = 1_000


def find(text: str, known: Known | None = None) -> list[Finding]:
    """Find what may say who somebody is.

    Parameters
    ----------
    text : str
        The whole raw text of a transcript, in NFC.
    known : Known, optional
        Speakers, participants and firms, and words that are to be replaced whatever they are.

    Returns
    -------
    list of Finding
        In order of the text; stretches do not overlap and hold no line end. The time grows with the length of the text
        whatever is in it, a line of a megabyte included.
    """
    known = known or Known()
    shown, places = plain(text)
    taken = _Stretches()
    named = list(persons(shown, known))
    # Whoever was met once by a title or 씨 is looked for in every other form: 김철호 반장님 first, 김철호가 later.
    if others := met(named, shown):
        named = list(persons(shown, replace(known, people=_with(known.people, others))))
    for marks in (
        _words(shown, known),
        *(look(shown) for look in _NUMBERS),
        _sure_first(firms(shown, known.firms)),
        _sure_first(named),
    ):
        for mark in marks:
            taken.add(mark)
    return [_finding(text, mark, places) for mark in taken.in_order()]


def _with(people: tuple[KnownPerson, ...], others: Iterable[KnownPerson]) -> tuple[KnownPerson, ...]:
    there = {each.name for each in people}
    return (*people, *islice((each for each in others if each.name not in there), _MOST_MET))


def _sure_first(marks: Iterable[Mark]) -> list[Mark]:
    """Where two readings meet, the sure one stands; else the one found first."""
    return sorted(marks, key=lambda mark: not mark.sure)


def _words(text: str, known: Known) -> Iterator[Mark]:
    """Every place of the words asked for; a word of one or two letters only at the beginning of a word."""
    for word in sorted(known.words, key=len, reverse=True):
        edge = "(?<![가-힣A-Za-z0-9])" if len(word) < 3 else ""
        for found in re.finditer(edge + re.escape(word), text):
            yield Mark("word", found.start(), found.end(), True, "own_word", word)


def _finding(text: str, mark: Mark, places: list[int] | None) -> Finding:
    start, end = mark.start, mark.end
    if places is not None:
        start, end = places[start], places[end - 1] + 1
    return Finding(mark.kind, start, end, text[start:end], mark.sure, mark.reason, mark.original)


class _Stretches:
    """Marks that do not overlap, in order; the first to come keeps its place."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._marks: list[Mark] = []

    def add(self, mark: Mark) -> None:
        at = bisect_right(self._starts, mark.start)
        if at and self._marks[at - 1].end > mark.start:
            return
        if at < len(self._marks) and self._marks[at].start < mark.end:
            return
        self._starts.insert(at, mark.start)
        self._marks.insert(at, mark)

    def in_order(self) -> list[Mark]:
        return list(self._marks)
