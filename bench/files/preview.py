"""How long a preview of changed terms takes: the example round, and the round grown to 10,000 segments.

python bench/files/preview.py             # loads the example round into a folder of its own first
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from sqlite_utils import Database

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app import create_app  # noqa: E402
from app.codebook import publishing, store  # noqa: E402
from app.codebook.definitions import Definition, with_term  # noqa: E402
from app.coding.trying.term_preview import preview, total_of  # noqa: E402
from app.coding.trying.term_store import newest_round  # noqa: E402
from app.config import Config  # noqa: E402
from app.db import open_database, rows, scalar, writing  # noqa: E402
from app.ids import new_id  # noqa: E402
from app.setting_up import prepare  # noqa: E402

SIZE, SEED = 10_000, 20261122
ADDED = ("외상", "이자", "월급", "견적")


def changed(base: Definition) -> Definition:
    """Four terms more and a common one less."""
    after = with_term(base, ("market", "ko", "매출"), None)
    for form in ADDED:
        term = {"lang": "ko", "form": form, "kind": "surface", "weight": 1.0, "note": ""}
        after = with_term(after, ("finance", "ko", form), term)
    return after


def grow(db: Database) -> None:
    """Fill the round up with segments of six words of other segments before one of its own."""
    chance = random.Random(SEED)
    found = rows(db, "select * from segment where document_id is not null")
    words = [word for s in found for word in s["text"].split()]
    with writing(db):
        for number in range(SIZE - scalar(db, "select count(*) from segment")):
            s, start = chance.choice(found), 1_000_000 + number * 1_000
            text = " ".join([*chance.sample(words, 6), s["text"]])
            db.conn.execute(
                """insert into segment(id, round_id, document_id, turn_id, respondent_id, position, start, "end", text,
                     language, created_at) values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)""",
                [
                    *(new_id(), s["round_id"], s["document_id"], s["turn_id"], s["respondent_id"]),
                    *(start, start + len(text), text, s["language"], s["created_at"]),
                ],
            )


def measure(name: str, db: Database, base: Definition) -> None:
    round_id = newest_round(db)["id"]  # type: ignore[index]
    wall, cpu = time.perf_counter(), time.process_time()
    result = preview(db, base, changed(base), round_id)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    moved = ", ".join(f"{what} {total_of(result, what)}" for what in ("gained", "lost", "changed"))
    print(f"| {name} | {result['segments']:,} | {cpu:.1f} | {wall:.1f} | {moved} |")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data=Path(folder), example=True)
        with create_app(config).app_context():
            db = open_database(config.database)
            prepare(db, config, say=lambda _text: None)
            base = publishing.definition_of(db, store.newest(db)["id"])  # type: ignore[index]
            print("| preview | segments | processor s | clock s | suggestions |\n| --- | ---: | ---: | ---: | --- |")
            measure("example", db, base)
            grow(db)
            measure("grown", db, base)


if __name__ == "__main__":
    main()
