"""When more coding would hardly change what the machine has learned: the agreement of successive models."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.charts import charts
from app.charts.charts import Chart, Reference, Series

# Cohen's kappa of two models in succession, and how many times in a row it must be reached.
AGREED, IN_A_ROW = 0.99, 3


@dataclass(frozen=True, slots=True)
class Step:
    """A model on the way: the decisions it learned from, the newest judgment of the time, agreement with the one before.

    `until` is None for a model of the time before it was noted.
    """

    decisions: str
    until: int | None
    agreement: float | None


def taught(steps: Sequence[Step]) -> list[bool]:
    """Which models, oldest first, were learned from other decisions than the one before them, and from new judgments.

    Another codebook or analyser makes a new model of the same decisions: that it agrees tells nothing of how much
    more there is to learn.

    >>> taught([Step("a", 10, None), Step("a", 10, 1.0), Step("b", 10, 1.0), Step("b", 20, 1.0), Step("c", 30, 0.9)])
    [True, False, False, False, True]
    """
    found = []
    for n, step in enumerate(steps):
        last = steps[n - 1] if n else None
        newer = last is None or step.until is None or last.until is None or step.until > last.until
        found.append(last is None or (newer and step.decisions != last.decisions))
    return found


def in_a_row(agreements: Sequence[float | None]) -> int:
    """How many of the newest models say the same as the one before each of them (kappa of 0.99 or more).

    Parameters
    ----------
    agreements : sequence of float or None
        Each model's agreement with the one before, oldest first; None for the first.

    References
    ----------
    Bloodgood and Vijay-Shanker (2009), A method for stopping active learning based on stabilizing predictions,
    CoNLL: stop once kappa over three successive models is 0.99.

    >>> in_a_row([None, 0.99, 0.7, 0.995, 1.0]), in_a_row([0.99, 0.99, 0.99, 0.98]), in_a_row([])
    (2, 0, 0)
    """
    count = 0
    for agreement in reversed(agreements):
        if agreement is None or agreement < AGREED:
            break
        count += 1
    return count


def chart(models: Sequence[tuple[int, int, float | None]]) -> Chart | None:
    """Agreement over models (number, decisions, agreement), oldest first; None where no two can be compared."""
    points = [(_("%(n)s번째", n=number), kappa) for number, _decisions, kappa in models]
    known = [(name, kappa) for name, kappa in points if kappa is not None]
    if not known:
        return None
    return charts.line(
        [Series(_("앞 모델과의 일치"), tuple(points))],
        title=_("앞 모델과의 일치"),
        description="; ".join(f"{name}: {kappa:.3f}" for name, kappa in known),
        references=[Reference(AGREED, f"{AGREED}")],
        # From the tenth below the least on: near 1, where it matters, a line from 0 would be flat.
        domain=(min(0.9, math.floor(10 * min(kappa for _name, kappa in known)) / 10), 1.0),
    )
