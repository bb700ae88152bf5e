"""Sentence vectors: how fast they are made, what they take, how fast the nearest are found.

    OMP_NUM_THREADS=1 python bench/meaning.py encode
    OMP_NUM_THREADS=1 python bench/meaning.py search [--rows 100000]
    OMP_NUM_THREADS=1 python bench/meaning.py cluster

`encode` reads the example's transcripts. `search` makes a round of so many segments in a temporary folder; places drawn by
chance take as long as real ones. `cluster` codes the example's texts with vectors on two Dask workers here.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from app.batch.batching import Batch, Hands  # noqa: E402
from app.batch.files import Source, sources  # noqa: E402
from nlp.base.shipped import placed  # noqa: E402
from nlp.vectors.encoding import Encoder, encoder, missing  # noqa: E402
from nlp.vectors.nearest import nearest, unit  # noqa: E402

THEMES = 12


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
    matrix = unit(dice.standard_normal((rows, placed().space.matrix.shape[1] + THEMES)))
    within = dice.random(rows) < 0.01
    query = matrix[5]
    print(f"| {rows:,} places | ms of one core |\n| --- | ---: |")
    print(f"| nearest 200 of all | {median(lambda: nearest(matrix, query, 200)):.1f} |")
    print(f"| nearest 200 of one in a hundred | {median(lambda: nearest(matrix, query, 200, within=within)):.1f} |")
    with tempfile.TemporaryDirectory() as folder:
        _search_stored(Path(folder), matrix)


def _search_stored(folder: Path, matrix: np.ndarray) -> None:
    """The same through the database: what one may read, the vectors kept in memory, the nearest."""
    from exploring import fill

    from app.accounts.people import EVERYTHING, Scope
    from app.codebook.publishing import install_first
    from app.coding.meaning import keeping, searching, vector_store
    from app.db import open_database, rows, writing
    from app.exploring import meaning, store
    from app.exploring.choices import Choice, Sight
    from nlp.base.fingerprint import place_version

    db = open_database(folder / "bench.db")
    install_first(db)
    fill(db, len(matrix))
    ids = [r["id"] for r in rows(db, "select id from segment order by id")]
    with writing(db):
        made = ((i, v.tobytes()) for i, v in zip(ids, matrix.astype("<f2"), strict=True))
        vector_store.insert_vectors(db, "r", place_version(), made)
    wide, near = Sight(EVERYTHING, "r"), Sight(Scope(frozenset({"a"})), "r")
    before, start = resident(), time.perf_counter()
    keeping.of_round(db, "r", place_version())
    read = time.perf_counter() - start
    print(f"| places into memory, once ({resident() - before:.0f} MiB) | {read * 1000:.0f} |")
    sought = searching.meaning_of(db, "사람이 안 뽑힙니다")
    assert sought is not None
    dice = itertools.count()
    took = median(lambda: searching.meaning_of(db, f"사람이 {next(dice)}명 안 뽑힙니다"))
    print(f"| placing the query | {took:.0f} |")
    took = median(lambda: vector_store.state(db, "r", place_version()))
    print(f"| asking whether places came | {took:.0f} |")
    choices = (
        ("all areas", wide, Choice()),
        ("one of two areas", near, Choice()),
        ("nobody's theme: all are asked", wide, Choice(theme="x")),
    )
    for name, sight, choice in choices:
        readable = partial(store.ids, db, choice, sight)
        took = median(partial(searching.alike, db, "r", sought.place, readable), 5)
        print(f"| the nearest one may read: {name} | {took:.0f} |")
        took = median(partial(meaning.find, db, choice, sight, query="사람"), 3)
        print(f"| all a page asks: {name} | {took:.0f} |")


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
    what.add_parser("cluster")
    given = options.parse_args()
    if given.what == "search":
        search(given.rows)
    else:
        {"encode": encode, "cluster": cluster}[given.what]()


if __name__ == "__main__":
    main()
