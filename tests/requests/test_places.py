"""No column holds what a person gave but those on the data map; the step that empties old names empties just them."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.codebook.publishing import install_first
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows, scalar, writing
from app.requests.places import PLACES
from app.roundtables.sealed import retaining
from migrations import m0021_voices_names
from tests.requests.conftest import EMAIL, NAME, OWN, PHONE, Told

SEALED = {"surveys.sealed", "roundtables.raw"}
# Made of what is read, de-identified, and ended with it: pieces of answers and turns, and what a machine says of them.
DERIVED = {"segment_words.words", "suggestion.evidence", "suggestion.explanation", "turn.speaker"}


def holding(db: Database, *words: str) -> set[str]:
    """Every column of every table in which one of the words stands."""
    found = set()
    for table in db.table_names():
        for column in db[table].columns:
            either = " or ".join(f'instr(cast("{column.name}" as text), ?) > 0' for _word in words)
            if scalar(db, f"select 1 from {table} where {either}", list(words)):
                found.add(f"{table}.{column.name}")
    return found


def test_what_a_person_gave_stands_on_the_map_and_nowhere_else(db: Database, told: Told) -> None:
    install_first(db)
    suggest_round(db, scalar(db, "select id from round"))
    mapped = {column for place in PLACES for column in place.columns}
    told_by = holding(db, NAME, PHONE, EMAIL, OWN, "은하망치정밀")
    assert {"answer_original.raw_text", "participant.label", "pseudonym.original", "document.file_name"} <= told_by
    assert told_by - mapped - DERIVED == set()
    # Names and numbers stand on the sealed side alone; what was said stands in what is read as well.
    sealed = {column for place in PLACES if set(place.readers) <= SEALED for column in place.columns}
    assert holding(db, NAME, PHONE, EMAIL) <= sealed and "answer.text" in holding(db, OWN)


@pytest.mark.parametrize(("destroyed", "left"), [(True, ""), (False, "홍보람")])
def test_the_step_empties_names_whose_list_is_written_over(
    db: Database, told: Told, destroyed: bool, left: str
) -> None:
    if destroyed:
        retaining.destroy_all(db, told.roundtable, person_id=None)
    mine = "(select respondent_id from participant where respondent_id is not null)"
    with writing(db):
        db.conn.execute(f"update respondent set label = '홍보람' where id in {mine}")
        db.conn.execute(m0021_voices_names.SQL)
    assert {r["label"] for r in rows(db, f"select label from respondent where id in {mine}")} == {left}
