"""How often the bands hold what is true: simulated rounds by two simulators of other assumptions.

    python bench/levels/calibration.py [--rounds 20] [--draws 1000] [--write]

The truth of an area is its score had every firm been asked and every number been final. Prints, for each case, the
share of areas whose 90 % data band covers it, in asked and in silent areas, how often a level called firm is the right
one, and how often that of silent areas is; `--write` keeps the table as `coverage.json` beside the method,
which the scheme's page shows. The simulators are written from METHOD.md; no figure of the method is tuned on them.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.chance.coverage import Row, Study, write_study
from app.evaluation.method.evidence import (
    FIRM,
    NONE,
    Adjudicated,
    Answers,
    Areas,
    Codings,
    Evidence,
    Floats,
    Ints,
    Memberships,
    Past,
    Places,
    Register,
    Respondents,
    Revisions,
    Stance,
)
from app.evaluation.method.levels import level_of
from app.evaluation.method.merging import goalposts_of, indicator_points, weights_of
from app.evaluation.method.outcome import Outcome
from app.evaluation.method.result import evaluate
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.scheme_file import load_scheme

AREAS, KINDS = 87, 3
CROWD = 400  # firms an area is taken to have: the truth is the mean of so many


@dataclass(frozen=True)
class Case:
    """What is simulated.

    Attributes
    ----------
    name : str
    respondents : int
        In each asked area.
    asked : str
        "half" of the areas at random, "ten" at random, or the "worst" ten by their register numbers.
    follow : float
        Correlation of the areas' own part of what is asked with their register numbers.
    mood : float
        Share of a firm's variation that all its answers have in common.
    between : float
        How different areas are, 1 as the scheme's priors have it.
    noise : float
        Noise of the register numbers in units of the scheme's.
    coders : int
        How many judge each place; each errs by one step at a fifth of the places either way. 0: nobody errs.
    """

    name: str
    respondents: int
    asked: str = "half"
    follow: float = 0.0
    mood: float = 0.0
    between: float = 1.0
    noise: float = 1.0
    coders: int = 0


@dataclass(frozen=True)
class World:
    """The truth of a simulated round and what all firms would say.

    Attributes
    ----------
    y : ndarray, shape (A, I)
        True register values.
    x : ndarray of int, shape (A, CROWD, survey items)
    severity : ndarray of int, shape (A, CROWD)
    """

    y: Floats
    x: Ints
    severity: Ints


Simulator = Callable[[Case, Scheme, np.random.Generator], World]


def normal_world(case: Case, scheme: Scheme, rng: np.random.Generator) -> World:
    """Normal areas and firms, spread about as the scheme's priors say: burdens from none to severity 5."""
    items = int((~scheme.is_register).sum())
    trouble = rng.standard_normal(AREAS)
    numbers = 0.35 + 0.25 * (0.6 * trouble[:, None] + 0.8 * rng.standard_normal((AREAS, len(scheme.indicators))))
    own = case.follow * trouble[:, None] + np.sqrt(1 - case.follow**2) * rng.standard_normal((AREAS, items + 1))
    common, each = rng.standard_normal((AREAS, CROWD, 1)), rng.standard_normal((AREAS, CROWD, items + 1))
    latent = 0.45 * case.between * own[:, None, :] + np.sqrt(case.mood) * common + np.sqrt(1 - case.mood) * each
    # A fifth sees no problem, a twentieth severity 1, a fifth each 2 to 4, three twentieths 5: mean l 45.
    cuts = [-0.92, -0.74, -0.13, 0.41, 1.13]
    x = np.where(latent[..., :-1] > 0.45, -1, np.where(latent[..., :-1] < -0.85, 1, 0))
    return World(_values(numbers, scheme), x, np.digitize(latent[..., -1] / np.sqrt(1 + 0.2 * case.between**2), cuts))


