"""Pages whose number of statements grows with the country, and those that run through a whole large table."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app import create_app
from app.config import Config
from app.db import connect
from bench.national import asking, making
from bench.national.watching import signed_in, watched


@dataclass(frozen=True)
class Asked:
    """A page as one person: statements and large tables run through whole (see `Watch.scans`; not asked for lists)."""

    name: str
    who: str
    statements: int
    scans: frozenset[str]


def small_nation(example: Path, folder: Path, copies: int) -> Path:
    """The example round this many times over, in a folder of its own."""
    shutil.copytree(example, folder)
    making.make(folder / "example.db", areas=copies, voices=copies, firms=copies, returns=0)
    return folder


def asked(
    data: Path, only: str = "/", people: tuple[str, ...] = asking.PEOPLE, *, lists: bool = False
) -> Iterator[Asked]:
    """Every page once (or those of no single thing), as the first of the people who may open it; the first as each."""
    app = create_app(Config(data=data, example=True))
    watch = watched(app)
    clients = {person: signed_in(app, person, making.PASSWORD) for person in people}
    with closing(connect(app.config["MOKSORI"].database)) as db:
        # Outside of the pages' own context: a pushed one would lend its `g` to all of them.
        with app.app_context():
            pages = list(asking.addresses(app, db, only))
        for name, path in ((name, path) for name, path in pages if not (lists and "<" in name)):
            for person, client in clients.items():
                watch.statements.clear()
                answer = client.get(path)
                answer.close()
                if answer.status_code == 200:
                    scans = frozenset() if lists else frozenset(watch.scans(db.conn))
                    yield Asked(name, person, len(watch.statements), scans)
                    if name != "/":
                        break


def compared(small: list[Asked], large: list[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """The pages that ask more of the larger one than of the smaller."""
    before = {(each.name, each.who): each for each in small}
    for each in large:
        found = before.get((each.name, each.who))
        if found and each.statements > found.statements:
            yield found, each
