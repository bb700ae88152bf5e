"""Firms with abnormal changes, simulated: chance hits where nothing happened, and what is found where something did.

    python bench/levels/abnormal_firms.py [--firms 2000] [--runs 12]

Firms of 3 to 500 heads in 12 industries and 40 areas; yearly changes have an SD of about 25 % / sqrt(heads) (walk) and
43 % / sqrt(heads) (AR .9); heads are whole. Where something happened, a fiftieth lost two fifths of its heads.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.evaluation.method.scheme_file import DEFAULT, PRESETS
from app.monitoring.method.change import yearly_change
from app.monitoring.method.firms import held_down, judge_firms
from app.monitoring.method.rules import FirmRules, rules_in

Floats = NDArray[np.float64]
MONTHS, SHARE, FALL = 61, 0.02, 0.4


def heads(rng: np.random.Generator, firms: int, walk: bool) -> tuple[Floats, Floats]:
    """Heads of firms where nothing happens, (F, T), and about how many each has."""
    size = np.exp(rng.normal(3, 1, firms)).clip(3, 500)
    moves = rng.standard_normal((firms, MONTHS)) * (0.25 / np.sqrt(size) / (np.sqrt(12) if walk else 1.6))[:, None]
    if walk:
        moves = np.cumsum(moves, axis=1)
    else:
        for month in range(1, MONTHS):
            moves[:, month] += 0.9 * moves[:, month - 1]
    return size[:, None] * np.exp(moves), size


def listed(x: Floats, size: Floats, rules: FirmRules, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Which firms the list would hold."""
    industry, area = rng.integers(0, 12, len(x)), rng.integers(0, 40, len(x))
    groups = [[f"{i} {a}" for i, a in zip(industry, area, strict=True)], [str(i) for i in industry]]
    change = yearly_change(np.maximum(1, np.round(x)), kind="level").value
    judged = judge_firms(change, groups, size, direction=1, rules=rules)
    return held_down(judged.p) <= rules.false_share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--firms", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=12)
    given = parser.parse_args()
    shipped = rules_in(PRESETS[DEFAULT].read_text("utf-8")).firms
    assert shipped is not None
    print("| world | tail | chance hits where nothing happened | chance hits of those listed | found |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for walk in (False, True):
        for tail in sorted({6.0, 30.0, shipped.tail}):
            quiet, false, found = [], [], []
            for run in range(given.runs):
                rng = np.random.default_rng([run, walk])
                x, size = heads(rng, given.firms, walk)
                quiet.append(listed(x, size, replace(shipped, tail=tail), rng).sum())
                hit = np.zeros(given.firms, bool)
                hit[rng.choice(given.firms, int(SHARE * given.firms), replace=False)] = True
                x[hit, -3:] *= 1 - FALL
                told = listed(x, size, replace(shipped, tail=tail), rng)
                false.append((told & ~hit).sum() / max(told.sum(), 1))
                found.append((told & hit).sum() / hit.sum())
            figures = f"{np.mean(quiet):.2f} | {np.mean(false):.1%} | {np.mean(found):.0%}"
            print(f"| {'walk' if walk else 'AR'} | {tail:g}{' (ships)' if tail == shipped.tail else ''} | {figures} |")


if __name__ == "__main__":
    main()
