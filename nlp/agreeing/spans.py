"""Agreement in where a theme is spoken of: spans that overlap by half, and alpha over characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from nlp.agreeing.agreement import Agreement, told
from nlp.agreeing.choices import DRAWS
from nlp.agreeing.estimating import (
    NO_SPANS,
    ONE_CODER,
    Estimate,
    clusters_of,
    drawn,
    estimate,
)
from nlp.agreeing.ratings import NONE, Ratings
from nlp.agreeing.sums import Parts, Sums, sums_of

# Half of what both mark together: then a span has at most one partner wherever one coder's spans do not overlap.
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """What one coder marked: characters `start` up to and without `end` of a text."""

    text: Hashable
    coder: Hashable
    theme: Hashable
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text, who has judged it, and the respondent who said it."""

    length: int
    coders: Collection[Hashable]
    group: Hashable = None


@dataclass(frozen=True)
class SpanAgreement:
    """Agreement of spans.

    Attributes
    ----------
    f1 : Estimate
        Of spans that pair off one to one, over all pairs of coders.
    characters : Agreement
        Each character a unit, once for every theme: whether a coder's span covers it.
    spans : int
    """

    f1: Estimate
    characters: Agreement
    spans: int


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Characters both have by characters either has, 0 to 1.

    >>> overlap((0, 10), (5, 10)), overlap((0, 5), (5, 9))
    (0.5, 0.0)
    """
    both = min(one[1], other[1]) - max(one[0], other[0])
    either = max(one[1], other[1]) - min(one[0], other[0])
    return both / either if both > 0 else 0.0


def matched(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]], *, least: float = OVERLAP) -> int:
    """The most spans of two coders that can pair off, each with one partner it overlaps by `least` or more.

    References
    ----------
    Hopcroft, J. E., Karp, R. M. (1973): An n^5/2 algorithm for maximum matchings in bipartite graphs. SIAM Journal on
    Computing 2, 225-231.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    near = [(n, m) for n, one in enumerate(first) for m, other in enumerate(second) if overlap(one, other) >= least]
    if not near:
        return 0
    rows, columns = zip(*near, strict=True)
    graph = csr_matrix((np.ones(len(near)), (rows, columns)), shape=(len(first), len(second)))
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def span_agreement(
    spans: Iterable[Span], texts: Mapping[Hashable, Text], *, least: float = OVERLAP, draws: int = DRAWS
) -> SpanAgreement:
    """How far coders agree in where themes are spoken of; spans pair off within a text and a theme.

    Parameters
    ----------
    texts : mapping
        Every text that was judged, marked or not: what nobody marked is agreement over its characters.
    least : float
        Overlap of a pair, characters both have by characters either has.

    Notes
    -----
    Alpha over characters is nominal alpha with a character as the unit, theme by theme added up. It is not Krippendorff's
    alpha for unitizing, which weighs a gap by its square: this one reads the same however a coder cuts a passage in two.

    References
    ----------
    Krippendorff, K. (1995): On the reliability of unitizing continuous data. Sociological Methodology 25, 47-76.
    Krippendorff, K., Mathet, Y., Bouvry, S., Widlöcher, A. (2016): On the reliability of unitizing textual continua:
    Further developments. Quality & Quantity 50, 2347-2364.
    """
    held: dict[tuple[Hashable, Hashable], dict[Hashable, list[tuple[int, int]]]] = {}
    for span in spans:
        if span.coder in texts[span.text].coders and span.start < span.end:
            by_coder = held.setdefault((span.text, span.theme), defaultdict(list))
            by_coder[span.coder].append((span.start, span.end))
    names = list(texts)
    numbers, count = clusters_of([texts[name].group if texts[name].group is not None else name for name in names])
    cluster = dict(zip(names, (int(n) for n in numbers), strict=True))
    return SpanAgreement(
        _f1(held, texts, cluster, count, least, draws),
        _characters(held, texts, cluster, count, draws),
        sum(len(own) for by_coder in held.values() for own in by_coder.values()),
    )


Held = Mapping[tuple[Hashable, Hashable], Mapping[Hashable, Sequence[tuple[int, int]]]]


def _f1(
    held: Held, texts: Mapping[Hashable, Text], cluster: Mapping[Hashable, int], count: int, least: float, draws: int
) -> Estimate:
    if all(len(text.coders) < 2 for text in texts.values()):
        return Estimate(None, reason=ONE_CODER)
    sums = np.zeros((count, 2))
    for (name, _theme), by_coder in held.items():
        for one, other in combinations(sorted(texts[name].coders, key=str), 2):
            first, second = by_coder.get(one, ()), by_coder.get(other, ())
            every = len(first) + len(second)
            sums[cluster[name]] += (every - 2 * matched(first, second, least=least), every)
    [parts] = drawn([Sums(sums, lambda totals: {"f1": (totals[:, 0], totals[:, 1])})], count, draws=draws)
    return estimate(*parts["f1"], reason=NO_SPANS)


def _characters(
    held: Held, texts: Mapping[Hashable, Text], cluster: Mapping[Hashable, int], count: int, draws: int
) -> Agreement:
    """Alpha over characters: a theme a table, whose units are the stretches between two ends of spans."""
    coders = sorted({coder for text in texts.values() for coder in text.coders}, key=str)
    themes = sorted({theme for _text, theme in held}, key=str) or [None]  # nothing marked is agreement, too
    tables = [_table(theme, held, texts, coders) for theme in themes]
    every = [
        sums_of(table, np.array([cluster[name] for name in of], dtype=int), count, weights="identity")
        for table, of in tables
    ]
    parts = drawn(every, count, draws=draws)
    given, lengths = (np.concatenate(each) for each in zip(*((t.given, t.weights) for t, _of in tables), strict=True))
    whole = Ratings(given, (False, True), weight=lengths)
    return told(whole, _added(parts), count)


def _added(every: Sequence[Parts]) -> Parts:
    """The sums over the themes."""
    return {
        name: (np.sum([parts[name][0] for parts in every], axis=0), np.sum([parts[name][1] for parts in every], axis=0))
        for name in every[0]
    }


def _table(
    theme: Hashable, held: Held, texts: Mapping[Hashable, Text], coders: Sequence[Hashable]
) -> tuple[Ratings, list[Hashable]]:
    """One theme's stretches by coders, as long as they are, and the text of each."""
    rows, lengths, of = [np.empty((0, len(coders)), dtype=int)], [np.empty(0, dtype=int)], []
    for name, text in texts.items():
        by_coder = held.get((name, theme), {})
        ends = {min(end, text.length) for own in by_coder.values() for span in own for end in span}
        cuts = np.array(sorted({0, text.length} | ends))
        begins = cuts[:-1]
        for_each = [by_coder.get(coder, ()) if coder in text.coders else None for coder in coders]
        rows.append(np.stack([_covered(begins, own) for own in for_each], axis=1))
        lengths.append(np.diff(cuts))
        of += [name] * len(begins)
    return Ratings(np.concatenate(rows).astype(int), (False, True), weight=np.concatenate(lengths).astype(float)), of


def _covered(begins: np.ndarray, own: Sequence[tuple[int, int]] | None) -> np.ndarray:
    """1 for each stretch one of the spans covers; -1 where the coder has not judged the text."""
    covered = np.full(len(begins), NONE if own is None else 0)
    for start, end in own or ():
        covered[(begins >= start) & (begins < end)] = 1
    return covered
