"""The example round's paper: a stack of which one sheet waits for its second keying and one for a third look."""

from __future__ import annotations

import sqlite3
import uuid

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.field.paper import store
from app.field.paper.comparing import ON, values_of
from app.field.paper.keying import Keyed, key_in
from app.field.paper.stacking import make_stack
from app.surveys.asking.definitions import questionnaire_of
from forms.questionnaire import check_answers

# What two people read on the same sheet: a count of heads with its figures the other way round.
KEYED = (("12", "예시: 사람을 구하지 못합니다."), ("21", "예시: 사람을 구하지 못합니다."))


def load_paper(db: Database, survey: sqlite3.Row, area_id: str, people: tuple[str, str]) -> None:
    """A stack of two people. May be repeated; nothing of it counts before somebody decides."""
    stack_id = str(uuid.uuid5(uuid.UUID(survey["id"]), "paper"))
    made = {"survey_id": survey["id"], "area_id": area_id, "sheets": 8, "person_id": people[1]}
    if store.find_stack(db, stack_id):
        return
    make_stack(db, stack_id, scope=EVERYTHING, **made)
    for sheet, turns in ((1, KEYED), (2, KEYED[:1])):
        for turn, (heads, words) in enumerate(turns):
            _key(db, survey, stack_id, sheet, turn, heads, words, people[turn])


def _key(
    db: Database, survey: sqlite3.Row, stack_id: str, sheet: int, turn: int, heads: str, words: str, person_id: str
) -> None:
    questionnaire = questionnaire_of(survey["definition"])
    cells = {q.id: "3" for q in questionnaire.questions if q.type == "likert"}
    cells |= {q.id: q.choices[0].id for q in questionnaire.questions if q.type in ("single", "multiple")}
    cells |= {"consent": "yes", "employees": heads, "hardest": words}
    answers, _wrong = check_answers(questionnaire, cells)
    values = values_of({ON: today().isoformat()}, "", answers)
    entry_id = str(uuid.uuid5(uuid.UUID(stack_id), f"{sheet} {turn}"))
    key_in(db, stack_id, Keyed(entry_id, sheet, cells, values), person_id=person_id)
