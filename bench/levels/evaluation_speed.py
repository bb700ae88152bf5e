"""How long the method takes, from evidence in memory to every band: Busan's 87 areas and the nation's 2,185.

    python bench/levels/evaluation_speed.py [busan|nation|both] [--draws 10000] [--pymcdm]

Prints processor seconds and the peak of memory above what Python and NumPy hold. The evidence is invented. With `--pymcdm`
also what that library takes to score 87 areas x 40 indicators under as many drawn weights, a call a draw, where it is
installed in an environment of one's own: it is no part of the workbench, and scores and ranks are all it gives.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from dataclasses import replace

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from app.evaluation.method.evidence import (
    FIRM,
    NONE,
    Adjudicated,
    Answers,
    Areas,
    Codings,
    Evidence,
    Memberships,
    Past,
    Places,
    Register,
    Respondents,
    Revisions,
    Stance,
)
from app.evaluation.method.frame import SchemeIndicator
from app.evaluation.method.result import evaluate
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.scheme_file import load_scheme

SIZES = {  # areas, indicators, firms, codings
    "busan": (87, 17, 1_300, 10_000),
    "busan, 40 indicators": (87, 40, 1_300, 10_000),
    "nation": (2_185, 40, 130_000, 1_000_000),
}


def scheme_of(indicators: int, draws: int) -> Scheme:
    """The default scheme, its indicators repeated until there are so many."""
    scheme = load_scheme()
    made: list[list[SchemeIndicator]] = [[] for _ in scheme.domains]
    filled = [d for d, domain in enumerate(scheme.domains) if domain.indicators]
    for i in range(indicators):
        d = filled[i % len(filled)]
        like = scheme.domains[d].indicators
        made[d].append(replace(like[(i // len(filled)) % len(like)], code=f"indicator-{i:02}"))
    domains = tuple(replace(each, indicators=tuple(made[d])) for d, each in enumerate(scheme.domains))
    return replace(scheme, domains=domains, uncertain=replace(scheme.uncertain, draws=draws))


def invented(scheme: Scheme, areas: int, firms: int, codings: int, seed: int = 1) -> Evidence:
    """Evidence in which every second area is asked, and a tenth of the places is judged by two coders."""
    rng = np.random.default_rng(seed)
    indicators = len(scheme.indicators)
    upper = np.array([each.upper for each in scheme.indicators])
    lower = np.array([each.lower for each in scheme.indicators])
    y = upper + (lower - upper) * rng.normal(0.3, 0.3, (areas, indicators))
    y[rng.random(y.shape) < 0.05] = np.nan
    area = rng.integers(0, max(areas // 2, 1), firms)
    items = np.flatnonzero(~scheme.is_register)
    answered = rng.random((firms, len(items))) < 0.5
    who, item = np.nonzero(answered)
    places = int(codings / 1.1)
    owner = np.sort(rng.integers(0, firms, places))
    again = rng.random(places) < 0.1
    place = np.concatenate([np.arange(places), np.flatnonzero(again)])
    severity = rng.integers(0, 6, len(place))
    domain = np.where(severity > 0, rng.integers(0, len(scheme.domains), len(place)), NONE)
    return Evidence(
        areas=Areas(tuple(f"A{a:05}" for a in range(areas)), tuple(f"kind {a % 4}" for a in range(areas))),
        register=Register(y, np.full(y.shape, 6), np.ones(y.shape)),
        respondents=Respondents(
            tuple(f"F{j:06}" for j in range(firms)),
            (FIRM,) * firms,
            np.ones(firms),
            np.bincount(owner, minlength=firms) > 0,
            np.zeros(firms, bool),
        ),
        memberships=Memberships(np.arange(firms), area),
        answers=Answers(who, items[item], rng.integers(-1, 2, len(who))),
        places=Places(owner, np.arange(places)),
        codings=Codings(
            place,
            np.concatenate([np.zeros(places, int), np.ones(int(again.sum()), int)]),
            domain,
            severity,
            np.where(severity > 0, Stance.NEED, Stance.OTHER),
            domain,
        ),
        adjudicated=Adjudicated(*(np.zeros(0, np.int64) for _ in range(3))),
        revisions=Revisions(np.repeat(np.arange(indicators), 40), rng.normal(0, 0.3, 40 * indicators)),
        past=Past(np.full(areas, -1), np.full((0, areas), np.nan)),
    )


def measure(name: str, draws: int) -> None:
    areas, indicators, firms, codings = SIZES[name]
    scheme = scheme_of(indicators, draws)
    evidence = invented(scheme, areas, firms, codings)
    before, begin, clock = _peak(), time.process_time(), time.perf_counter()
    found = evaluate(evidence, scheme)
    seconds, wall = time.process_time() - begin, time.perf_counter() - clock
    width = float(np.nanmean(found.uncertainty.policy_high - found.uncertainty.policy_low))
    print(
        f"{name:22} {areas:5} areas x {indicators} x {draws:6}: {seconds:6.2f} s of processor, {wall:6.2f} s, "
        f"{_peak() - before:4.0f} MB more, {_peak():.0f} in all, mean band {width:.1f} points"
    )


def measure_pymcdm(draws: int, tried: int = 300) -> None:
    """Weighted sums of pymcdm in a loop, scaled up from `tried` draws."""
    from pymcdm.helpers import rankdata
    from pymcdm.methods import WSM

    rng = np.random.default_rng(1)
    matrix, weights = rng.random((87, 40)) + 0.1, rng.dirichlet(np.ones(40), tried)
    method, types, begin = WSM(), np.ones(40), time.process_time()
    for each in weights:
        rankdata(method(matrix, each, types), reverse=True)
    seconds = (time.process_time() - begin) * draws / tried
    print(
        f"{'pymcdm WSM and ranks':22} {87:5} areas x 40 x {draws:6}: {seconds:6.2f} s of processor (from {tried} draws)"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", default="busan", choices=["busan", "nation", "both"])
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--pymcdm", action="store_true")
    chosen = parser.parse_args()
    for name in SIZES:
        if chosen.size == "both" or name.startswith(chosen.size):
            measure(name, chosen.draws)
    if chosen.pymcdm:
        measure_pymcdm(chosen.draws)


if __name__ == "__main__":
    main()
