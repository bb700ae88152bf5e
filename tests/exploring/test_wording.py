"""Reading the words of segments, once for each analyser."""

from __future__ import annotations

import json

import pytest
from sqlite_utils import Database

from app.coding.statements import wording
from app.coding.statements.segmenting import segment_round
from app.coding.statements.wording import remember_words
from app.db import row, rows, scalar
from tests.coding.conftest import World


def test_suggesting_reads_the_words_of_every_segment(db: Database, read: World) -> None:
    assert scalar(db, "select count(*) from segment_words") == scalar(db, "select count(*) from segment") > 5
    said = row(
        db, "select w.words from segment s join segment_words w on w.segment_id = s.id where s.text like '%자금 조달%'"
    )
    assert said is not None
    assert [word[0] for word in json.loads(said["words"])] == ["자금", "조달", "어렵다"]


def test_a_second_reading_finds_nothing_to_do(db: Database, read: World) -> None:
    assert remember_words(db, read.round_id) == 0


def test_reading_goes_on_where_it_was_stopped(db: Database, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    segment_round(db, world.round_id)
    monkeypatch.setattr(wording, "BATCH", 2)

    def stop(done: int, _total: int, _message: str = "") -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remember_words(db, world.round_id, stop)
    there = scalar(db, "select count(*) from segment")
    assert scalar(db, "select count(*) from segment_words") == 4
    assert remember_words(db, world.round_id) == there - 4


def test_another_analyser_reads_anew(db: Database, read: World) -> None:
    db.conn.execute("update segment_words set analyser_version = 'older', words = '[]'")
    assert remember_words(db, read.round_id) == scalar(db, "select count(*) from segment")
    assert rows(db, "select 1 from segment_words where words = '[]' and segment_id = ?", [read.segment("숙련공")]) == []
