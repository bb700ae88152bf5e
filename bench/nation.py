"""The nation: 2,175 areas, 130,036 firms, 100,000 returns, 102,008 statements; made once, then every page of it asked.

    python bench/nation.py make EXAMPLE NATION
    python bench/nation.py growth EXAMPLE [--only /surveys]
    python bench/nation.py table NATION
    python bench/nation.py pages NATION [--only /surveys] [--who official,expert1] [--turns 3] [--over 0]

EXAMPLE is a data folder with the evaluated example round (`moksori --example serve` makes it); NATION becomes a folder of
the same kind. `pages` prints of each address, as each role that may open it, the processor time, SQL statements and size
of the answer, warm; `--over` hides what stays below so many milliseconds. `table` measures acts and files on a
nation that it changes. `growth` asks every page of the example
twice and six times over: which ask more statements of the larger, and which statements run through a whole large table.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Config
from app.db import connect, get_db, open_database
from bench.national import asking, growing, making, table
from bench.national.watching import Watch, signed_in, watched

# A page that takes longer is given up: nobody waits for it. Chosen, not measured.
PATIENCE = 20.0


def pages(app: Flask, only: str, who: list[str], turns: int, over: float) -> None:
    app.logger.disabled = True
    watch, until = watched(app), [0.0]
    app.before_request(lambda: get_db().conn.set_progress_handler(lambda: time.process_time() > until[0], 100_000))
    with app.app_context(), closing(connect(app.config["MOKSORI"].database)) as db:
        listed = list(asking.addresses(app, db, only))
        print(table.count(db))
    print("| page | who | processor, ms | statements | kB |\n| --- | --- | ---: | ---: | ---: |", flush=True)
    taken = []
    for person in who:
        client = signed_in(app, person, making.PASSWORD)
        for name, path in listed:
            for found in _ask(client, path, turns, watch, until):
                taken.append(found[1])
                if found[1] >= over:
                    status = "" if found[0] == 200 else f" ({found[0]})"
                    print(f"| `{name}`{status} | {person} | {found[1]:.0f} | {found[2]} | {found[3]:.0f} |", flush=True)
    late = sum(each > 300 for each in taken)
    print(f"\n{len(taken)} pages, median {statistics.median(taken):.0f} ms, {late} over 300, slowest {max(taken):.0f}")


def growth(example: Path, only: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small, large = (
            list(growing.asked(growing.small_nation(example, Path(folder) / str(n), n), only)) for n in (2, 6)
        )
    print("| page | who | statements, twice | six times |\n| --- | --- | ---: | ---: |")
    for before, after in growing.compared(small, large):
        print(f"| `{after.name}` | {after.who} | {before.statements} | {after.statements} |")
    found: dict[str, list[str]] = {}
    for each in large:
        for scan in each.scans:
            found.setdefault(scan, []).append(each.name)
    print("\n| runs through a whole large table | pages |\n| --- | --- |")
    for scan, names in sorted(found.items(), key=lambda one: -len(one[1])):
        print(f"| `{scan}` | {len(names)}: {', '.join(f'`{name}`' for name in names[:4])} |")


def _ask(
    client: FlaskClient, path: str, turns: int, watch: Watch, until: list[float]
) -> Iterator[tuple[int, float, int, float]]:
    """Status, median of milliseconds, statements, kB; nothing of a page that is not this person's."""
    spent, status, size = list[float](), 0, 0.0
    for turn in range(turns + 1):
        watch.statements.clear()
        started = time.process_time()
        until[0] = started + PATIENCE
        try:
            answer = client.get(path)
        except Exception as error:  # what a page may end with is told beside it
            print(f"| `{path}` | | {type(error).__name__}: {error} | | |", flush=True)
            return
        took = 1000 * (time.process_time() - started)
        status, size = answer.status_code, len(answer.data) / 1000
        answer.close()
        if status in (403, 404, 401, 302, 303, 405):
            return
        # The first asks for what the process keeps; where it takes seconds once is enough.
        if turn or took > 1000:
            spent.append(took)
        if took > 1000:
            break
    yield status, statistics.median(spent), len(watch.statements), size


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("act", choices=("make", "growth", "pages", "table"))
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--only", default="/")
    asked.add_argument("--who", default=",".join(asking.PEOPLE))
    asked.add_argument("--turns", type=int, default=3)
    asked.add_argument("--over", type=float, default=0)
    given = asked.parse_args()
    nation = given.folders[-1]
    if given.act == "make":
        shutil.copytree(given.folders[0], nation)
        making.make(nation / "example.db")
        return
    if given.act == "growth":
        growth(nation, given.only)
        return
    with contextlib.suppress(BrokenPipeError):
        open_database(nation / "example.db").conn.close()
        app = create_app(Config(data=nation, example=True))
        if given.act == "table":
            for line in table.table(app):
                print(line, flush=True)
            return
        pages(app, given.only, given.who.split(","), given.turns, given.over)


if __name__ == "__main__":
    main()
