"""Every page of questions to the corpus at 100,000 segments and 50,000 codings: milliseconds on the server.

    OMP_NUM_THREADS=1 python bench/corpus.py [--segments 100000] [--codings 50000] [--keep FILE]

The database is made once in a temporary folder (or kept in FILE for the next run): 87 areas, 5,000 firms of which each has a
return with open answers, 200 roundtables, two waves, twelve themes, four experts. Texts are drawn from invented phrases.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask.testing import FlaskClient  # noqa: E402
from sqlite_utils import Database  # noqa: E402

from app import create_app  # noqa: E402
from app.accounts import signing_in  # noqa: E402
from app.accounts import store as account_store  # noqa: E402
from app.codebook import publishing  # noqa: E402
from app.codebook import store as codebook_store  # noqa: E402
from app.config import Config  # noqa: E402
from app.db import open_database, scalar, writing  # noqa: E402
from app.surveys.asking import presets  # noqa: E402

PASSWORD = "bench-bench-bench"
NEAR = "/corpus?any=market&none=finance&near=3&order=grave"
AREAS, FIRMS, TABLES, SEATS = 87, 5_000, 200, 6
EXPERTS = ("e1", "e2", "e3", "e4")
AT = "2026-10-15T00:00:00.000000+00:00"
STAGES = ("startup", "growth", "mature", "renewal")
SIZES = ("micro", "small", "medium", "large")
WORDS = (
    "원자재 값이 올라 남는 것이 없습니다",
    "사람을 구하지 못해 설비가 서 있습니다",
    "대출 이자가 부담스럽습니다",
    "수출 길이 좁아졌습니다",
    "주차할 곳이 모자랍니다",
    "인증을 받는 데 시간이 오래 걸립니다",
    "매출이 지난해보다 줄었습니다",
    "전기 요금이 크게 올랐습니다",
    "납품 단가는 그대로입니다",
    "교육을 보낼 여유가 없습니다",
)


def registers(db: Database) -> None:
    """Areas, clusters, industries, firms, a round with two waves and a survey in each."""
    dice, run, many = random.Random(1), db.conn.execute, db.conn.executemany
    run("insert into round values ('r', '2026H2', '예시 회차', 'Example', '2026-07-01', '2026-12-31')")
    run("insert into wave values ('w1', 'r', '2026Q3', '2026-07-01', '2026-09-30')")
    run("insert into wave values ('w2', 'r', '2026Q4', '2026-10-01', '2026-12-31')")
    many("insert into cluster values (?, ?, ?, ?)", [(f"c{n}", f"예시 벨트 {n}", f"Belt {n}", n) for n in range(5)])
    many(
        "insert into industry values (?, ?, ?, 'main', ?)", [(f"i{n}", f"예시 업종 {n}", f"I {n}", n) for n in range(9)]
    )
    areas = [f"a{n:03}" for n in range(AREAS)]
    many(
        """insert into area(id, code, name_ko, name_en, kind, district, created_at)
           values (?, ?, ?, ?, 'complex', '예시구', ?)""",
        [(a, f"B{a[1:]}", f"예시 지역 {a}", f"Area {a}", AT) for a in areas],
    )
    many("insert into area_cluster values (?, ?)", [(a, f"c{n % 5}") for n, a in enumerate(areas)])
    for n in range(FIRMS):
        firm, area = f"f{n:05}", areas[n % AREAS]
        about = (f"i{dice.randrange(9)}", dice.choice(SIZES), dice.choice(STAGES))
        run(
            """insert into firm(id, code, area_id, name, industry_code, size_band, growth_stage, created_at)
               values (?, ?, ?, '예시', ?, ?, ?, ?)""",
            [firm, firm, area, *about, AT],
        )
        run("insert into respondent(id, round_id, kind, firm_id, label) values (?, 'r', 'firm', ?, ?)", [firm] * 3)
        run("insert into respondent_area values (?, ?)", [firm, area])
    for wave in ("w1", "w2"):
        run(
            "insert into survey values (?, ?, ?, '예시 조사', 'survey', '2026-07-01', '2026-12-31', 10, ?)",
            [wave, wave, scalar(db, "select min(id) from questionnaire_version"), AT],
        )


def segment(db: Database, n: int, dice: random.Random, **place: Any) -> None:
    text = " ".join(dice.sample(WORDS, dice.randint(1, 3)))
    db.conn.execute(
        """insert into segment(id, round_id, document_id, turn_id, answer_id, respondent_id, position, start, "end", text,
             language, created_at) values (?, 'r', ?, ?, ?, ?, ?, ?, ?, ?, 'ko', ?)""",
        [
            *(f"0190-seg-{n:028}", place.get("document"), place.get("turn"), place.get("answer"), place["who"]),
            *(place["position"], place["position"] * 200, place["position"] * 200 + len(text), text, AT),
        ],
    )


def returns(db: Database, segments: int, dice: random.Random) -> None:
    """Half of all segments: each firm's return of one wave, in answers to two questions."""
    each = max(1, segments // 2 // FIRMS)
    for n in range(segments // 2):
        who = n // each % FIRMS
        firm, wave = f"f{who:05}", f"w{who % 2 + 1}"
        if n % each == 0:
            db.conn.execute(
                """insert into response(id, survey_id, version_id, respondent_id, area_id, channel, submitted_at,
                     received_at, content_sha256, receipt) select ?, ?, min(id), ?, ?, 'online', ?, ?, 'x', ?
                   from questionnaire_version""",
                [firm, wave, firm, f"a{who % AREAS:03}", AT, AT, firm],
            )
            for question in ("q1", "q2"):
                db.conn.execute(
                    "insert into answer values (?, ?, ?, '\"\"', '예시')", [firm + question, firm, question]
                )
        segment(db, n, dice, answer=f"{firm}q{n % 2 + 1}", who=firm, position=n % each)


def talks(db: Database, segments: int, dice: random.Random) -> None:
    """The other half: roundtables of six firms, turns of three segments."""
    each = segments // 2 // TABLES
    run = db.conn.execute
    for table in range(TABLES):
        rt, wave_day = f"rt{table:03}", ("2026-08-10", "2026-11-10")[table % 2]
        run(
            """insert into roundtable(id, code, kind, round_id, title, held_on, starts_at, ends_at, place, created_at)
               values (?, ?, 'roundtable', 'r', '예시 간담회', ?, '15:00', '16:30', '예시', ?)""",
            [rt, rt, wave_day, AT],
        )
        run("insert into roundtable_area values (?, ?)", [rt, f"a{table % AREAS:03}"])
        run(
            """insert into document(id, roundtable_id, format, language, text, sha256, file_name, file_sha256,
                 created_at) values (?, ?, 'txt', 'ko', '예시', 'x', 'x', ?, ?)""",
            [rt, rt, rt, AT],
        )
        firms = [f"f{(table + k * AREAS) % FIRMS:05}" for k in range(SEATS)]
        for k, firm in enumerate(firms):
            run(
                """insert into participant(id, roundtable_id, position, label, organization, org_kind, role, firm_id,
                     respondent_id) values (?, ?, ?, ?, '예시 기업', 'firm', '대표', ?, ?)""",
                [f"{rt}p{k}", rt, k, f"화자{k}", firm, firm],
            )
        for n in range(each):
            turn = f"{rt}t{n // 3}"
            if n % 3 == 0:
                run(
                    """insert into turn(id, document_id, position, speaker, participant_id, identified, start, "end")
                       values (?, ?, ?, '화자', ?, 1, ?, ?)""",
                    [turn, rt, n // 3, f"{rt}p{n // 3 % SEATS}", n * 200, (n + 3) * 200],
                )
            segment(
                *(db, segments // 2 + table * each + n, dice),
                **{"document": rt, "turn": turn, "who": firms[n // 3 % SEATS], "position": n},
            )


def words(db: Database, segments: int, codings: int, dice: random.Random) -> None:
    """Experts' codings, some segments with two themes or of two experts."""
    book = codebook_store.newest(db)
    assert book is not None
    themes = [t["code"] for t in codebook_store.themes(db, book["id"])]
    seen: set[tuple[int, str, str]] = set()
    while len(seen) < codings:
        n, coder, theme = dice.randrange(segments), dice.choice(EXPERTS), dice.choice(themes)
        if (n, coder, theme) in seen:
            continue
        seen.add((n, coder, theme))
        need = dice.random() < 0.8
        db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, theme_code, stance, severity, statement, codebook_id, at)
               values (?, ?, 'add', ?, ?, ?, ?, ?, ?)""",
            [
                *(f"0190-seg-{n:028}", coder, theme, "need" if need else "none"),
                *(dice.randint(1, 5) if need else None, dice.choice(("difficulty", "request")), book["id"], AT),
            ],
        )


def person(db: Database, name: str, role: str) -> None:
    account_store.insert_person(
        *(db,),
        **{"person_id": name, "login": name, "name": f"예시 {name}", "role": role, "all_areas": True},
        **{"password_hash": signing_in._hasher.hash(PASSWORD), "session_key": "x"},
    )


def fill(file: Path, segments: int, codings: int) -> None:
    db = open_database(file)
    publishing.install_first(db)
    presets.install(db)
    db.conn.execute("pragma foreign_keys = off")
    db.conn.execute("pragma synchronous = off")
    dice = random.Random(2)
    with writing(db):
        for name in EXPERTS:
            person(db, name, "expert")
        person(db, "analyst", "analyst")
        registers(db)
        returns(db, segments, dice)
        talks(db, segments, dice)
        words(db, segments, codings, dice)
    db.conn.execute("analyze")
    db.conn.close()


PAGES = (
    ("everything", "/corpus"),
    ("one theme", "/corpus?all=market"),
    ("two themes in one speech", "/corpus?all=market&all=workforce&near=turn"),
    ("one of two, without a third within 3 statements, gravest first", NEAR),
    ("words of the text", "/corpus?q=이자+전기"),
    ("without a theme", "/corpus?none=market"),
    ("a quarter, an industry, a theme", "/corpus?when=2026Q4&industry=i1&all=market"),
    ("micro firms by who spoke", "/corpus?size=micro&order=who"),
    ("87 areas by 12 themes", "/corpus/table?stance=need"),
    ("industries by themes", "/corpus/table?by=industry&stance=need"),
    ("themes in one statement", "/corpus/together"),
    ("themes within 3 statements", "/corpus/together?near=3"),
    ("quarter to quarter, with its chart", "/corpus/trend"),
    ("saved questions", "/corpus/saved"),
)


def measure(client: FlaskClient, times: int) -> None:
    """Milliseconds of a core for each page, the quickest of some: others on the machine only ever add."""
    print("| page | ms of a core | kB |\n| --- | ---: | ---: |")
    for name, path in PAGES:
        spent, size = [], 0
        for _ in range(times):
            begin = time.process_time()
            answer = client.get(path)
            size = len(answer.data)
            spent.append(time.process_time() - begin)
            assert answer.status_code == 200, (path, answer.status_code)
        print(f"| {name} | {1000 * min(spent):.0f} | {size / 1000:.0f} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--segments", type=int, default=100_000)
    options.add_argument("--codings", type=int, default=50_000)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--keep", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = asked.keep or Path(folder)
        made = (data / "work.db").exists()
        app = create_app(Config(data=data, example=False))
        app.config["WTF_CSRF_ENABLED"] = False
        with app.test_request_context():
            if not made:
                fill(data / "work.db", asked.segments, asked.codings)
        client = app.test_client()
        client.post("/sign-in", data={"login": "analyst", "password": PASSWORD})
        measure(client, asked.times)


if __name__ == "__main__":
    main()
