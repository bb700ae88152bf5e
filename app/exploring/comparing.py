"""Comparing two groups of statements by their words."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.areas.anonymity import is_small
from app.exploring import store
from app.exploring.choices import Choice, Sight
from nlp.exploring.keyness import Key, KeyWord, Tally, keyness, tally

NOUNS = frozenset({"NNG", "NNP", "SL", "SH", "EN"})


@dataclass(frozen=True)
class Pair:
    """Two groups; `b` None means all others of the same time as `a`."""

    a: Choice
    b: Choice | None = None

    def times(self) -> list[Choice]:
        """All statements of the rounds and waves either group is chosen from: the corpus they stand in."""
        whens = {self.a.when} | ({self.b.when} if self.b else set())
        return [Choice(when) for when in sorted(whens)]

    def address(self) -> dict[str, Any]:
        own = self.b.address("b_") if self.b else {}
        return {**self.a.address("a_"), **own, "against": "own" if self.b else "rest"}


@dataclass(frozen=True)
class Comparison:
    """What sets two groups apart.

    Attributes
    ----------
    words : list of KeyWord
        From the most typical of A to the most typical of B.
    shared : int
        Statements that stand in both groups.
    withheld : bool
        One of the groups is of one or two respondents: nothing is told of either, for it is the other's rest.
    """

    a: Tally
    b: Tally
    words: list[KeyWord]
    shared: int
    withheld: bool = False

    def told(self) -> Comparison:
        """The comparison as far as it may be told."""
        if is_small(self.a.voices) or is_small(self.b.voices):
            return Comparison(tally([]), tally([]), [], 0, withheld=True)
        return self


def count_told(count: int, respondents: int) -> int | None:
    """How often a word was said, or None where one or two said it."""
    return None if is_small(respondents) else count


def members(db: Database, pair: Pair, sight: Sight) -> tuple[set[str], set[str]]:
    """Ids of the segments of either group."""
    a = store.ids(db, pair.a, sight)
    if pair.b is not None:
        return a, store.ids(db, pair.b, sight)
    return a, store.ids(db, Choice(pair.a.when), sight) - a


def compare(
    db: Database, pair: Pair, sight: Sight, *, nouns: bool = False, min_count: int = 2, min_respondents: int = 2
) -> Comparison:
    """Count the words of both groups and of all that was said at these times, and rank them."""
    in_a, in_b = members(db, pair, sight)
    said = _said(db, pair, sight, nouns=nouns)
    a, b = (tally((r, words) for n, r, words in said if n in own) for own in (in_a, in_b))
    # What both groups hold counts once, what neither holds once too.
    neither = tally((r, words) for n, r, words in said if n not in in_a and n not in in_b)
    both = tally((r, words) for n, r, words in said if n in in_a and n in in_b)
    everything = a.counts + b.counts + neither.counts - both.counts
    words = keyness(a, b, everything, min_count=min_count, min_respondents=min_respondents)
    return Comparison(a, b, words, len(in_a & in_b))


def _said(db: Database, pair: Pair, sight: Sight, *, nouns: bool) -> list[tuple[str, str, list[Key]]]:
    """Segment, respondent and words of all statements of these times, each once."""
    found: dict[str, sqlite3.Row] = {}
    for time in pair.times():
        found.update((r["id"], r) for r in store.statements(db, time, sight))
    return [(r["id"], r["respondent_id"], _keys(r["words"], nouns)) for r in found.values()]


def _keys(words: str, nouns: bool) -> list[Key]:
    return [(word[0], word[1]) for word in json.loads(words) if not nouns or word[1] in NOUNS]
