"""One batch here, on a Dask cluster of two workers on loopback, and with one of them killed: `python bench/cluster.py`.

Prints the SHA-256 of the lines each way, which must be one, and the seconds each took.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from code_speed import english_lines, korean_lines, texts  # noqa: E402
from distributed import Client  # noqa: E402

from app.batch.batching import Batch, Hands, do  # noqa: E402
from app.batch.cluster import Cluster  # noqa: E402
from app.batch.files import Source, sources  # noqa: E402
from app.batch.lexicon_file import shipped_lexicon  # noqa: E402
from nlp.batch import warm  # noqa: E402
from nlp.pool import Alone  # noqa: E402

Processes = list[subprocess.Popen[bytes]]


def written(folder: Path, files: int, words: int) -> list[Source]:
    """So many files, Korean and English in turns, of so many words each."""
    for n in range(files):
        lines = (korean_lines, english_lines)[n % 2]()
        own = texts(lines[n * 997 % len(lines) :] + lines, words, 4)
        (folder / f"{n:03}.txt").write_text("\n\n".join(own), encoding="utf-8")
    return sources([folder])[0]


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, Processes]]:
    """The address of a scheduler, and its two workers."""
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "tcp://127.0.0.1", "--port", "0"]
    scheduler = subprocess.Popen([*dask, "--no-dashboard"], stderr=subprocess.PIPE)
    assert scheduler.stderr
    found = next(m for m in (re.search(rb"tcp://127\.0\.0\.1:\d+", line) for line in scheduler.stderr) if m)
    address = found[0].decode()
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    more = ["--no-dashboard", "--local-directory", str(folder)]
    workers = [subprocess.Popen([*command, *more], cwd=ROOT, stderr=subprocess.DEVNULL) for _ in range(2)]
    with Client(address) as client:
        client.wait_for_workers(2, timeout=60)
        list(client.run(warm, shipped_lexicon()))
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def coded(name: str, found: list[Source], hands: Hands, kill: Processes | None = None) -> str:
    """A line of the table; a worker is killed after a third of the files."""
    begin, digest, words = time.perf_counter(), hashlib.sha256(), 0
    for n, done in enumerate(Batch(found, hands, ahead=64).run()):
        assert not done.problems, done.problems
        digest.update(done.result)
        words += done.words
        if kill and n == len(found) // 3:
            kill.pop().send_signal(signal.SIGKILL)
    took = time.perf_counter() - begin
    hands.close()
    return f"| {name} | {words / took:,.0f} | {took:.1f} | {digest.hexdigest()[:16]} |"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--files", type=int, default=24)
    ask.add_argument("--words", type=int, default=5_000)
    args = ask.parse_args()
    lexicon, size = shipped_lexicon(), 20_000
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").mkdir()
        found = written(Path(folder) / "in", args.files, args.words)
        warm(lexicon)
        print(f"{args.files} files of {args.words:,} words\n\n| where | words/s | seconds | SHA-256 |")
        print("| --- | ---: | ---: | --- |")
        print(coded("one process here", found, Alone(functools.partial(do, lexicon=lexicon, size=size))), flush=True)
        with cluster(Path(folder)) as (address, workers):
            print(coded("two workers", found, Cluster(address, lexicon, size)), flush=True)
            print(coded("two workers, one killed on the way", found, Cluster(address, lexicon, size), kill=workers))


if __name__ == "__main__":
    main()
