"""A composite index of a nation: 2,185 areas, 40 indicators, 10,000 draws of ranks, and the sensitivities.

    python bench/levels/indices.py [units] [indicators] [draws]

Prints seconds of the clock and of the processor, and the largest memory so far, for each kind of uncertainty.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from app.indices.drawing import alternatives_of, intervals, space_of
from app.indices.model import model_of
from app.indices.scheme_file import read_scheme
from app.indices.sensitivity import rank_sensitivities

UNCERTAIN: dict[str, list[dict[str, object]]] = {
    "weights": [{"factor": "weights", "spread": 0.25}],
    "weights, normalise, aggregate, leave_out": [
        {"factor": "weights", "spread": 0.25},
        {"factor": "normalise", "methods": [{"method": "given"}, {"method": "rank", "range": [1, 100]}]},
        {"factor": "aggregate", "methods": ["arithmetic", "geometric"]},
        {"factor": "leave_out"},
    ],
    "weights, goalposts": [{"factor": "weights", "spread": 0.25}, {"factor": "goalposts", "spread": 0.1}],
}


def scheme(count: int, draws: int, uncertain: list[dict[str, object]]) -> dict[str, object]:
    codes = [f"x{i}" for i in range(count)]
    posts = {"method": "goalposts", "low": -2, "high": 2, "range": [1, 100]}
    groups = [
        {"code": f"g{g}", "aggregate": "arithmetic", "parts": [{"indicator": code} for code in codes[g::5]]}
        for g in range(5)
    ]
    return {
        "code": "bench",
        "title": "bench",
        "unit": "area",
        "draws": draws,
        "indicators": [{"code": code, "direction": "up", "normalise": posts} for code in codes],
        "index": {"code": "index", "aggregate": "arithmetic", "parts": groups},
        "uncertainty": uncertain,
    }


def main() -> None:
    given = [int(word) for word in sys.argv[1:]] + [2185, 40, 10_000][len(sys.argv) - 1 :]
    units, count, draws = given
    values = np.random.default_rng(1).standard_normal((units, count))
    values[np.random.default_rng(2).random(values.shape) < 0.03] = np.nan
    print("| uncertain | what | clock s | processor s | most memory MB |\n| --- | --- | --- | --- | --- |")
    for name, uncertain in UNCERTAIN.items():
        read = read_scheme(scheme(count, draws, uncertain))
        space = space_of(model_of(read, values, alternatives_of(read)))
        for what, work in (
            (f"{draws:,} draws of ranks", lambda space=space, read=read: intervals(space, draws, read.seed)),
            (f"{len(uncertain) + 2} x 1,024 for Sobol", lambda space=space: rank_sensitivities(space, 1024, 1)),
        ):
            clock, processor = time.perf_counter(), time.process_time()
            work()
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            spent = time.perf_counter() - clock, time.process_time() - processor
            print(f"| {name} | {what} | {spent[0]:.1f} | {spent[1]:.1f} | {most:.0f} |", flush=True)


if __name__ == "__main__":
    main()
