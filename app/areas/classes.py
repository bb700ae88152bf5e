"""Rows about single firms made alike: told by so little of area, industry and size that three firms or more fit it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.areas.anonymity import LEAST_FIRMS

# Heads employed, as offices class them; an exact number names one firm of the register.
HEADS = (1, 5, 10, 50, 100, 300)


@dataclass(frozen=True, order=True)
class Kind:
    """What a row says of its firm; "" where it is not told."""

    area: str = ""
    industry: str = ""
    heads: str = ""


def band_of_heads(heads: int | None) -> str:
    """The class of a head count, such as 10-49; "" where it is not known or nobody is employed."""
    if heads is None or heads < HEADS[0]:
        return ""
    if heads >= HEADS[-1]:
        return f"{HEADS[-1]}+"
    lows = dict(pairwise(HEADS))
    low = HEADS[bisect_right(HEADS, heads) - 1]
    return f"{low}-{lows[low] - 1}"


# How a kind is told by less and less, one after the other; the last tells nothing.
LADDER: tuple[Callable[[Kind], Kind], ...] = (
    lambda kind: kind,
    lambda kind: replace(kind, industry=""),
    lambda kind: Kind(kind.area),
    lambda _kind: Kind(),
)


def alike(firms: Sequence[tuple[str, Kind]]) -> list[Kind | None]:
    """What may be told of each firm's row; None where the row may not be told at all.

    Parameters
    ----------
    firms : sequence of (str, Kind)
        The firm of each row and all that is known of it.

    Notes
    -----
    Where fewer than `LEAST_FIRMS` firms are of a kind, their industry is left out, then the heads, then the area (local
    recoding up one ladder, k = 3; Samarati and Sweeney 1998). If too few rows are left over even so, the smallest class
    beside them goes along, so that a kind less its classes leaves no one or two firms over.
    """
    found: list[Kind | None] = [None] * len(firms)
    for told in LADDER:
        for kind, rows in _grouped(firms, told).items():
            loose = [row for row in rows if found[row] is None]
            while loose and _few(loose, firms) and (class_ := _smallest(rows, found)):
                loose += [row for row in rows if found[row] == class_]
                for row in loose:
                    found[row] = None
            if not _few(loose, firms):
                for row in loose:
                    found[row] = kind
    return found


def _grouped(firms: Sequence[tuple[str, Kind]], told: Callable[[Kind], Kind]) -> dict[Kind, list[int]]:
    """Kind to its rows, told by so much."""
    groups: dict[Kind, list[int]] = defaultdict(list)
    for row, (_firm, kind) in enumerate(firms):
        groups[told(kind)].append(row)
    return groups


def _few(rows: Sequence[int], firms: Sequence[tuple[str, Kind]]) -> bool:
    return len({firms[row][0] for row in rows}) < LEAST_FIRMS


def _smallest(rows: Sequence[int], found: Sequence[Kind | None]) -> Kind | None:
    """The class of the fewest rows among these."""
    sizes = Counter(kind for row in rows if (kind := found[row]) is not None)
    return min(sizes, key=lambda kind: (sizes[kind], kind), default=None)
