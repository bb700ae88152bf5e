"""Sentence vectors: how fast they are made, what they take, how fast the nearest are found, and how often they are right.

    OMP_NUM_THREADS=1 python bench/meaning.py encode
    OMP_NUM_THREADS=1 python bench/meaning.py search [--rows 100000]
    OMP_NUM_THREADS=1 python bench/meaning.py five TEXTS LABELS [--projection FILE]
    OMP_NUM_THREADS=1 python bench/meaning.py cluster

`encode` reads the example's transcripts. `search` makes a round of so many segments in a temporary folder; vectors drawn
by chance take as long as real ones. `five` reads marked passages: TEXTS holds files of `## passage` lines and
`id<TAB>statement` lines, LABELS a table of the same name of `id<TAB>themes` lines (`workforce:need:4,finance:none`; `-` for
none). Of each statement with a theme the five nearest with one, outside its own passage, are asked whether they share a
theme. The last row is what a projection learned from the other files gives (ridge regression to the themes), each file in
turn. `cluster` codes the example's texts with vectors on two Dask workers here.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from app.batch.batching import Batch, Hands  # noqa: E402
from app.batch.files import Source, sources  # noqa: E402
from nlp.vectors.encoding import DIMS, Encoder, encoder, missing  # noqa: E402
from nlp.vectors.nearest import nearest, unit  # noqa: E402
from nlp.vectors.projecting import learn, load  # noqa: E402

FIVE = 5


def resident() -> float:
    """MiB this process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found
    return int(found[1]) / 1024


def loaded() -> Encoder:
    model = encoder()
    if model is None:
        sys.exit(f"no encoder here: {missing()}")
    return model


def example_texts() -> list[str]:
    """The example's statements, as long as statements are."""
    from nlp.reading.segmenting import segment
    from transcripts import read

    files = sorted((ROOT / "example" / "roundtables").glob("*.txt"))
    turns = (turn for path in files for turn in read(path.read_bytes(), path.name).turns if not turn.aside)
    return [s.text for turn in turns for s in segment(turn.text)]


def encode() -> None:
    texts = example_texts()
    before, start = resident(), time.perf_counter()
    model = loaded()
    model.encode(texts[:1])
    first, begin = time.perf_counter() - start, time.process_time()
    vectors = model.encode(texts)
    took, alone = time.process_time() - begin, time.perf_counter()
    one = model.encode(texts[7:8])
    alone = time.perf_counter() - alone
    assert one.tobytes() == vectors[7:8].tobytes()
    letters = sum(map(len, texts)) / len(texts)
    print("| what | figure |\n| --- | ---: |")
    print(f"| load, with the hash, and a first sentence | {first:.2f} s |")
    print(f"| statements, {letters:.0f} letters in the mean | {len(texts):,} |")
    print(f"| a second of one core | {len(texts) / took:.0f} |")
    print(f"| 1,250 of them | {1250 * took / len(texts):.1f} s |")
    print(f"| one by itself | {alone * 1000:.0f} ms |")
    print(f"| memory more than before | {resident() - before:.0f} MiB |")


