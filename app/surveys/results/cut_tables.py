"""Breakdowns and cross tables to take home, and the chart of a breakdown."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.charts.charts import Bar, Chart, Reference, bars
from app.surveys.asking.periods import period_word
from app.surveys.results.breaking import EVERYBODY, Breakdown
from app.surveys.results.covering import because, part, total
from app.surveys.results.crossing import Crossed
from app.surveys.results.groups import Standing
from app.words.formats import MISSING
from app.words.labels import label

Table = tuple[list[str], list[list[Any]]]
# More classes than this are a table and no picture. Chosen: as many bars as a page holds.
MOST_BARS = 20


def breakdown_chart(found: Breakdown, item: str, wave: str) -> Chart | None:
    """BSI of each class without weights, past and next quarter; None where none may be told, or of too many classes."""
    entries, classes = [], found.occurring()
    for code, word in classes:
        for of, period in found.items:
            if of == item:
                standing = found.standings[of, period, code]
                entries.append(Bar(word, standing.value, period_word([wave], period)))
    if len(classes) > MOST_BARS or all(entry.value is None for entry in entries):
        return None
    told = "; ".join(f"{e.name} {e.group} {MISSING if e.value is None else f'{e.value:.1f}'}" for e in entries)
    title = _("%(item)s BSI, %(by)s별", item=label(item, "bsi_item"), by=label(found.attribute.name, "broken_by"))
    return bars(entries, title=title, description=told, references=[Reference(100, _("중립 100"))], domain=(0, 200))


def breakdown_table(found: Breakdown, wave: str) -> Table:
    """A line an item, period and class; figures to one decimal, as they are told on the page."""
    titles = [_("항목"), _("시기"), label(found.attribute.name, "broken_by"), "BSI", _("95% 아래"), _("95% 위")]
    titles += [_("응답 수"), _("가중 BSI"), _("가중 95% 아래"), _("가중 95% 위"), _("유효 응답 수"), "SBHI", _("비고")]
    classes = [(EVERYBODY, _("전체")), *found.occurring()]
    return titles, [
        [label(item, "bsi_item"), period_word([wave], period), *_line(word, found.standings[item, period, code])]
        for item, period in found.items
        for code, word in classes
    ]


def _line(word: str, standing: Standing) -> list[Any]:
    return [total(standing.covered) if word == _("전체") else word, *_figures(standing)]


def _figures(s: Standing) -> list[Any]:
    one = [None if each is None else round(each, 1) for each in (s.value, s.low, s.high)]
    weighted = [s.weighted, s.weighted_low, s.weighted_high, s.n_eff, s.sbhi]
    return [*one, s.n, *(None if x is None else round(x, 1) for x in weighted), because(s.reason) or part(s.covered)]


def crossed_table(table: Crossed) -> Table:
    """Firms in each cell with the share of their row."""
    titles = [table.rows.name, table.columns.name, _("응답한 기업"), _("행 안의 비율(%)"), _("비고")]
    lines: list[list[Any]] = []
    for row, row_word in table.rows.classes:
        for column, column_word in table.columns.classes:
            n, every = table.cells[row, column], table.row_sums[row]
            share = round(n / every * 100, 1) if n is not None and every else None
            lines.append([row_word, column_word, n, share, because("beside") if n is None else part(table.covered)])
    return titles, lines
