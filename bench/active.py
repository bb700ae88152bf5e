"""Labels that learning from chosen sentences saves, on the Beige Book: `python bench/active.py --judge 2014-2016`.

Starts from 100 sentences as they come; then batches as they come, or chosen by `nlp.learning.sampling` from a pool of
unlabelled ones. Macro-F1 on the years judged, means over the draws.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import numpy as np  # noqa: E402
from beigebook import Sentences, drawn, sentences  # noqa: E402
from sklearn.metrics import f1_score  # noqa: E402

from nlp.learning.features import Reader, Reading  # noqa: E402
from nlp.learning.learned import Model  # noqa: E402
from nlp.learning.learning import decided, fit  # noqa: E402
from nlp.learning.sampling import order, uncertainty  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402

START, BATCH = 100, 100
# At least so many of each label, or a theme could not be learned at all.
FEWEST = 2
Choose = Callable[[np.ndarray, np.ndarray], np.ndarray]


class KeptReader(Reader):
    """Reads every sentence once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self._known: dict[str, Reading] = {}

    def __call__(self, text: str) -> Reading:
        if text not in self._known:
            self._known[text] = super().__call__(text)
        return self._known[text]


def as_it_comes(left: np.ndarray, _sure: np.ndarray) -> np.ndarray:
    return left[:BATCH]


def chosen(left: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """As the workbench asks: the least sure, every fourth by chance (the pool stands in an order by chance)."""
    unsure = {f"{row:012}": uncertainty(sure[row].tolist()) for row in left}
    place = {f"{row:012}": f"{n:012}" for n, row in enumerate(left)}
    return np.array([int(name) for name in order(unsure, chance=place.__getitem__)[:BATCH]])


def first(pool: Sentences) -> np.ndarray:
    """The first hundred, and where a label is not among them twice, its first ones instead of the last."""
    rows = list(range(START))
    for label in np.unique(pool.labels):
        own = np.flatnonzero(pool.labels == label)[:FEWEST]
        rows = [int(n) for n in own if n not in rows] + rows
    return np.array(rows[:START])


def curve(pool: Sentences, test: Sentences, reader: Reader, most: int, choose: Choose) -> list[float]:
    """Macro-F1 after 100, 200 ... labels."""
    known, found = first(pool), []
    unseen = [reader(text) for text in test.texts]
    while True:
        own = pool.part(known)
        model = fit(decided(own.texts.tolist(), own.labels.tolist()), reader)
        found.append(scored(model, unseen, test))
        if len(known) >= most:
            return found
        left = np.setdiff1d(np.arange(len(pool.texts)), known)
        sure = model.probabilities(model.decisions([reader(text) for text in pool.texts]))
        known = np.concatenate([known, choose(left, sure)])


def scored(model: Model, unseen: list[Reading], test: Sentences) -> float:
    names = np.array(model.themes)
    return float(f1_score(test.labels, names[model.decisions(unseen).argmax(axis=1)], average="macro"))


def needed(found: np.ndarray, aim: float) -> float:
    """Labels at which a curve first reaches the aim, between two points in a straight line."""
    for n, score in enumerate(found):
        if score >= aim:
            part = (aim - found[n - 1]) / (score - found[n - 1]) if n else 0.0
            return START + BATCH * (n - 1 + part) if n else float(START)
    return float("nan")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--judge", default="2014-2016", help="first and last year of the test")
    ask.add_argument("--pool", type=int, default=5_000)
    ask.add_argument("--most", type=int, default=1_000)
    ask.add_argument("--draws", type=int, default=3)
    args = ask.parse_args()
    begin, end = (int(year) for year in args.judge.split("-"))
    codebook = (ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8")
    reader = KeptReader(Lexicon.from_dict(json.loads(codebook)))
    everything, test = sentences(2003, begin - 1), sentences(begin, end)
    curves: dict[str, list[list[float]]] = {"as they come": [], "chosen": []}
    for seed in range(args.draws):
        pool = drawn(everything, args.pool, seed)
        pool = pool.part(np.random.default_rng(seed).permutation(len(pool.texts)))
        curves["as they come"].append(curve(pool, test, reader, args.most, as_it_comes))
        curves["chosen"].append(curve(pool, test, reader, args.most, chosen))
    told(curves, args.judge, args.draws)


def told(curves: dict[str, list[list[float]]], judge: str, draws: int) -> None:
    random, ours = (np.array(curves[name]) for name in ("as they come", "chosen"))
    print(f"pool to the year before, test {judge}, {draws} draws\n")
    print("| labels | as they come | chosen |\n| ---: | ---: | ---: |")
    for n in range(random.shape[1]):
        print(f"| {START + n * BATCH:,} | {random[:, n].mean():.3f} | {ours[:, n].mean():.3f} |")
    print("\n| to reach what as-they-come has at | F1 | chosen needs | saved |\n| ---: | ---: | ---: | ---: |")
    for labels in (500, 700, 1_000):
        if labels <= START + BATCH * (random.shape[1] - 1):
            aim = float(random[:, (labels - START) // BATCH].mean())
            own = needed(ours.mean(axis=0), aim)
            print(f"| {labels:,} | {aim:.3f} | {own:,.0f} | {1 - own / labels:.0%} |")


if __name__ == "__main__":
    main()
