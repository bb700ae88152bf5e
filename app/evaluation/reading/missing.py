"""What an evaluation could not count, and from which month on it could be determined."""

from __future__ import annotations

import numpy as np

from app.evaluation.method.evidence import Ints
from app.evaluation.method.scheme import REGISTER, Scheme
from app.evaluation.reading.inputs import Inputs

NO_ANSWERS = "no_answers"


def losses_of(inputs: Inputs, scheme: Scheme, answered: Ints, a: int) -> tuple[dict[str, str], ...]:
    """The numbers an area has not: which, in which domain, why, and since when they could be determined.

    Parameters
    ----------
    answered : ndarray of int, shape (A, I)
        Answers to the survey's items.
    """
    found = []
    places = [(domain.id, each) for domain in scheme.domains for each in domain.indicators]
    for i, (domain, indicator) in enumerate(places):
        register = indicator.source == REGISTER
        if np.isnan(inputs.measured.y[a, i]) if register else not answered[a, i]:
            reason = inputs.measured.reason[a, i] if register else NO_ANSWERS
            since = inputs.measured.since[a, i] if register else ""
            found.append(
                {"kind": "indicator", "domain": domain, "indicator": indicator.code, "reason": reason, "since": since}
            )
    return tuple(found)


def since_of(inputs: Inputs, scheme: Scheme, a: int) -> str:
    """The month from which the least evidence would be there, if from now on every month's value comes; "" where it
    would not by waiting alone."""
    weights = weights_of_registers(scheme)
    there = ~np.isnan(inputs.measured.y[a])
    if weights[there].sum() >= scheme.least_evidence - 1e-9:
        return ""
    waiting = sorted((inputs.measured.since[a, i], i) for i in np.flatnonzero(~there) if inputs.measured.since[a, i])
    total = weights[there].sum()
    for month, i in waiting:
        total += weights[i]
        if total >= scheme.least_evidence - 1e-9:
            return str(month)
    return ""


def weights_of_registers(scheme: Scheme) -> np.ndarray:
    """Share of each register indicator in the weight W w / w_d of all of them, shape (I,); 0 for a survey's item."""
    weights = []
    for domain in scheme.domains:
        of_domain = sum(each.weight for each in domain.indicators)
        weights += [domain.weight * each.weight / of_domain * (each.source == REGISTER) for each in domain.indicators]
    found = np.array(weights, float)
    return found / found.sum() if found.sum() > 0 else found
