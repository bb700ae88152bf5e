"""The panel: values of all areas, indicators and months as they were known on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.monitoring.observations.quarters import month_number

Floats = NDArray[np.float64]
CITY, NATION = "busan", "nation"


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
    cells: Iterable[tuple[str, str, str, float]],
    *,
    areas: Sequence[str],
    codes: Sequence[str],
    months: Sequence[str],
) -> Panel:
    """The panel of cells (place, indicator, month, value); a place is an area's id, "nation" or "busan".

    Cells of other places, indicators or months are passed over.
    """
    place = {each: a for a, each in enumerate((*areas, NATION, CITY))}
    code_at = {each: i for i, each in enumerate(codes)}
    month_at = {each: t for t, each in enumerate(months)}
    values = np.full((len(place), len(code_at), len(month_at)), np.nan)
    for where, code, month, value in cells:
        at = place.get(where), code_at.get(code), month_at.get(month)
        if None not in at:
            values[at] = value
    count = len(areas)
    return Panel(tuple(areas), tuple(codes), tuple(months), values[:count], values[count], values[count + 1])
