"""All SQL of importing judgments: a place named in a file, and the segment that stands there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Person
from app.accounts.store import find_login
from app.coding.statements.judgments import Word
from app.db import row, rows, scalar


@dataclass(frozen=True)
class Spot:
    """The text of one turn or one answer; `offset` is where it begins in the stored text."""

    text: str
    offset: int
    turn_id: str | None = None
    answer_id: str | None = None


def turn_spot(db: Database, roundtable_code: str, position: int) -> Spot | None:
    found = row(
        db,
        """select t.id, t.start, substr(d.text, t.start + 1, t."end" - t.start) as text
           from turn t join document d on d.id = t.document_id join roundtable rt on rt.id = d.roundtable_id
           where rt.code = ? and t.position = ?
             and not exists (select 1 from withdrawal w where w.document_id = d.id)""",
        [roundtable_code, position],
    )
    return Spot(found["text"], found["start"], turn_id=found["id"]) if found else None


def answer_spot(db: Database, response_ids: Sequence[str], question_id: str) -> Spot | None:
    found = row(
        db,
        f"""select id, text from answer where question_id = ? and text is not null
              and response_id in ({", ".join("?" * len(response_ids))})""",
        [question_id, *response_ids],
    )
    return Spot(found["text"], 0, answer_id=found["id"]) if found else None


def survey_ids(db: Database) -> list[str]:
    """Every survey, the newest first: a return's code says nothing of the survey it came to."""
    return [r["id"] for r in rows(db, "select id from survey order by opens_on desc, id desc")]


def segment_at(db: Database, spot: Spot, position: int) -> sqlite3.Row | None:
    """The segment of the spot over this position of the stored text."""
    return row(
        db,
        """select * from segment where (turn_id = :turn or answer_id = :answer)
             and start <= :at and "end" > :at""",
        {"turn": spot.turn_id, "answer": spot.answer_id, "at": position},
    )


def suggestion_on(db: Database, segment_id: str, theme: str) -> sqlite3.Row | None:
    return row(db, "select * from current_suggestion where segment_id = ? and theme_code = ?", [segment_id, theme])


def was_imported(db: Database, segment_id: str, coder_id: str, word: Word) -> bool:
    """Whether this judgment is there already; accepting and adding a theme are the same word."""
    same = ("accept", "add") if word.action in ("accept", "add") else (word.action,)
    return bool(
        scalar(
            db,
            f"""select 1 from judgment where segment_id = ? and coder_id = ? and theme_code = ? and example = 1
                  and action in ({", ".join("?" * len(same))})""",
            [segment_id, coder_id, word.theme_code, *same],
        )
    )


def segment_of_id(db: Database, segment_id: str) -> sqlite3.Row | None:
    return row(db, "select * from segment where id = ?", [segment_id])


def stands(db: Database, segment_id: str, coder_id: str, word: Word) -> bool:
    """Whether this very coding of the coder's stands already."""
    return bool(
        scalar(
            db,
            """select 1 from coding where segment_id = ? and coder_id = ? and theme_code = ? and stance is ?
                 and severity is ? and statement is ?""",
            [segment_id, coder_id, word.theme_code, word.stance, word.severity, word.statement],
        )
    )


def expert_named(db: Database, name: str) -> tuple[Person, str] | None:
    """The one expert of a name, as `find_login` would give it; None where nobody or several have it."""
    found = rows(db, "select login from person where name = ? and role = 'expert'", [name])
    return find_login(db, found[0]["login"]) if len(found) == 1 else None
