"""How long a wave's agreement takes: `OMP_NUM_THREADS=1 python bench/coding_agreement.py [--draws 2000]`.

5,000 statements of 600 respondents, 4 coders, 40 themes, a tenth of the judgments missing: alpha, kappa of every pair,
Fleiss' kappa and AC1 of each theme and over all, severity (ordinal), and spans, each with a bootstrap over respondents.
Processor time of one core, the best of three; then the share of intervals that hold the true value.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from nlp.agreeing.agreement import agreement
from nlp.agreeing.ratings import Ratings
from nlp.agreeing.spans import Span, Text, span_agreement
from nlp.agreeing.themes import by_theme

STATEMENTS, CODERS, THEMES, RESPONDENTS, CHARACTERS = 5_000, 4, 40, 600, 120
TIMES = 3


def judged(rng: np.random.Generator, statements: int, themes: int) -> tuple[np.ndarray, np.ndarray]:
    """Who found which theme where, and whose statement it is; respondents differ in what they speak of."""
    groups = rng.integers(RESPONDENTS, size=statements)
    own = rng.beta(0.5, 9.5, size=(RESPONDENTS, themes))
    truth = rng.random((statements, themes)) < own[groups]
    present = (truth[:, None] ^ (rng.random((statements, CODERS, themes)) < 0.02)).astype(int)
    present[rng.random((statements, CODERS)) < 0.1] = -1
    return present, groups


def severities(rng: np.random.Generator) -> Ratings:
    true = rng.integers(5, size=(STATEMENTS, 1))
    given = np.clip(true + rng.choice([-1, 0, 1], p=[0.15, 0.7, 0.15], size=(STATEMENTS, CODERS)), 0, 4)
    return Ratings(np.where(rng.random(given.shape) < 0.1, -1, given), (1, 2, 3, 4, 5), "ordinal")


def spans(rng: np.random.Generator, present: np.ndarray, groups: np.ndarray) -> tuple[list[Span], dict[int, Text]]:
    texts = {
        n: Text(CHARACTERS, tuple(np.flatnonzero(present[n, :, 0] >= 0).tolist()), int(groups[n]))
        for n in range(len(present))
    }
    places = np.argwhere(present == 1)
    starts, lengths = rng.integers(0, 30, len(places)), rng.integers(30, 80, len(places))
    every = [
        Span(n, coder, theme, start, start + length)
        for (n, coder, theme), start, length in zip(places.tolist(), starts.tolist(), lengths.tolist(), strict=True)
    ]
    return every, texts


def seconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(TIMES):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def coverage(draws: int, *, waves: int = 200) -> float:
    """Of small waves of a known truth (60 respondents), how often the interval of alpha over three themes holds it."""
    rng = np.random.default_rng(9)
    true = by_theme(*_one(rng, 60_000), draws=0).overall["alpha"].value or 0.0
    hits = 0
    for _ in range(waves):
        alpha = by_theme(*_one(rng, 60), draws=draws).overall["alpha"]
        hits += alpha.low is not None and alpha.high is not None and alpha.low <= true <= alpha.high
    return hits / waves


def _one(rng: np.random.Generator, respondents: int) -> tuple[np.ndarray, list[str], np.ndarray]:
    groups = np.repeat(np.arange(respondents), 8)
    own = rng.beta(1, 3, size=(respondents, 3))
    truth = rng.random((len(groups), 3)) < own[groups]
    present = (truth[:, None] ^ (rng.random((len(groups), 2, 3)) < 0.08)).astype(int)
    return present, ["a", "b", "c"], groups


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=2000)
    draws = parser.parse_args().draws
    rng = np.random.default_rng(1)
    present, groups = judged(rng, STATEMENTS, THEMES)
    names, severity = [f"theme {n}" for n in range(THEMES)], severities(rng)
    every, texts = spans(rng, present, groups)
    print("| work | s of a core |\n| --- | ---: |")
    for title, work in {
        f"{THEMES} themes, respondents drawn": lambda: by_theme(present, names, groups, draws=draws),
        f"{THEMES} themes, statements drawn": lambda: by_theme(present, names, draws=draws),
        f"{THEMES} themes, coded only": lambda: by_theme(present, names, groups, coded_only=True, draws=draws),
        "severity, ordinal": lambda: agreement(severity, groups, draws=draws),
        f"{len(every):,} spans": lambda: span_agreement(every, texts, draws=draws),
    }.items():
        print(f"| {title} | {seconds(work):.2f} |", flush=True)
    print(f"\npeak of memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    print(f"intervals of 95 % that hold the true alpha: {100 * coverage(400):.0f} %")


if __name__ == "__main__":
    main()
