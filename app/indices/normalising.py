"""Values of a column made comparable: min-max, goalposts, z, robust z, ranks, vector length."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from flask_babel import gettext as _

from app.indices.ranking import ranks
from app.indices.scheme import Normalisation
from app.indices.unfit import Unfit

# The normal distribution's quartile: a MAD times its inverse is a standard deviation.
ROBUST = 0.6745


def normalise(x: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    """A column so that larger always raises the index.

    Parameters
    ----------
    x : ndarray, shape (U,); NaN where missing, and it stays so.
    direction : +1, or -1 where a larger value lowers the index.
    spec : the method; its goalposts are in the unit of x.

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, step 5.
    Hwang, C.-L. and Yoon, K. (1981). Multiple Attribute Decision Making (vector length).
    """
    known = x[~np.isnan(x)]
    if known.size == 0 or (spec.method not in ("none", "goalposts", "vector") and not np.ptp(known)):
        what = _("값이 모두 같거나 하나도 없어 단위를 견줄 수 없습니다")
        raise Unfit(what, _("이 지표를 빼거나, 기준점(goalposts)을 정해 주십시오"))
    return _METHODS[spec.method](x, known, direction, spec)


def goalposts(
    x: np.ndarray, low: float | np.ndarray, high: float | np.ndarray, direction: int, bounds: tuple[float, float]
) -> np.ndarray:
    """Where a value lies between two goalposts, clipped; goalposts of shape (n, 1) give (n, U)."""
    share = np.clip((x - low) / (high - low), 0, 1)
    return bounds[0] + (bounds[1] - bounds[0]) * (share if direction > 0 else 1 - share)


def _minmax(x: np.ndarray, known: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    return goalposts(x, known.min(), known.max(), direction, spec.bounds)


def _goalposts(x: np.ndarray, known: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    assert spec.low is not None and spec.high is not None
    return goalposts(x, spec.low, spec.high, direction, spec.bounds)


def _zscore(x: np.ndarray, known: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    return direction * (x - known.mean()) / known.std(ddof=1)


def _robust(x: np.ndarray, known: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    middle = np.median(known)
    spread = np.median(np.abs(known - middle))
    if not spread:
        what = _("값의 절반 이상이 같아 중앙값에서 벗어난 정도(MAD)가 0입니다")
        raise Unfit(what, _("normalise를 minmax나 rank로 적어 주십시오"))
    return direction * ROBUST * (x - middle) / spread


def _rank(x: np.ndarray, known: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    found = np.full(x.shape, np.nan)
    found[~np.isnan(x)] = known.size + 1 - ranks(direction * known)
    return goalposts(found, 1, known.size, 1, spec.bounds)


def _vector(x: np.ndarray, known: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    length = np.sqrt((known**2).sum())
    if not length:
        raise Unfit(_("값이 모두 0입니다"), _("이 지표를 빼 주십시오"))
    return direction * x / length


def _none(x: np.ndarray, known: np.ndarray, direction: int, spec: Normalisation) -> np.ndarray:
    return direction * x


_METHODS: dict[str, Callable[[np.ndarray, np.ndarray, int, Normalisation], np.ndarray]] = {
    "minmax": _minmax,
    "goalposts": _goalposts,
    "zscore": _zscore,
    "robust": _robust,
    "rank": _rank,
    "vector": _vector,
    "none": _none,
}
