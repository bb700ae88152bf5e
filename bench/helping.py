"""How long the pages that follow from a level take on the server, for a nation.

    python bench/helping.py DATA [--areas 2185] [--firms 130000] [--keep FOLDER] [--only programmes] [--turns 7]

DATA is a folder with an evaluated example round. It is copied, its areas, results and firms are repeated, and each
feature's maker adds what is its own: 2,000 programmes, 5,000 picks, voices of every area. FOLDER keeps the nation, and is
used again if it is there. Prints of each page the median of some requests, their processor time and SQL statements.

A feature joins with a function that fills the database (MAKERS) and the addresses of its pages (PAGES).
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in
from app.clock import now
from app.config import Config
from app.db import connect, get_db, rows, scalar, writing
from app.programmes.picks.pick import NEXT
from bench.levels import round_page

PASSWORD = "bench-bench-bench"
PROGRAMMES, PICKS, SPEAKING, SAID, INDUSTRIES = 2000, 5000, 8, 3, 1000
PLANS, TASKS = 50, 6
CODES = {
    "domains": ("finance", "market", "technology", "hr", "rnd", "external"),
    "levels": ("good", "caution", "serious"),
    "stages": ("startup", "growth", "mature", "renewal"),
    "sizes": ("micro", "small", "medium", "large"),
    "industry_kinds": ("main", "future", "other"),
    "area_kinds": ("complex", "knowledge_centre", "venture_district", "venture_facility", "special_zone"),
}


def voices(db: Database, chance: random.Random) -> None:
    """Firms of every area that have none of their own answer once: three statements each, coded by one expert."""
    round_id, wave = rows(db, "select r.id, w.id from round r join wave w on w.round_id = r.id order by w.code desc")[0]
    survey, version = rows(db, "select id, version_id from survey where wave_id = ?", [wave])[0]
    coder = scalar(db, "select id from person where login = 'expert1'")
    book = scalar(db, "select id from codebook order by number desc")
    themes = [r["code"] for r in rows(db, "select distinct code from theme")]
    firms = rows(
        db,
        """select id, area_id from (select f.id, f.area_id, row_number() over (partition by f.area_id order by f.id) as n
             from firm f where instr(f.id, '+') > 0) where n <= ?""",
        [SPEAKING],
    )
    at = now()
    for n, firm in enumerate(firms):
        key = f"v{n:035}"
        run = db.conn.execute
        run("insert into respondent(id, round_id, kind, firm_id, label) values (?, ?, 'firm', ?, '')",
            [key, round_id, firm["id"]])  # fmt: skip
        run("insert into respondent_area values (?, ?)", [key, firm["area_id"]])
        run("""insert into response(id, survey_id, version_id, respondent_id, area_id, firm_id, channel, submitted_at,
                 received_at, content_sha256, receipt) values (?, ?, ?, ?, ?, ?, 'online', ?, ?, ?, ?)""",
            [key, survey, version, key, firm["area_id"], firm["id"], at, at, key, key])  # fmt: skip
        run("insert into answer values (?, ?, 'hardest', '\"x\"', 'x')", [key, key])
        for m in range(SAID):
            segment = f"w{n:025}{m:010}"
            run("""insert into segment(id, round_id, answer_id, respondent_id, position, start, "end", text, language,
                     created_at) values (?, ?, ?, ?, ?, ?, ?, 'x', 'ko', ?)""",
                [segment, round_id, key, key, m, m, m + 1, at])  # fmt: skip
            run("""insert into judgment(segment_id, coder_id, action, theme_code, stance, severity, codebook_id, at)
                   values (?, ?, 'add', ?, 'need', ?, ?, ?)""",
                [segment, coder, chance.choice(themes), chance.randint(1, 5), book, at])  # fmt: skip


def programmes(db: Database, chance: random.Random) -> None:
    """Programmes of every kind, some closed and some of which little is known, and what was offered of them."""
    themes, at = [r["code"] for r in rows(db, "select distinct code from theme")], now()
    for n in range(PROGRAMMES):
        key = f"p{n:035}"
        db.conn.execute("insert into programme(id, code, made_at) values (?, ?, ?)", [key, f"N{n:04}", at])
        some = {name: ",".join(_some(codes, chance, 0 if name != "domains" else 1)) for name, codes in CODES.items()}
        own = {"themes": ",".join(_some(themes, chance, 0)), "cap": chance.choice((None, None, 8, 50, 800, 1500))}
        closes = chance.choice((None, f"2026-{chance.randint(1, 12):02}-28", "2027-06-30"))
        names = [*some, *own]
        db.conn.execute(
            f"""insert into programme_version(programme_id, name_ko, owner_kind, owner, closes_on, source, as_of, at,
                  {", ".join(names)}) values (?, ?, 'agency', '예시 기관', ?, '예시', '2026-11-01', ?,
                  {", ".join("?" * len(names))})""",
            [
                key,
                f"예시 지원 {n}",
                closes,
                at,
                *some.values(),
                themes and own["themes"],
                own["cap"] and own["cap"] * 10**6,
            ],
        )
    _picks(db, chance, at)


def _picks(db: Database, chance: random.Random, at: str) -> None:
    round_id = scalar(db, "select id from round order by starts_on desc")
    versions = rows(db, "select id, programme_id from programme_version")
    firms = rows(db, f"select id, area_id from firm order by random() limit {PICKS}")
    for n, firm in enumerate(firms):
        version = chance.choice(versions)
        db.conn.execute(
            """insert into pick(id, programme_id, version_id, round_id, area_id, firm_id, reason, grounds, rules_sha256, at)
               values (?, ?, ?, ?, ?, ?, '예시', '[]', '0', ?)""",
            [f"k{n:035}", version["programme_id"], version["id"], round_id, firm["area_id"], firm["id"], at],
        )
        for state in ("offered", chance.choice(list(NEXT))):
            sql = "insert into pick_event(pick_id, state, on_day, at) values (?, ?, '2026-11-20', ?)"
            db.conn.execute(sql, [f"k{n:035}", state, at])


def plans(db: Database, chance: random.Random) -> None:
    """Every third area has its plan of the round, and there are fifty response plans; six tasks each."""
    round_id, at = scalar(db, "select id from round order by starts_on desc"), now()
    free = "not exists (select 1 from plan where plan.area_id = area.id)"
    run, areas = (
        db.conn.execute,
        [each["id"] for each in rows(db, f"select id from area where instr(id, '+') > 0 and {free}")],
    )
    heads = [("prevention", area) for area in areas[::3]] + [("response", None)] * PLANS
    for n, (kind, area) in enumerate(heads):
        key = f"q{n:035}"
        run("insert into plan values (?, ?, ?, ?, null, ?)", [key, kind, round_id, area, at])
        run("""insert into plan_version(plan_id, title, occasion, source, note, dropped, since, at)
               values (?, ?, '', '', '', 0, '2026-07-01', ?)""", [key, f"예시 계획 {n}", at])  # fmt: skip
        for m in range(TASKS):
            task = f"t{n:025}{m:010}"
            run("insert into plan_task values (?, ?, null, ?)", [task, key, at])
            made = run(
                """insert into plan_task_version(task_id, domain, position, title, budget, funding, organization, dropped,
                     since, at) values (?, ?, ?, ?, ?, '', '', 0, '2026-07-01', ?)""",
                [task, chance.choice(CODES["domains"]), m + 1, f"예시 과제 {m}", chance.choice((None, 10**8)), at],
            ).lastrowid
            due = f"2026-{chance.randint(7, 12):02}-28"
            run("insert into plan_milestone values (?, 1, '예시', ?, null)", [made, due])
            status = chance.choice(("planned", "under_way", "done"))
            run("""insert into plan_task_event(task_id, status, on_day, note, at)
                   values (?, ?, '2026-08-01', '', ?)""", [task, status, at])  # fmt: skip


def _some(codes: list[str] | tuple[str, ...], chance: random.Random, least: int) -> list[str]:
    """None of the codes half of the time, else one or two."""
    if not least and chance.random() < 0.5:
        return []
    return sorted(chance.sample(list(codes), chance.randint(1, 2)))


def industries(db: Database, chance: random.Random) -> None:
    """A cycle of sixty industries a province, each with a draft for the next."""
    at = now()
    for n, (key, before) in enumerate((("y" * 36, None), ("z" * 36, "y" * 36))):
        years = (2000 + 5 * n, 2004 + 5 * n)
        db.conn.execute(
            "insert into industry_cycle values (?, ?, ?, ?, ?, null, ?)", [key, f"N{n}", *years, before, at]
        )
    codes = [r["code"] for r in rows(db, "select code from industry")]
    for n in range(INDUSTRIES):
        told = [f"i{n:035}", "y" * 36, f"I-{n:04}", f"예시 산업 {n}", "main", f"예시도 {n % 17}", chance.choice(codes)]
        db.conn.execute(
            """insert into key_industry(id, cycle_id, code, name_ko, kind, province, industry_code, example, source, as_of,
                 made_at) values (?, ?, ?, ?, ?, ?, ?, 1, '예시', '2026-11-01', ?)""",
            [*told, at],
        )
        db.conn.execute(
            """insert into industry_decision(id, cycle_id, industry_id, verdict, reason, drafted_at)
               values (?, ?, ?, ?, '예시', ?)""",
            [f"d{n:035}", "z" * 36, f"i{n:035}", chance.choice(("keep", "exclude")), at],
        )


def clusters(db: Database, chance: random.Random) -> None:
    """Every area in a cluster or none, and under up to three of forty zones."""
    codes = [r["code"] for r in rows(db, "select code from cluster")]
    for n, area in enumerate(rows(db, "select id from area where instr(id, '+') > 0")):
        for code in chance.sample(codes, chance.choice((0, 1, 1, 2))):
            db.conn.execute("insert or ignore into area_cluster values (?, ?)", [area["id"], code])
        for zone in chance.sample(range(40), chance.choice((0, 0, 1, 2, 3))):
            db.conn.execute(
                "insert into designation(id, area_id, name, since, until) values (?, ?, ?, ?, ?)",
                [f"g{n}-{zone}", area["id"], f"예시 특구 {zone}", f"{2010 + zone % 14}-01-01", None],
            )


# What fills the nation, in this order; each with the addresses of its pages (`{area}`, `{firm}` … are filled in).
MAKERS: dict[str, Callable[[Database, random.Random], None]] = {
    "voices": voices,
    "programmes": programmes,
    "plans": plans,
    "industries": industries,
    "clusters": clusters,
}
PAGES: dict[str, tuple[str, ...]] = {
    "programmes": (
        "/help",
        "/programmes",
        "/programmes?domain=hr&period=open&sort=-cap&page=3",
        "/programmes/{programme}",
        "/programmes/fits",
        "/programmes/fits?level=serious&sort=-needs",
        "/programmes/gaps?answered=1",
        "/areas/{area}/programmes",
        "/areas/{area}/programmes?show=not&page=4",
        "/programmes/firms/{firm}",
        "/programmes/{programme}/areas/{area}",
        "/programmes/offers",
        "/programmes/offers?state=wants&sort=amount&q=예시",
        "/areas/{area}",
    ),
    "plans": (
        "/plans/prevention",
        "/plans/prevention?state=late&page=9",
        "/plans/response",
        "/plans/{plan}",
        "/plans/{plan}?as_of=2026-08-31&since=2026-07-01",
        "/plans/tasks/{task}",
        "/follow-up",
        "/follow-up/{area}",
    ),
    "industries": (
        "/industries?cycle=N0",
        "/industries/changes?cycle=N1&page=3",
        "/industries/committee?cycle=N1",
        "/industries/{industry}",
        "/industries/{industry}/decide",
    ),
    "clusters": (
        "/clusters",
        "/clusters/nakdong-river",
        "/clusters/zones",
        "/clusters/zones/{zone}",
        "/clusters/themes?by=zone",
        "/clusters/series",
    ),
}
IDS = {
    "plan": "select id from plan order by id desc limit 1 offset 60",
    "task": "select id from plan_task order by id desc limit 1 offset 400",
    "area": "select id from area where instr(id, '+') > 0 order by id limit 1 offset 700",
    "firm": "select f.id from firm f join respondent r on r.firm_id = f.id where instr(f.id, '+') > 0 limit 1",
    "programme": "select id from programme order by code desc limit 1 offset 9",
    "industry": "select id from key_industry where code = 'I-0007'",
    "zone": "select id from zone where name = '예시 특구 7'",
}


def build(app: Flask, areas: int, firms: int) -> None:
    with app.app_context(), closing(connect(app.config["MOKSORI"].database)) as db:
        db.conn.execute("pragma foreign_keys = off")
        db.conn.execute("pragma synchronous = off")
        with writing(db):
            round_page._repeat(db, areas, firms)
            for make in MAKERS.values():
                make(db, random.Random(1))
            word = signing_in._hasher.hash(PASSWORD)
            db.conn.execute("update person set password_hash = ? where login in ('official', 'analyst')", [word])
        db.conn.execute("analyze")


def measure(app: Flask, only: str, turns: int) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    counted: list[str] = []
    app.before_request(lambda: get_db().conn.set_trace_callback(counted.append))
    client = app.test_client()
    client.post("/sign-in", data={"login": "official", "password": PASSWORD})
    with app.app_context(), closing(connect(app.config["MOKSORI"].database)) as db:
        ids = {name: scalar(db, sql) for name, sql in IDS.items()}
        print(
            ", ".join(f"{scalar(db, f'select count(*) from {t}'):,} {t}" for t in ("area", "firm", "programme", "pick"))
        )
    print("| page | wall, ms | processor, ms | statements |\n| --- | ---: | ---: | ---: |")
    for feature, paths in PAGES.items():
        for path in paths if only in ("", feature) else ():
            _time(client, path.format(**ids), path, counted, turns)


def _time(client: FlaskClient, path: str, told: str, counted: list[str], turns: int) -> None:
    taken, spent = [], []
    for _turn in range(turns):
        counted.clear()
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(path)
        taken.append(time.perf_counter() - wall)
        spent.append(time.process_time() - cpu)
    status = "" if answer.status_code == 200 else f" ({answer.status_code})"
    figures = f"{1000 * statistics.median(taken):.0f} | {1000 * statistics.median(spent):.0f} | {len(counted)}"
    print(f"| `{told}`{status} | {figures} |", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("data", type=Path)
    asked.add_argument("--areas", type=int, default=2185)
    asked.add_argument("--firms", type=int, default=130_000)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--only", default="")
    asked.add_argument("--turns", type=int, default=7)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.keep or Path(folder) / "data"
        new = not data.exists()
        if new:
            shutil.copytree(given.data, data)
        app = create_app(Config(data=data, example=True))
        if new:
            build(app, given.areas, given.firms)
        measure(app, given.only, given.turns)


if __name__ == "__main__":
    main()
