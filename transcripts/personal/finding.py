"""Finds in a transcript's whole text what may say who somebody is, the speakers' labels included."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from transcripts.personal.called import called, hangul
from transcripts.personal.contacts import emails, messengers, websites
from transcripts.personal.findings import Finding, Known, KnownPerson, Mark
from transcripts.personal.firms import firms
from transcripts.personal.foreign import foreign
from transcripts.personal.names import met, persons, shaped
from transcripts.personal.numbers import accounts, businesses, cards, phones, residents
from transcripts.personal.papers import births, born_as_said, labelled, licences, passports, plates
from transcripts.personal.places import places
from transcripts.personal.plain import plain
from transcripts.personal.surnames import merged

# What is found first keeps its stretch: a resident number is not a phone number as well. The first three need no digit.
_NUMBERS: tuple[Callable[[str], Iterator[Mark]], ...] = (
    residents, licences, businesses, passports, plates, cards, phones, births, labelled, accounts, places,
)  # fmt: skip
_DIGIT = re.compile(r"\d")

# Names met once are few; so many would make a search of every one in every form slow, and stand in no real transcript.
_MOST_MET = 1_000
_REST = re.compile("[A-Za-z]*")


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
    words = hangul(shown)
    seen = [*shaped(shown, known.spared), *foreign(shown, words), *called(shown, words)]
    # Whoever was met once by a title or 씨 is looked for in every other form: 김철호 반장님 first, 김철호가 later.
    people = _with(known.people, met(seen, shown))
    named = _joined(persons(shown, replace(known, people=people), seen), people)
    for marks in (
        _words(shown, known),
        _numbered(shown),
        _sure_first(firms(shown, known.firms, known.register)),
        _sure_first(named),
    ):
        for mark in marks:
            taken.add(mark)
    return [_finding(text, mark, places) for mark in taken.in_order()]


def _with(people: tuple[KnownPerson, ...], others: Iterable[KnownPerson]) -> tuple[KnownPerson, ...]:
    there = {each.name for each in people}
    return (*people, *islice((each for each in others if each.name not in there), _MOST_MET))


def _joined(marks: Iterable[Mark], people: tuple[KnownPerson, ...]) -> list[Mark]:
    """One original a person: a given name alone is the one who bears it, a whole name whom a label told in part."""
    bearers: dict[str, set[str]] = {}
    by_surname: dict[str, list[KnownPerson]] = {}
    for each in people:
        by_surname.setdefault(each.name[0], []).append(each)
        if len(each.name) == 3 and each.sure:
            bearers.setdefault(each.name[1:], set()).add(each.name)
    found = []
    for mark in marks:
        whose = bearers.get(mark.original, ())
        name = next(iter(whose)) if len(whose) == 1 else mark.original
        if len(name) > 2 and name[1] != " ":
            name = merged(name, by_surname.get(name[0], ()))
        found.append(mark if name == mark.original else replace(mark, original=name))
    return found


def _sure_first(marks: Iterable[Mark]) -> list[Mark]:
    """Where two readings meet, the sure one stands, of these the longer; else the one found first."""
    return sorted(marks, key=lambda mark: (not mark.sure, mark.start - mark.end))


def _numbered(text: str) -> Iterator[Mark]:
    """What has digits is looked for in the lines that have some: a talk has few."""
    yield from chain(emails(text), websites(text), messengers(text), born_as_said(text))
    lines, at = [], 0
    for line in text.split("\n"):
        if _DIGIT.search(line):
            lines.append((at, line))
        at += len(line) + 1
    joined, begins = "\n".join(line for _, line in lines), [0]
    for _, line in lines:
        begins.append(begins[-1] + len(line) + 1)
    for look in _NUMBERS if lines else ():
        for mark in look(joined):
            at = bisect_right(begins, mark.start) - 1
            moved = lines[at][0] - begins[at]
            yield replace(mark, start=mark.start + moved, end=mark.end + moved) if moved else mark


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
        if mark.kind not in ("person", "firm"):  # of six only the first letter is known for a digit's place
            end = _REST.match(text, end).end() if text[end - 1].isascii() else end  # type: ignore[union-attr]
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
