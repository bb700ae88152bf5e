"""Charts of the corpus: tables whose marks are as large as their n, themes from wave to wave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext as _

from app.charts import charts
from app.charts.charts import Cell, Chart, Series
from app.coding.themes.themes import Prevalence
from app.corpus.tables import Table
from app.words.formats import quarter, share_of

# Lines that can still be told apart in one picture; the table beneath has all. Chosen, not measured.
LINES = 6
Words = Callable[[str], str]


def heat(table: Table, row: Words, column: Words, title: str, *, transposed: bool = False) -> Chart:
    """Shares by color, n by the size of the mark; of fewer than five the mark stays open."""
    cells = []
    for r in table.rows:
        for c in [each for each in table.columns if table.n[each] is not None]:
            found = table.cells.get((r, c))
            known = found is not None and found.k is not None
            words = (row(r), column(c))
            cells.append(
                Cell(
                    *(words[::-1] if transposed else words),
                    value=found.share if known and found else None,
                    text=f"{found.k}/{found.n}" if known and found else (_("싣지 않음") if found else "·"),
                    weight=float(found.n) if found else 0.0,
                    open=bool(found and found.thin),
                )
            )
    description = _("색이 진할수록 비율이 높고, 표식이 클수록 말할 수 있던 곳이 많습니다. 빈 표식은 5곳 미만입니다.")
    return charts.heat(cells, title=title, description=f"{description} {_most(table, row, column)}", most=1.0)


def _most(table: Table, row: Words, column: Words) -> str:
    """The highest shares in words: what the picture says first."""
    known = [(cell, key) for key, cell in table.cells.items() if cell.k is not None and not cell.thin]
    known.sort(key=lambda each: -each[0].share)
    return " · ".join(f"{row(r)}–{column(c)}: {share_of(cell.k or 0, cell.n)}" for cell, (r, c) in known[:3])


def trend(
    waves: Sequence[str], cells: Mapping[str, Mapping[str, Prevalence]], names: Mapping[str, str], title: str
) -> Chart:
    """The shares of the themes most named, from wave to wave."""
    series = [
        Series(
            names.get(code, code),
            tuple((quarter(w), _percent(cells[w].get(code))) for w in waves),
        )
        for code in leading(waves, cells)
    ]
    described = "; ".join(
        f"{each.name}: " + ", ".join(f"{x} {y:.0f} %" for x, y in each.points if y is not None) for each in series
    )
    return charts.line(series, title=title, description=described, unit="%", zero=True)


def leading(waves: Sequence[str], cells: Mapping[str, Mapping[str, Prevalence]]) -> list[str]:
    """The themes most named over all waves, most named first."""
    counts: dict[str, int] = {}
    for wave in waves:
        for code, cell in cells[wave].items():
            counts[code] = counts.get(code, 0) + (cell.k or 0)
    return sorted(counts, key=lambda code: (-counts[code], code))[:LINES]


def _percent(cell: Prevalence | None) -> float | None:
    if cell is None:
        return 0.0
    return None if cell.k is None else round(100 * cell.share, 1)
