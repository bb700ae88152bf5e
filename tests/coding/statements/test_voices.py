"""What the evaluation takes: every respondent once, and the problem codings that stand."""

from __future__ import annotations

from app.coding.statements.segmenting import segment_round
from app.coding.statements.voices import problem_codings, respondents
from app.db import rows, writing


def put(world, part, theme, severity, *, coder=None, stance="need", action="add", retracts=None):
    """A judgment straight into the table; gives its number."""
    with writing(world.db):
        return world.db.conn.execute(
            """insert into judgment(segment_id, coder_id, action, theme_code, retracts, stance, severity,
                 codebook_id, at) values (?, ?, ?, ?, ?, ?, ?, (select id from codebook), '2026-11-22T00:00:00+00:00')""",
            [world.segment(part), coder or world.expert, action, theme, retracts, stance, severity],
        ).lastrowid


def test_a_firm_that_spoke_and_answered_counts_once_and_the_moderator_never(world):
    found = respondents(world.db, world.round_id)
    assert sorted((v.kind, len(v.area_ids)) for v in found) == [("expert", 2), ("firm", 1), ("firm", 1), ("firm", 1)]
    assert [v.area_ids for v in found if v.respondent_id == world.respondent("F2")] == [(world.areas["B002"],)]


def test_only_needs_that_stand_are_problem_codings(world):
    segment_round(world.db, world.round_id)
    put(world, "숙련공", "workforce", 4)
    put(world, "숙련공", "workforce", 2, coder=world.second)
    put(world, "인력난은 없", "workforce", None, stance="none")
    put(world, "임대료", "location", 3)
    taken_back = put(world, "이자 부담", "finance", 5)
    put(world, "이자 부담", "finance", None, stance=None, action="retract", retracts=taken_back)
    found = [(c.respondent_id, c.theme_code, c.severity) for c in problem_codings(world.db, world.round_id)]
    assert found == [
        (world.respondent("F1"), "workforce", 4),
        (world.respondent("F1"), "workforce", 2),
        (world.respondent("F2"), "location", 3),
    ]


def test_a_later_judgment_of_the_same_coder_replaces_the_earlier_one(world):
    segment_round(world.db, world.round_id)
    put(world, "숙련공", "workforce", 4)
    put(world, "숙련공", "workforce", 5)
    assert [c.severity for c in problem_codings(world.db, world.round_id)] == [5]
    put(world, "숙련공", None, None, stance=None, action="nothing")
    assert problem_codings(world.db, world.round_id) == []


def test_the_answers_of_a_return_that_was_sent_again_do_not_count(world):
    segment_round(world.db, world.round_id)
    put(world, "자금 조달", "finance", 3)
    assert len(problem_codings(world.db, world.round_id)) == 1
    world.answer("F1", "hardest", "이제 괜찮습니다.")
    assert problem_codings(world.db, world.round_id) == []


def test_the_segments_follow_when_a_speaker_is_put_right(world):
    segment_round(world.db, world.round_id)
    with writing(world.db):
        world.db.conn.execute(
            """update turn set participant_id = (select id from participant where label = 'B소프트 대표')
               where speaker = 'A정밀 대표'"""
        )
    found = rows(world.db, "select distinct respondent_id from segment where text like '%숙련공%'")
    assert [r["respondent_id"] for r in found] == [world.respondent("F2")]
