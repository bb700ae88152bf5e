"""`moksori train` beside plain TF-IDF + LinearSVC, both without and with the same sentence vectors, on sets at hand.

    OMP_NUM_THREADS=1 python bench/train.py --vectors ~/vectors.npz --sets beige,kqc,themes,kinds

Beige Book sentences (train to 2016, test 2017-2019), paraKQC questions (topic and act, whole paraphrase groups held
out), and, where `../corpus` is, themes and kinds of the marked corpus (whole authors held out). Macro-F1; 20 and 100 a
class, and all up to 4,000. scikit-learn bundles no text that needs no download. "adapted": shares of the themes found in
the test's texts, their labels not looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import numpy as np  # noqa: E402
import scipy.sparse as sparse  # noqa: E402
from beigebook import Sentences, drawn, sentences  # noqa: E402
from marked import CORPUS, marked  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.metrics import f1_score  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402

from nlp.learning.features import Reader, Reading  # noqa: E402
from nlp.learning.learned import Model  # noqa: E402
from nlp.learning.learning import decided, fit  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.vectors.encoding import DIMS, encoder  # noqa: E402

QUESTIONS = ROOT.parent / "shared" / "real" / "texts" / "paraKQC_v1.txt"
SIZES = {"20 a class": 5, "100 a class": 3, "all": 1}
# Texts judged and, of "all", learned from: vectors are made at 46 texts a second.
JUDGED, MOST = 1_200, 4_000
Split = tuple[Sentences, Sentences]


def beige() -> Split:
    return sentences(2003, 2016), some(sentences(2017, 2019), JUDGED)


def questions() -> Split:
    """Topic and act together, sixteen labels; ten paraphrases in a row stay on one side."""
    rows = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    aside = np.isin(np.arange(len(rows)) // 10, np.random.default_rng(0).permutation(len(rows) // 10)[:300])
    every = Sentences(np.array([r[2] for r in rows], dtype=object), np.array([r[0] + r[1] for r in rows]))
    return every.part(np.flatnonzero(~aside)), some(every.part(np.flatnonzero(aside)), JUDGED)


def of_corpus(label: Callable[[object], str]) -> Split:
    rows = [row for row in marked() if label(row)]
    authors = sorted({row.author for row in rows})
    aside = set(np.random.default_rng(3).permutation(authors)[: len(authors) // 4])
    parts = [[row for row in rows if (row.author in aside) == held] for held in (False, True)]
    train, test = (
        Sentences(np.array([row.text for row in own], dtype=object), np.array([label(row) for row in own]))
        for own in parts
    )
    return train, some(test, JUDGED)


SETS: dict[str, Callable[[], Split]] = {
    "beige": beige,
    "kqc": questions,
    "themes": lambda: of_corpus(lambda row: row.themes[0] if len(row.themes) == 1 else ""),  # type: ignore[attr-defined]
    "kinds": lambda: of_corpus(lambda row: row.kind),  # type: ignore[attr-defined]
}


def some(every: Sentences, count: int) -> Sentences:
    return every.part(np.sort(np.random.default_rng(0).permutation(len(every.texts))[:count]))


class Kept:
    """Readings and vectors, each made once; vectors also from one run to the next, in a file."""

    def __init__(self, path: Path | None) -> None:
        codebook = (ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8")
        self._reader = Reader(Lexicon.from_dict(json.loads(codebook)))
        self.lexicon = self._reader.lexicon
        self._readings: dict[str, Reading] = {}
        self._path, self._vectors, self._encoder = path, {}, encoder()
        if path and path.exists():
            with np.load(path) as stored:
                self._vectors = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))

    def __call__(self, text: str) -> Reading:
        if text not in self._readings:
            self._readings[text] = self._reader(text)
        return self._readings[text]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        new = sorted({text for text in texts if text not in self._vectors})
        if new:
            assert self._encoder is not None, "no encoder here"
            self._vectors.update(zip(new, self._encoder.encode(new), strict=True))
            if self._path:
                np.savez(
                    self._path, texts=np.array(list(self._vectors)), vectors=np.array(list(self._vectors.values()))
                )
        return np.array([self._vectors[text] for text in texts]).reshape(-1, DIMS)


def seen(train: Sentences, test: Sentences, kept: Kept) -> list[float]:
    """Plain, plain with vectors, ours, ours adapted, ours with vectors, that adapted."""
    words = TfidfVectorizer()
    plain = words.fit_transform(train.texts), words.transform(test.texts)
    vectors = kept.encode(train.texts.tolist()), kept.encode(test.texts.tolist())
    both = tuple(sparse.hstack([own, sparse.csr_matrix(v)]) for own, v in zip(plain, vectors, strict=True))
    found = []
    for learned_from, judged in (plain, both):
        machine = LinearSVC(class_weight="balanced", random_state=0).fit(learned_from, train.labels)
        found.append(macro(test, machine.predict(judged)))
    decisions, readings = decided(train.texts.tolist(), train.labels.tolist()), [kept(text) for text in test.texts]
    for encode, beside in ((None, None), (kept.encode, vectors[1])):
        model = fit(decisions, kept, encode=encode)
        for own in (model, model.adapted(readings, one_of=True, vectors=beside)):
            found.append(macro(test, chosen(own, readings, beside)))
    return found


def chosen(model: Model, readings: Sequence[Reading], vectors: np.ndarray | None) -> np.ndarray:
    return np.array(model.themes)[model.choices(model.decisions(readings, vectors))]


def macro(test: Sentences, told: np.ndarray) -> float:
    return float(f1_score(test.labels, told, average="macro"))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sets", default=",".join(name for name in SETS if CORPUS.exists() or name in ("beige", "kqc")))
    ask.add_argument("--vectors", type=Path, help="keep vectors here (.npz)")
    args = ask.parse_args()
    kept = Kept(args.vectors)
    print(
        "| set | trained on | draws | plain | ours | ahead | plain + vectors | ours + vectors | ahead | adapted | worse |"
    )
    print("| --- | --- |" + " ---: |" * 9)
    for name in args.sets.split(","):
        pool, test = SETS[name]()
        for size, draws in SIZES.items():
            own = [some(pool, MOST) if size == "all" else drawn(pool, size, seed) for seed in range(draws)]
            print(row(name, size, np.array([seen(each, test, kept) for each in own])), flush=True)


def row(name: str, size: str, found: np.ndarray) -> str:
    plain, with_vectors, ours, adapted, both, both_adapted = found.T
    shift = np.concatenate([adapted - ours, both_adapted - both])
    cells = [name, size, str(len(found)), f"{plain.mean():.3f}", f"{ours.mean():.3f}", f"{int((ours > plain).sum())}"]
    cells += [f"{with_vectors.mean():.3f}", f"{both.mean():.3f}", f"{int((both > with_vectors).sum())}"]
    cells += [f"{shift.mean():+.3f}, worst {shift.min():+.3f}", f"{int((shift < 0).sum())} of {len(shift)}"]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
