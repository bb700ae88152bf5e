"""A nation's evaluation from its database: reading, the whole method, storing. Processor time, memory, size stored.

    OMP_NUM_THREADS=1 nice python bench/levels/nation_evaluation.py [--areas 2185 --indicators 40 --months 120
        --codings 1000000 --draws 10000] [--folder DIR]

Everything is invented. The database is made in the folder (4 GB at full size) unless it is there already; the
evaluation runs in a process of its own, whose peak of memory is told.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from sqlite_utils import Database

from app.codebook.publishing import install_first
from app.codebook.store import newest
from app.db import open_database, row, scalar
from app.evaluation.method.scheme_file import PRESETS, canonical, version_of
from app.evaluation.reading.windows import months_until
from app.evaluation.round import evaluating, ledger_store, scheme_store
from app.evaluation.round.evaluating import evaluate_round
from app.surveys.asking.presets import install as install_questionnaires

AT = "2026-11-20T00:00:00.000000+00:00"
KINDS = ("complex", "knowledge_centre", "venture_district", "special_zone")
DOMAINS = ("finance", "market", "hr")
FIRMS = 20  # that answer in an area
LAST = "2026-10"
STORED = ("area_result", "domain_result", "source_item", "voice_item", "level_event", "evaluation")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, size in (("areas", 2185), ("indicators", 40), ("months", 120), ("codings", 1_000_000), ("draws", 10_000)):
        asked.add_argument(f"--{name}", type=int, default=size)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--run", action="store_true", help=argparse.SUPPRESS)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        path = (args.folder or Path(made)) / "nation.db"
        if args.run:
            measure(path, args.draws)
            return
        if not path.exists():
            started = time.perf_counter()
            build(path, args)
            print(f"built in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e9:.2f} GB")
        words = [sys.executable, __file__, "--run", "--folder", str(path.parent), "--draws", str(args.draws)]
        subprocess.run(words, check=True)


def measure(path: Path, draws: int) -> None:
    """Evaluate once, and say what each step took."""
    with app_of().app_context():
        db = open_database(path)
        steps = Steps()
        steps.follow(evaluating, "gather", "reading")
        steps.follow(evaluating, "input_tables", "digest")
        steps.follow(evaluating, "evaluate", "method")
        steps.follow(evaluating, "ledger_of", "rows")
        steps.follow(ledger_store, "insert_results", "storing")
        before, started = size_of(db), (time.process_time(), time.perf_counter())
        evaluate_round(db, scalar(db, "select id from round"), person_id=None, draws=draws)
        cpu, wall = time.process_time() - started[0], time.perf_counter() - started[1]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print("| step | s of processor |\n| --- | --- |")
        for name, seconds in steps.took.items():
            print(f"| {name} | {seconds:.1f} |")
        print(f"| all | {cpu:.1f} (wall {wall:.1f}) |")
        print(f"| peak of memory, MB | {peak:.0f} |")
        print(f"| stored, MB | {(size_of(db) - before) / 1e6:.1f} |")


def app_of() -> Flask:
    """The least an act needs to say its words in."""
    app = Flask("bench")
    Babel(app)
    return app


class Steps:
    """Processor seconds of named functions."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}

    def follow(self, module: object, function: str, name: str) -> None:
        own = getattr(module, function)

        def timed(*args: object, **kwargs: object) -> object:
            started = time.process_time()
            try:
                return own(*args, **kwargs)
            finally:
                self.took[name] = self.took.get(name, 0.0) + time.process_time() - started

        setattr(module, function, timed)


def size_of(db: Database) -> int:
    """Bytes of the tables an evaluation writes, their indices included."""
    marks = ", ".join("?" * len(STORED))
    return int(
        scalar(
            db,
            f"""select coalesce(sum(d.pgsize), 0) from dbstat d join sqlite_schema s on s.name = d.name
                where s.tbl_name in ({marks})""",
            STORED,
        )
    )


# The invented nation ---------------------------------------------------------------------------------------


def build(path: Path, args: argparse.Namespace) -> None:
    with app_of().app_context():
        db = open_database(path)
        db.execute("pragma foreign_keys = off")
        db.execute("pragma synchronous = off")
        install_first(db)
        install_questionnaires(db)
        db.execute("begin")
        codes = [f"i{n:02}" for n in range(args.indicators - 1)] + ["establishments"]
        _scheme(db, codes)
        _places(db, args, codes)
        _values(db, args, codes)
        _voices(db, args)
        db.execute("commit")
        db.execute("analyze")
        db.conn.close()


def _scheme(db: Database, codes: list[str]) -> None:
    """The default scheme with as many register indicators as the nation has."""
    data = json.loads(PRESETS["national3"].read_text("utf-8"))
    for each in data["domains"]:
        own = codes[DOMAINS.index(each["id"]) :: 3] if each["id"] in DOMAINS else []
        items = [i for i in each["indicators"] if i["source"] == "survey"]
        registers = [
            {"code": c, "source": "monitoring", "upper": 0, "lower": -12, "weight": 1, "noise_sd": 0.5} for c in own
        ]
        each["indicators"] = [*registers, *items]
    data["monitoring"]["indicators"] = [{"code": c, "weight": 1, "mad_floor": 0.5} for c in codes]
    data["monitoring"]["triggers"] = []
    scheme_store.insert_scheme(
        db,
        code="national3",
        definition=canonical(data),
        sha256=version_of(data),
        author="bench",
        reason="bench",
        legal_basis="bench",
    )


