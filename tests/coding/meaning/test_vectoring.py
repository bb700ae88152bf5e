"""Vectors of segments: made once in the worker, resumable, and gone with the words they were made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from sqlite_utils import Database

from app.coding.meaning import keeping, searching, vector_store, vectoring
from app.coding.meaning.placing import remember_places
from app.coding.meaning.vectoring import remember_vectors
from app.coding.statements.segmenting import segment_round
from app.db import row, rows, scalar, writing
from app.surveys.sealed import ending
from nlp.vectors import encoding
from tests.coding.conftest import World
from tests.coding.meaning.conftest import VERSION

COUNT = "select count(*) from segment_vector"
pytestmark = pytest.mark.usefixtures("invented")


@pytest.fixture
def cut(db: Database, world: World) -> World:
    segment_round(db, world.round_id)
    return world


def segments(db: Database) -> int:
    return int(scalar(db, "select count(*) from segment"))


def everything(db: Database) -> set[str]:
    return {r["id"] for r in rows(db, "select id from segment")}


def those(*sets: set[str]) -> Callable[[Sequence[str]], set[str]]:
    """Whoever may read these statements and no others."""
    return lambda asked: set().union(*sets) & set(asked)


def test_every_segment_gets_one_vector_and_a_second_run_finds_nothing_to_do(db: Database, cut: World) -> None:
    assert remember_vectors(db, cut.round_id) == segments(db) == scalar(db, COUNT)
    assert remember_vectors(db, cut.round_id) == 0


def test_making_goes_on_where_it_was_stopped(db: Database, cut: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectoring, "BATCH", 2)

    def stop(done: int, _total: int, _message: str = "") -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remember_vectors(db, cut.round_id, stop)
    assert scalar(db, COUNT) == 4
    assert remember_vectors(db, cut.round_id) == segments(db) - 4


def test_what_an_older_encoder_made_goes_once_all_is_made_anew(db: Database, cut: World) -> None:
    one = scalar(db, "select id from segment limit 1")
    with writing(db):
        vector_store.insert_vectors(db, cut.round_id, "older", [(one, b"\0\0")])
    remember_vectors(db, cut.round_id)
    assert {r["encoder_version"] for r in rows(db, "select encoder_version from segment_vector")} == {VERSION}


def test_without_an_encoder_nothing_is_made(db: Database, cut: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "encoder", lambda: None)
    assert remember_vectors(db, cut.round_id) == 0 == scalar(db, COUNT)


def withdraw_transcript(db: Database, world: World) -> None:
    document = scalar(db, "select id from document")
    with writing(db):
        db.conn.execute("insert into withdrawal values (?, 'why', ?, '2026-11-30')", [document, world.expert])


def test_a_transcript_withdrawn_meanwhile_gets_no_vector(db: Database, cut: World) -> None:
    spoken = scalar(db, "select id from segment where document_id is not null limit 1")
    answered = scalar(db, "select id from segment where answer_id is not null limit 1")
    withdraw_transcript(db, cut)
    with writing(db):
        vector_store.insert_vectors(db, cut.round_id, VERSION, [(spoken, b"\0\0"), (answered, b"\0\0")])
    assert [r["segment_id"] for r in rows(db, "select segment_id from segment_vector")] == [answered]


def test_what_is_kept_in_memory_follows_the_database(db: Database, cut: World) -> None:
    assert keeping.of_round(db, cut.round_id, VERSION).segments == []
    remember_vectors(db, cut.round_id)
    kept = keeping.of_round(db, cut.round_id, VERSION)
    assert set(kept.segments) == everything(db) and kept.matrix.shape == (segments(db), 4)
    assert keeping.of_round(db, cut.round_id, VERSION) is kept
    gone = kept.segments[0]
    with writing(db):
        db.conn.execute("delete from segment_vector where segment_id = ?", [gone])
    assert gone not in keeping.of_round(db, cut.round_id, VERSION).segments
    remember_vectors(db, cut.round_id)
    again = keeping.of_round(db, cut.round_id, VERSION)
    assert again.segments[-1] == gone and len(again.matrix) == segments(db)


def test_the_nearest_come_first_and_only_those_one_may_read(db: Database, cut: World) -> None:
    remember_places(db, cut.round_id)
    meaning = searching.meaning_of(db, "임대료")
    assert meaning is not None
    found = searching.alike(db, cut.round_id, meaning.place, those(everything(db)))
    assert found[0].segment_id == cut.segment("임대료")
    assert [each.likeness for each in found] == sorted((each.likeness for each in found), reverse=True)
    others = everything(db) - {found[0].segment_id}
    assert found[0].segment_id not in {
        each.segment_id for each in searching.alike(db, cut.round_id, meaning.place, those(others))
    }
    assert searching.alike(db, cut.round_id, meaning.place, those()) == []


def test_further_statements_are_asked_for_until_enough_may_be_read(
    db: Database, cut: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_places(db, cut.round_id)
    monkeypatch.setattr(searching, "FIRST", 1)
    monkeypatch.setattr(searching, "MORE", 2)
    meaning = searching.meaning_of(db, "임대료")
    assert meaning is not None
    ranked = [each.segment_id for each in searching.alike(db, cut.round_id, meaning.place, those(everything(db)))]
    last = set(ranked[-2:])
    found = searching.alike(db, cut.round_id, meaning.place, those(last), most=1)
    assert [each.segment_id for each in found] == ranked[-2:-1]


def test_more_like_a_statement_leaves_the_statement_itself_out(db: Database, cut: World) -> None:
    remember_places(db, cut.round_id)
    own = cut.segment("숙련공")
    meaning = searching.meaning_of_segment(db, own, "숙련공")
    assert meaning is not None
    found = searching.alike(db, cut.round_id, meaning.place, those(everything(db)), but=own)
    assert found and own not in {each.segment_id for each in found}


def test_an_empty_query_means_nothing(db: Database) -> None:
    assert searching.meaning_of(db, "  ") is None


def test_vectors_and_places_go_when_the_return_they_were_made_of_is_destroyed(db: Database, cut: World) -> None:
    remember_vectors(db, cut.round_id)
    remember_places(db, cut.round_id)
    own = row(
        db, "select s.id, a.response_id from segment s join answer a on a.id = s.answer_id where s.text like '자금%'"
    )
    assert own is not None
    ending.destroy(db, own["response_id"], "request", person_id=None)
    assert scalar(db, COUNT + " where segment_id = ?", [own["id"]]) == 0
    assert scalar(db, COUNT) == 2 * (segments(db) - 1)
    assert remember_vectors(db, cut.round_id) == 0 == remember_places(db, cut.round_id)
