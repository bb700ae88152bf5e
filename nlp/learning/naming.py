"""What words and morphemes are called as features, each looked at once: a few thousand make up every text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlp.reading.tokens import Tokens

WORD = re.compile(r"\w+")
# Particles, endings and marks say how a thing is said, not what it is about.
_EMPTY = ("J", "E", "S", "W", "Z")
_FOREIGN = frozenset({"SL", "SH", "SN"})
# Letters of an n-gram. Chosen, not measured: shorter stand in every word, longer are words of their own again.
SHORTEST, LONGEST = 2, 5
# A word longer than any in a dictionary is an address or an attack; its first letters tell enough.
WORD_LENGTH = 40
# So many different morphemes are 20 MB; what is rarer is looked at again.
REMEMBERED = 100_000


@lru_cache(maxsize=200_000)
def grams(word: str) -> tuple[str, ...]:
    """Character n-grams (2 to 5) of one word with a space at both ends, in reading order.

    >>> grams("세금")
    (' 세', '세금', '금 ', ' 세금', '세금 ', ' 세금 ')
    """
    edged = f" {word[:WORD_LENGTH]} "
    return tuple(
        edged[n : n + size] for size in range(SHORTEST, LONGEST + 1) for n in range(max(0, len(edged) - size + 1))
    )


def names(tokens: Tokens) -> Iterator[str]:
    """What each token counts as, '' where it says nothing of the matter."""
    if len(_NAMES) > REMEMBERED:
        _NAMES.clear()
    return map(_NAMES.__getitem__, zip(tokens.forms, tokens.lemmas, tokens.tags, strict=True))


class _Names(dict[tuple[str, str, str], str]):
    """Names by form, lemma and tag."""

    def __missing__(self, token: tuple[str, str, str]) -> str:
        form, lemma, tag = token
        says = (not tag.startswith(_EMPTY) or tag in _FOREIGN) if tag else any(map(str.isalnum, form))
        # Korean morphemes carry their tag, so that 배(boat) the noun is not 배 the unit.
        found = self[token] = (f"{lemma.lower()}/{tag.split('-')[0]}" if tag else lemma) if says else ""
        return found


_NAMES = _Names()
