"""How far the levels of a round depend on chance and on policy: every area drawn, every band read off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.chance import bands
from app.evaluation.method.chance.coders import Dispute, disputes_of, drawn_mean, severity_table
from app.evaluation.method.chance.items import Items, items_of
from app.evaluation.method.chance.mood import mood_of
from app.evaluation.method.chance.policies import Policies, Rows, draw_policies, rows_of
from app.evaluation.method.chance.pool import Pool, Singles, make_pool
from app.evaluation.method.chance.posterior import Posterior, posterior_of, register_points
from app.evaluation.method.chance.scores import AreaState, Drawing, Drawn
from app.evaluation.method.chance.states import RegisterState, kind_draws, patterns, register_state
from app.evaluation.method.evidence import Floats, Ints
from app.evaluation.method.known import Known
from app.evaluation.method.outcome import Uncertainty
from app.evaluation.method.scheme import Scheme

SENSITIVE = 2000  # draws that sensitivities are read off: their error is then about .02


@dataclass(frozen=True)
class Round:
    """What the draws of a round stand on."""

    known: Known
    scheme: Scheme
    items: Items
    posterior: Posterior
    rows: Rows
    policies: Policies
    register: RegisterState
    rho: Floats
    disputes: list[list[Dispute]]
    pool: Pool


def uncertainty_of(known: Known, scheme: Scheme, starts: Floats, proposed: Ints) -> Uncertainty:
    """Draw every area of a round and read off its bands.

    Parameters
    ----------
    known : Known
    scheme : Scheme
    starts : ndarray, shape (A, levels - 1)
        What a score must reach for each worse level.
    proposed : ndarray of int, shape (A,)
        -1 undetermined.
    """
    found = _empty(known, scheme)
    scored = np.flatnonzero(~np.isnan(known.merged.R))
    if len(scored):
        grid = np.empty((len(scored), scheme.uncertain.draws), np.uint16)
        _draw_areas(_round(known, scheme), scored, grid, found, starts)
        for row, a in zip(bands.ranks(grid), scored.tolist(), strict=True):
            low, high = bands.quantiles(row)
            found.rank_low[a], found.rank_high[a] = low / 2, high / 2
    at = np.arange(len(proposed)), np.maximum(proposed, 0)
    sure = found.shares[at] - scheme.uncertain.firm_errors * found.errors[at]
    found.firm[:] = (proposed >= 0) & (np.nan_to_num(sure) >= scheme.uncertain.firm_share - 1e-9)
    return found


def _round(known: Known, scheme: Scheme) -> Round:
    items = items_of(known, scheme)
    rows = rows_of(scheme, known.weights, items)
    kinds = known.evidence.areas.kind
    disputes = disputes_of(known, len(kinds))
    normals = len(rows.register) + len(items.codes) + 1
    return Round(
        known=known,
        scheme=scheme,
        items=items,
        posterior=posterior_of(items, register_points(known, scheme), kinds, scheme),
        rows=rows,
        policies=draw_policies(scheme, known.weights, rows),
        register=register_state(known.y, known.evidence.revisions, rows, scheme),
        rho=mood_of(items, known, scheme),
        disputes=disputes,
        pool=make_pool(
            scheme.uncertain.seed, rows=normals, draws=scheme.uncertain.draws, coders=any(each for each in disputes)
        ),
    )


def _draw_areas(of: Round, scored: Ints, grid: NDArray[np.uint16], found: Uncertainty, starts: Floats) -> None:
    """Draw the areas, those that share the draws of a kind one after the other."""
    drawing = Drawing(of.rows, of.policies, sensitive=SENSITIVE)
    evidence, draws = of.known.evidence, of.scheme.uncertain.draws
    pattern = patterns(of.posterior, of.items.pooled)
    last: tuple[int, ...] = ()
    rows = len(of.rows.register) + len(of.items.codes) + 1
    for k in sorted(range(len(scored)), key=lambda k: pattern[scored[k]]):
        a = int(scored[k])
        if pattern[a] != last:
            kind = kind_draws(evidence.areas.kind[a], of.posterior.nu[a], of.items, of.scheme)
            last = pattern[a]
        drawn = drawing.draw(_state(of, a), of.pool.normals_of(evidence.areas.code[a], rows, draws), kind)
        _read(of, a, drawn, found, starts[a])
        np.rint(drawn.policy * bands.GRID, out=drawn.policy)
        grid[k] = drawn.policy


def _state(of: Round, a: int) -> AreaState:
    post, items = of.posterior, of.items
    center = post.Z[a] * items.sums.mean[a] + (1 - post.Z[a]) * post.b0[a]
    voices: Singles | None = None
    if of.disputes[a]:
        center[-1] = (1 - post.Z[a, -1]) * post.b0[a, -1]
        voices = np.float32(post.Z[a, -1]) * _voices(of, a)
    return AreaState(
        mean=of.register.mean[a],
        sd=of.register.sd[a],
        center=center,
        error_sd=(1 - post.Z[a]) * post.b0_sd[a],
        item_sd=np.sqrt(post.variance[a]),
        rho=float(of.rho[a]),
        sign=items.sign,
        voices=voices,
    )


def _voices(of: Round, a: int) -> Singles:
    """Mean x of the area's voices in each draw, one coder drawn where they differ."""
    known, disputes = of.known, of.disputes[a]
    begin, end = np.searchsorted(known.speakers.area, [a, a + 1])
    omega = known.speakers.omega[begin:end]
    x = known.points[known.speakers.respondent[begin:end]] / 100
    # Disputed respondents are taken out of the sum by drawing them anew.
    undisputed = float((omega * x).sum()) - sum(each.omega * each.mean_x for each in disputes)
    return drawn_mean(
        disputes,
        undisputed,
        float(omega.sum()),
        severity_table(of.scheme),
        of.pool,
        known.evidence.areas.code[a],
        of.scheme.uncertain.draws,
    )


