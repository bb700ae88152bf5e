"""Memory of the first process once warmed, and what each forked one has of its own: `python bench/memory.py`.

Resident set and private pages as Linux tells them in /proc (smaps_rollup); every process has coded `--words`
words of Korean and as many of English by then.
"""

from __future__ import annotations

import argparse
import functools
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from app.batch.lexicon_file import shipped_lexicon  # noqa: E402
from nlp.batch import Piece, Stretch, code_piece, warm  # noqa: E402
from nlp.pool import Processes  # noqa: E402

MIB = 1024


def pages(pid: int | str = "self") -> dict[str, int]:
    """Every line of smaps_rollup, in KiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def private(found: dict[str, int]) -> float:
    return (found["Private_Dirty"] + found["Private_Clean"]) / MIB


def samples(words: int, count: int) -> list[Piece]:
    """Pieces of about 20,000 characters, so many words of each language for each of `count` processes."""
    from code_speed import english_lines, korean_lines, texts

    found = []
    for lines in (korean_lines(), english_lines()):
        for text in texts(lines, words * count, 4):
            if not found or sum(len(s.text) for s in found[-1]) > 20_000:
                found.append([])
            found[-1].append(Stretch(0, text, None))
    return [Piece("", n, tuple(own)) for n, own in enumerate(found)]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--words", type=int, default=20_000)
    ask.add_argument("--processes", type=int, default=2)
    args = ask.parse_args()
    lexicon = shipped_lexicon()
    bare = pages()["Rss"] / MIB
    warm(lexicon)
    first = pages()
    pool = Processes(functools.partial(code_piece, lexicon=lexicon), args.processes)
    # The texts are read only now, for they are the bench's and not the program's.
    tasks = samples(args.words, args.processes)
    for task in tasks:
        pool.give(task)
    words = sum(len(s.text.split()) for task in tasks for s in task.stretches)
    for _ in tasks:
        assert not pool.take().error
    each = [(pages(pid)["Rss"] / MIB, private(pages(pid))) for pid in pool.pids]
    pool.close()
    print(f"{words:,} words coded by {args.processes} processes\n\n| process | resident, MiB | private, MiB |")
    print("| --- | ---: | ---: |")
    print(f"| program loaded, no analyser | {bare:,.0f} | |")
    print(f"| first, loaded and warmed | {first['Rss'] / MIB:,.0f} | {private(first):,.0f} |")
    for n, (resident, own) in enumerate(each, start=1):
        print(f"| forked {n} | {resident:,.0f} | {own:,.0f} |")


if __name__ == "__main__":
    main()
