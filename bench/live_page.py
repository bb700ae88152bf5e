"""How long the server takes for a survey's page of 87 areas with 10,000 returns, and for its results.

    OMP_NUM_THREADS=1 python bench/live_page.py [--returns 10000] [--rounds 9]

Firms, returns and answers are invented; the page is asked for as an analyst, through the whole application.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path
from statistics import median

from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in
from app.clock import now
from app.config import Config
from app.db import connect, open_database, writing
from app.ids import new_id
from app.surveys.asking import presets
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.surveying import open_survey, survey_named
from forms.questions import TYPES, Question

AREAS, TARGET_MS = 87, 300
PASSWORD = "bench-bench-bench"
PAGES = (
    "",
    "/results",
    "/breakdown?by=district",
    "/breakdown?by=industry&weights=raked",
    "/crossed?row=crisis&column=size",
)


def fill(db: Database, returns: int) -> str:
    """A round with a survey, 87 areas and as many firms as returns, each of which answers everything."""
    draw = random.Random(20261130)
    with writing(db):
        round_id, wave = new_id(), new_id()
        db.conn.execute(
            "insert into round values (?, '2026H2', '예시', 'Example', '2026-07-01', '2026-12-31')", [round_id]
        )
        db.conn.execute("insert into wave values (?, ?, '2026Q4', '2026-10-01', '2026-12-31')", [wave, round_id])
        areas = [new_id() for _ in range(AREAS)]
        for n, area in enumerate(areas):
            db.conn.execute(
                "insert into area(id, code, name_ko, name_en, kind, district, created_at) values (?, ?, ?, ?, ?, ?, ?)",
                [
                    area,
                    f"B{n:03}",
                    f"예시 {n}",
                    f"Example {n}",
                    "complex",
                    ("사상구", "강서구", "사하구")[n % 3],
                    now(),
                ],
            )
        for n in range(6):
            db.conn.execute(
                "insert into industry values (?, ?, ?, 'main', ?)", [f"I{n}", f"업종 {n}", f"Industry {n}", n]
            )
    presets.install(db)
    survey_id = open_survey(db, wave_code="2026Q4", questionnaire_code="bsi-2026", person_id=None)
    survey = survey_named(db, survey_id)
    questions = questionnaire_of(survey["definition"]).questions
    with writing(db):
        for n in range(returns):
            _return(db, survey, areas[n % AREAS], round_id, n, questions, draw)
    return survey_id


def _return(db: Database, survey, area: str, round_id: str, n: int, questions: tuple[Question, ...], draw) -> None:  # type: ignore[no-untyped-def]
    firm, respondent, response = new_id(), new_id(), new_id()
    size = draw.choices(("micro", "small", "medium", "large"), (60, 25, 12, 3))[0]
    db.conn.execute(
        "insert into firm(id, code, area_id, name, industry_code, size_band, created_at) values (?, ?, ?, ?, ?, ?, ?)",
        [firm, f"F{n:05}", area, f"예시기업 {n}", f"I{n % 6}", size, now()],
    )
    db.conn.execute(
        "insert into respondent(id, round_id, kind, firm_id, label) values (?, ?, 'firm', ?, '')",
        [respondent, round_id, firm],
    )
    db.conn.execute("insert into respondent_area values (?, ?)", [respondent, area])
    db.conn.execute(
        """insert into response(id, survey_id, version_id, respondent_id, area_id, firm_id, channel, submitted_at,
             received_at, content_sha256, receipt) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)""",
        [response, survey["id"], survey["version_id"], respondent, area, firm, "online" if n % 3 else "onsite",
         f"2026-11-{n % 28 + 1:02}T03:00:00.000000+00:00", now(), f"2026Q4-{n:06}"],
    )  # fmt: skip
    db.conn.executemany(
        "insert into answer(id, response_id, question_id, value, text) values (?, ?, ?, ?, ?)",
        [(new_id(), response, q.id, *_value(q, draw)) for q in questions if q.type != "consent"],
    )


def _value(question: Question, draw: random.Random) -> tuple[str, str | None]:
    kind = TYPES[question.type].summary
    if kind == "texts":
        return "null", "예시로 적은 말입니다."
    if kind == "numbers":
        return str(draw.randint(1, 90)), None
    ids = [choice.id for choice in question.choices]
    if question.type == "multiple":
        return json.dumps(draw.sample(ids, 2)), None
    return (draw.choice(ids) if question.type == "likert" else json.dumps(draw.choice(ids))), None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--returns", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data=Path(folder), example=False)
        open_database(config.database).conn.close()
        app = create_app(config)
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            db = connect(config.database)
            survey_id = fill(db, asked.returns)
            db.conn.execute("analyze")
            signing_in.add_person(
                db, login="bench", name="예시", role="analyst", password=PASSWORD, area_ids=[], all_areas=True
            )
        client = app.test_client()
        client.post("/sign-in", data={"login": "bench", "password": PASSWORD})
        for page in (*(f"/surveys/{survey_id}{each}" for each in PAGES), "/surveys"):
            _time(client, page, page.replace(survey_id, "…"), asked.rounds)


def _time(client, page: str, name: str, rounds: int) -> None:  # type: ignore[no-untyped-def]
    walls, cpus = [], []
    for _round in range(rounds + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(page)
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
        assert answer.status_code == 200, (page, answer.status_code)
    # The first time the template is compiled and the charts' engine starts.
    print(f"{name:50} {median(cpus[1:]):7.0f} ms of a core, {median(walls[1:]):7.0f} ms (first {walls[0]:.0f})")


if __name__ == "__main__":
    main()
