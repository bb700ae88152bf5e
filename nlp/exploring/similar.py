"""Answers that say nearly the same, by words or by words and meaning, grouped so that every pair of a group is alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse

from nlp.exploring import meant

# Best F1 of pairs is at .55 (bench/README.md), but a round has few paraphrases and a group is read as one opinion:
# rather fewer groups that are right.
USUAL = 0.7
# With vectors: as precise as words alone at .70 (.96), and recall .62 in place of .35 (bench/README.md).
USUAL_MEANT = 0.65
# What a person may choose. The lowest is chosen, not measured: below, few common words make answers alike.
LOWEST, HIGHEST = 0.3, 1.0
# Rows multiplied at a time: bounds the memory of 100,000 answers to a few hundred MB.
BLOCK = 2_000
# Pairs compared at a time, for the same reason.
CHECKED = 200_000
# Floats that are 1 in arithmetic may be a little less.
SLACK = 1e-9

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Group:
    """Answers that say nearly the same.

    Attributes
    ----------
    members : tuple of int
        Positions of the answers, the one most like all others first.
    lowest : float
        The likeness of the two members least alike: never below the threshold.
    """

    members: tuple[int, ...]
    lowest: float


def features(words: Sequence[str]) -> Counter[str]:
    """Words and, within them, pairs of letters: 숙련공 and 숙련 인력 share a part."""
    found = Counter(words)
    for word, count in list(found.items()):
        for at in range(len(word) - 1):
            found[f"~{word[at : at + 2]}"] += count
    return found


def rows_of(texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """TF-IDF rows of length 1 (0 where a text has no word); their products are cosines.

    Returns
    -------
    csr_matrix, shape (len(texts), features)
        ``(1 + ln count) * (ln((1 + n) / (1 + texts with it)) + 1)``
    """
    column: dict[str, int] = {}
    at, columns, values = [0], [], []
    for words in texts:
        for name, count in features(words).items():
            columns.append(column.setdefault(name, len(column)))
            values.append(count)
        at.append(len(columns))
    rows = sparse.csr_matrix((1.0 + np.log(values), columns, at), shape=(len(texts), len(column)))
    rarity = np.log((1 + len(texts)) / (1 + np.bincount(columns, minlength=len(column)))) + 1.0
    rows = (rows @ sparse.diags(rarity)).tocsr()
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    length[length == 0] = 1.0
    return (sparse.diags(1.0 / length) @ rows).tocsr()


def pairs(rows: sparse.csr_matrix, threshold: float, report: Report | None = None) -> list[tuple[float, int, int]]:
    """All pairs of rows at least so alike as (cosine, i, j), i < j, the most alike first; none is missed.

    Of each row the most common features are set aside as long as their length stays below the threshold: two rows
    that share only such features cannot reach it (of two rows, all they share then lies in the set aside part of the
    one that set aside more). What else they share bounds the rest.

    References
    ----------
    Bayardo, R. J., Ma, Y. & Srikant, R. (2007). Scaling up all pairs similarity search. WWW 2007.
    """
    rare, aside = _rare_part(rows, threshold)
    found: list[tuple[float, int, int]] = []
    for first in range(0, rows.shape[0], BLOCK):
        block = (rare[first : first + BLOCK] @ rare[first:].T).tocoo()
        i, j = block.row + first, block.col + first
        may = (i < j) & (block.data + np.maximum(aside[i], aside[j]) >= threshold - SLACK)
        found.extend(_checked(rows, i[may], j[may], threshold))
        if report:
            report(min(first + BLOCK, rows.shape[0]), rows.shape[0])
    return sorted(found, key=lambda pair: (-pair[0], *pair[1:]))


def _rare_part(rows: sparse.csr_matrix, threshold: float) -> tuple[sparse.csr_matrix, np.ndarray]:
    """The rows without their most common features, and how long what was set aside is (below the threshold)."""
    common = np.argsort(np.argsort(-np.bincount(rows.indices, minlength=rows.shape[1]), kind="stable"))
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    order = np.lexsort((common[rows.indices], owner))
    squares = np.cumsum(rows.data[order] ** 2)
    before = np.concatenate([[0.0], squares])[rows.indptr[:-1]]
    length = np.sqrt(np.maximum(squares - before[owner], 0.0))
    gone = np.zeros(len(order), dtype=bool)
    gone[order] = length < threshold - SLACK
    aside = np.zeros(rows.shape[0])
    np.maximum.at(aside, owner[gone[order]], length[gone[order]])
    rare = rows.copy()
    rare.data = np.where(gone, 0.0, rows.data)
    rare.eliminate_zeros()
    return rare, aside


def _checked(
    rows: sparse.csr_matrix, i: np.ndarray, j: np.ndarray, threshold: float
) -> Iterator[tuple[float, int, int]]:
    """Those of the pairs that reach the threshold, with their cosine."""
    for first in range(0, len(i), CHECKED):
        own, other = i[first : first + CHECKED], j[first : first + CHECKED]
        likeness = np.asarray(rows[own].multiply(rows[other]).sum(axis=1)).ravel()
        kept = likeness >= threshold - SLACK
        # Rounded, so that the last digit of a sum does not decide what joins first.
        yield from zip(likeness[kept].round(9).tolist(), own[kept].tolist(), other[kept].tolist(), strict=True)


def groups(
    texts: Sequence[Sequence[str]],
    threshold: float = USUAL,
    report: Report | None = None,
    *,
    vectors: np.ndarray | None = None,
) -> list[Group]:
    """Groups of two or more texts, the largest first; every two texts of a group are at least so alike.

    By words alone; with `vectors`, shape (len(texts), d), by words and meaning (see `meant`).

    The most alike pairs join first, and two groups join only where all their pairs reach the threshold: a chain of
    answers, each like the next and the last unlike the first, is cut where it breaks. Texts with the same words are
    one to begin with; texts without a word stay alone.
    """
    same: dict[tuple[tuple[str, int], ...], list[int]] = defaultdict(list)
    for n, words in enumerate(texts):
        if words:
            same[tuple(sorted(Counter(words).items()))].append(n)
    kinds = list(same.values())
    rows = rows_of([texts[kind[0]] for kind in kinds])
    if vectors is None:
        alike = pairs(rows, threshold, report)
    else:
        alike = meant.pairs(rows, vectors[[kind[0] for kind in kinds]], threshold, report)
    likeness = {(i, j): value for value, i, j in alike}
    found = [_group(own, kinds, likeness) for own in _joined(alike, likeness)]
    joined = {n for group in found for n in group.members}
    found += [Group(tuple(kind), 1.0) for kind in kinds if len(kind) > 1 and kind[0] not in joined]
    return sorted(found, key=lambda group: (-len(group.members), group.members))


def _joined(alike: list[tuple[float, int, int]], likeness: dict[tuple[int, int], float]) -> list[list[int]]:
    """Join pair by pair; both groups of a pair must be alike through and through."""
    home: dict[int, list[int]] = {}
    for _value, i, j in alike:
        left, right = home.get(i, [i]), home.get(j, [j])
        if left is right or not all((min(a, b), max(a, b)) in likeness for a in left for b in right):
            continue
        both = left + right
        for each in both:
            home[each] = both
    return list({id(group): group for group in home.values()}.values())


def _group(own: list[int], kinds: list[list[int]], likeness: dict[tuple[int, int], float]) -> Group:
    """Members by how like they are to all others: what stands first speaks for the group."""
    total: dict[int, float] = dict.fromkeys(own, 0.0)
    between = [(i, j, likeness[i, j]) for i in own for j in own if (i, j) in likeness]
    for i, j, value in between:
        total[i] += value * len(kinds[j])
        total[j] += value * len(kinds[i])
    order = sorted(own, key=lambda n: (-total[n] - len(kinds[n]), n))
    members = tuple(each for n in order for each in kinds[n])
    return Group(members, min(value for _i, _j, value in between))
