"""The agreement of a table as plain data, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
from flask_babel import gettext as _

from app.agreement.meaning import meaning
from app.agreement.table import Asked, Rated
from app.words.labels import label
from nlp.agreeing.agreement import COEFFICIENTS, Agreement, agreement
from nlp.agreeing.estimating import Estimate
from nlp.agreeing.ratings import NONE, Ratings

# Digits after the point: more are noise of the machine.
DIGITS = 10
# Values told one by one; a list of more nobody reads.
MOST_VALUES = 50


def by_value(rated: Rated, *, draws: int) -> dict[str, Agreement]:
    """Of a nominal table with few values, whether coders agree in giving each of them or not."""
    table = rated.table
    if table.level != "nominal" or not 2 < len(table.values) <= MOST_VALUES:
        return {}
    apart = {str(value): np.where(table.given < 0, NONE, table.given == n) for n, value in enumerate(table.values)}
    return {
        value: agreement(Ratings(given, (False, True)), rated.groups, draws=draws) for value, given in apart.items()
    }


def report(
    rated: Rated, asked: Asked, found: Agreement, values: Mapping[str, Agreement], weights: str
) -> dict[str, Any]:
    """Everything that is told; what is not estimable is None and has its reason."""
    names = {name: f"ac{1 if weights == 'identity' else 2}" if name == "ac" else name for name in COEFFICIENTS}
    told = {names[name]: found.estimates[name] for name in COEFFICIENTS}
    return {
        "level": asked.level,
        "weights": weights,
        "units": found.units,
        "pairable": found.pairable,
        "coders": list(rated.coders),
        "clusters": found.clusters,
        "values": len(rated.table.values),
        **_figures(told),
        "pairs": [
            {"coders": [rated.coders[a], rated.coders[b]], **_figures({"kappa": found.pairs[a, b]})}
            for a, b in combinations(range(len(rated.coders)), 2)
        ],
        "by_value": [
            {"value": value, **_figures({"alpha": own.alpha, "percent": own.estimates["percent"]})}
            for value, own in values.items()
        ],
        "meaning": meaning(found.alpha),
        "told": rated.told,
    }


def _figures(told: dict[str, Estimate]) -> dict[str, Any]:
    return {
        **{name: _rounded(each.value) for name, each in told.items()},
        "intervals": {
            name: None if each.low is None else [_rounded(each.low), _rounded(each.high)] for name, each in told.items()
        },
        "reasons": {name: each.reason for name, each in told.items() if each.reason},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def lines(rated: Rated, asked: Asked, found: Agreement, values: Mapping[str, Agreement]) -> Iterator[str]:
    """The table for people: what was compared, each coefficient, pairs, values, and what alpha means."""
    yield from rated.told
    yield _(
        "단위 %(units)s개(둘 이상이 판단한 것 %(pairable)s개), 코더 %(coders)s명, 값 %(values)s가지, %(level)s",
        units=found.units,
        pairable=found.pairable,
        coders=found.coders,
        values=len(rated.table.values),
        level=label(asked.level, "level_of_measurement"),
    )
    yield "\t".join((_("계수"), _("값"), _("95% 구간")))
    yield from (_line(label(name, "coefficient"), found.estimates[name]) for name in COEFFICIENTS)
    if len(rated.coders) > 2:
        yield "\t".join((_("두 사람의 Cohen 카파"), _("값"), _("95% 구간")))
        for (a, b), each in found.pairs.items():
            yield _line(f"{rated.coders[a]} · {rated.coders[b]}", each)
    if values:
        yield "\t".join((_("값마다의 알파(그 값인지 아닌지)"), _("값"), _("95% 구간")))
        yield from (_line(value, own.alpha) for value, own in values.items())
    yield meaning(found.alpha)


def _line(name: str, found: Estimate) -> str:
    if found.value is None:
        return "\t".join((name, "–", label(found.reason, "no_agreement")))
    drawn = found.low is not None and found.high is not None
    interval = f"{found.low:.3f}~{found.high:.3f}" if drawn else label(found.reason, "no_agreement")
    return "\t".join((name, f"{found.value:.3f}", interval))
