"""Who named what is kept by whatever changes it: after every kind of change it is what counting anew would find."""

from __future__ import annotations

import pytest

from app.accounts.people import Scope
from app.coding.judging import judging
from app.coding.judging.judgment_store import newest_judgment
from app.coding.several import settling
from app.coding.several.sides import Coding
from app.coding.statements import destroyed_store, named_store, recounting
from app.coding.statements.named_store import Severity, Spoke
from app.coding.statements.voices import problem_codings, respondents
from app.coding.themes.themes import prevalences
from app.db import rows, scalar, writing
from tests.coding.conftest import World
from tests.coding.listed_world import cut, same

LOANS, RENT = "이자 부담", "임대료"


@pytest.fixture
def coded(world: World) -> World:
    """A firm of B001 names finance twice (5 and, by two coders, 2 and 3), one of B002 the same with severity 4."""
    cut(world)
    say(world, LOANS, severity=2)
    say(world, LOANS, severity=3, coder=world.second)
    say(world, "자금 조달", severity=5)
    say(world, RENT, severity=4)
    return world


def say(
    world: World, part: str, *, severity: int | None = None, stance: str = "need", coder: str = "", theme="finance"
):
    segment, coder = world.segment(part), coder or world.expert
    judging.judge(
        world.db,
        segment,
        coder_id=coder,
        action="add",
        seen=newest_judgment(world.db, segment, coder),
        theme_code=theme,
        suggestion_id=None,
        stance=stance,
        severity=severity,
    )


def cells(world: World, **asked) -> list[tuple]:
    codes = {area: code for code, area in world.areas.items()}
    return [(codes[c.area_id], *c[1:]) for c in named_store.cell_counts(world.db, world.round_id, **asked)]


def test_cells_hold_respondents_firms_and_statements_worked_by_hand(coded):
    same(coded)
    assert cells(coded) == [("B001", "finance", "need", 1, 1, 2), ("B002", "finance", "need", 1, 1, 1)]
    say(coded, "인력 부족", stance="need", severity=3)  # an expert who speaks of both areas
    assert cells(coded) == [("B001", "finance", "need", 2, 1, 3), ("B002", "finance", "need", 2, 1, 2)]
    one = Scope(frozenset({coded.areas["B001"]}))
    assert cells(coded, scope=one) == [("B001", "finance", "need", 2, 1, 3)]
    assert cells(coded, areas=[coded.areas["B002"]], stance="need", themes=["finance"]) == cells(coded)[1:]
    assert cells(coded, stance="none") == cells(coded, themes=["market"]) == cells(coded, areas=[]) == []
    # F1 and F3 of B001, F2 of B002, the expert of both.
    spoke = named_store.spoke(coded.db, coded.round_id)
    assert spoke == {coded.areas["B001"]: Spoke(3, 2), coded.areas["B002"]: Spoke(2, 1)}
    found = named_store.firms_naming(coded.db, coded.round_id, {"finance": "money", "market": None})
    assert found == {coded.areas["B001"]: {"money": 1}, coded.areas["B002"]: {"money": 1}}
    assert found == named_store.firms_naming(
        coded.db, coded.round_id, {"finance": "money"}, areas=[coded.areas["B001"], coded.areas["B002"]]
    )
    only = [(coded.areas["B002"], "finance")]
    assert named_store.firms_naming(coded.db, coded.round_id, {"finance": "money"}, cells=only) == {
        coded.areas["B002"]: {"money": 1}
    }


def test_the_worst_statement_is_the_mean_of_its_coders_as_the_shares_have_it(coded):
    worst = named_store.severities(coded.db, coded.round_id, [coded.areas["B001"]])
    assert worst == [Severity(coded.areas["B001"], "finance", coded.respondent("F1"), 5.0)]
    severity = scalar(coded.db, "select severity from named_now where segment_id = ?", [coded.segment(LOANS)])
    assert severity == 2.5
    found = prevalences(respondents(coded.db, coded.round_id), problem_codings(coded.db, coded.round_id))
    assert {key: (cell.k, cell.firms) for key, cell in found.items()} == {
        (c.area_id, c.theme_code): (c.respondents, c.firms)
        for c in named_store.cell_counts(coded.db, coded.round_id, stance="need")
    }
    assert found[coded.areas["B001"], "finance"].n == 3


