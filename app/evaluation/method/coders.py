"""What each coder alone would make of the respondents whose coders differ: a source of uncertainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.burden import Codings, Floats, respondent_burdens

Readings = Mapping[int, Floats]


def coder_readings(codings: Codings, b: Floats, *, severity_points: Sequence[float]) -> Readings:
    """Burdens of a respondent as each of his or her coders alone would have them.

    Parameters
    ----------
    codings : Codings
    b : ndarray, shape (J, D)
        Burdens of all coders together.
    severity_points : sequence of 5 float

    Returns
    -------
    mapping of int to ndarray, shape (coders of j, D)
        Only for respondents whose coders differ. At a place a coder did not judge or that is adjudicated, all
        coders' coding stands.
    """
    disputed = _of_several_coders(codings, len(b))
    rows = disputed[codings.respondent]
    some = _pick(codings, rows)
    alternatives: dict[int, list[Floats]] = {}
    for coder in np.unique(some.coder).tolist():
        alone = respondent_burdens(
            _as_read_by(some, coder), respondents=len(b), domains=b.shape[1], severity_points=severity_points
        )
        for j in np.unique(some.respondent[some.coder == coder]).tolist():
            alternatives.setdefault(j, []).append(alone[j])
    found = {j: np.array(each) for j, each in alternatives.items()}
    # Means in another order differ by less.
    return {j: each for j, each in found.items() if np.abs(each - each[0]).max() > 1e-12}


def _of_several_coders(codings: Codings, respondents: int) -> NDArray[np.bool_]:
    """Which respondents more than one coder judged, shape (J,)."""
    pairs = np.unique(np.stack([codings.respondent, codings.coder], axis=1), axis=0)
    return np.bincount(pairs[:, 0], minlength=respondents) > 1


def _as_read_by(codings: Codings, coder: int) -> Codings:
    """At the places this coder judged those codings only; elsewhere, and where adjudicated, all."""
    keys = np.stack([codings.respondent, codings.domain, codings.place], axis=1)
    _, place = np.unique(keys, axis=0, return_inverse=True)
    place = place.reshape(-1)
    own = codings.coder == coder
    judged = np.bincount(place, own, minlength=1) > 0
    settled = np.bincount(place, codings.adjudicated, minlength=1) > 0
    return _pick(codings, own | ~judged[place] | settled[place])


def _pick(codings: Codings, rows: NDArray[np.bool_]) -> Codings:
    return Codings(**{field.name: getattr(codings, field.name)[rows] for field in fields(Codings)})