def median(act: Callable[[], object], times: int = 9) -> float:
    """Milliseconds of one core, of the middle one of so many runs: others may use the machine meanwhile."""
    took = []
    for _ in range(times):
        start = time.process_time()
        act()
        took.append((time.process_time() - start) * 1000)
    return sorted(took)[times // 2]


def search(rows: int) -> None:
    dice = np.random.default_rng(1)
    matrix = unit(dice.standard_normal((rows, DIMS)))
    within = dice.random(rows) < 0.01
    query = matrix[5]
    print(f"| {rows:,} vectors | ms of one core |\n| --- | ---: |")
    print(f"| nearest 200 of all | {median(lambda: nearest(matrix, query, 200)):.1f} |")
    print(f"| nearest 200 of one in a hundred | {median(lambda: nearest(matrix, query, 200, within=within)):.1f} |")
    with tempfile.TemporaryDirectory() as folder:
        _search_stored(Path(folder), matrix)


def _search_stored(folder: Path, matrix: np.ndarray) -> None:
    """The same through the database: what one may read, the vectors kept in memory, the nearest."""
    from exploring import fill

    from app.accounts.people import EVERYTHING, Scope
    from app.coding.meaning import keeping, searching, vector_store
    from app.db import open_database, rows, writing
    from app.exploring import meaning, store
    from app.exploring.choices import Choice, Sight
    from nlp.vectors.encoding import version_here

    db = open_database(folder / "bench.db")
    fill(db, len(matrix))
    ids = [r["id"] for r in rows(db, "select id from segment order by id")]
    with writing(db):
        made = ((i, v.tobytes()) for i, v in zip(ids, matrix.astype("<f2"), strict=True))
        vector_store.insert_vectors(db, "r", version_here(), made)
    wide, near = Sight(EVERYTHING, "r"), Sight(Scope(frozenset({"a"})), "r")
    before, start = resident(), time.perf_counter()
    keeping.of_round(db, "r", version_here())
    read = time.perf_counter() - start
    print(f"| vectors into memory, once ({resident() - before:.0f} MiB) | {read * 1000:.0f} |")
    sought = searching.meaning_of("사람이 안 뽑힙니다")
    assert sought is not None
    print(f"| encoding the query | {median(lambda: searching.meaning_of('사람이 안 뽑힙니다')):.0f} |")
    took = median(lambda: vector_store.state(db, "r", version_here()))
    print(f"| asking whether vectors came | {took:.0f} |")
    choices = (
        ("all areas", wide, Choice()),
        ("one of two areas", near, Choice()),
        ("nobody's theme: all are asked", wide, Choice(theme="x")),
    )
    for name, sight, choice in choices:
        readable = partial(store.ids, db, choice, sight)
        took = median(partial(searching.alike, db, "r", sought, readable), 5)
        print(f"| the nearest one may read: {name} | {took:.0f} |")
        took = median(partial(meaning.find, db, choice, sight, query="사람"), 3)
        print(f"| all a page asks: {name} | {took:.0f} |")


class Marked(NamedTuple):
    """A statement somebody marked."""

    file: str
    passage: str
    text: str
    themes: frozenset[str]


def marked(texts: Path, labels: Path) -> list[Marked]:
    """Every statement with at least one theme."""
    found = []
    for path in sorted(texts.glob("*.txt")):
        told = labels / f"{path.stem}.tsv"
        if not told.exists():
            continue
        rows = (line.split("\t") for line in told.read_text(encoding="utf-8").splitlines() if "\t" in line)
        themes = {row[0]: frozenset(t.split(":")[0] for t in row[1].split(",")) - {"-", ""} for row in rows}
        passage = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            passage = line if line.startswith("##") else passage
            ident, _tab, said = line.partition("\t")
            if own := themes.get(ident):
                said = re.sub(r"^[a-z_ /]{3,20}: ", "", said)
                found.append(Marked(path.stem, f"{path.stem} {passage}", said, own))
    return found


def shares(statements: list[Marked], likeness: np.ndarray, asked: Iterable[int] | None = None) -> list[float]:
    """Of the five nearest of each statement outside its passage, the share with a theme in common."""
    _names, passages = np.unique([s.passage for s in statements], return_inverse=True)
    found = []
    for n in range(len(statements)) if asked is None else asked:
        own = np.where(passages == passages[n], -np.inf, likeness[n])
        best = np.argpartition(-own, FIVE)[:FIVE]
        found.append(sum(bool(statements[m].themes & statements[n].themes) for m in best) / FIVE)
    return found


def five(texts: Path, labels: Path, projection: Path | None) -> None:
    statements = marked(texts, labels)
    vectors = loaded().encode([s.text for s in statements])
    ways = {"vectors": vectors, "vectors less their mean": vectors - vectors.mean(axis=0)}
    if projection:
        ways[f"projected by {projection.name}"] = load(projection)(vectors)
    print(f"| the five nearest of {len(statements):,} statements | share a theme |\n| --- | ---: |")
    print(f"| drawn by chance | {np.mean(shares(statements, _chance(len(statements)))):.2f} |")
    print(f"| morphemes and letters, TF-IDF | {np.mean(shares(statements, _by_words(statements))):.2f} |")
    for name, each in ways.items():
        print(f"| {name} | {np.mean(shares(statements, unit(each) @ unit(each).T)):.2f} |", flush=True)
    print(f"| learned from the other files | {np.mean(_learned(statements, vectors)):.2f} |")


def _chance(count: int) -> np.ndarray:
    return np.random.default_rng(0).random((count, count))


def _by_words(statements: list[Marked]) -> np.ndarray:
    from nlp.exploring.similar import rows_of
    from nlp.exploring.words import words_of

    languages = ("ko" if re.search("[가-힣]", s.text) else "en" for s in statements)
    rows = rows_of([[w.lemma for w in words_of(s.text, lang)] for s, lang in zip(statements, languages, strict=True)])
    return (rows @ rows.T).toarray()


def _learned(statements: list[Marked], vectors: np.ndarray) -> list[float]:
    """Each file by a projection that the others teach."""
    names = sorted({theme for s in statements for theme in s.themes})
    themes = np.array([[name in s.themes for name in names] for s in statements])
    files, found = np.array([s.file for s in statements]), []
    for file in sorted(set(files)):
        others = files != file
        rows = learn(vectors[others], themes[others])(vectors)
        found += shares(statements, rows @ rows.T, np.flatnonzero(~others))
    return found


def cluster() -> None:
    """Segments a second of two workers, suggestions and vectors together, and what that means for a million."""
    from cluster import cluster as machines

    from app.batch.cluster import Cluster
    from app.batch.lexicon_file import shipped_lexicon

    texts = example_texts()
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        for n in range(12):
            own = "\n\n".join(texts[n * 100 % len(texts) :][:200])
            (files / f"{n:02}.txt").write_text(own, encoding="utf-8")
        with machines(Path(folder)) as (address, _workers):
            _coded(sources([files])[0], Cluster(address, shipped_lexicon(), 20_000), vectors=True)
            _coded(sources([files])[0], Cluster(address, shipped_lexicon(), 20_000), vectors=False)


def _coded(files: list[Source], hands: Hands, *, vectors: bool) -> None:
    start, lines = time.perf_counter(), 0
    for done in Batch([replace(source, vectors=vectors) for source in files], hands, ahead=64).run():
        assert not done.problems, done.problems
        lines += sum(b'"vector": ' in line for line in done.result.splitlines())
    took = time.perf_counter() - start
    hands.close()
    told = f": {lines:,} segments, {1e6 * took / lines / 3600:.1f} hours a million" if lines else ""
    print(f"two workers, {'with' if vectors else 'without'} vectors, {took:.1f} s{told}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    what = options.add_subparsers(dest="what", required=True)
    what.add_parser("encode")
    what.add_parser("search").add_argument("--rows", type=int, default=100_000)
    right = what.add_parser("five")
    right.add_argument("texts", type=Path)
    right.add_argument("labels", type=Path)
    right.add_argument("--projection", type=Path)
    what.add_parser("cluster")
    given = options.parse_args()
    if given.what == "search":
        search(given.rows)
    elif given.what == "five":
        five(given.texts, given.labels, given.projection)
    else:
        {"encode": encode, "cluster": cluster}[given.what]()


if __name__ == "__main__":
    main()
