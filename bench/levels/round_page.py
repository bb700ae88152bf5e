"""How long the pages of a round take on the server: a city's 87 areas, and the nation's 2,185 with 130,000 firms.

    python bench/levels/round_page.py DATA [--areas 2185] [--firms 130000]

DATA is a folder with an evaluated example round. It is copied; its areas, results and firms are repeated, and a round
before it is added, evaluated once as it stood and once by this round's scheme. Prints the median of nine requests.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in
from app.config import Config
from app.db import connect, rows, scalar, writing

TABLES = ("area_result", "domain_result", "source_item", "level_event")
PATHS = (
    "/evaluation",
    "/evaluation?cut=industry",
    "/evaluation?focus=borderline&sort=-change",
    "/evaluation?q=1&page=2",
    "/evaluation/statements",
    "/evaluation/decisions",
    "/areas/{area}/evaluation",
    "/evaluation/what-if/{result}",
)


def _copy(db: Database, table: str, changes: dict[str, str], where: str = "1") -> None:
    names = [r["name"] for r in rows(db, f"pragma table_info({table})")]
    kept = [name for name in names if not (name == "id" and "id" not in changes)]
    chosen = ", ".join(changes.get(name, name) for name in kept)
    db.conn.execute(f"insert into {table}({', '.join(kept)}) select {chosen} from {table} where {where}")


def _repeat(db: Database, areas: int, firms: int) -> None:
    """Areas and their results once more and again, each a little beside the one it repeats."""
    there = scalar(db, "select count(*) from area")
    ids = f"(select id from area where instr(id, '+') = 0 order by code limit {there})"
    result = f"area_result_id in (select id from area_result where area_id in {ids})"
    for n in range(1, -(-areas // there)):
        new = {"id": f"id || '+{n}'"}
        moved = {"latitude": f"latitude + {n % 5} * .4", "longitude": f"longitude - {n // 5} * .4"}
        _copy(db, "area", new | moved | {"code": f"code || '-{n}'"}, f"id in {ids}")
        _copy(db, "area_result", new | {"area_id": f"area_id || '+{n}'"}, f"area_id in {ids}")
        for table in TABLES[1:]:
            _copy(db, table, {"area_result_id": f"area_result_id || '+{n}'"}, result)
    each = scalar(db, "select count(*) from firm")
    for n in range(1, -(-firms // each)):
        place = f"case when {n} % 25 = 0 then area_id else area_id || '+{n % 25}' end"
        place = f"coalesce((select a.id from area a where a.id = {place}), area_id)"
        change = {"id": f"id || '+{n}'", "code": f"code || '-{n}'", "area_id": place}
        _copy(db, "firm", change, "instr(id, '+') = 0")


def _earlier(db: Database) -> None:
    """The round before, four points apart; its newest evaluation is by this round's scheme."""
    db.conn.execute("insert into round values ('before', '2026H1', '지난', 'Last', '2026-01-01', '2026-06-30')")
    for table, key in (("evaluation", "id"), ("area_result", "evaluation_id")):
        changes = {"id": "id || '<'", key: f"{key} || '<'"}
        changes |= {"round_id": "'before'"} if table == "evaluation" else {"score": "score - 4"}
        _copy(db, table, changes)
    for table in TABLES[1:]:
        _copy(db, table, {"area_result_id": "area_result_id || '<'"})


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("data", type=Path)
    asked.add_argument("--areas", type=int, default=87)
    asked.add_argument("--firms", type=int, default=236)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(given.data, data)
        app = create_app(Config(data=data, example=True))
        with app.app_context(), closing(connect(app.config["MOKSORI"].database)) as db:
            db.conn.execute("pragma foreign_keys = off")
            with writing(db):
                _repeat(db, given.areas, given.firms)
                _earlier(db)
                word = signing_in._hasher.hash("bench-bench-bench")
                db.conn.execute("update person set password_hash = ? where login = 'official'", [word])
            db.conn.execute("analyze")
            print(f"areas {scalar(db, 'select count(*) from area')}, firms {scalar(db, 'select count(*) from firm')}")
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        client.post("/sign-in", data={"login": "official", "password": "bench-bench-bench"})
        with app.app_context(), closing(connect(app.config["MOKSORI"].database)) as db:
            shown = rows(db, "select id, area_id from area_result where area_id not like '%+%' order by id desc")[0]
        for path in PATHS:
            _time(client, path.format(area=shown["area_id"], result=shown["id"]))


def _time(client, path: str) -> None:  # type: ignore[no-untyped-def]
    taken, spent = [], []
    for _turn in range(9):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(path)
        taken.append(time.perf_counter() - wall)
        spent.append(time.process_time() - cpu)
    told = f"{1000 * statistics.median(taken):6.0f} ms wall, {1000 * statistics.median(spent):6.0f} ms processor"
    print(f"{path:45} {answer.status_code} {told}, {len(answer.data) / 1000:6.0f} kB")


if __name__ == "__main__":
    main()
