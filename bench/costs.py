"""Four costs that grew with the register, the corpus or the nation: the way before against the way now, in one run.

    python bench/costs.py

The example round is loaded into a folder of its own; firms and quotes are made. Processor time, the better of three.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlite_utils import Database

from app import create_app
from app.accounts.people import EVERYTHING
from app.coding.judging import queue_store
from app.coding.judging.queue import Filters
from app.coding.judging.queue_store import Desk
from app.coding.telling.masking import MASK, Mask, names_to_mask
from app.config import Config
from app.db import open_database, row, scalar
from app.evaluation.reading import voice_store
from app.setting_up import prepare

FIRMS, QUOTES = 10_000, 200


def cpu(act: Callable[[], object]) -> float:
    """Milliseconds of processor, the better of three."""
    found = []
    for _ in range(3):
        start = time.process_time()
        act()
        found.append(time.process_time() - start)
    return min(found) * 1000


def by_subquery(db: Database, desk: Desk, filters: Filters, here: str) -> object:
    """The place in the queue as it was looked up before: a subquery in the condition."""
    sql, parameters = queue_store._asked(db, desk, filters)
    key = queue_store._KEY
    return row(
        db,
        f"""{sql} select id from queue where {queue_store._STATES[filters.state]}
              and {key} > (select {key[1:-1]} from queue where id = :here) order by {key[1:-1]} limit 1""",
        {**parameters, "here": here},
    )


def by_patterns(texts: list[str], names: tuple[str, ...]) -> list[str]:
    """Masking as it was: a pattern for every name and text."""
    masked = []
    for text in texts:
        for name in names:
            text = re.sub(re.escape(name), MASK, text, flags=re.IGNORECASE)
        masked.append(text)
    return masked


def main() -> None:
    config = Config(data=Path(tempfile.mkdtemp()) / "data", example=True)
    with create_app(config).app_context():
        db = open_database(config.database)
        prepare(db, config, say=lambda _text: None)
        coder = str(scalar(db, "select id from person where role = 'expert' limit 1"))
        round_id = str(scalar(db, "select id from round order by starts_on desc limit 1"))
        desk, filters = Desk(coder, EVERYTHING, round_id), Filters(order="next", state="all")
        listed = queue_store.listed(db, desk, filters, limit=-1, offset=0)
        here = listed[len(listed) // 2]["id"]
        rows = [
            (
                f"next on the bench, {len(listed):,} statements",
                cpu(lambda: by_subquery(db, desk, filters, here)),
                cpu(lambda: queue_store.after(db, desk, filters, here)),
            ),
            (
                "date at the foot, observations of the example (+: no index)",
                cpu(lambda: scalar(db, "select max(+published_on) from observation")),
                cpu(lambda: scalar(db, "select max(published_on) from vintage")),
            ),
        ]
        versions = [r["version_id"] for r in db.query("select distinct version_id from response")]
        size = sum(map(len, voice_store.definitions(db, versions).values()))
    firms = [f"예시{number:05}정공" for number in range(FIRMS)]
    texts = [f"저희는 예시{number * 37 % FIRMS:05}정공과 거래합니다. 납기가 길어졌습니다." for number in range(QUOTES)]
    names = names_to_mask(firms)
    few = texts[:2]
    before = cpu(lambda: by_patterns(few, names)) * len(texts) / len(few)
    assert [Mask.of(firms)(text) for text in few] == by_patterns(few, names)
    rows.append((f"masking, {FIRMS:,} firms, {QUOTES} quotes", before, cpu(lambda: list(map(Mask.of(firms), texts)))))
    print("| what | ms before | ms now | before / now |\n| --- | ---: | ---: | ---: |")
    for what, old, new in rows:
        print(f"| {what} | {old:,.1f} | {new:,.2f} | {old / new:,.0f} |")
    print(f"\nThe questionnaire of an answer, once an evaluation and no more in every row: {size:,} characters.")


if __name__ == "__main__":
    main()
