"""Statements that ask for something: whose word counts, what is left out, what stands together."""

from __future__ import annotations

import json
import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows, scalar, writing
from app.proposals.keeping import alone, candidates, making
from tests.conftest import sign_in
from tests.proposals.conftest import Proposed


def asks(proposed: Proposed, **narrowed: object) -> list[str]:
    found = candidates.asking(proposed.db, proposed.world.round_id, EVERYTHING, **narrowed)  # type: ignore[arg-type]
    return [r["text"] for r in found]


def said(proposed: Proposed, part: str, statement: str) -> None:
    """An expert calls a statement by its kind."""
    db = proposed.db
    with writing(db):
        db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, theme_code, stance, severity, codebook_id, at, statement)
               values (?, ?, 'add', 'workforce', 'need', 3, (select id from codebook), '2026-11-01', ?)""",
            [proposed.world.segment(part), proposed.world.expert, statement],
        )


def test_an_experts_word_goes_before_the_machines(db: Database, proposed: Proposed) -> None:
    proposed.world.answer("F3", "wanted", "숙련공을 구하기 어려우니 인력 지원을 늘려 주십시오.")
    suggest_round(db, proposed.world.round_id)
    part = "인력 지원을"
    assert any(part in text for text in asks(proposed))
    said(proposed, part, "difficulty")
    assert not any(part in text for text in asks(proposed))
    said(proposed, "숙련공을 구할 수가", "request")
    assert asks(proposed, area=proposed.world.areas["B001"]) == [scalar(
        db, "select text from segment where text like '%숙련공을 구할 수가%'"
    )]  # fmt: skip


def test_what_stands_in_a_proposal_or_is_set_aside_is_not_offered(db: Database, proposed: Proposed) -> None:
    for part in ("숙련공을", "대출 금리가"):
        said(proposed, part, "request")
    assert len(asks(proposed)) == 2
    making.set_aside(db, [proposed.world.segment("숙련공을")], aside=True, person_id=None)
    assert len(asks(proposed)) == 1 and len(asks(proposed, aside=True)) == 1
    making.set_aside(db, [proposed.world.segment("숙련공을")], aside=False, person_id=None)
    proposed.make("대출 금리가")
    assert asks(proposed) == [scalar(db, "select text from segment where text like '%숙련공을%'")]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("이건 좀 적지 마세요.", False),
        ("대출 한도를 늘려 주십시오. 이 말은 회의록에서 빼 주세요.", False),
        ("해 주십시오.", False),
        ("공동 물류창고를 지어 주시면 좋겠습니다.", True),
        ("적지 않은 기업이 대출을 못 받으니 한도를 늘려 주십시오.", True),
    ],
)
def test_what_is_not_to_be_written_or_says_nothing_alone_is_not_offered(
    db: Database, proposed: Proposed, words: str, offered: bool
) -> None:
    asked = alone_row(db, proposed, words)
    kept, shut = candidates._offered(db, asked)
    assert bool(kept) is offered and bool(shut) is alone.asks_not_to_be_written(words)


def alone_row(db: Database, proposed: Proposed, words: str) -> list[sqlite3.Row]:
    """A spoken statement with these words as the list finds it: the machine calls it a request, not surely."""
    segment = proposed.world.segment("숙련공을")
    with writing(db):
        db.conn.execute("drop trigger segment_no_update")
        db.conn.execute("update segment set text = ? where id = ?", [words, segment])
    own = json.dumps([each for each in words.split() if len(each) > 2])
    sql = """select id, respondent_id, turn_id, text, ? as words, 'request' as kinds, 'machine' as told_by,
               'finance' as themes, 0 as sure, 0 as by_people from segment where id = ?"""
    return rows(db, sql, [own, segment])


def test_who_reads_no_surveys_is_offered_talk_alone(proposed: Proposed) -> None:
    for part in ("숙련공을", "자금 조달이"):
        said(proposed, part, "proposal")
    assert len(asks(proposed)) == 2 and len(asks(proposed, spoken=True)) == 1


def test_like_statements_stand_together_each_once(db: Database, proposed: Proposed) -> None:
    for firm in ("F1", "F3"):
        at = f"2026-11-0{firm[1]}T05:00:00.000000+00:00"
        proposed.world.answer(firm, "wanted", "외국인 숙련공 비자를 빨리 내주십시오.", at=at)
    suggest_round(db, proposed.world.round_id)
    offer = candidates.offer(db, proposed.world.round_id, EVERYTHING)
    first = offer.groups[0]
    assert (len(first.segment_ids), first.respondents, first.told_by) == (2, 2, ("machine",))
    everything = [each for group in offer.groups for each in group.segment_ids]
    assert len(everything) == len(set(everything)) == offer.statements


def test_the_page_points_out_what_is_not_to_be_written_and_offers_no_box_for_it(
    db: Database, client: FlaskClient, proposed: Proposed
) -> None:
    said(proposed, "숙련공을", "request")
    alone_row(db, proposed, "이건 좀 적지 마세요.")
    page = sign_in(client, "analyst").get("/proposals/asking").text
    assert "적지 말아 달라는 말" in page and "이건 좀 적지 마세요." in page
    assert proposed.world.segment("적지 마세요") not in page
