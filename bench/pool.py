"""Words a second of a batch with one process and with two on the same texts: `python bench/pool.py`.

Both take turns, a round each; the ratio is that of the best rounds, for what else the machine does only slows.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from code_speed import english_lines, korean_lines, texts  # noqa: E402

from app.batch.batching import PIECE, Batch, Hands, do  # noqa: E402
from app.batch.files import Source, sources  # noqa: E402
from app.batch.lexicon_file import shipped_lexicon  # noqa: E402
from nlp.batch import warm  # noqa: E402
from nlp.pool import Alone, Processes  # noqa: E402


def once(found: list[Source], hands: Hands) -> tuple[float, str]:
    """Seconds of a batch over the files, and the hash of its lines."""
    begin, digest = time.perf_counter(), hashlib.sha256()
    for done in Batch(found, hands, ahead=64).run():
        digest.update(done.result)
    return time.perf_counter() - begin, digest.hexdigest()


def measured(name: str, lines: list[str], words: int, rounds: int) -> str:
    """A line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        own = texts(lines, words, 4)
        for n in range(10):
            (Path(folder) / f"{n}.txt").write_text("\n\n".join(own[n::10]), encoding="utf-8")
        found = sources([Path(folder)])[0]
        work = functools.partial(do, lexicon=shipped_lexicon(), size=PIECE)
        pool = Processes(work, 2)
        once(found, pool)
        took = [(once(found, Alone(work)), once(found, pool)) for _ in range(rounds)]
        pool.close()
    assert len({told for pair in took for _, told in pair}) == 1, "one and two processes made different bytes"
    count = sum(len(text.split()) for text in own)
    one, two = (min(pair[n][0] for pair in took) for n in (0, 1))
    ratio = statistics.median(a[0] / b[0] for a, b in took)
    return f"| {name} | {count / one:,.0f} | {count / two:,.0f} | {one / two:.2f} | {ratio:.2f} |"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--words", type=int, default=60_000, help="Korean words; three times as many English ones")
    ask.add_argument("--rounds", type=int, default=5)
    args = ask.parse_args()
    warm(shipped_lexicon())
    print("| language | one process, words/s | two | ratio of the best | median ratio of a round |")
    print("| --- | ---: | ---: | ---: | ---: |")
    print(measured("Korean", korean_lines(), args.words, args.rounds), flush=True)
    print(measured("English", english_lines(), 3 * args.words, args.rounds))


if __name__ == "__main__":
    main()
