"""Places in the learned space: made beside the vectors, once, while suggestions are made or after."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from sqlite_utils import Database

from app.coding.meaning import placing, searching, vector_store, vectoring
from app.coding.meaning.placing import remember_places
from app.coding.meaning.vectoring import remember_vectors
from app.coding.statements.said_store import said_of
from app.coding.statements.segmenting import segment_round
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows, writing
from nlp.base.fingerprint import place_version
from nlp.base.shipped import placed
from nlp.vectors import encoding
from tests.coding.conftest import World
from tests.coding.meaning.conftest import VERSION


def versions(db: Database) -> dict[str, int]:
    sql = "select encoder_version, count(*) as there from segment_vector group by 1"
    return {r["encoder_version"]: r["there"] for r in rows(db, sql)}


@pytest.fixture
def cut(db: Database, world: World) -> int:
    """The small round cut; how many segments it has."""
    segment_round(db, world.round_id)
    return vector_store.count_segments(db, world.round_id)


def test_a_place_stands_beside_the_vector_and_a_second_run_makes_none(
    db: Database, world: World, cut: int, invented: None
) -> None:
    remember_vectors(db, world.round_id)
    assert remember_places(db, world.round_id) == cut
    assert versions(db) == {VERSION: cut, place_version(): cut}
    assert remember_places(db, world.round_id) == 0


def test_what_an_older_base_made_goes_and_the_vectors_stay(
    db: Database, world: World, cut: int, invented: None
) -> None:
    one = world.segment("임대료")
    with writing(db):
        vector_store.insert_vectors(db, world.round_id, "place older", [(one, b"\0\0")])
    remember_vectors(db, world.round_id)
    assert versions(db) == {VERSION: cut}
    with writing(db):
        vector_store.insert_vectors(db, world.round_id, "place older", [(one, b"\0\0")])
    remember_places(db, world.round_id)
    assert versions(db) == {VERSION: cut, place_version(): cut}


def test_without_a_codebook_or_an_encoder_nothing_is_placed(
    db: Database, world: World, cut: int, invented: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "encoder", lambda: None)
    assert remember_places(db, world.round_id) == 0
    assert searching.meaning_of(db, "임대료") is None


def test_what_reads_a_query_is_loaded_once_and_ahead_of_it(
    db: Database, world: World, invented: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, ready = [], threading.Event()
    load = placing._placer

    def counted(lexicon: placing.Lexicon) -> placing.Place:
        loaded.append(lexicon.version)
        ready.set()
        return load(lexicon)

    monkeypatch.setattr(placing, "_placer", counted)
    placing.warm(db)
    assert ready.wait(10)
    assert searching.meaning_of(db, "임대료") is not None
    placing.warm(db)
    assert searching.meaning_of(db, "숙련공") is not None and len(loaded) == 1


@pytest.mark.skipif(bool(encoding.missing()), reason="needs the encoder")
def test_places_made_with_suggestions_are_those_made_without(db: Database, world: World) -> None:
    suggest_round(db, world.round_id)
    there = {r["segment_id"]: r["vector"] for r in vector_store.vectors(db, world.round_id, place_version())}
    assert len(there) == vector_store.count_segments(db, world.round_id)
    place, said = placing.placer(db), said_of(db, there)
    assert place is not None
    made = np.frombuffer(b"".join(there[each] for each in said), dtype=vectoring.STORED).astype(np.float32)
    again = place(list(said.values()))
    assert again.shape == (len(there), placed().space.matrix.shape[1] + 12)
    # A neighbor that was set aside is read by itself there, and with who said it here.
    assert ((made.reshape(again.shape) * again).sum(axis=1) > 0.99).all()
    found = searching.meaning_of(db, "직원을 뽑으려 해도 지원자가 없다")
    assert found is not None
    nearest = searching.alike(db, world.round_id, found.place, set, most=3)
    assert world.segment("숙련공") in {each.segment_id for each in nearest}
    assert found.stances["workforce"] == "need"
    for nothing in ("asdf qwer zxcv", "뷁쉙 궭뒑", "고양이가 낮잠을 잔다"):
        query = searching.meaning_of(db, nothing)
        assert query is not None
        assert searching.alike(db, world.round_id, query.place, set, least=searching.floor()) == []
