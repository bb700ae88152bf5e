"""Like answers: paraphrase pairs of paraKQC found by morpheme TF-IDF, by MinHash and by edit distance.

    OMP_NUM_THREADS=1 python bench/alike.py

Ten lines in a row are paraphrases of one another. Every method takes the threshold with its best F1 on lines
1-2,000 and is judged by lines 5,001-7,000; groups are judged there and on all lines, at the best threshold and
at the preset of the page.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nlp.exploring.similar import USUAL, USUAL_MEANT, groups, rows_of  # noqa: E402
from nlp.exploring.words import words_of  # noqa: E402
from nlp.vectors.encoding import encoder, missing  # noqa: E402

DATA = ROOT.parent / "shared" / "real" / "texts" / "paraKQC_v1.txt"
TUNE, JUDGE = slice(0, 2_000), slice(5_000, 7_000)
PARAPHRASES = 10
PERMUTATIONS = 128
# Of pairs of morpheme TF-IDF on lines 1-2,000.
BEST = 0.55
# Of groups by words and meaning, there.
BEST_MEANT = 0.5
PRIME = (1 << 31) - 1
GRID = np.round(np.arange(0.05, 1.0, 0.05), 2)

Likeness = Callable[[Sequence[str]], np.ndarray]


def by_morphemes(texts: Sequence[str]) -> np.ndarray:
    rows = rows_of([[word.lemma for word in words_of(text)] for text in texts])
    return (rows @ rows.T).toarray()


def by_minhash(shingles: Callable[[str], set[str]]) -> Likeness:
    """Share of equal minima of 128 random hash functions over the shingles of each text."""

    def likeness(texts: Sequence[str]) -> np.ndarray:
        draw = np.random.default_rng(1)
        a, b = draw.integers(1, PRIME, (2, PERMUTATIONS), dtype=np.int64)
        signs = np.empty((len(texts), PERMUTATIONS), dtype=np.int64)
        for n, text in enumerate(texts):
            hashes = np.array([zlib.crc32(s.encode()) % PRIME for s in shingles(text)] or [0], dtype=np.int64)
            signs[n] = ((hashes[:, None] * a + b) % PRIME).min(axis=0)
        return np.array([(signs == own).mean(axis=1) for own in signs])

    return likeness


def letters(size: int) -> Callable[[str], set[str]]:
    return lambda text: {text[n : n + size] for n in range(len(text) - size + 1)}


def by_edits(texts: Sequence[str]) -> np.ndarray:
    """1 - Levenshtein distance / length of the longer text, one text against all at once."""
    width = max(map(len, texts))
    grid = np.zeros((len(texts), width), dtype=np.int32)
    for n, text in enumerate(texts):
        grid[n, : len(text)] = [ord(letter) for letter in text]
    lengths = np.array([len(text) for text in texts])
    steps = np.arange(width + 1, dtype=np.int32)
    found = np.eye(len(texts))
    for n, text in enumerate(texts):
        rest, size = grid[n + 1 :], lengths[n + 1 :]
        row = np.tile(steps, (len(rest), 1))
        for at, letter in enumerate(text, start=1):
            best = np.minimum(row[:, 1:] + 1, row[:, :-1] + (rest != ord(letter)))
            row = np.concatenate([np.full((len(rest), 1), at, dtype=np.int32), best], axis=1)
            row = np.minimum.accumulate(row - steps, axis=1) + steps
        distance = row[np.arange(len(rest)), size]
        found[n, n + 1 :] = found[n + 1 :, n] = 1 - distance / np.maximum(size, len(text))
    return found


METHODS: dict[str, Likeness] = {
    "morpheme TF-IDF, cosine": by_morphemes,
    "MinHash, pairs of letters": by_minhash(letters(2)),
    "MinHash, three letters": by_minhash(letters(3)),
    "MinHash, words as written": by_minhash(lambda text: set(text.split())),
    "edit distance": by_edits,
}


def scores(found: int, right: int, there: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision, recall = right / max(1, found), right / there
    return precision, recall, 2 * precision * recall / max(1e-12, precision + recall)


def judged(likeness: np.ndarray, threshold: float) -> tuple[float, float, float]:
    own = np.arange(len(likeness)) // PARAPHRASES
    upper = np.triu(likeness >= threshold - 1e-9, 1)
    same = own[:, None] == own
    return scores(int(upper.sum()), int((upper & same).sum()), int(np.triu(same, 1).sum()))


def grouped(texts: Sequence[str], threshold: float, *, meant: bool = False) -> tuple[float, float, float]:
    vectors = _encoded(texts) if meant else None
    found = groups([[word.lemma for word in words_of(text)] for text in texts], threshold, vectors=vectors)
    pairs = [(a, b) for group in found for n, a in enumerate(group.members) for b in group.members[:n]]
    right = sum(a // PARAPHRASES == b // PARAPHRASES for a, b in pairs)
    return scores(len(pairs), right, len(texts) * (PARAPHRASES - 1) // 2)


def _encoded(texts: Sequence[str]) -> np.ndarray:
    model = encoder()
    assert model is not None, missing()
    return model.encode(texts)


def main() -> None:
    lines = [row.split("\t")[2] for row in DATA.read_text(encoding="utf-8-sig").splitlines()]
    print("| method | threshold | precision | recall | F1 | seconds |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, method in METHODS.items():
        tuned = method(lines[TUNE])
        best = max(GRID, key=lambda t: judged(tuned, t)[2])
        begin = time.perf_counter()
        likeness = method(lines[JUDGE])
        seconds = time.perf_counter() - begin
        told = " | ".join(f"{value:.3f}" for value in judged(likeness, best))
        print(f"| {name} | {best:.2f} | {told} | {seconds:.1f} |", flush=True)
    for name, part in (("groups, lines 5,001-7,000", lines[JUDGE]), (f"groups, all {len(lines):,} lines", lines)):
        for threshold in (BEST, USUAL):
            begin = time.perf_counter()
            told = " | ".join(f"{value:.3f}" for value in grouped(part, threshold))
            print(f"| {name} | {threshold:.2f} | {told} | {time.perf_counter() - begin:.1f} |", flush=True)
    for threshold in (BEST_MEANT, USUAL_MEANT) if not missing() else ():
        begin = time.perf_counter()
        told = " | ".join(f"{value:.3f}" for value in grouped(lines[JUDGE], threshold, meant=True))
        print(
            f"| by words and meaning, lines 5,001-7,000 | {threshold:.2f} | {told} | {time.perf_counter() - begin:.1f} |"
        )


if __name__ == "__main__":
    main()
