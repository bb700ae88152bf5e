"""What follows from levels in a nation: programmes, what was offered of them, plans, industries, clusters, proposals."""

from __future__ import annotations

import random

from sqlite_utils import Database

from app.clock import now
from app.db import rows, scalar
from app.programmes.picks.pick import NEXT

PROGRAMMES, PICKS, INDUSTRIES, PROPOSALS = 2000, 5000, 1000, 10_000
PLANS, TASKS = 50, 6
CODES = {
    "domains": ("finance", "market", "technology", "hr", "rnd", "external"),
    "levels": ("good", "caution", "serious"),
    "stages": ("startup", "growth", "mature", "renewal"),
    "sizes": ("micro", "small", "medium", "large"),
    "industry_kinds": ("main", "future", "other"),
    "area_kinds": ("complex", "knowledge_centre", "venture_district", "venture_facility", "special_zone"),
}
STATES = ("received", "review", "reflected", "partly", "declined", "answered")


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


def proposals(db: Database, chance: random.Random, count: int = PROPOSALS) -> None:
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


def make(db: Database, share: float = 1.0) -> None:
    """Everything, each with its own seed: what is asked of one does not change another. `share` of the proposals alone,
    which stand on statements."""
    for each in (programmes, plans, industries, clusters):
        each(db, random.Random(1))
    proposals(db, random.Random(1), round(PROPOSALS * share))
