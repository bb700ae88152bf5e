"""Where coders differ, one of them is drawn: what the area's voices would be by his or her reading alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.burden import Judged, burden_points
from app.evaluation.method.chance.pool import Pool, Singles
from app.evaluation.method.evidence import Ints
from app.evaluation.method.known import Known
from app.evaluation.method.scheme import Scheme


@dataclass(frozen=True)
class Dispute:
    """One respondent of an area whose coders differ on something that could be the worst of what was said.

    Attributes
    ----------
    omega : float
    mean_x : float
        x = l / 100 by the mean of the coders, which is what R has.
    sure : int
        Largest severity of the places where coders agree or were settled.
    places : tuple of ndarray of uint8
        The coders' values of each place where they differ.
    """

    omega: float
    mean_x: float
    sure: int
    places: tuple[NDArray[np.uint8], ...]


def disputes_of(known: Known, areas: int) -> list[list[Dispute]]:
    """Disputes of each area, in the order of firm code and position."""
    values = disputed_places(known.judged, known.evidence.places.respondent, len(known.evidence.respondents.code))
    found: list[list[Dispute]] = [[] for _ in range(areas)]
    speakers = known.speakers
    rows = np.flatnonzero(np.isin(speakers.respondent, np.fromiter(values, np.int64, len(values))))
    for row in rows.tolist():
        j = int(speakers.respondent[row])
        x = float(known.points[j]) / 100
        found[int(speakers.area[row])].append(Dispute(float(speakers.omega[row]), x, *values[j]))
    return found


def disputed_places(
    judged: Judged, respondent: Ints, respondents: int
) -> dict[int, tuple[int, tuple[NDArray[np.uint8], ...]]]:
    """Respondent to the largest sure severity and the coders' values of places that could exceed it."""
    open_ = judged.differ & (judged.settled < 0)
    largest = np.zeros(len(judged.settled), np.int8)
    np.maximum.at(largest, judged.place, judged.value)
    sure_place = np.where(judged.settled >= 0, judged.settled, np.where(open_, 0, largest))
    sure = np.zeros(respondents, np.int8)
    np.maximum.at(sure, respondent, sure_place)
    matters = np.flatnonzero(open_ & (largest > sure[respondent]))
    first, last = (np.searchsorted(judged.place, matters, side=side) for side in ("left", "right"))
    found: dict[int, tuple[int, tuple[NDArray[np.uint8], ...]]] = {}
    for p, begin, end in zip(matters.tolist(), first.tolist(), last.tolist(), strict=True):
        j = int(respondent[p])
        before = found.get(j, (int(sure[j]), ()))[1]
        found[j] = (int(sure[j]), (*before, judged.value[begin:end].astype(np.uint8)))
    return found


def severity_table(scheme: Scheme) -> Singles:
    """x = l / 100 of a respondent whose worst severity is 0 to 5, shape (6,)."""
    burdens = [0.0, *scheme.voices.severity_points]
    return (burden_points(burdens, calm=scheme.voices.calm, crisis=scheme.voices.crisis) / 100).astype(np.float32)


def drawn_mean(
    disputes: Sequence[Dispute], undisputed: float, total: float, table: Singles, pool: Pool, code: str, draws: int
) -> Singles:
    """Mean x of an area in each draw, shape (draws,).

    Parameters
    ----------
    disputes : sequence of Dispute
    undisputed : float
        sum omega x of everybody else.
    total : float
        sum omega of all.
    """
    mean = np.full(draws, undisputed / total, np.float32)
    row = 0
    for dispute in disputes:
        worst = np.full(draws, dispute.sure, np.uint8)
        for values in dispute.places:
            chosen = (pool.bits_of(code, row, draws).astype(np.uint32) * np.uint32(len(values))) >> np.uint32(16)
            np.maximum(worst, values[chosen], out=worst)
            row += 1
        mean += table[worst] * np.float32(dispute.omega / total)
    return mean
