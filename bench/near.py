"""The nearest by meaning of statements whose authors the base has not seen: how many share a theme.

    OMP_NUM_THREADS=1 python bench/near.py [--statements 2500] [--phrases 0]

Base and space are learned from so many statements of half the authors of corpus/ and so many phrases of its bank. The other
authors' statements are placed; of the five nearest of each with a theme, its own passage left out, the share with a theme in
common is told. Phrases that were not learned from stand for short queries.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from meaning import loaded  # noqa: E402

from nlp.base import marked, training  # noqa: E402
from nlp.base.base import Base, Heard  # noqa: E402
from nlp.base.heads import THEME, VECTORS, Heads  # noqa: E402
from nlp.base.inputs import quiet  # noqa: E402
from nlp.base.marked import Marked, Phrase  # noqa: E402
from nlp.base.reading import StatementReader  # noqa: E402
from nlp.base.space import Space  # noqa: E402
from nlp.learning.features import vocabulary  # noqa: E402
from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.reading.language import language_of  # noqa: E402
from nlp.reading.said import Said  # noqa: E402
from nlp.vectors.nearest import unit  # noqa: E402
from nlp.vectors.remembering import Remembering  # noqa: E402

FIVE = 5
QUERIES = 400


def five(least: int, phrases: int) -> None:
    """Learn from some of the authors, place the statements of authors not learned from, and look at the nearest."""
    rows = marked.read(ROOT / "corpus")
    authors = np.random.default_rng(1).permutation(sorted({m.author for m in rows}))
    half, learned = set(authors[: len(authors) // 2]), _authors(rows, authors[: len(authors) // 2], least)
    own = [m for m in rows if m.author in learned]
    bank = marked.phrases(ROOT / "corpus")
    drawn = [bank[n] for n in np.random.default_rng(2).permutation(len(bank))]
    base, space = _taught(own, drawn[QUERIES : QUERIES + phrases])
    unseen = [m for m in rows if m.author not in half]
    heard = base.hear([m.said for m in unseen])
    ways = {
        "drawn by chance": _chance(len(unseen)),
        "morphemes and letters, TF-IDF": _by_words([m.said.text for m in unseen]),
        "vectors": unit(heard.vectors) @ unit(heard.vectors).T,
        "places": _cosines(space.place(heard)),
    }
    told = f"{len(unseen):,} statements, learned from {len(own):,} of {len(learned)} other authors"
    print(f"| of the five nearest ({told}) | share a theme | likewise among all |\n| --- | ---: | ---: |")
    for name, likeness in ways.items():
        print(
            f"| {name} | {shares(unseen, likeness):.3f} | {shares(unseen, likeness, among_all=True):.3f} |", flush=True
        )
    _queries([p for p in drawn[:QUERIES] if p.theme in base.themes], unseen, base, space, heard)


def _authors(rows: list[Marked], authors: Iterable[str], least: int) -> set[str]:
    """Whole authors until their statements are enough."""
    counts, found, there = Counter(m.author for m in rows), set(), 0
    for author in authors:
        if there >= least:
            break
        found.add(author)
        there += counts[author]
    return found


def _taught(own: list[Marked], phrases: list[Phrase]) -> tuple[Base, Space]:
    """Base and space of these statements and phrases."""
    lexicon = Lexicon.from_dict(json.loads((ROOT / "app/codebook/codebook.json").read_text(encoding="utf-8")))
    reader, encode = StatementReader(lexicon), Remembering(loaded(), kept=1_000_000)
    read = training.material(own, phrases, reader, encode)
    read = replace(read, themes=tuple(sorted({theme for m in own for theme in m.themes})))
    words = vocabulary([r.about for r in (*read.reads, *read.phrase_reads)], fewest=training.FEWEST)
    manner = vocabulary([r.manner for r in read.reads], fewest=training.FEWEST)
    taught = training.theme_heads(read, words, VECTORS)
    heads = {(VECTORS, name): head for name, (head, _) in taught.items()}
    space = Space.learned(taught[THEME][1], encode([quiet(m.said.text) for m in own]))
    return Base(Heads({"about": words, "manner": manner}, heads), reader, read.meaning, encode), space


def _cosines(places: np.ndarray) -> np.ndarray:
    """As they are stored: in float16."""
    stored = places.astype(np.float16).astype(np.float32)
    return stored @ stored.T


def shares(statements: list[Marked], likeness: np.ndarray, *, among_all: bool = False) -> float:
    """Of the five nearest of each statement with a theme, its passage left out, the share with a theme in common.

    Among statements with a theme, or among all.
    """
    _names, passages = np.unique([f"{s.author} {s.passage}" for s in statements], return_inverse=True)
    themed = np.array([bool(s.themes) for s in statements])
    found = []
    for n in np.flatnonzero(themed):
        out = (passages == passages[n]) | ~(themed | among_all)
        found.append(_sharing(statements, set(statements[n].themes), np.where(out, -np.inf, likeness[n])))
    return float(np.mean(found))


def _sharing(statements: list[Marked], themes: set[str], likeness: np.ndarray) -> float:
    best = np.argpartition(-likeness, FIVE)[:FIVE]
    return sum(bool(themes & set(statements[m].themes)) for m in best) / FIVE


def _queries(asked: list[Phrase], statements: list[Marked], base: Base, space: Space, heard: Heard) -> None:
    """Phrases of the bank that nothing learned from, as a person would type them; among all statements."""
    queries = base.hear([Said(p.text) for p in asked])
    for name, there, sought in (
        ("vectors", unit(heard.vectors), unit(queries.vectors)),
        ("places", space.place(heard), space.place(queries)),
    ):
        hits = [_sharing(statements, {p.theme}, row) for p, row in zip(asked, sought @ there.T, strict=True)]
        print(f"| {name}, of {len(asked)} short queries | – | {np.mean(hits):.3f} |", flush=True)


def _chance(count: int) -> np.ndarray:
    return np.random.default_rng(0).random((count, count), dtype=np.float32)


def _by_words(texts: list[str]) -> np.ndarray:
    from nlp.exploring.similar import rows_of
    from nlp.exploring.words import words_of

    rows = rows_of([[w.lemma for w in words_of(text, language_of(text))] for text in texts])
    return (rows @ rows.T).toarray()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--statements", type=int, default=2_500)
    options.add_argument("--phrases", type=int, default=0)
    given = options.parse_args()
    five(given.statements, given.phrases)


if __name__ == "__main__":
    main()
