"""Decisions a model learns from: what the coders' standing words on a text come to, theme by theme."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One coder's standing word: the segment's text speaks of the theme, or does not."""

    segment_id: str
    text: str
    coder_id: str
    theme: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What the coders' words on a text and theme come to."""

    text: str
    theme: str
    accepted: bool


@dataclass(frozen=True)
class Pool:
    """All decisions.

    Attributes
    ----------
    decided : tuple of Decided
        In order of text and theme, each once.
    ties : int
        Texts and themes left out because as many coders accept as reject.
    coders : int
    words : int
        The coders' standing words these decisions come from.
    """

    decided: tuple[Decided, ...]
    ties: int
    coders: int
    words: int = 0

    def counts(self) -> dict[str, tuple[int, int]]:
        """Accepted and rejected texts of each theme."""
        sides = {side: Counter(d.theme for d in self.decided if d.accepted is side) for side in (True, False)}
        return {theme: (sides[True][theme], sides[False][theme]) for theme in sorted({d.theme for d in self.decided})}


def pool(words: Iterable[Word], themes: Collection[str]) -> Pool:
    """The majority of the coders' words on each text and theme; ties are left out.

    Two segments that read the same are one text: a model could not tell them apart. Themes that are not among
    `themes` (those of the codebook) are passed over.
    """
    votes: dict[tuple[str, str], int] = defaultdict(int)
    coders, said = set(), 0
    for word in words:
        if word.theme in themes:
            said += 1
            votes[unicodedata.normalize("NFC", word.text), word.theme] += 1 if word.accepted else -1
            coders.add(word.coder_id)
    kept = tuple(Decided(text, theme, sum_ > 0) for (text, theme), sum_ in sorted(votes.items()) if sum_)
    return Pool(kept, len(votes) - len(kept), len(coders), said)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What most coders say of a theme in a text: a stance, or a kind of statement."""

    text: str
    theme: str
    label: str


@dataclass(frozen=True)
class Labels:
    """All of them in order of text and theme; `ties` were left out."""

    labelled: tuple[Labelled, ...]
    ties: int
    coders: int


def majority(words: Iterable[tuple[str, str, str, str]]) -> Labels:
    """The label said most often of each text and theme, from (text, theme, coder, label); ties are left out."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    coders = set()
    for text, theme, coder, label in words:
        votes[unicodedata.normalize("NFC", text), theme][label] += 1
        coders.add(coder)
    kept = []
    for (text, theme), counts in sorted(votes.items()):
        (label, most), *others = counts.most_common()
        if all(count < most for _, count in others):
            kept.append(Labelled(text, theme, label))
    return Labels(tuple(kept), len(votes) - len(kept), len(coders))
