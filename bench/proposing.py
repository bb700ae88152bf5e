"""How long the pages of proposals take on the server with 10,000 of them.

    python bench/proposing.py DATA [--proposals 10000]

DATA is a folder with the example round, which is copied. Proposals stand on its statements, spread over its areas, in
every state. Prints of each page the median of seven requests, their processor time and SQL statements.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in
from app.clock import now
from app.config import Config
from app.db import connect, get_db, open_database, rows, scalar, writing

PASSWORD = "bench-bench-bench"
STATES = ("received", "review", "reflected", "partly", "declined", "answered")
PAGES = (
    "/proposals",
    "/proposals?state=overdue&sort=-firms",
    "/proposals?q=ㅂㅈ&page=3",
    "/proposals?q=제안&theme=finance&sort=title",
    "/proposals?series={series}",
    "/proposals?area={area}",
    "/proposals/{proposal}",
    "/proposals/asking",
    "/series/{series}/told",
    "/series/{series}/told/paper.html",
    "/areas/{area}",
    "/",
)
IDS = {
    "series": "select series_id from roundtable where code = 'centum-ict'",
    "area": "select id from area where code = 'B012'",
    "proposal": "select id from proposal order by number desc limit 1",
}


def proposals(db: Database, chance: random.Random, count: int = 10_000) -> None:
    """Proposals in every state, each on one to five statements of the round; a tenth of them said at meetings."""
    round_id = scalar(db, "select id from round order by starts_on desc")
    segments = [r["id"] for r in rows(db, "select id from segment where answer_id is not null")]
    spoken = [r["id"] for r in rows(db, "select id from segment where document_id is not null")]
    areas = [r["id"] for r in rows(db, "select id from area")]
    themes = [r["code"] for r in rows(db, "select distinct code from theme")]
    first, at = int(scalar(db, "select coalesce(max(number), 0) from proposal")), now()
    run = db.conn.execute
    for n in range(1, count + 1):
        key, due = f"q{n:035}", chance.choice((None, f"2026-{chance.randint(10, 12)}-15"))
        run("insert into proposal(id, round_id, number, made_at) values (?, ?, ?, ?)", [key, round_id, first + n, at])
        run("""insert into proposal_text(proposal_id, title, text, addressee, due_on, at) values (?, ?, ?, ?, ?, ?)""",
            [key, f"예시 보증 제안 {n}", "예시 내용입니다. " * 8, f"예시 기관 {n % 40}", due, at])  # fmt: skip
        for state in ("received", chance.choice(STATES)):
            run("""insert into proposal_event(proposal_id, action, organization, reason, reflected_in, at)
                   values (?, ?, ?, '예시 까닭', '예시 사업', ?)""", [key, state, f"예시 기관 {n % 40}", at])  # fmt: skip
        for segment in chance.sample(segments if n % 10 else spoken, chance.randint(1, 5)):
            run("insert into proposal_segment(proposal_id, segment_id, added_at) values (?, ?, ?)", [key, segment, at])
        for area in chance.sample(areas, chance.randint(1, 2)):
            run("insert into proposal_area values (?, ?)", [key, area])
        run("insert into proposal_theme values (?, ?)", [key, chance.choice(themes)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--proposals", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(args.data, data)
        open_database(data / "example.db").conn.close()
        app = create_app(Config(data=data, example=True))
        with app.app_context(), closing(connect(data / "example.db")) as db:
            db.conn.execute("pragma synchronous = off")
            with writing(db):
                proposals(db, random.Random(1), args.proposals)
                word = signing_in._hasher.hash(PASSWORD)
                db.conn.execute("update person set password_hash = ? where login = 'analyst'", [word])
            db.conn.execute("analyze")
        measure(app)


def measure(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    counted: list[str] = []
    app.before_request(lambda: get_db().conn.set_trace_callback(counted.append))
    client = app.test_client()
    client.post("/sign-in", data={"login": "analyst", "password": PASSWORD})
    with app.app_context(), closing(connect(app.config["MOKSORI"].database)) as db:
        ids = {name: scalar(db, sql) for name, sql in IDS.items()}
    print("| page | wall, ms | processor, ms | statements |\n| --- | ---: | ---: | ---: |")
    for told in PAGES:
        taken, spent, path = [], [], told.format(**ids)
        for _turn in range(7):
            counted.clear()
            wall, cpu = time.perf_counter(), time.process_time()
            status = client.get(path).status_code
            taken.append(time.perf_counter() - wall)
            spent.append(time.process_time() - cpu)
        ms = [1000 * statistics.median(each) for each in (taken, spent)]
        print(f"| `{told}`{'' if status == 200 else f' ({status})'} | {ms[0]:.0f} | {ms[1]:.0f} | {len(counted)} |")


if __name__ == "__main__":
    main()