def skewed_world(case: Case, scheme: Scheme, rng: np.random.Generator) -> World:
    """Few areas in deep trouble and most in little, firms in clusters that think alike, numbers that go together.

    Areas' trouble is exponential and not normal, half of the firms see nothing at all, five firms of an area share a
    fifth of their variation (a buyer, an estate), single items have heavy tails, and kinds differ.
    """
    items = int((~scheme.is_register).sum())
    trouble = rng.exponential(1.0, AREAS) - 1
    rest = rng.standard_normal((AREAS, len(scheme.indicators)))
    numbers = 0.3 + 0.22 * (0.85 * trouble[:, None] + 0.53 * rest)
    heavy = rng.standard_t(4, (AREAS, items + 1)) / np.sqrt(2)
    own = case.follow * trouble[:, None] + np.sqrt(1 - case.follow**2) * (
        0.7 * heavy + 0.7 * rng.exponential(1, (AREAS, 1)) - 0.7
    )
    kind = 0.3 * (np.arange(AREAS) % KINDS - 1)[:, None]
    cluster = np.repeat(rng.standard_normal((AREAS, CROWD // 5, 1)), 5, axis=1)
    common, each = rng.standard_normal((AREAS, CROWD, 1)), rng.standard_normal((AREAS, CROWD, items + 1))
    alone = np.sqrt(case.mood) * common + np.sqrt(1 - case.mood) * each
    firms = np.sqrt(0.2) * cluster + np.sqrt(0.8) * alone
    latent = (0.45 * case.between * own + kind)[:, None, :] + firms
    x = np.where(latent[..., :-1] > 0.6, -1, np.where(latent[..., :-1] < -0.5, 1, 0))
    return World(_values(numbers, scheme), x, np.digitize(latent[..., -1], [0.0, 0.15, 0.6, 1.0, 1.6]))


def _values(numbers: Floats, scheme: Scheme) -> Floats:
    """Parts of the way to the goalpost "crisis" as values of the indicators."""
    upper, lower = goalposts_of(scheme)
    return upper - (upper - lower) * numbers


SIMULATORS: dict[str, Simulator] = {"normal": normal_world, "skewed": skewed_world}


def true_scores(world: World, scheme: Scheme) -> Floats:
    """R at full evidence, shape (A,)."""
    weights, survey = weights_of(scheme), np.flatnonzero(~scheme.is_register)
    y = world.y.copy()
    y[:, survey] = 100 + 100 * world.x.mean(axis=1)
    policy = scheme.voices
    burdens = np.array([0.0, *policy.severity_points])
    points = 100 * np.clip((burdens - policy.calm) / (policy.crisis - policy.calm), 0, 1)
    numbers = indicator_points(y, *goalposts_of(scheme)) @ weights.share
    return weights.lam * numbers + (1 - weights.lam) * points[world.severity].mean(axis=1)


def asked_areas(case: Case, world: World, scheme: Scheme, rng: np.random.Generator) -> Ints:
    if case.asked == "worst":
        share = np.where(scheme.is_register, weights_of(scheme).share, 0.0)
        return np.argsort(-(indicator_points(world.y, *goalposts_of(scheme)) @ share), kind="stable")[:10]
    return rng.permutation(AREAS)[: 10 if case.asked == "ten" else AREAS // 2]


def observed(case: Case, world: World, scheme: Scheme, areas: Ints, rng: np.random.Generator) -> Evidence:
    """What an evaluation gets to see: noisy numbers, some missing, and a few firms of the asked areas."""
    noise = case.noise * np.array([each.noise_sd for each in scheme.indicators])
    y = world.y + noise * rng.standard_normal(world.y.shape)
    y[rng.random(y.shape) < 0.03] = np.nan
    n, survey = case.respondents, np.flatnonzero(~scheme.is_register)
    # A roundtable's firms sit side by side in the register: clusters are met as they are.
    first = rng.integers(0, CROWD - n + 1, len(areas))
    firm = first[:, None] + np.arange(n)
    x, severity = world.x[areas[:, None], firm], world.severity[areas[:, None], firm].ravel()
    count = len(areas) * n
    who = np.arange(count)
    return Evidence(
        areas=Areas(tuple(f"A{a:03}" for a in range(AREAS)), tuple(f"kind {a % KINDS}" for a in range(AREAS))),
        register=Register(y, np.full(y.shape, 6), np.ones(y.shape)),
        respondents=Respondents(
            tuple(f"F{j:05}" for j in who), (FIRM,) * count, np.ones(count), severity > 0, severity == 0
        ),
        memberships=Memberships(who, np.repeat(areas, n)),
        answers=Answers(np.repeat(who, len(survey)), np.tile(survey, count), x.reshape(-1)),
        places=Places(who, np.zeros(count, np.int64)),
        codings=_codings(case, severity, len(scheme.domains), rng),
        adjudicated=Adjudicated(*(np.zeros(0, np.int64) for _ in range(3))),
        revisions=Revisions(np.zeros(0, np.int64), np.zeros(0)),
        past=Past(np.full(AREAS, -1), np.full((0, AREAS), np.nan)),
    )


def _codings(case: Case, severity: Ints, domains: int, rng: np.random.Generator) -> Codings:
    """One place a firm, in any domain; each coder judges all of them."""
    count, coders = len(severity), max(case.coders, 1)
    place, coder = np.tile(np.arange(count), coders), np.repeat(np.arange(coders), count)
    given = np.tile(severity, coders)
    if case.coders:
        given = np.clip(given + rng.choice([-1, 0, 1], len(given), p=[0.2, 0.6, 0.2]), 0, 5)
    domain = np.where(given > 0, np.tile(rng.integers(0, domains, count), coders), NONE)
    return Codings(place, coder, domain, given, np.where(given > 0, Stance.NEED, Stance.OTHER), domain)


def run(simulator: str, case: Case, *, rounds: int, draws: int, seed: int = 7) -> Row:
    """Simulate a case; each round has its own truth, its own sample and its own seed of the draws."""
    found: list[tuple[Floats, Ints, Outcome]] = []
    base = load_scheme()
    for r in range(rounds):
        rng = np.random.default_rng([seed, r])
        scheme = replace(base, uncertain=replace(base.uncertain, draws=draws, seed=r))
        world = SIMULATORS[simulator](case, scheme, rng)
        areas = asked_areas(case, world, scheme, rng)
        found.append((true_scores(world, scheme), areas, evaluate(observed(case, world, scheme, areas, rng), scheme)))
    return _row(simulator, case, found, base)


def _row(simulator: str, case: Case, found: list[tuple[Floats, Ints, Outcome]], scheme: Scheme) -> Row:
    truth = np.concatenate([each for each, _, _ in found])
    asked = np.concatenate([np.isin(np.arange(AREAS), areas) for _, areas, _ in found])
    low, high, firm, level, R = (
        np.concatenate([part(each) for _, _, each in found])
        for part in (
            lambda o: o.uncertainty.data_low,
            lambda o: o.uncertainty.data_high,
            lambda o: o.uncertainty.firm,
            lambda o: o.levels.proposed,
            lambda o: o.merged.R,
        )
    )
    covered = (low <= truth) & (truth <= high)
    known = level >= 0
    right = level == level_of(truth, scheme.cutoffs)
    return Row(
        simulator=simulator,
        case=case.name,
        respondents=case.respondents,
        asked=_mean(covered[asked]),
        silent=_mean(covered[~asked]),
        firm_right=_mean(right[firm]),
        firm=_mean(firm),
        silent_right=_mean(right[~asked & known]),
        silent_bias=_mean((R - truth)[~asked]),
        width=_mean((high - low)[asked]),
    )


def _mean(values: NDArray) -> float | None:
    return round(float(np.mean(values)), 4) if len(values) else None


def cases() -> Iterator[Case]:
    """METHOD.md's cases."""
    for n in (2, 5, 15):
        yield Case("base", n)
        yield Case("voices follow the numbers", n, follow=0.7)
        yield Case("one mood a firm", n, mood=0.5)
        yield Case("both", n, follow=0.7, mood=0.5)
        yield Case("ten asked at random", n, "ten", follow=0.7, mood=0.5)
        yield Case("ten worst asked", n, "worst", follow=0.7, mood=0.5)
    yield Case("areas alike", 5, between=0.3)
    yield Case("areas very different", 5, between=2.0)
    yield Case("noise doubled", 5, noise=2.0)
    yield Case("two coders who err", 5, coders=2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = []
    print("simulator case                        n  asked silent   firm  right | silent right   bias |  width")
    for simulator in SIMULATORS:
        for case in cases():
            row = run(simulator, case, rounds=chosen.rounds, draws=chosen.draws)
            rows.append(row)
            shares = (row.asked, row.silent, row.firm, row.firm_right, row.silent_right, row.silent_bias, row.width)
            told = [
                " none" if each is None else f"{each:5.3f}" if abs(each) <= 1 else f"{each:5.1f}" for each in shares
            ]
            print(f"{simulator:9} {case.name:26} {case.respondents:3}  " + "  ".join(told), flush=True)
    if chosen.write:
        version = load_scheme().version
        write_study(Study(date.today().isoformat(), version, chosen.rounds, chosen.draws, AREAS, tuple(rows)))


if __name__ == "__main__":
    main()