def _read(of: Round, a: int, drawn: Drawn, found: Uncertainty, starts: Floats) -> None:
    """Bands, shares and sensitivities of one area; moves its draws."""
    used = drawn.points.shape[1]
    drivers = of.policies.drivers[:, :used]
    alone = bands.first_order(drawn.policy[:used], np.vstack([drawn.points, drivers]))
    domains = len(of.known.weights.domain)
    order = np.concatenate([of.rows.register, of.rows.survey])
    found.of_indicators[a, order], found.of_voices[a] = alone[: len(order)], alone[len(order)]
    found.of_weights[a] = alone[len(order) + 1 : len(order) + 1 + domains]
    found.of_lambda[a], found.of_clip[a] = alone[-3], min(alone[-2] + alone[-1], 1.0)
    shift = float(of.known.merged.R[a]) - float(drawn.data.mean(dtype=float))
    policy = bands.moved(drawn.policy, shift)
    found.shares[a], found.errors[a] = bands.level_shares(policy, starts)
    found.policy_low[a], found.policy_high[a] = bands.quantiles(policy.copy())
    found.data_low[a], found.data_high[a] = bands.quantiles(bands.moved(drawn.data, shift))


def _empty(known: Known, scheme: Scheme) -> Uncertainty:
    """NaN everywhere: what an area without a score keeps."""
    areas, domains, indicators = len(known.merged.R), len(known.weights.domain), len(known.weights.indicator)
    levels = len(scheme.levels)

    def nan(*shape: int) -> Floats:
        return np.full(shape, np.nan)

    return Uncertainty(
        data_low=nan(areas),
        data_high=nan(areas),
        policy_low=nan(areas),
        policy_high=nan(areas),
        shares=nan(areas, levels),
        errors=nan(areas, levels),
        firm=np.zeros(areas, bool),
        rank_low=nan(areas),
        rank_high=nan(areas),
        of_indicators=nan(areas, indicators),
        of_voices=nan(areas),
        of_lambda=nan(areas),
        of_clip=nan(areas),
        of_weights=nan(areas, domains),
    )
