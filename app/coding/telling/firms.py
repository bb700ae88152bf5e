"""Which numbers of firms by area and theme may be told to whoever reads no single statements: those of cells told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from app.coding.themes.cells import Cell, shown


def firm_cells(said: Mapping[str, Mapping[str, int]], cells: Collection[Cell]) -> frozenset[tuple[str, str]]:
    """Areas and themes whose number of firms may be told.

    A cell is told of everybody who spoke. Of firms alone it is where besides no sum of firms gives another one away.

    Parameters
    ----------
    said : mapping
        Area to theme to the firms that named a problem of it, of all areas of the round.
    cells : collection of Cell
        Those told.
    """
    by_theme: dict[str, dict[str, int]] = defaultdict(dict)
    for area, themes in said.items():
        for theme, firms in themes.items():
            by_theme[theme][area] = firms
    told = {(area, theme) for area, theme, stance in cells if stance == "need"}
    return frozenset((area, theme) for theme, parts in by_theme.items() for area in shown(parts)) & told
