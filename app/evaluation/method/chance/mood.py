"""A firm's answers come from one person: how far the items of an area err together."""

from __future__ import annotations

import numpy as np

from app.evaluation.method.chance.items import Items
from app.evaluation.method.credibility import respondent_sums, steadied, structure_of_peers
from app.evaluation.method.evidence import NONE, Floats, Ints
from app.evaluation.method.known import Known
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.survey import area_of_firms


def mood_of(items: Items, known: Known, scheme: Scheme) -> Floats:
    """rho: share of the items' posterior variances that one normal per area carries, shape (A,), in [0, 1].

    It is what makes the variance of the areas' composite right: V = a2_r s2_r / (s2_r + n a2_r), from the
    respondents' composite of all their items.
    """
    v = items.a2 * (1 - items.Z)
    alone = (items.c**2 * v).sum(axis=1)
    together = (items.c * np.sqrt(v)).sum(axis=1) ** 2
    gap = together - alone
    V = composite_variance(items, known, scheme)
    return np.where(gap > 1e-12, np.clip((V - alone) / np.where(gap > 1e-12, gap, 1.0), 0.0, 1.0), 0.0)


def composite_variance(items: Items, known: Known, scheme: Scheme) -> Floats:
    """Posterior variance of the areas' composite [points^2], shape (A,)."""
    areas, policy = len(items.a2), scheme.voices.steady
    r, area, omega = composites(items, known)
    sums = respondent_sums(r, area, omega, cells=areas)
    parts, _ = structure_of_peers(sums, known.evidence.areas.kind, least_areas=scheme.voices.least_areas)
    common = scheme.uncertain.mood_common
    s2, a2 = (_together(items.c, each, common)[:, None] for each in (items.s2, items.a2))
    found = steadied(parts, s2, a2, policy)
    within, between = found.squares[:, 0], found.between[:, 0]
    total = within + sums.n[:, 0] * between
    return between * within / np.where(total > 0, total, 1.0)


def composites(items: Items, known: Known) -> tuple[Floats, Ints, Floats]:
    """r of everybody who answered or spoke, with area and weight: sum of +-c x, a missing item at its area's mean."""
    evidence, speakers = known.evidence, known.speakers
    people, areas = len(evidence.respondents.code), len(items.a2)
    each = items.sign * items.c
    base = (each * items.sums.mean).sum(axis=1)
    answers, area = evidence.answers, area_of_firms(evidence)
    given = area[answers.respondent] != NONE
    who, where = answers.respondent[given], area[answers.respondent[given]]
    item = np.searchsorted(items.indicator, answers.item[given])
    apart = each[item] * (answers.x[given] - items.sums.mean[where, item])
    spoken = each[-1] * (known.points[speakers.respondent] / 100 - items.sums.mean[speakers.area, -1])
    cell = np.concatenate([where, speakers.area]) * people + np.concatenate([who, speakers.respondent])
    rows, place = np.unique(cell, return_inverse=True)
    moved = np.bincount(place.reshape(-1), np.concatenate([apart, spoken]), len(rows))
    owner = rows // max(people, 1) if areas else rows
    return base[owner] + moved, owner, evidence.respondents.omega[rows % max(people, 1)]


def _together(c: Floats, variances: Floats, common: float) -> Floats:
    """(1 - common) sum c^2 v + common (sum c sqrt v)^2: partly one mood, partly each item for itself."""
    return (1 - common) * (c**2 * variances).sum(axis=1) + common * (c * np.sqrt(variances)).sum(axis=1) ** 2
