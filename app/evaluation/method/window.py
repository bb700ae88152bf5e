"""Where the window of the monthly indicators ends: not at a stray row, but at a month nearly everybody has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Filled:
    """How far one month of one indicator is filled.

    Attributes
    ----------
    indicator, month : str
    areas : int
        Areas with a value.
    reference : bool
        Whether the region the areas are compared with has its value too.
    """

    indicator: str
    month: str
    areas: int
    reference: bool


def last_complete_month(filled: Iterable[Filled], have: Mapping[str, int], *, share: float) -> str | None:
    """The newest month that most indicators have for nearly all areas.

    Parameters
    ----------
    filled : iterable of Filled
    have : mapping of indicator to int
        Areas that have the indicator at all.
    share : float
        Part of these areas, in [0, 1], whose values make a month of an indicator complete, beside the reference's.

    Returns
    -------
    str or None
        Where no month is complete for more than half of the indicators, the one complete for most of them, or
        else with most values; the newest of equals. None without any value.
    """
    complete: dict[str, int] = {}
    values: dict[str, int] = {}
    for each in filled:
        whole = each.reference and each.areas >= max(1, share * have[each.indicator] - 1e-9)
        complete[each.month] = complete.get(each.month, 0) + whole
        values[each.month] = values.get(each.month, 0) + each.areas
    need = len(have) // 2 + 1
    order = {m: (min(n, need), 0 if n else values[m], m) for m, n in complete.items() if values[m]}
    return max(order, key=lambda month: order[month]) if order else None
