"""How long files of other tools take: a text of 100,000 words with 2,000 codings, written, read and matched.

    PYTHONPATH=. python bench/exchange.py [WORDS] [CODINGS]

CPU seconds of one process, the best of three; invented words drawn with a seed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app import create_app
from app.config import Config
from app.exchange.carrying.matching import Stored, match
from app.exchange.project.project import Code, Coding, Project, Selection, Source, User, guid
from app.exchange.readers import refi
from app.exchange.readers.codings import read as read_table
from app.exchange.writers.formats import CODINGS, MATRIX

WORDS = (
    *(
        "매출이",
        "인력이",
        "임대료가",
        "금리가",
        "원자재가",
        "납품단가가",
        "올라서",
        "줄어서",
        "어렵습니다.",
        "없습니다.",
    ),
    *("부담입니다.", "요즘", "작년보다", "많이", "우리는", "지역에서"),
)


def project(words: int, codings: int, seed: int = 13) -> Project:
    chance = random.Random(seed)
    text = " ".join(chance.choice(WORDS) for _n in range(words))
    codes = tuple(Code(guid(str(n), "bench code"), f"코드 {n}") for n in range(40))
    users = (User(guid("a"), "갑"), User(guid("b"), "을"))
    selections = []
    for n in range(codings):
        start = chance.randrange(len(text) - 200)
        coding = Coding(
            guid(f"c{n}"), chance.choice(codes).guid, chance.choice(users).guid, "2026-11-30T00:00:00+00:00"
        )
        selections.append(Selection(guid(f"s{n}"), start, start + chance.randrange(10, 200), (coding,)))
    return Project("잰 것", users=users, codes=codes, sources=(Source(guid("t"), "글", text, tuple(selections)),))


def measures(made: Project) -> Iterator[tuple[str, Callable[[], object]]]:
    for kind, each in {**CODINGS, "matrix.sav": MATRIX["sav"]}.items():
        yield f"write {kind}", lambda each=each: _whole(each.write(made))  # type: ignore[misc]
    package, table = _whole(CODINGS["qdpx"].write(made)), _whole(CODINGS["csv"].write(made))
    texts = {source.name: source.text for source in made.sources}
    yield "read qdpx", lambda: refi.read_project(package, "x.qdpx")
    yield "read csv", lambda: read_table(table, "x.csv", texts)
    stored = [Stored("document", "d", "글", made.sources[0].text)]
    loose = [Stored("document", "d", "글", made.sources[0].text.replace(" ", "\n"))]
    other = [Stored("document", "d", "글", "머리말\n" + made.sources[0].text)]
    yield "match the same", lambda: match(made.sources, stored)
    yield "match but for spaces", lambda: match(made.sources, loose)
    yield "match by quotes", lambda: match(made.sources, other)


def _whole(written: object) -> bytes:
    return written if isinstance(written, bytes) else b"".join(written)  # type: ignore[call-overload]


def main() -> None:
    words, codings = (int(each) for each in (*sys.argv[1:3], *("100000", "2000")[len(sys.argv) - 1 :]))
    made = project(words, codings)
    print(f"{words:,} words, {codings:,} codings")
    with TemporaryDirectory() as folder, create_app(Config(data=Path(folder), example=False)).test_request_context():
        for what, run in measures(made):
            times = []
            for _round in range(3):
                began = time.process_time()
                run()
                times.append(time.process_time() - began)
            print(f"{what:24} {1000 * min(times):9.0f} ms")


if __name__ == "__main__":
    main()
