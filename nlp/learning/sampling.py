"""Which segments to code next: those a model is least sure of, mixed with some taken as they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

# Every fourth is taken as it comes: where the model is surely wrong, it would never ask.
# With it 38 and 54 % of the labels were saved at 1,000; no other share is told of there (bench/README.md).
EVERY = 4


def uncertainty(probabilities: Sequence[float]) -> float:
    """How unsure a model is of a segment: the mean over the themes of ``1 - 2 * |p - 1/2|``.

    0 where it is certain of every theme, 1 where each may as well be as not. The mean finds sentences that several
    themes lay claim to; the largest of the themes alone saved far fewer labels (`bench/README.md`).

    Parameters
    ----------
    probabilities : sequence of float
        Calibrated, one a theme.

    References
    ----------
    Lewis and Gale (1994), A sequential algorithm for training text classifiers; for several labels Brinker (2006),
    On active learning in multi-label classification.

    >>> uncertainty([0.25, 0.5]), uncertainty([0.0, 1.0]), uncertainty([])
    (0.75, 0.0, 0.0)
    """
    return sum(1.0 - 2.0 * abs(p - 0.5) for p in probabilities) / len(probabilities) if probabilities else 0.0


def doubt(probability: float, stance_share: float | None = None) -> float:
    """How unsure a suggestion is, 0 to 1/2: of theme and stance what is less certain.

    A stance of less than half counts as one of a half: it was chosen to fit the kind of statement, not by itself.

    >>> doubt(0.9, 0.6), doubt(0.55, 0.95), round(doubt(0.98), 2), doubt(0.98, 0.2)
    (0.4, 0.45, 0.02, 0.5)
    """
    return max(min(probability, 1.0 - probability), 0.0 if stance_share is None else min(0.5, 1.0 - stance_share))


def by_chance(segment_id: str) -> str:
    """A segment's place in an order of no meaning: the random end of its UUIDv7, the same at every look."""
    return segment_id[-12:]


def order(unsure: Mapping[str, float], *, every: int = EVERY, chance: Callable[[str], str] = by_chance) -> list[str]:
    """Segments in the order to code them: the least sure first, at every fourth place one taken by chance.

    Those taken by chance are settled first, so that the order of any two never depends on what has been coded since.

    Parameters
    ----------
    unsure : mapping of segment id to uncertainty
    every : int
    chance : callable
        From a segment's id to its place in the order of chance.

    >>> order({"a": 0.1, "b": 0.9, "c": 0.5, "d": 0.7, "e": 0.0}, chance=str)
    ['b', 'd', 'c', 'a', 'e']
    """
    drawn = sorted(unsure, key=lambda s: (chance(s), s))[: len(unsure) // every]
    taken = set(drawn)
    rest = sorted((s for s in unsure if s not in taken), key=lambda s: (-unsure[s], s))
    places = {s: n * every for n, s in enumerate(drawn, start=1)}
    # Between two by chance stand every - 1 of the others: the nth of them has (n - 1) // (every - 1) before it.
    places |= {s: n + (n - 1) // (every - 1) for n, s in enumerate(rest, start=1)}
    return sorted(unsure, key=lambda s: places[s])
