"""Words a second of the whole `code` path as a share of the bare analyser's: `python bench/code_speed.py`.

`moksori code` reads a document in pieces of some thousand letters, as here; a text by itself is told apart.
One process, one thread, CPU time. The lines take turns every 50 texts, and each goes first as often as any other,
for the first to read a text finds it in no cache. Of each 50 texts a line's best round counts: what else the machine
does can only slow it.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import spacy  # noqa: E402

from nlp.batch import Piece, Stretch, code_document, code_piece  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.reading import english, korean, korean_docs  # noqa: E402

REAL = ROOT.parent / "shared" / "real" / "texts"
CHUNK = 50
Run = Callable[[list[str]], object]


def korean_lines() -> list[str]:
    """Real questions, commands and sentences where they are; otherwise the example talk."""
    if REAL.is_dir():
        pairs = json.loads((REAL / "klue-sts-v1.1_dev.json").read_text(encoding="utf-8"))
        told = [pair[key] for pair in pairs for key in ("sentence1", "sentence2")]
        asked = (REAL / "paraKQC_v1.txt").read_text(encoding="utf-8").splitlines()
        return told + [line.split("\t")[-1].strip() for line in asked]
    return (ROOT / "example" / "roundtables" / "centum-ict.txt").read_text(encoding="utf-8").splitlines()


def english_lines() -> list[str]:
    if REAL.is_dir():
        files = sorted(REAL.glob("beigebook*.txt"))
        return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return (ROOT / "example" / "roundtables" / "gangseo-foreign.txt").read_text(encoding="utf-8").splitlines()


def texts(lines: Iterable[str], words: int, sentences: int) -> list[str]:
    """Answers and turns of a few sentences each, so many words together; repeated where too few."""
    said = [line for line in lines if line.strip() and not line.startswith("#")]
    joined = [" ".join(said[n : n + sentences]) for n in range(0, len(said), sentences)]
    taken, count = [], 0
    for text in islice(cycle(joined), 1_000_000):
        taken.append(text)
        count += len(text.split())
        if count >= words:
            return taken
    return taken


def one_by_one(run: Callable[[str], object]) -> Run:
    return lambda sample: [run(text) for text in sample]


def seconds(run: Run, sample: list[str]) -> float:
    begin = time.process_time()
    run(sample)
    return time.process_time() - begin


def measured(runs: dict[str, Run], sample: list[str], rounds: int = 1) -> dict[str, float]:
    """CPU seconds of each line over the sample: the sum over every few texts of its best round."""
    parts = [sample[n : n + CHUNK] for n in range(0, len(sample), CHUNK)]
    best = {name: [math.inf] * len(parts) for name in runs}
    for turn in range(rounds):
        for n, part in enumerate(parts):
            order = deque(runs)
            order.rotate(turn + n)
            for name in order:
                best[name][n] = min(best[name][n], seconds(runs[name], part))
    return {name: sum(took) for name, took in best.items()}


def table(title: str, runs: dict[str, Run], sample: list[str], rounds: int) -> list[str]:
    """Measure all lines and set them against the first."""
    words = sum(len(text.split()) for text in sample)
    measured(runs, sample[:200])
    took = measured(runs, sample, rounds)
    base = took[next(iter(runs))]
    rows = [f"{title}: {words:,} words in {len(sample):,} texts, best of {rounds} rounds", ""]
    rows += ["| what | words/s | share |", "| --- | ---: | ---: |"]
    rows += [f"| {name} | {words / took[name]:,.0f} | {base / took[name]:.2f} |" for name in runs]
    return [*rows, ""]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--words", type=int, default=40_000)
    ask.add_argument("--rounds", type=int, default=6)
    args = ask.parse_args()
    lexicon = Lexicon.from_dict(json.loads((ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8")))

    def code(sample: list[str]) -> object:
        return code_piece(Piece("", 0, tuple(Stretch(0, text, None) for text in sample)), lexicon)

    def alone(text: str) -> object:
        return list(code_document("", text, lexicon))

    tokenizer = korean_docs.pipeline().tokenizer
    runs: dict[str, Run] = {
        "Kiwi alone (num_workers=1)": one_by_one(korean.kiwi().tokenize),
        "spaCy tokenizer on Kiwi": one_by_one(tokenizer),
        "code: segments, themes, stance": code,
        "the same, each text by itself": one_by_one(alone),
    }
    print("\n".join(table("Korean", runs, texts(korean_lines(), args.words, 4), args.rounds)))
    runs = {
        "spaCy blank English tokenizer": one_by_one(spacy.blank("en").tokenizer),
        "English pipeline (sentences, lemmas)": one_by_one(english.pipeline()),
        "code: segments, themes, stance": code,
        "the same, each text by itself": one_by_one(alone),
    }
    print("\n".join(table("English", runs, texts(english_lines(), args.words, 1), args.rounds)))


if __name__ == "__main__":
    main()
