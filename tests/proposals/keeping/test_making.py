"""Proposals made of statements, worded anew, joined and split."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.coding.statements import voices
from app.coding.statements.segmenting import segment_round
from app.db import rows, writing
from app.errors import BadInput, Conflict
from app.proposals.keeping import making, store, write_store
from app.proposals.keeping.making import FaultyProposal
from app.proposals.keeping.proposal import Draft, Wanted
from app.voices.attaching import ATTACH
from tests.proposals.conftest import Proposed

DRAFT = Draft("대출 이자를 낮춰 달라", "이자 부담을 덜어 달라는 제안입니다.")


def test_a_firm_counts_once_whatever_it_said_where(db: Database, proposed: Proposed) -> None:
    made = proposed.make("숙련공을", "대출 금리가", "인력 부족이")
    proposed.world.answer("F1", "wanted", "숙련공을 키우는 학교를 지어 주십시오.")
    segment_round(db, proposed.world.round_id)
    assert making.attach(db, made, [proposed.world.segment("학교를")], person_id=None) == 1
    behind = store.firms_of(db, [made])[made]
    assert (behind["firms"], behind["others"], behind["statements"]) == (1, 1, 4)


def test_who_sees_an_area_of_its_statements_sees_it_and_nobody_else(db: Database, proposed: Proposed) -> None:
    made = proposed.make("숙련공을")
    here, there = (Scope(frozenset({proposed.world.areas[code]})) for code in ("B001", "B002"))
    assert store.find_proposal(db, made, here) is not None and store.find_proposal(db, made, there) is None
    making.attach(db, made, [proposed.world.segment("임대료가")], person_id=None)
    assert store.find_proposal(db, made, there) is not None


def test_attaching_twice_adds_nothing_and_one_statement_stays(db: Database, proposed: Proposed) -> None:
    made, other = proposed.make("숙련공을"), proposed.world.segment("대출 금리가")
    assert [making.attach(db, made, [other], person_id=None) for _again in range(2)] == [1, 0]
    assert making.detach(db, made, [other], person_id=None) == 1
    assert making.attach(db, made, [other], person_id=None) == 1
    with pytest.raises(Conflict, match="하나는 남아야"):
        making.detach(db, made, store.segments_of(db, made), person_id=None)
    assert [r["ended_at"] is None for r in rows(db, "select * from proposal_segment order by id")] == [
        True,
        False,
        True,
    ]


def test_a_joined_proposal_goes_on_in_the_other_and_can_be_split_off_again(db: Database, proposed: Proposed) -> None:
    into, other = proposed.make("숙련공을"), proposed.make("대출 금리가", title="대출 이자를 낮춰 달라")
    assert making.join(db, into, [other], scope=EVERYTHING, person_id=None) == 1
    assert len(store.segments_of(db, into)) == 2 and store.segments_of(db, other) == []
    assert [p["id"] for p in store.list_proposals(db, EVERYTHING, Wanted())[0]] == [into]
    assert store.list_proposals(db, EVERYTHING, Wanted(state="joined"))[0][0]["joined_into"] == into
    with pytest.raises(Conflict):
        making.join(db, into, [other], scope=EVERYTHING, person_id=None)
    again = making.split(db, into, DRAFT, [proposed.world.segment("대출 금리가")], person_id=None)
    assert store.segments_of(db, again) == [proposed.world.segment("대출 금리가")]
    assert [e["action"] for e in store.events_of(db, into)] == ["split", "received"]
    assert store.find_proposal(db, into, EVERYTHING)["state"] == "received"


def test_a_stale_change_is_refused_and_every_version_stays(db: Database, proposed: Proposed) -> None:
    made = proposed.make("숙련공을")
    seen = store.proposals_named(db, [made])[made]["seen"]
    assert making.change(db, made, DRAFT, seen=seen, person_id=None)
    with pytest.raises(Conflict, match="다른 사람이"):
        making.change(db, made, DRAFT, seen=seen, person_id=None)
    assert [t["title"] for t in store.texts_of(db, made)] == [DRAFT.title, "숙련공을 구하게 해 달라"]
    for table in ("proposal_text", "proposal_event"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.conn.execute(f"delete from {table}")


def test_names_of_firms_are_taken_out_of_what_everybody_reads(db: Database, proposed: Proposed) -> None:
    made = proposed.make("숙련공을", text="예시기업 F1의 김민수 대표(010-1234-5678)가 바라는 것입니다.")
    text = store.proposals_named(db, [made])[made]["text"]
    assert "예시기업 F1" not in text and "010-1234-5678" not in text


def test_a_firm_is_called_as_in_the_minutes_of_its_meeting_and_no_other_has_a_number(
    db: Database, proposed: Proposed
) -> None:
    with writing(db):
        db.conn.execute(
            """update participant set shown_organization = '기업 4'
               where firm_id = (select id from firm where name = '예시기업 F1')"""
        )
    made = proposed.make("숙련공을", text="예시기업 F1과 예시기업 F3이 함께 바라는 것입니다.")
    assert store.proposals_named(db, [made])[made]["text"] == "기업 4와 어느 기업이 함께 바라는 것입니다."


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft("", "말"), "title"),
        (Draft("말", ""), "text"),
        (Draft("말", "말", due_on="2026-13-01"), "due_on"),
        (Draft("말", "말", due_on="2020-01-01"), "due_on"),
        (Draft("말" * 121, "말"), "title"),
        (Draft("말", "말", domain="moon"), "domain"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(db: Database, proposed: Proposed, draft: Draft, field: str) -> None:
    with pytest.raises(FaultyProposal) as error:
        making.make(db, proposed.world.round_id, draft, [proposed.world.segment("숙련공을")], person_id=None)
    assert [fault.field for fault in error.value.faults] == [field]


def test_a_day_that_passed_meanwhile_may_stand_and_none_is_set_anew(db: Database, proposed: Proposed) -> None:
    made = proposed.make("숙련공을", due_on="2026-01-02")
    seen = store.proposals_named(db, [made])[made]["seen"]
    with pytest.raises(FaultyProposal) as error:
        making.change(db, made, replace(DRAFT, due_on="2026-01-01"), seen=seen, person_id=None)
    assert [fault.field for fault in error.value.faults] == ["due_on"]
    assert making.change(db, made, replace(DRAFT, due_on="2026-01-02"), seen=seen, person_id=None)


def test_what_was_refused_takes_no_number(db: Database, proposed: Proposed, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken, pytest.raises(sqlite3.IntegrityError):
        broken.setattr(write_store, "place", lambda *_: db.conn.execute("insert into proposal(id) values (null)"))
        proposed.make("숙련공을")
    made = [proposed.make(part) for part in ("숙련공을", "대출 금리가")]
    assert [store.proposals_named(db, made)[each]["number"] for each in made] == [1, 2]


def test_nothing_is_proposed_by_nobody(db: Database, proposed: Proposed) -> None:
    with pytest.raises(BadInput, match="발언"):
        making.make(db, proposed.world.round_id, DRAFT, [], person_id=None)


def test_statements_of_the_corpus_are_attached_by_who_may_edit(db: Database, proposed: Proposed) -> None:
    how, made = ATTACH["proposal"], proposed.make("숙련공을")
    assert how.permission == "proposals.edit" and how.held is not None
    assert how.attach(db, made, [proposed.world.segment("대출 금리가")], proposed.analyst) == 1
    assert len(how.held(db, made)) == 2


def test_nothing_of_a_proposal_changes_what_an_evaluation_reads(db: Database, proposed: Proposed) -> None:
    def read() -> object:
        return voices.respondents(db, proposed.world.round_id), voices.problem_codings(db, proposed.world.round_id)

    before = read()
    making.join(db, proposed.make("숙련공을"), [proposed.make("대출 금리가")], scope=EVERYTHING, person_id=None)
    assert read() == before


def test_a_title_is_found_by_its_initials_and_by_its_words(db: Database, proposed: Proposed) -> None:
    made = proposed.make("숙련공을")
    for typed in ("ㅅㄹㄱ", "ㅅ ㄹ ㄱ", "숙련공", "도와 달라는"):
        assert [p["id"] for p in store.list_proposals(db, EVERYTHING, Wanted(q=typed))[0]] == [made], typed
    assert store.list_proposals(db, EVERYTHING, Wanted(q="ㅌㄱ"))[1] == 0
    for asked in (
        Wanted(theme="workforce"),
        Wanted(series=proposed.series),
        Wanted(round="2026H2"),
        Wanted(state="open"),
    ):
        assert store.list_proposals(db, EVERYTHING, asked)[1] == 1
    for asked in (Wanted(theme="market"), Wanted(series="x"), Wanted(state="declined"), Wanted(due="2026-01-01")):
        assert store.list_proposals(db, EVERYTHING, asked)[1] == 0
