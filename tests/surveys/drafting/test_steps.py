"""Steps of a draft: each costs what it changed, every old one is read, and what was said to be saved is there."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from app.db import connect, rows
from app.ids import new_id
from app.surveys.drafting import draft_store, drafting, edits
from tests.surveys.conftest import DEFINITION, words
from tests.surveys.drafting.conftest import label, now, reword


def large(many: int) -> dict[str, Any]:
    asked = [{"id": f"x{n}", "type": "text", "label": words(f"예시 물음 {n}"), "section": "two"} for n in range(many)]
    return {**DEFINITION, "questions": [*DEFINITION["questions"], *asked]}


def test_a_step_costs_what_it_changed_and_every_old_one_is_read(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_store, "WHOLE_EVERY", 7)
    draft = drafting.begin(db, large(500), begun_from="new", person_id=None)
    stood, seen = [json.dumps(large(500), ensure_ascii=False)], 1
    for n in range(20):
        seen = reword(db, draft, f"x{n * 20}", f"새 말 {n}", seen=seen)
        stood.append(str(draft_store.newest_step(db, draft)["definition"]))
    assert [draft_store.find_step(db, draft, n)["definition"] for n in range(1, 22)] == stood  # type: ignore[index]
    assert label(json.loads(stood[20]), "x380") == "새 말 19"
    sizes = rows(db, "select length(definition) as whole, length(change) as change from questionnaire_draft_step")
    assert [n for n, each in enumerate(sizes, 1) if each["whole"]] == [1, 8, 15]
    assert max(each["change"] for each in sizes if each["change"]) < 120
    moved = drafting.edit(db, draft, lambda d: edits.move_question(d, "x0", to=499), what="moved", part="question:x0",
                          seen=seen, act_id=new_id(), person_id=None)  # fmt: skip
    assert now(db, draft) == edits.move_question(json.loads(stood[20]), "x0", to=499) and moved == 22


def test_what_was_said_to_be_saved_is_there_after_the_process_was_killed(db: Database, draft: str) -> None:
    told, tells = os.pipe()
    path = Path(db.execute("pragma database_list").fetchone()[2])
    child = os.fork()
    if not child:  # saves until it is killed, and says each step only once it stands
        own, seen = connect(path), 1
        while True:
            seen = reword(own, draft, "employees", f"말 {seen}", seen=seen)
            os.write(tells, f"{seen}\n".encode())
    said = b""
    while said.count(b"\n") < 5:
        said += os.read(told, 100)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(tells)
    while more := os.read(told, 65536):
        said += more
    last = int(said.split(b"\n")[-2])
    fresh = connect(path)
    kept = {n: draft_store.find_step(fresh, draft, n) for n in range(2, last + 1)}
    assert [label(json.loads(step["definition"]), "employees") for step in kept.values() if step] == [
        f"말 {n - 1}" for n in range(2, last + 1)
    ]
