"""How probabilities came true: texts of like probability and the share of them the coders accepted, as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.charts import charts
from app.charts.charts import Chart, Series
from app.coding.learning.proof import Bin
from app.words.formats import percent
from nlp.learning.modelcard import BINS


def bins_of(themes: Mapping[str, Mapping[str, Any]], theme: str) -> tuple[Bin, ...]:
    """The bins of one theme of a card, or of all together ('')."""
    chosen = [themes[theme]] if theme else list(themes.values())
    return tuple(_joined([each["bins"][n] for each in chosen]) for n in range(BINS)) if chosen else ()


def _joined(parts: list[Mapping[str, Any]]) -> Bin:
    n = sum(part["n"] for part in parts)
    if not n:
        return Bin(0, 0.0, 0.0)
    mean = {key: sum(part["n"] * part[key] for part in parts) / n for key in ("probability", "accepted")}
    return Bin(n, mean["probability"], mean["accepted"])


def reliability(bins: tuple[Bin, ...], name: str) -> Chart | None:
    """The share accepted in each bin beside the share promised; None where nothing was held out."""
    if not any(b.n for b in bins):
        return None
    places = [f"{10 * n}–{10 * (n + 1)} %" for n in range(BINS)]
    told = "; ".join(f"{place}: {percent(b.accepted)} (n={b.n})" for place, b in zip(places, bins, strict=True) if b.n)
    return charts.line(
        [
            Series(
                _("실제로 채택한 비율"),
                tuple((p, 100 * b.accepted if b.n else None) for p, b in zip(places, bins, strict=True)),
            ),
            Series(
                _("모델이 말한 확률"),
                tuple((p, 100 * b.probability if b.n else None) for p, b in zip(places, bins, strict=True)),
            ),
        ],
        title=_("확률이 맞는 정도: %(name)s", name=name),
        description=told,
        unit="%",
        domain=(0, 100),
    )