def test_taking_back_saying_otherwise_and_settling_move_the_numbers_with_them(coded, people):
    last = scalar(coded.db, "select max(id) from judgment")
    judging.undo(coded.db, coder_id=coded.expert, judgment_id=last)
    same(coded)
    assert cells(coded) == [("B001", "finance", "need", 1, 1, 2)]
    say(coded, LOANS, stance="none")
    same(coded)
    assert cells(coded) == [("B001", "finance", "need", 1, 1, 2), ("B001", "finance", "none", 1, 1, 1)]
    segment, by = coded.segment(LOANS), {"person_id": people["analyst"]}
    settling.settle(
        coded.db,
        segment,
        seen=0,
        codings=[Coding("market", "need", 1), Coding("workforce", "none")],
        reason="정함",
        **by,
    )
    same(coded)
    assert cells(coded) == [
        ("B001", "finance", "need", 1, 1, 1),
        ("B001", "market", "need", 1, 1, 1),
        ("B001", "workforce", "none", 1, 1, 1),
    ]
    say(coded, LOANS, severity=1, theme="rnd")  # of a settled statement a coder's word counts no more
    same(coded)
    assert len(cells(coded)) == 3
    newest = scalar(coded.db, "select max(id) from settlement")
    settling.withdraw(coded.db, segment, seen=newest, reason="다시 봄", **by)
    same(coded)
    assert [c[1:3] for c in cells(coded)] == [("finance", "need"), ("finance", "none"), ("rnd", "need")]


def test_a_return_answered_anew_ended_and_destroyed_takes_its_words_along(coded):
    again = coded.answer("F1", "hardest", "새로 답합니다.")
    same(coded)
    assert ("B001", "finance", "need", 1, 1, 1) in cells(coded), "the newer return says nothing of it"
    end(coded, again, "withdrawn")
    same(coded)
    assert ("B001", "finance", "need", 1, 1, 2) in cells(coded), "the older one counts again"
    first = scalar(coded.db, "select id from response order by submitted_at, id limit 1")
    end(coded, first, "destroyed")
    with writing(coded.db):
        destroyed_store.destroy(coded.db, first)
    same(coded)
    assert ("B001", "finance", "need", 1, 1, 1) in cells(coded)
    third = scalar(coded.db, "select id from response where respondent_id = ?", [coded.respondent("F3")])
    end(coded, third, "withdrawn")
    same(coded)
    assert named_store.spoke(coded.db, coded.round_id)[coded.areas["B001"]] == Spoke(2, 1)


def end(world: World, response: str, act: str) -> None:
    with writing(world.db):
        world.db.conn.execute(
            "insert into return_end(response_id, act, reason, at) values (?, ?, 'request', '2026-11-30')",
            [response, act],
        )


def test_who_spoke_where_and_as_what_put_right_moves_the_numbers(coded):
    db, talk = coded.db, "update participant set respondent_id = ? where label like 'B%'"
    second, third = coded.respondent("F2"), coded.respondent("F3")
    with writing(db):
        db.conn.execute(talk, [third])
    same(coded)
    assert cells(coded) == [("B001", "finance", "need", 2, 2, 3)]
    with writing(db):
        db.conn.execute("update respondent set kind = 'expert', firm_id = null where id = ?", [third])
        db.conn.execute("insert into respondent_area values (?, ?)", [third, coded.areas["B002"]])
    same(coded)
    assert cells(coded) == [("B001", "finance", "need", 2, 1, 3), ("B002", "finance", "need", 1, 0, 1)]
    with writing(db):
        db.conn.execute("delete from respondent_area where respondent_id = ?", [third])
        db.conn.execute(talk, [second])
        db.conn.execute("update turn set participant_id = null where speaker like 'B%'")
    same(coded)
    assert cells(coded) == [("B001", "finance", "need", 1, 1, 2)]


def test_a_withdrawn_talk_leaves_no_number(coded, people):
    segment = coded.segment(LOANS)
    settling.settle(
        coded.db, segment, person_id=people["analyst"], seen=0, codings=[Coding("market", "need", 1)], reason="정함"
    )
    with writing(coded.db):
        coded.db.conn.execute("insert into withdrawal select id, '예시', ?, '2026-11-30' from document", [coded.expert])
    same(coded)
    assert cells(coded) == [("B001", "finance", "need", 1, 1, 1)] and not rows(coded.db, "select 1 from settled_now")


@pytest.mark.parametrize("fault", ["update cell_now set firms = 9", "delete from said_now", "delete from spoke_area"])
def test_what_is_wrong_is_found_with_its_table_and_mended(coded, fault):
    coded.db.conn.execute(fault)
    found = recounting.wrong_words(coded.db)
    assert found and any(line.startswith(fault.split()[-1 if "delete" in fault else 1]) for line in found)
    recounting.recount_words(coded.db)
    assert recounting.wrong_words(coded.db) == []
    same(coded)
