"""A nation's quarter: reading, computing and storing the classification of many areas, with processor and memory.

    OMP_NUM_THREADS=1 python bench/levels/monitoring_nation.py [--areas 2185] [--indicators 40] [--months 120] [--keep FILE]

The database is made first (invented values, every twentieth published twice) and is not measured.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from sqlite_utils import Database

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app import create_app
from app.config import Config
from app.db import open_database, scalar, writing
from app.evaluation.method.scheme_file import DEFAULT, PRESETS, canonical, version_of
from app.ids import new_id
from app.monitoring.method.indicators import load_indicators
from app.monitoring.observations import store
from app.monitoring.observations.quarters import last_complete, month_at, month_moved, month_number, months_of
from app.monitoring.quarter import assessing, classifying

FIRST = month_number("2016-10")


def make(db: Database, areas: int, indicators: int, months: int) -> None:
    """Areas, indicators, a scheme with rules for all of them, and their values."""
    rng = np.random.default_rng(1)
    shipped = load_indicators()
    codes = [f"{shipped[n % 6].code}{n // 6 or ''}" for n in range(indicators)]
    with writing(db):
        store.put_indicators(db, (replace(shipped[n % 6], code=code, position=n + 1) for n, code in enumerate(codes)))
        definition = json.loads(PRESETS[DEFAULT].read_text("utf-8"))
        rules = {each["code"]: each for each in definition["monitoring"]["indicators"]}
        definition["monitoring"]["indicators"] = [
            {**rules[shipped[n % 6].code], "code": code} for n, code in enumerate(codes)
        ]
        db.table("scheme").insert(
            {"id": new_id(), "code": DEFAULT, "number": 9, "definition": canonical(definition),
             "sha256": version_of(definition), "author": "예시", "reason": "예시", "legal_basis": "예시",
             "created_at": "2026-01-01T00:00:00Z"}
        )  # fmt: skip
        run_id = new_id()
        run = {"id": run_id, "kind": "observations", "file_name": "예시.csv", "sha256": "0" * 64, "rows": 0,
               "at": "2026-01-01T00:00:00Z"}  # fmt: skip
        db.table("import_run").insert(run)
        places = [new_id() for _ in range(areas)]
        db.table("area").insert_all(
            {"id": each, "code": f"A{n:04}", "name_ko": f"예시 {n}", "name_en": f"Example {n}", "kind": "complex",
             "district": "gangseo", "created_at": "2016-01-01T00:00:00Z"} for n, each in enumerate(places)
        )  # fmt: skip
        db.conn.executemany(
            """insert into vintage(id, area_id, region, indicator_code, month, value, published_on, import_id, source_row,
                 correction) values (?, ?, ?, ?, ?, ?, ?, ?, 1, 0)""",
            _values(rng, places, codes, months, run_id),
        )


def _values(
    rng: np.random.Generator, places: list[str], codes: list[str], months: int, run: str
) -> Iterator[tuple[object, ...]]:
    listed = [month_at(FIRST + t) for t in range(months)]
    days = [f"{month_moved(month, 1)}-15" for month in listed]
    for n, place in enumerate([*places, "nation", "busan"]):
        area, region = (place, None) if n < len(places) else (None, place)
        for code in codes:
            level = 1000 * np.exp(np.cumsum(rng.normal(0, 0.005, months)))
            x = np.round(2 + np.cumsum(rng.normal(0, 0.08, months)) if code.startswith("delinquency") else level, 2)
            again = rng.random(months) < 0.05
            for t in range(months):
                yield new_id(), area, region, code, listed[t], x[t], days[t], run
                if again[t]:
                    yield new_id(), area, region, code, listed[t], x[t] + 1, f"{month_moved(listed[t], 2)}-20", run


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print seconds of processor and of the clock, and the peak so far."""
    begun, clock = time.process_time(), time.perf_counter()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {what} | {time.process_time() - begun:.1f} | {time.perf_counter() - clock:.1f} | {peak:,.0f} |", flush=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name, value in (("areas", 2185), ("indicators", 40), ("months", 120)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--keep", type=Path, help="A database to make and keep, or to use again.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "work.db"
        there = path.exists()
        db = open_database(path)
        if not there:
            make(db, given.areas, given.indicators, given.months)
        quarter = last_complete(month_at(FIRST + given.months - 1))
        app = create_app(Config(data=Path(folder), example=False))
        with app.app_context():
            _measure(db, quarter)
        print(f"\n{given.areas:,} areas, {given.indicators} indicators, {given.months} months, {quarter}")


def _measure(db: Database, quarter: str) -> None:
    rules = assessing.policy_in_use(db).rules
    areas = [r[0] for r in db.execute("select id from area order by id").fetchall()]
    codes = [each.code for each in rules.indicators]
    day, last = "2026-11-30", months_of(quarter)[2]
    print("| | processor, s | clock, s | peak, MiB |\n| --- | ---: | ---: | ---: |")
    with measured("read all values, part by part"):
        for start in range(0, len(areas), assessing.PART):
            store.panel(db, day, codes=codes, areas=areas[start : start + assessing.PART], last=last)
    with measured("read and compute: figures of all months, signals, states, grounds"):
        assessing.assess_areas(db, quarter, day, {}, rules)
    with measured("classify: all of it, stored"):
        classifying.classify_quarters(db, quarter, count=1)
    print(f"\nstored: {scalar(db, 'select sum(length(reasons)) from classification') / 2**20:.1f} MiB of grounds")


if __name__ == "__main__":
    main()