def _places(db: Database, args: argparse.Namespace, codes: list[str]) -> None:
    run = db.conn.execute
    run("insert into round values ('r', '2026H2', '하반기', 'half', '2026-07-01', '2026-12-31')")
    run("insert into wave values ('w', 'r', '2026Q4', '2026-10-01', '2026-12-31')")
    run("insert into import_run values ('m', 'observations', 'x.csv', 'x', 1, null, ?)", [AT])
    for n, code in enumerate(codes):
        run("insert or ignore into indicator values (?, ?, ?, '명', 'persons', 'level', 'fall', '예시', ?)",
            [code, code, code, n])  # fmt: skip
    db.conn.executemany(
        """insert into area(id, code, name_ko, name_en, kind, district, created_at)
           values (?, ?, ?, ?, ?, '구', ?)""",
        [(f"a{n:035}", f"N{n:04}", f"예시 {n}", f"Example {n}", KINDS[n % 4], AT) for n in range(args.areas)],
    )


def _values(db: Database, args: argparse.Namespace, codes: list[str]) -> None:
    """Every month of every indicator; a tenth of the last year's values was published twice."""
    months, chance = months_until(LAST, args.months), random.Random(1)
    places = [(f"a{n:035}", None) for n in range(args.areas)] + [(None, "nation")]

    def rows() -> Iterator[tuple[object, ...]]:
        number = 0
        for area, region in places:
            for code in codes:
                level, drift = chance.uniform(50, 500), 0.0 if region else chance.gauss(-0.002, 0.004)
                for t, month in enumerate(months):
                    level *= 1 + drift + chance.gauss(0, 0.01)
                    number += 1
                    yield f"v{number:035}", area, region, code, month, level, "2026-11-10", "m", number
                    if t >= len(months) - 12 and area and chance.random() < 0.1:
                        number += 1
                        yield f"v{number:035}", area, region, code, month, level * 1.002, "2026-11-15", "m", number

    db.conn.executemany(
        """insert into vintage(id, area_id, region, indicator_code, month, value, published_on, import_id, source_row)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        rows(),
    )


def _voices(db: Database, args: argparse.Namespace) -> None:
    """Firms with closed and open answers; two coders judge every statement of the open ones."""
    run, chance = db.conn.execute, random.Random(2)
    version = row(db, "select id, definition from questionnaire_version limit 1")
    book = newest(db)
    assert version is not None and book is not None
    items = [q["id"] for q in json.loads(version["definition"])["questions"] if q["type"] == "likert"]
    run("insert into survey values ('s', 'w', ?, '조사', 'survey', '2026-10-01', '2026-12-31', 10, ?)",
        [version["id"], AT])  # fmt: skip
    for coder in ("c1", "c2"):
        run("insert into person(id, login, name, role, password_hash, all_areas, session_key, created_at)"
            " values (?, ?, ?, 'expert', 'x', 1, ?, ?)", [coder, coder, coder, coder, AT])  # fmt: skip
    statements = max(1, args.codings // 2 // (args.areas * FIRMS))
    themes = ("finance", "market", "workforce", "tariff_trade", "regulation", "rnd")
    for f in range(args.areas * FIRMS):
        area, firm = f"a{f // FIRMS:035}", f"f{f:035}"
        run("insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, ?, 'small', ?)",
            [firm, f"F{f:06}", area, f"예시 {f}", AT])  # fmt: skip
        run("insert into respondent(id, round_id, kind, firm_id, label) values (?, 'r', 'firm', ?, '')",
            [f"p{f:035}", firm])  # fmt: skip
        run("insert into respondent_area values (?, ?)", [f"p{f:035}", area])
        run("""insert into response(id, survey_id, version_id, respondent_id, area_id, firm_id, channel, submitted_at,
                 received_at, content_sha256, receipt) values (?, 's', ?, ?, ?, ?, 'online', ?, ?, ?, ?)""",
            [f"q{f:035}", version["id"], f"p{f:035}", area, firm, AT, AT, str(f), str(f)])  # fmt: skip
        run("insert into answer values (?, ?, 'hardest', '\"x\"', 'x')", [f"h{f:035}", f"q{f:035}"])
        mood = chance.gauss(0, 1)
        db.conn.executemany(
            "insert into answer values (?, ?, ?, ?, null)",
            [(f"{i:02}{f:034}", f"q{f:035}", item, str(min(5, max(1, round(2.7 + mood + chance.gauss(0, 0.8))))))
             for i, item in enumerate(items)],
        )  # fmt: skip
        for n in range(statements):
            segment = f"s{f:025}{n:010}"
            run("""insert into segment(id, round_id, answer_id, respondent_id, position, start, "end", text, language,
                     created_at) values (?, 'r', ?, ?, ?, ?, ?, 'x', 'ko', ?)""",
                [segment, f"h{f:035}", f"p{f:035}", n, n, n + 1, AT])  # fmt: skip
            theme, severity = chance.choice(themes), chance.randint(1, 5)
            for coder in ("c1", "c2"):
                given = max(1, min(5, severity + chance.choice((0, 0, 1, -1))))
                need = chance.random() < 0.6
                run("""insert into judgment(segment_id, coder_id, action, theme_code, stance, severity, codebook_id, at)
                       values (?, ?, ?, ?, ?, ?, ?, ?)""",
                    [segment, coder, "add" if need else "reject", theme, "need" if need else None,
                     given if need else None, book["id"], AT])  # fmt: skip


if __name__ == "__main__":
    main()
