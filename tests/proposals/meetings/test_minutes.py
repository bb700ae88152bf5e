"""Minutes call a meeting by its series, and say why numbers of firms need not begin at one."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import rows, scalar, writing
from app.papers.model import Facts, Note, Table
from app.proposals.meetings.minutes import minutes_paper, read_minutes
from app.roundtables.record import series_store
from app.roundtables.record.store import find_roundtable
from tests.proposals.conftest import Proposed


def paper(db: Database) -> list[object]:
    found = find_roundtable(db, scalar(db, "select roundtable_id from document"), EVERYTHING)
    assert found is not None
    minuted = read_minutes(db, found, EVERYTHING)
    return list(minutes_paper(db, minuted, office="", made_on="2026-11-30", example=True).blocks)


def kind_in(db: Database) -> str:
    facts = next(each for each in paper(db) if isinstance(each, Facts))
    return dict(facts.pairs)["종류"]


@pytest.fixture(autouse=True)
def _asked(app: Flask) -> object:
    with app.test_request_context():
        yield


def test_a_meeting_is_called_by_the_kind_of_its_series_once_somebody_has_said_it(
    db: Database, proposed: Proposed
) -> None:
    meeting = scalar(db, "select roundtable_id from document")
    with writing(db):
        db.conn.execute("update series set kind = 'other'")
    assert kind_in(db) == "FGI 협의체"
    assert not series_store.name_kind(db, meeting, "moon")
    assert series_store.name_kind(db, meeting, "innovation")
    assert kind_in(db) == "지역혁신 라운드테이블"
    assert not series_store.name_kind(db, meeting, "fgi"), "what was said stands"


def test_the_table_of_themes_does_not_call_sentences_speeches(db: Database, proposed: Proposed) -> None:
    with writing(db):
        db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, theme_code, stance, severity, codebook_id, at, statement)
               values (?, ?, 'add', 'workforce', 'need', 3, (select id from codebook), '2026-11-01', 'request')""",
            [proposed.world.segment("숙련공을"), proposed.world.expert],
        )
    heads = [each.head for each in paper(db) if isinstance(each, Table) and each.caption == "주제별 어려움"]
    assert len(heads) == 1 and "발언" not in heads[0]


def test_numbers_that_begin_later_are_explained_under_the_list_of_people(db: Database, proposed: Proposed) -> None:
    def explained() -> bool:
        return any(isinstance(each, Note) and "차례" in each.text for each in paper(db))

    with writing(db):
        db.conn.execute("update participant set shown_label = null, shown_organization = null")
    assert not explained()
    with writing(db):
        one = rows(db, "select id from participant where org_kind = 'firm' limit 1")[0]["id"]
        db.conn.execute("update participant set shown_organization = '기업 4' where id = ?", [one])
    assert explained()
