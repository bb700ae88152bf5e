"""Acts of an evaluation pressed twice or killed with -9: once is once, and what was said to be done stands."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import connect, rows, scalar
from app.errors import Conflict
from app.evaluation.drafting.drafting import approve, write_draft
from app.evaluation.people import sitting, visit_recording
from app.evaluation.people.sitting import Choice
from app.evaluation.round import scheme_store, standing_store
from tests.evaluation.conftest import Round
from tests.evaluation.people.test_visits import jpeg
from tests.evaluation.team import Team, all_for

WHY = "예시: 현장에서 확인한 까닭을 함께 적습니다."


@dataclass(frozen=True)
class Acts:
    """What people press in the course of one evaluation, in its order; `picked` are the questions they answer."""

    team: Team
    picked: list[tuple[str, str]]

    def draft(self, db: Database) -> object:
        base = scheme_store.newest_scheme(db, "national3")
        assert base is not None
        definition = json.loads(base["definition"]) | {"lambda": 0.5, "reason_ko": WHY}
        return write_draft(db, base, definition, person=(self.team.round.people["analyst"], "예시 analyst"))

    def approve(self, db: Database) -> object:
        draft_id = scalar(db, "select id from scheme_draft")
        return approve(db, draft_id, round_id=self.team.round.id, person_id=self.team.round.people["official"])

    def state(self, db: Database) -> object:
        given = {"text": WHY, "person_id": self.team.round.people["analyst"]}
        return sitting.state_many(db, self.team.round.id, EVERYTHING, picked=self.picked, **given)

    def visit(self, db: Database) -> object:
        return visit_recording.record_visit(
            db,
            self.team.result(),
            visited_on=date(2026, 11, 12),
            seats=["city"],
            asked=["few"],
            looked=["few"],
            note=WHY,
            files=[("예시.jpg", jpeg())],
            person_id=self.team.people["city"],
        )

    def decide(self, db: Database) -> object:
        lines = standing_store.standing_lines(db, self.team.round.id)
        choices = [Choice(r["id"], r["level_now"]) for r in lines if r["level_now"]]
        person = self.team.round.people["official"]
        return sitting.decide_list(
            db, state="decided", choices=choices, person_id=person, met_on=date(2026, 11, 20), note=WHY
        )


def killed(path: Path, act: Callable[[Database], object], *, before_commit: bool) -> bool:
    """The act in a process that kills itself with -9: before its commit, or once it said to be done. Whether it did."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            db = connect(path)
            if before_commit:
                db.conn.set_trace_callback(lambda sql: sql == "commit" and os.kill(os.getpid(), signal.SIGKILL))
            act(db)
            os.write(writing, b"done")
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    _pid, status = os.waitpid(child, 0)
    said = os.read(reading, 4)
    os.close(reading)
    assert os.WTERMSIG(status) == signal.SIGKILL
    return said == b"done"


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = connect(path)
    assert scalar(db, "pragma integrity_check") == "ok"
    found = {name: [tuple(r) for r in rows(db, f"select * from {name}")] for name in db.table_names()}
    db.conn.close()
    return found


def test_an_act_is_there_once_it_is_said_to_be_and_once_only(told: Round) -> None:
    team = Team(told)
    path = Path(told.db.conn.execute("pragma database_list").fetchone()["file"])
    waiting = sitting.open_questions(told.db, told.id, EVERYTHING)
    acts = Acts(team, [(r["area_result_id"], r["domain"]) for r in waiting])
    for act in (acts.draft, acts.approve, acts.state, acts.visit, acts.decide):
        if act == acts.decide:
            for area in ("B001", "B002"):
                team.vote_all(all_for(team.computed(area)), area=area)
        before = everything(path)
        assert not killed(path, act, before_commit=True), act.__name__
        assert everything(path) == before, f"{act.__name__}: half of it is there"
        assert killed(path, act, before_commit=False), act.__name__
        after = everything(path)
        assert after != before, f"{act.__name__}: nothing of it is there"
        try:
            act(told.db)
        except Conflict as refused:
            assert str(refused)
        assert everything(path) == after, f"{act.__name__}: the second press changed something"
