"""Pictures of series and of zones: a bar a year, a part of a year told as one; a strip of who lies where and when."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from app.charts.charts import Bar, Chart, bars
from app.clusters.figures import TRILLION, figure_told, span_told
from app.clusters.series import Value, yearly

# Beyond the longest bar there is room for its words.
ROOM = 1.3


def series_chart(values: Sequence[Value], *, name: str, unit: str, where: str) -> Chart | None:
    """One series of a place, a bar a year; None where nothing of it is known."""
    shown = yearly(values)
    if not shown:
        return None
    scale, word = (TRILLION, _("조 원")) if unit == "won" else (1, "")
    entries = [
        Bar(span_told(v), v.value / scale, text=figure_told(v.value, unit), tone="" if v.whole else "soft")
        for v in shown
    ]
    told = "; ".join(f"{span_told(v)} {figure_told(v.value, unit)}" for v in shown)
    source = "; ".join(dict.fromkeys(v.source for v in shown))
    return bars(
        entries,
        title=f"{where} · {name}",
        description=_("%(name)s: %(told)s. 출처: %(source)s", name=name, told=told, source=source),
        unit=word,
        domain=(0, max(v.value for v in shown) / scale * ROOM),
    )
