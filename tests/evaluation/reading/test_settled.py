"""What was settled of a place wins over its coders, as of its moment, in level, trace and package."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.clock import now
from app.coding.several import settling
from app.coding.several.sides import Coding
from app.db import row, scalar, writing
from app.evaluation.display.trace_store import voices_of_themes
from app.evaluation.method.evidence import NONE
from app.evaluation.package.exporting import package_of
from app.evaluation.package.replaying import replay
from app.evaluation.reading.moments import Moment
from app.evaluation.reading.settled import joined, rows_of, settled_places
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.item_store import items_of
from app.ids import new_id

DOMAINS = {"finance": 0, "workforce": 1, "other": None}
FAR = Moment("2099-01-01", "2099-01-01", "2099-01-01", trial=False)


@pytest.fixture
def split(small):
    """One answer on which the expert says 5 and another coder nothing."""
    small.segment = small.answer("B001")
    small.code(small.segment, "finance", 5)
    small.code(small.segment, "finance", None, coder="official")
    return small


def settle(split, *codings, segment=None):
    person = split.people["analyst"]
    settling.settle(
        split.db, segment or split.segment, person_id=person, seen=0, codings=list(codings), reason="기준을 함께 읽음"
    )


def place(split):
    return scalar(split.db, "select answer_id from segment where id = ?", [split.segment])


def beside(split):
    """Another segment of the same answer."""
    found, said = new_id(), row(split.db, "select * from segment where id = ?", [split.segment])
    with writing(split.db):
        split.db.conn.execute(
            """insert into segment(id, round_id, answer_id, respondent_id, position, start, "end", text, language,
                 created_at) values (?, ?, ?, ?, 2, 0, 2, '예시', 'ko', ?)""",
            [found, said["round_id"], said["answer_id"], said["respondent_id"], now()],
        )
    return found


def places(split):
    return settled_places(split.db, split.id, FAR, DOMAINS)


def burden(split, evaluation):
    sql = "select v.* from voice_item v join area_result r on r.id = v.area_result_id where r.evaluation_id = ?"
    return row(split.db, sql, [evaluation])


def test_the_settled_value_takes_the_place_of_the_mean_in_level_and_trace(split):
    before = burden(split, evaluate_round(split.db, split.id, person_id=None))
    settle(split, Coding("finance", "need", 4))
    later = evaluate_round(split.db, split.id, person_id=None)
    assert (before["burden"], burden(split, later)["burden"]) == (pytest.approx(0.5), pytest.approx(0.8))
    items = [i for i in items_of(split.db, burden(split, later)["area_result_id"]) if i["kind"] == "respondent"]
    told = [c for i in items for c in json.loads(i["evidence"])["codings"]]
    assert {(c["coder"], c["severity"]) for c in told} == {("settled", 4)}
    earlier = [i for i in items_of(split.db, before["area_result_id"]) if i["kind"] == "respondent"]
    assert {c["severity"] for i in earlier for c in json.loads(i["evidence"])["codings"]} == {0, 5}


def test_a_theme_counts_with_the_worst_word_of_any_coder_until_it_is_settled(split):
    split.code(split.segment, "finance", 3, coder="official")

    def severity():
        found = voices_of_themes(split.db, split.id, split.areas["B001"], ["finance", "workforce"])
        return [(r["theme_code"], r["named"], r["severity"]) for r in found]

    assert severity() == [("finance", 1, 5.0)]
    settle(split, Coding("finance", "need", 4))
    assert severity() == [("finance", 1, 4.0)]


def test_a_package_with_what_was_settled_replays_to_the_byte(split, tmp_path):
    settle(split)
    files = package_of(split.db, evaluate_round(split.db, split.id, person_id=None))
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert files["inputs/adjudicated.csv"].decode().splitlines()[1].endswith(",1,,0")
    assert all(each.same for each in replay(tmp_path))


def test_what_is_settled_later_or_taken_back_by_then_does_not_count(split):
    settle(split, Coding("workforce", "need", 2))
    assert places(split) == {place(split): {1: 2}}
    assert settled_places(split.db, split.id, replace(FAR, read_at="2000-01-01"), DOMAINS) == {}
    settling.withdraw(split.db, split.segment, person_id=split.people["analyst"], seen=1, reason="다시")
    assert places(split) == {}


def test_a_place_with_another_sentence_in_dispute_is_not_settled_until_that_is(split):
    other = beside(split)
    split.code(other, "workforce", 2)
    settle(split, Coding("finance", "need", 4))
    assert places(split) == {place(split): {0: 4, 1: 2}}  # its one coder is of one mind
    split.code(other, "workforce", 3, coder="official")
    assert places(split) == {}
    settle(split, Coding("workforce", "need", 3), segment=other)
    assert places(split) == {place(split): {0: 4, 1: 3}}


def test_themes_without_a_domain_and_other_stances_are_no_problem():
    assert joined([{0: 2}, {0: 4, 1: 1}, {}]) == {0: 4, 1: 1}
    assert rows_of({3: {}, 1: {1: 2, 0: 5}}) == [(1, 0, 5), (1, 1, 2), (3, NONE, 0)]
