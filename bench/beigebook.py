"""Beige Book sentences to their section's label: the themes' model beside plain TF-IDF + LinearSVC, in one run.

    python bench/beigebook.py --judge 2008-2010     # what settings were chosen by; trains on the years before
    python bench/beigebook.py --judge 2011-2013
    python bench/beigebook.py --judge 2014-2016
    python bench/beigebook.py --judge 2017-2019     # the figure; trains to 2016

Trains on a draw of 12,000 sentences, of 100 and of 20 a class, and times a refit on 5,000. "Adapted" is the same model
after it has seen the test's sentences, not their labels: `Model.adapted(..., one_of=True)`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.metrics import f1_score  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402

from nlp.learning.features import Reader, Reading  # noqa: E402
from nlp.learning.learned import Model  # noqa: E402
from nlp.learning.learning import decided, fit  # noqa: E402
from nlp.learning.modelcard import calibration_error  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402

SENTENCES = ROOT.parent / "shared" / "real" / "texts" / "beigebook-sentences-2003-2019.tsv.gz"
DRAWS = {"12,000": 2, "100 a class": 5, "20 a class": 10}


@dataclass(frozen=True)
class Sentences:
    texts: np.ndarray
    labels: np.ndarray

    def part(self, rows: np.ndarray) -> Sentences:
        return Sentences(self.texts[rows], self.labels[rows])


@dataclass(frozen=True)
class Judged:
    """Macro-F1 and the themes' calibration errors."""

    f1: float
    errors: tuple[float, ...]


@dataclass(frozen=True)
class Seen:
    """One draw: macro-F1 of plain, and ours as learned and adapted to the test's sentences."""

    plain: float
    learned: Judged
    adapted: Judged


def sentences(first: int, last: int) -> Sentences:
    """Sentences of the years first to last."""
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    kept = [row for row in rows if first <= int(row[0][:4]) <= last]
    return Sentences(np.array([row[2] for row in kept], dtype=object), np.array([row[1] for row in kept]))


def drawn(pool: Sentences, size: str | int, seed: int) -> Sentences:
    """So many sentences as they come, or so many of each label."""
    draw = np.random.default_rng(seed)
    if isinstance(size, int) or not size.endswith("a class"):
        count = size if isinstance(size, int) else int(size.replace(",", ""))
        return pool.part(np.sort(draw.permutation(len(pool.texts))[:count]))
    count = int(size.split()[0])
    rows = [draw.permutation(np.flatnonzero(pool.labels == label))[:count] for label in np.unique(pool.labels)]
    return pool.part(np.sort(np.concatenate(rows)))


def plain(train: Sentences, test: Sentences) -> float:
    words = TfidfVectorizer()
    machine = LinearSVC(class_weight="balanced", random_state=0).fit(words.fit_transform(train.texts), train.labels)
    return float(f1_score(test.labels, machine.predict(words.transform(test.texts)), average="macro"))


def judged(model: Model, readings: Sequence[Reading], labels: np.ndarray) -> Judged:
    values = model.decisions(readings)
    sure, names = model.probabilities(values), np.array(model.themes)
    found = f1_score(labels, names[model.choices(values)], average="macro")
    return Judged(float(found), tuple(calibration_error(sure[:, n], labels == name) for n, name in enumerate(names)))


def seen(train: Sentences, test: Sentences, readings: Sequence[Reading], reader: Reader) -> Seen:
    model = fit(decided(train.texts.tolist(), train.labels.tolist()), reader)
    adapted = model.adapted(readings, one_of=True)
    return Seen(plain(train, test), *(judged(own, readings, test.labels) for own in (model, adapted)))


def row(name: str, found: Sequence[Seen]) -> str:
    """A line of the table: means over the draws, calibration errors meaned theme by theme."""
    before = np.array([s.plain for s in found])
    cells = [name, str(len(found)), f"{before.mean():.3f}"]
    for ours in ([s.learned for s in found], [s.adapted for s in found]):
        f1, errors = np.array([own.f1 for own in ours]), np.mean([own.errors for own in ours], axis=0)
        cells += [f"{f1.mean():.3f} ± {f1.std():.3f}", f"{int((f1 > before).sum())} of {len(found)}"]
        cells += [f"{errors.mean():.3f} / {errors.max():.3f}"]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--judge", default="2014-2016", help="first and last year of the test")
    args = ask.parse_args()
    first, last = (int(year) for year in args.judge.split("-"))
    codebook = (ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8")
    reader = Reader(Lexicon.from_dict(json.loads(codebook)))
    pool, test = sentences(2003, first - 1), sentences(first, last)
    readings = [reader(text) for text in test.texts]
    print(f"train to {first - 1} ({len(pool.texts):,} sentences), test {args.judge} ({len(test.texts):,})\n")
    ours = ("ours", "ahead", "ECE mean / worst theme")
    print("| " + " | ".join(("trained on", "draws", "plain", *ours, *(f"adapted: {word}" for word in ours))) + " |")
    print("| --- |" + " ---: |" * 8)
    for name, draws in DRAWS.items():
        found = [seen(drawn(pool, name, seed), test, readings, reader) for seed in range(draws)]
        print(row(name, found), flush=True)
    runs = [refit(drawn(pool, 5_000, seed), reader) for seed in range(3)]
    processor, wall = (statistics.median(r[n] for r in runs) for n in (0, 1))
    print(f"\nrefit on 5,000 decided texts: {processor:.1f} s of processor, {wall:.1f} s by the clock (median of 3)")


def refit(train: Sentences, reader: Reader) -> tuple[float, float]:
    """Processor and clock seconds of a fit, reading the texts included."""
    decisions = decided(train.texts.tolist(), train.labels.tolist())
    processor, wall = time.process_time(), time.perf_counter()
    fit(decisions, reader)
    return time.process_time() - processor, time.perf_counter() - wall


if __name__ == "__main__":
    main()
