"""The panel: values of all areas, indicators and months as they were known on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.monitoring.observations.quarters import month_number

Floats = NDArray[np.float64]
CITY, NATION = "busan", "nation"
Series = tuple[str, str, Sequence[str], Floats]


@dataclass(frozen=True)
class Panel:
    """Consecutive months of values; NaN where nothing was published by the day.

    Attributes
    ----------
    areas, codes, months : tuple of str
        Area ids (A), indicator codes (I), months (T).
    x : ndarray, shape (A, I, T)
    nation, city : ndarray, shape (I, T)
    """

    areas: tuple[str, ...]
    codes: tuple[str, ...]
    months: tuple[str, ...]
    x: Floats
    nation: Floats
    city: Floats

    @property
    def opens(self) -> int:
        """Index of a month that opens a quarter."""
        return -month_number(self.months[0]) % 3 if self.months else 0

    def series(self, code: str) -> Floats | None:
        """One indicator's values of all areas, shape (A, T); None where it is not in the panel."""
        return self.x[:, self.codes.index(code)] if code in self.codes else None


def panel_of(
    series: Iterable[Series],
    *,
    areas: Sequence[str],
    codes: Sequence[str],
    months: Sequence[str],
) -> Panel:
    """The panel of series (place, indicator, months, values); a place is an area's id, "nation" or "busan".

    Of a month that comes twice the last value counts. Other places, indicators and months are passed over.
    """
    axes = ((*areas, NATION, CITY), codes, months)
    place_at, code_at, month_at = ({each: n for n, each in enumerate(axis)} for axis in axes)
    values = np.full((len(place_at), len(code_at), len(month_at)), np.nan)
    for place, code, named, numbers in series:
        where, which = place_at.get(place), code_at.get(code)
        if where is None or which is None:
            continue
        at = np.array([month_at.get(month, -1) for month in named])
        known = at >= 0
        values[where, which, at[known]] = numbers[known]
    count = len(areas)
    return Panel(tuple(areas), tuple(codes), tuple(months), values[:count], values[count], values[count + 1])
