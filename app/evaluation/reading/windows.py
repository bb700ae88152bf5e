"""Windows of months: where an indicator's ends, and from which month on a missing value could be determined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Known = NDArray[np.bool_]
YEAR = 12


@dataclass(frozen=True)
class Window:
    """First and last month an indicator is averaged over."""

    first: str
    last: str


def months_until(last: str, count: int) -> tuple[str, ...]:
    """`count` consecutive months that end with `last` (2026-10)."""
    end = int(last[:4]) * 12 + int(last[5:]) - 1
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in range(end - count + 1, end + 1))


def last_complete(known: Known, *, share: float) -> int | None:
    """The last month of an indicator that nearly all areas have.

    Parameters
    ----------
    known : ndarray of bool, shape (A, T)
        Whether an area's relative change of a month is known.
    share : float
        Part of the areas that have the indicator in any of these months, in [0, 1].

    Returns
    -------
    int or None
        Index of the newest month this part has; where there is none, of the month most have, the newest of equals.
        None without any value.
    """
    have = int(known.any(1).sum())
    if not have:
        return None
    counts = known.sum(0)
    complete = np.flatnonzero(counts >= share * have - 1e-9)
    if complete.size:
        return int(complete[-1])
    return int(len(counts) - 1 - np.argmax(counts[::-1]))


def since_determined(known: Known, values: Known, last: str, *, months: int, at_least: int) -> str:
    """The first month whose publication would give a mean, if from now on every month's value comes.

    Parameters
    ----------
    known, values : ndarray of bool, shape (T,)
        Whether the relative change, and the value itself, of the months up to `last` is known; T of 13 or more.
    last : str
        Last month of the window.
    months, at_least : int
        Length of the window, and the known months in it a mean needs.
    """
    # Of a month to come the change is known where the value a year before is there, or will be.
    ahead = [bool(values[len(values) - YEAR + k]) for k in range(YEAR)] + [True] * months
    run = [*known[-months:].tolist(), *ahead]
    for k in range(1, len(ahead) + 1):
        if sum(run[k : k + months]) >= at_least:
            return month_after(last, k)
    return month_after(last, len(ahead))


def month_after(month: str, count: int) -> str:
    """The month so many after another."""
    n = int(month[:4]) * 12 + int(month[5:]) - 1 + count
    return f"{n // 12:04}-{n % 12 + 1:02}"
