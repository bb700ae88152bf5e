"""A decision told word by word: where its contributions stand in the text, and what stands outside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.learning.features import IN_TEXT, Found, Reading, Vocabulary, occurrences


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to the decision value, and the stretches of the text it was read from."""

    block: str
    feature: str
    value: float
    places: tuple[tuple[int, int], ...]


def by_place(
    vocabulary: Vocabulary, reading: Reading, columns: np.ndarray, values: np.ndarray
) -> tuple[tuple[tuple[int, int, float], ...], dict[str, float]]:
    """Contributions of a row's columns told word by word, and by block for what stands outside the text."""
    places = places_of(vocabulary, reading)
    found = [
        Contribution(*vocabulary.name(int(column)), float(value), tuple(places[int(column)]))
        for column, value in zip(columns, values, strict=True)
        if value
    ]
    return by_word(found, reading.get("form", ())), dict(outside(found, 0.0))


def places_of(vocabulary: Vocabulary, reading: Reading) -> dict[int, list[tuple[int, int]]]:
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for block in IN_TEXT:
        for feature, start, end in occurrences(block, reading):
            column = vocabulary.column(block, feature)
            if column is not None:
                places[column].append((start, end))
    return places


def outside(found: Sequence[Contribution], vector: float) -> tuple[tuple[str, float], ...]:
    """What stands outside the text, summed by block."""
    sums: dict[str, float] = defaultdict(float)
    for contribution in found:
        if contribution.block not in IN_TEXT:
            sums[contribution.block] += contribution.value
    if vector:
        sums["vector"] = vector
    return tuple(sums.items())


def by_word(found: Sequence[Contribution], words: Sequence[Found]) -> tuple[tuple[int, int, float], ...]:
    """Share every contribution among its places, and a place that covers several words among them."""
    sums: dict[tuple[int, int], float] = defaultdict(float)
    spans = [(start, end) for _, start, end in words]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for contribution in found:
        for start, end in contribution.places:
            first, last = bisect_right(ends, start), bisect_left(starts, end)
            covered = spans[first:last] or [(start, end)]
            for span in covered:
                sums[span] += contribution.value / len(contribution.places) / len(covered)
    return tuple((start, end, value) for (start, end), value in sorted(sums.items()))
