"""`as_of` binds all that a run reads: answers, judgments, withdrawals, the register; and the past replays."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app.areas.importing import import_firms
from app.clock import today
from app.db import row, scalar, writing
from app.evaluation.package.exporting import package_of
from app.evaluation.reading.moments import end_of
from app.evaluation.round import standing_store, store
from app.evaluation.round.evaluating import evaluate_round
from app.surveys.sealed import ending
from tests.evaluation.conftest import Round

BEFORE, YESTERDAY = (today() - timedelta(days=days) for days in (2, 1))


@pytest.fixture
def past(small: Round) -> Round:
    """Two days ago two firms of B001 spoke, and one problem of severity 3 was coded; now everything is of today."""
    small.calm_nation()
    small.at_points("B001", 20)
    small.at = end_of(BEFORE)
    small.voices("B001", (3, 0))
    small.at = None
    return small


def trial(past: Round) -> str:
    return evaluate_round(past.db, past.id, person_id=None, as_of=YESTERDAY.isoformat())


def of_area(past: Round, evaluation_id: str, area: str = "B001") -> tuple[int, float | None]:
    found = store.result_of_area(past.db, evaluation_id, past.areas[area])
    assert found is not None
    return found["respondents"], found["voices_points"]


def test_answers_and_judgments_of_a_later_day_do_not_count(past: Round) -> None:
    past.voices("B001", (5, 5))
    segment = scalar(
        past.db, "select id from segment where text = '예시 B001 답변 2번입니다.' order by created_at limit 1"
    )
    past.code(segment, "finance", 4)
    assert of_area(past, trial(past)) == (2, pytest.approx(25))
    assert of_area(past, evaluate_round(past.db, past.id, person_id=None)) == (
        4,
        pytest.approx((50 + 83.333333 + 200) / 4),
    )


def test_what_was_taken_back_later_stood_then(past: Round) -> None:
    judgment = row(past.db, "select * from judgment")
    assert judgment is not None
    with writing(past.db):
        past.db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, retracts, codebook_id, at)
               values (?, ?, 'retract', ?, ?, ?)""",
            [judgment["segment_id"], judgment["coder_id"], judgment["id"], judgment["codebook_id"], past.now()],
        )
    assert of_area(past, trial(past)) == (2, pytest.approx(25))
    assert of_area(past, evaluate_round(past.db, past.id, person_id=None)) == (2, 0)


def test_a_return_withdrawn_later_counted_then_and_a_destroyed_one_counts_never_again(past: Round) -> None:
    response = scalar(past.db, "select an.response_id from judgment j join segment s on s.id = j.segment_id"
                               " join answer an on an.id = s.answer_id")  # fmt: skip
    ending.withdraw(past.db, response, "request", person_id=None)
    assert of_area(past, trial(past)) == (2, pytest.approx(25))
    assert of_area(past, evaluate_round(past.db, past.id, person_id=None)) == (1, 0)
    ending.destroy(past.db, response, "request", person_id=None)
    assert of_area(past, trial(past)) == (1, 0)


def test_a_run_of_the_rounds_own_past_day_leaves_out_what_was_withdrawn_since(past: Round) -> None:
    from app.areas.opening import fix_day

    fix_day(past.db, "2026H2", YESTERDAY.isoformat())
    response = scalar(past.db, "select id from response order by received_at limit 1")
    ending.withdraw(past.db, response, "request", person_id=None)
    own = evaluate_round(past.db, past.id, person_id=None)
    found = store.find_evaluation(past.db, own)
    assert found is not None and (found["trial"], found["as_of"]) == (0, YESTERDAY.isoformat())
    assert of_area(past, own) == (1, 0)


def test_a_firm_that_moves_counts_once_where_it_is_on_the_rounds_last_day(past: Round) -> None:
    past.db.conn.execute("update firm set created_at = created_at")  # what is no move makes no entry
    with writing(past.db):
        past.db.conn.execute("update firm set area_id = ? where code = 'F0001'", [past.areas["B002"]])
        past.db.conn.execute(
            """insert into respondent_area select re.id, ? from respondent re join firm f on f.id = re.firm_id
               where f.code = 'F0001'""",
            [past.areas["B002"]],
        )
    assert (
        scalar(past.db, "select count(*) from firm_place where firm_id = (select id from firm where code = 'F0001')")
        == 2
    )
    own = evaluate_round(past.db, past.id, person_id=None)
    assert (of_area(past, own)[0], of_area(past, own, "B002")) == (1, (1, pytest.approx(50)))
    assert of_area(past, trial(past)) == (2, pytest.approx(25))


def test_an_area_that_closed_takes_no_part_and_the_evaluation_names_it(past: Round) -> None:
    past.close("B002", "2026-08-31")
    own = evaluate_round(past.db, past.id, person_id=None)
    assert store.result_of_area(past.db, own, past.areas["B002"]) is None
    found = store.find_evaluation(past.db, own)
    assert found is not None and json.loads(found["summary"])["closed"] == [["B002", "2026-08-31"]]
    # That it closed is known since today: as of yesterday it was there.
    assert store.result_of_area(past.db, trial(past), past.areas["B002"]) is not None


def test_who_spoke_of_a_closed_area_alone_counts_nowhere(past: Round) -> None:
    past.voices("B002", (5,))
    past.close("B002", "2026-08-31")
    own = evaluate_round(past.db, past.id, person_id=None)
    assert scalar(past.db, "select count(*) from voice_item v join area_result r on r.id = v.area_result_id"
                           " where r.evaluation_id = ?", [own]) == 2  # fmt: skip


def test_an_evaluation_is_exported_on_the_data_of_its_moment_whatever_came_since(past: Round) -> None:
    own = evaluate_round(past.db, past.id, person_id=None)
    first = package_of(past.db, own)
    past.voices("B001", (5, 5))
    past.another_file()
    past.at_points("B001", 90, published=today().isoformat())
    past.close("B002", "2026-08-31")
    assert evaluate_round(past.db, past.id, person_id=None) != own
    assert package_of(past.db, own) == first
    assert standing_store.standing_result(past.db, past.id, past.areas["B001"])["evaluation_id"] != own  # type: ignore[index]


def test_the_register_of_firms_writes_down_a_move_by_itself(past: Round) -> None:
    table = "코드,밀집지역코드,이름,규모\nF0001,B002,예시기업 1,소기업\n".encode()
    import_firms(past.db, table, "firms.csv", None)
    assert scalar(past.db, "select count(*) from firm_place") == 3
