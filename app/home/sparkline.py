"""A line as small as a word: the shape of a series of months, drawn as SVG without any style attribute."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, EDGE = 96.0, 24.0, 3.0


def months_between(first: str, last: str) -> int:
    """Months from one month (2026-07) to another."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def points(series: Sequence[tuple[str, float]]) -> list[tuple[float, float]]:
    """Places of the months in the drawing: time to the right, the lowest value at the foot.

    A constant series lies in the middle. A missing month leaves its width.
    """
    if len(series) < 2:
        return []
    first, span = series[0][0], months_between(series[0][0], series[-1][0])
    values = [value for _month, value in series]
    low, high = min(values), max(values)
    rise = (HEIGHT - 2 * EDGE) / (high - low) if high > low else 0.0
    foot = HEIGHT - EDGE if high > low else HEIGHT / 2
    step = (WIDTH - 2 * EDGE) / span
    return [(EDGE + step * months_between(first, month), foot - rise * (value - low)) for month, value in series]


def sparkline(series: Sequence[tuple[str, float]], description: str) -> Markup:
    """The drawing, or nothing for fewer than two months; the description is what a screen reader says."""
    places = points(series)
    if not places:
        return Markup("")
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return Markup(
        '<svg class="spark" role="img" aria-label="{}" viewBox="0 0 {:g} {:g}" width="{:g}" height="{:g}">'
        '<polyline points="{}"/><circle cx="{:.1f}" cy="{:.1f}" r="2.2"/></svg>'
    ).format(description, WIDTH, HEIGHT, WIDTH, HEIGHT, path, x, y)
