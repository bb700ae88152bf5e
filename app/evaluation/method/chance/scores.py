"""The score at full evidence in every draw, one area at a time in buffers that are used again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.chance.policies import Policies, Rows
from app.evaluation.method.chance.pool import Singles
from app.evaluation.method.chance.states import KindDraws
from app.evaluation.method.evidence import Floats

BLOCK = 1000  # draws at once: what the processor keeps near


@dataclass(frozen=True)
class AreaState:
    """What is drawn of one area.

    Attributes
    ----------
    mean, sd : ndarray, shape (register,)
    center : ndarray, shape (K,)
        Posterior means of the items, the voices' without their own word where `voices` has it.
    error_sd, item_sd : ndarray, shape (K,)
        Of b0's shared error, and of the area's own place.
    rho : float
        Part of item_sd^2 that all items share.
    sign : ndarray, shape (K,)
    voices : ndarray of float32, shape (S,), or None
        Z times the mean x of the area's voices where coders are drawn.
    """

    mean: Floats
    sd: Floats
    center: Floats
    error_sd: Floats
    item_sd: Floats
    rho: float
    sign: Floats
    voices: Singles | None


@dataclass(frozen=True)
class Drawn:
    """Scores of one area, shape (S,) each, and the policy draws' first points, shape (N, m), for sensitivities."""

    data: Singles
    policy: Singles
    points: Singles


class Drawing:
    """Draws areas of one round; its buffers are used again, so a `Drawn` holds until the next call."""

    def __init__(self, rows: Rows, policies: Policies, *, sensitive: int) -> None:
        self._policies = policies
        count, draws = policies.weight.shape
        self._register = len(rows.register)
        self._inverse = (1 / (rows.upper - rows.lower)).astype(np.float32)[:, None]
        self._offset = (rows.upper / (rows.upper - rows.lower)).astype(np.float32)[:, None]
        self._weight = rows.weight.astype(np.float32)
        self._y, self._n = (np.empty((count, min(BLOCK, draws)), np.float32) for _ in range(2))
        self._rest = np.empty_like(self._y)
        self._drawn = Drawn(
            np.empty(draws, np.float32),
            np.empty(draws, np.float32),
            np.empty((count, min(sensitive, draws)), np.float32),
        )

    def draw(self, state: AreaState, normals: Singles, kind: KindDraws) -> Drawn:
        """Scores of an area, unmoved; normals of shape (register + K + 1, S)."""
        drawn, shared = self._drawn, self._policies
        for begin in range(0, len(drawn.data), BLOCK):
            at = slice(begin, min(begin + BLOCK, len(drawn.data)))
            size = at.stop - begin
            y, n = self._y[:, :size], self._n[:, :size]
            self._values(state, normals[:, at], kind, at, y)
            np.multiply(y, -self._inverse, out=n)
            n += self._offset
            np.clip(n, 0.0, 1.0, out=n)
            np.einsum("i,is->s", self._weight, n, out=drawn.data[at])
            np.subtract(shared.upper[:, at], y, out=n)
            n *= shared.inverse[:, at]
            np.clip(n, 0.0, 1.0, out=n)
            np.einsum("is,is->s", shared.weight[:, at], n, out=drawn.policy[at])
            kept = min(drawn.points.shape[1] - begin, size)
            if kept > 0:
                drawn.points[:, begin : begin + kept] = n[:, :kept]
        return drawn

    def _values(self, state: AreaState, normals: Singles, kind: KindDraws, at: slice, y: NDArray[np.float32]) -> None:
        """The drawn values in the unit of the goalposts."""
        R = self._register
        np.multiply(normals[:R], _column(state.sd), out=y[:R])
        y[:R] += _column(state.mean)
        own, rest = y[R:], self._rest[R:, : y.shape[1]]
        np.multiply(normals[R:-1], _column(np.sqrt(1 - state.rho) * state.item_sd), out=own)
        if state.rho > 0:
            np.multiply(normals[-1], _column(np.sqrt(state.rho) * state.sign * state.item_sd), out=rest)
            own += rest
        own *= kind.spread[:, at]
        np.multiply(kind.error[:, at], _column(state.error_sd), out=rest)
        own += rest
        own += _column(state.center)
        if state.voices is not None:
            own[-1] += state.voices[at]


def _column(x: Floats) -> NDArray[np.float32]:
    return x.astype(np.float32)[:, None]
