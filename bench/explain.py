"""A refit on 5,000 decisions, and one suggestion with its explanation: processor time, in one process.

    OMP_NUM_THREADS=1 python bench/explain.py

Beige Book sentences of ../shared/real with their section's label; the Korean line takes the example talks.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.codebook.publishing import FIRST  # noqa: E402
from app.coding.learning.decisions import Decided, Pool  # noqa: E402
from app.coding.learning.lessons import Lesson, learn  # noqa: E402
from app.coding.learning.model_files import pack  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.reading.said import Said  # noqa: E402
from nlp.reading.segmenting import segment  # noqa: E402
from nlp.suggesting.proposing import Proposer, proposer_of  # noqa: E402

BEIGE = ROOT.parent / "shared" / "real" / "texts" / "beigebook-sentences-2003-2019.tsv.gz"
DECISIONS, ASKED, SEED = 5_000, 600, 20_261_122


def beige() -> list[tuple[str, str]]:
    """Distinct sentences with their label, shuffled with a fixed seed."""
    with gzip.open(BEIGE, "rt", encoding="utf-8") as lines:
        found = {row["text"]: row["label"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    texts = sorted(found)
    return [(texts[n], found[texts[n]]) for n in np.random.default_rng(SEED).permutation(len(texts))]


def korean() -> list[str]:
    """Segments of the example talks, each once."""
    texts = [_text(path.read_bytes()) for path in sorted((ROOT / "example" / "roundtables").rglob("*.txt"))]
    return sorted({each.text for text in texts for each in segment(text)})[:ASKED]


def _text(data: bytes) -> str:
    """The example keeps one talk in the old encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


def pool_of(rows: list[tuple[str, str]], themes: list[str]) -> Pool:
    """Each sentence decided on one theme: its own, or in turn one of the others."""
    said = []
    for n, (text, label) in enumerate(rows):
        others = [theme for theme in themes if theme != label]
        theme = label if n % 2 else others[n // 2 % len(others)]
        said.append(Decided(text, theme, theme == label))
    return Pool(tuple(sorted(said, key=lambda d: (d.text, d.theme))), 0, 1)


def main() -> None:
    lexicon = Lexicon.from_dict(json.loads(FIRST.read_text(encoding="utf-8")))
    rows = beige()
    themes = sorted({label for _, label in rows})
    base = proposer_of(lexicon, vectors=False)
    base.propose([Said("준비합니다."), Said("Ready.")])  # loading the analysers is no part of it
    for name, chosen in (
        ("one theme a sentence", pool_of(rows[:DECISIONS], themes)),
        ("all themes, 500 sentences", _all_themes(rows[: DECISIONS // len(themes)], themes)),
    ):
        _refit(name, lexicon, chosen, themes)
    asked = [text for text, _ in rows[DECISIONS : DECISIONS + ASKED]]
    _explain("English, the base without vectors", base, [(t, "en") for t in asked])
    _explain("Korean, the base without vectors", base, [(t, "ko") for t in korean()])


def _all_themes(rows: list[tuple[str, str]], themes: list[str]) -> Pool:
    said = [Decided(text, theme, theme == label) for text, label in rows for theme in themes]
    return Pool(tuple(sorted(said, key=lambda d: (d.text, d.theme))), 0, 1)


def _refit(name: str, lexicon: Lexicon, chosen: Pool, themes: list[str]) -> Lesson:
    steps: dict[str, float] = {}
    begin = time.process_time()
    lesson = learn(lexicon, chosen, themes, [], lambda *step: steps.setdefault(step[2], time.process_time()))
    total = time.process_time() - begin
    analysis = steps["learning"] - begin
    version, files = pack(lesson.model)
    again = pack(learn(lexicon, chosen, themes, [], lambda *_: None).model)
    print(
        f"refit, {name}: {len(chosen.decided):,} decisions, processor {total:.1f} s (analysis {analysis:.1f} s; by the "
        f"clock the fit took {lesson.seconds:.1f} s), {len(files) / 1e6:.1f} MB, same again: {again == (version, files)}"
    )
    return lesson


def _explain(name: str, proposer: Proposer, asked: list[tuple[str, str]]) -> None:
    """Each text alone, from its characters to the stored JSON of all its suggestions; texts without one do not count."""
    taken, worst = [], 0.0
    for text in asked:
        begin = time.process_time()
        proposals = proposer.propose([Said(*text)])[0]
        stored = [json.dumps(each.explanation(), separators=(",", ":")) for each in proposals]
        spent = time.process_time() - begin
        if stored:
            taken.append(1000 * spent)
        for each in proposals:
            worst = max(worst, abs(sum(v for *_, v in each.told.words) + each.told.bias - each.told.decision))
    middle, most = np.percentile(taken, [50, 95])
    print(f"explained, {name}: median {middle:.1f} ms, 95 % {most:.1f} ms, {len(taken)} texts, sums off by {worst:.0e}")


if __name__ == "__main__":
    main()
