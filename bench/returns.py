"""How many returns a worker accepts in a second of its CPU, beside the same stack without our code, both in one run.

    OMP_NUM_THREADS=1 python bench/returns.py [--returns 300] [--rounds 5] [--profile]

Ours: POST of the questionnaire that ships (20 fields, two of them in own words) to an open link; consent, rules, the
sealed side of own words, receipt, trail; 19 answers written. The other: Flask, a WTForms form of the same 20 fields checked
the same way, one insert; it opens its connection for each return, and once more beside it with one connection kept, as ours
are. All commit each return with synchronous = FULL and answer with a redirect. The requests are made beforehand and handed
to the WSGI application itself; only its CPU time counts.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import pstats
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.test import EnvironBuilder
from wtforms import BooleanField, Form, IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app import create_app
from app.accounts.limiting import limiter
from app.clock import now, today
from app.config import Config
from app.db import open_database, writing
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.answering.filling import ID_FIELD, NAME_FIELD, SIZE_FIELD
from app.surveys.asking import presets, store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.surveying import open_survey, survey_named
from forms.questionnaire import Questionnaire

TARGET = 0.8
BARE, KEPT = "without our code", "without our code, one connection kept"
WORDS = (
    "자금이 모자라 설비를 늘리지 못합니다.",
    "사람을 구하기 어렵습니다.",
    "납품 단가가 오르지 않습니다.",
    "수출 상담을 받고 싶습니다.",
)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def answers(questionnaire: Questionnaire, draw: random.Random) -> dict[str, Any]:
    """A whole return, as a browser sends it."""
    sent: dict[str, Any] = {}
    for q in questionnaire.questions:
        ids = [choice.id for choice in q.choices]
        sent[q.id] = {
            "consent": lambda: "y",
            "likert": lambda ids=ids: draw.choice(ids),
            "single": lambda ids=ids: draw.choice(ids),
            "multiple": lambda ids=ids: draw.sample(ids, 2),
            "number": lambda: str(draw.randint(1, 90)),
        }.get(q.type, lambda: f"{draw.choice(WORDS)} {draw.choice(WORDS)}")()
    return sent


def baseline(folder: Path, questionnaire: Questionnaire, *, kept: bool) -> Flask:
    """Flask, WTForms, one insert; the connection opened for each return, or `kept`."""
    app = Flask("baseline")
    path = folder / f"baseline-{kept}.db"

    def connection() -> sqlite3.Connection:
        found = sqlite3.connect(path, isolation_level=None)
        found.execute("pragma journal_mode = wal")
        found.execute("pragma synchronous = full")
        return found

    one = connection()
    one.execute("create table response(id text primary key, at text not null, answers text not null) strict")
    if not kept:
        one.close()
    form_class = type("Asked", (Form,), {q.id: _field(q) for q in questionnaire.questions})

    @app.post("/s/<token>")
    def answer(token: str) -> ResponseReturnValue:
        form = form_class(request.form)
        if not form.validate():
            return str(form.errors), 422
        db = one if kept else connection()
        db.execute("begin immediate")
        db.execute(
            "insert into response values (?, ?, ?)", [new_id(), now(), json.dumps(form.data, ensure_ascii=False)]
        )
        db.execute("commit")
        if not kept:
            db.close()
        return redirect(f"/s/{token}/receipt", 303)

    return app


def _field(question: Any) -> Any:
    choices = [(choice.id, choice.label.ko) for choice in question.choices]
    first = [InputRequired() if question.required else Optional()]
    label = question.label.ko
    return {
        "consent": lambda: BooleanField(label, [InputRequired()]),
        "likert": lambda: RadioField(label, first, choices=[*choices, ("n/a", "해당 없음")]),
        "single": lambda: RadioField(label, first, choices=choices),
        "multiple": lambda: SelectMultipleField(label, first, choices=choices),
        "number": lambda: IntegerField(label, [*first, NumberRange(0, 100_000)]),
    }.get(question.type, lambda: TextAreaField(label, [*first, Length(max=4000)]))()


def ours(folder: Path) -> tuple[Flask, str, Questionnaire]:
    """The workbench with an open link to the survey that ships; a firm register of two thousand, as masking reads it."""
    config = Config(data=folder / "data", example=False)
    db = open_database(config.database)
    app = create_app(config)
    limiter.enabled = False
    day = today()
    with app.app_context():
        with writing(db):
            round_id, area = new_id(), new_id()
            db.conn.execute(
                "insert into round values (?, '2026H2', '예시', 'Example', '2026-07-01', '2026-12-31')", [round_id]
            )
            db.conn.execute(
                "insert into wave values (?, ?, '2026Q4', ?, ?)",
                [
                    new_id(),
                    round_id,
                    day.replace(month=1, day=1).isoformat(),
                    day.replace(month=12, day=31).isoformat(),
                ],
            )
            db.conn.execute(
                "insert into area(id, code, name_ko, name_en, kind, district, created_at) values (?, ?, ?, ?, ?, ?, ?)",
                [area, "B001", "예시 단지", "Example", "complex", "사상구", now()],
            )
            db.conn.executemany(
                "insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, ?, 'small', ?)",
                [(new_id(), f"F{n:05}", area, f"예시정밀{n}", now()) for n in range(2000)],
            )
        presets.install(db)
        survey = survey_named(db, open_survey(db, wave_code="2026Q4", questionnaire_code="bsi-2026", person_id=None))
        place = store.find_area(db, area)
        assert place is not None
        token = inviting.make_open_link(db, survey["id"], place, person_id=None).token
    return app, token, questionnaire_of(survey["definition"])


def requests_of(questionnaire: Questionnaire, token: str, count: int) -> list[dict[str, Any]]:
    draw = random.Random(count)
    return [
        EnvironBuilder(
            f"/s/{token}",
            method="POST",
            data={**answers(questionnaire, draw), ID_FIELD: new_id(), NAME_FIELD: "", SIZE_FIELD: "small"},
        ).get_environ()
        for _ in range(count)
    ]


def seconds(app: Application, environs: list[dict[str, Any]]) -> float:
    """CPU seconds a return."""
    codes: list[str] = []
    begin = time.process_time()
    for environ in environs:
        body = app(environ, lambda status, _headers, _info=None: codes.append(status))
        for _part in body:
            pass
        body.close()  # type: ignore[attr-defined]
    spent = time.process_time() - begin
    assert {code[:3] for code in codes} == {"303"}, set(codes)
    return spent / len(environs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--returns", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        app, token, questionnaire = ours(Path(name))
        sides = [("ours", app.wsgi_app)]
        sides += [(each, baseline(Path(name), questionnaire, kept=each == KEPT).wsgi_app) for each in (BARE, KEPT)]
        spent: dict[str, list[float]] = {each: [] for each, _wsgi in sides}
        for _each, wsgi in sides:
            seconds(wsgi, requests_of(questionnaire, token, 20))  # forms and templates are made once
        for turn in range(asked.rounds):
            for each, wsgi in sides if turn % 2 else reversed(sides):
                spent[each].append(seconds(wsgi, requests_of(questionnaire, token, asked.returns)))
        rates = {each: 1 / median(found) for each, found in spent.items()}
        for each, rate in rates.items():
            print(f"{each:38} {rate:7.0f} returns a second of a core ({1000 / rate:.2f} ms each)")
        print(
            f"share {rates['ours'] / rates[BARE]:.2f} (at least {TARGET}); of the other {rates['ours'] / rates[KEPT]:.2f}"
        )
        if asked.profile:
            profile = cProfile.Profile()
            profile.runcall(seconds, app.wsgi_app, requests_of(questionnaire, token, asked.returns))
            out = io.StringIO()
            pstats.Stats(profile, stream=out).sort_stats("cumulative").print_stats(60)
            print(out.getvalue())


if __name__ == "__main__":
    main()
