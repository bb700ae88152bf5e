"""Outliers and skewed columns before anything is normalised: logarithm, winsorising, or what is needed of both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from flask_babel import gettext as _

from app.indices.unfit import Unfit

# Where both are passed a column is treated: the rule of the European Commission's Joint Research Centre.
SKEWNESS, KURTOSIS = 2.0, 3.5
# At most so many points are pulled in, or this share of them in long tables; as COINr has it for tables of countries.
MOST, MOST_SHARE = 5, 0.05
# The shifted logarithm begins this share of the range above 0.
SHIFT = 0.01


@dataclass(frozen=True)
class Treated:
    """A column after treatment.

    Attributes
    ----------
    values : ndarray, shape (U,); NaN stays NaN.
    how : "" (left alone), "winsorise", "log", or "shifted log" (log(x - min + .01 range)).
    points : how many values winsorising pulled in.
    still : whether the column is still skewed by the rule.
    """

    values: np.ndarray
    how: str = ""
    points: int = 0
    still: bool = False


def skewness(x: np.ndarray) -> float:
    """Adjusted Fisher-Pearson coefficient G1 of the known values; NaN for fewer than three or none that differ."""
    known = x[~np.isnan(x)]
    n = known.size
    if n < 3 or not np.ptp(known):
        return float("nan")
    deviations = (known - known.mean()) / known.std(ddof=1)
    return float(n / ((n - 1) * (n - 2)) * (deviations**3).sum())


def kurtosis(x: np.ndarray) -> float:
    """Sample excess kurtosis G2 of the known values; NaN for fewer than four or none that differ."""
    known = x[~np.isnan(x)]
    n = known.size
    if n < 4 or not np.ptp(known):
        return float("nan")
    deviations = (known - known.mean()) / known.std(ddof=1)
    raw = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * (deviations**4).sum()
    return float(raw - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))


def skewed(x: np.ndarray) -> bool:
    """Whether a column has outliers: both measures past their bounds."""
    return abs(skewness(x)) >= SKEWNESS and kurtosis(x) >= KURTOSIS


def treat(x: np.ndarray, how: str) -> Treated:
    """A column treated as the scheme says: "none", "log", "winsorise", "auto" (winsorise; if that is not enough, log).

    References
    ----------
    OECD/JRC (2008). Handbook on Constructing Composite Indicators, steps 3 and 5.
    Becker, W. et al. (2022). COINr. Journal of Open Source Software 7(78), 4567 (the rule of "auto").
    """
    if how == "none":
        return Treated(x)
    if how == "log":
        return Treated(_log(x), "log", still=skewed(_log(x)))
    pulled = winsorised(x)
    if how == "winsorise" or not pulled.still:
        return pulled
    known = x[~np.isnan(x)]
    logged = np.log(x - known.min() + SHIFT * np.ptp(known))
    return Treated(logged, "shifted log", still=skewed(logged))


def winsorised(x: np.ndarray) -> Treated:
    """The outermost values, one (with those equal to it) at a time, become their neighbour until the column passes."""
    values, high, low = x.copy(), 0, 0
    most = max(MOST, int(MOST_SHARE * np.count_nonzero(~np.isnan(x))))
    while skewed(values) and high + low < most:
        if skewness(values) >= 0:
            outer = values == np.nanmax(values)
            values[outer], high = np.nanmax(values[~outer]), int(outer.sum())
        else:
            outer = values == np.nanmin(values)
            values[outer], low = np.nanmin(values[~outer]), int(outer.sum())
    return Treated(values, "winsorise" if high + low else "", high + low, skewed(values))


def _log(x: np.ndarray) -> np.ndarray:
    at = np.flatnonzero(x <= 0)
    if at.size:
        raise Unfit(
            _("0 이하인 값에는 로그를 취할 수 없습니다"), _("treat를 none이나 auto로 적어 주십시오"), at=at.tolist()
        )
    return np.log(x)
