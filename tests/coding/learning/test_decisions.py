"""What a model learns from: the majority of the words that stand, ties left out, only themes of the codebook."""

from __future__ import annotations

import unicodedata

from app.coding.judging.judging import judge, undo
from app.coding.learning import model_store
from app.coding.learning.decisions import Decided, Labelled, Word, majority, pool
from app.coding.suggesting.suggesting import suggest

THEMES = {"workforce", "finance"}


def word(text, coder, accepted, theme="workforce", segment="s"):
    return Word(segment, text, coder, theme, accepted)


def test_the_majority_decides_and_a_tie_is_left_out():
    found = pool(
        [
            *(word("가", "1", True), word("가", "2", True), word("가", "3", False)),
            *(word("나", "1", True), word("나", "2", False)),
            word("다", "1", False),
        ],
        THEMES,
    )
    assert found.decided == (Decided("가", "workforce", True), Decided("다", "workforce", False))
    assert (found.ties, found.coders) == (1, 3)
    assert found.counts() == {"workforce": (1, 1)}


def test_two_segments_that_read_the_same_are_one_text_however_they_are_composed():
    apart = unicodedata.normalize("NFD", "사람이 없다")
    found = pool([word("사람이 없다", "1", True, segment="a"), word(apart, "1", True, segment="b")], THEMES)
    assert [d.text for d in found.decided] == ["사람이 없다"]


def test_a_theme_the_codebook_no_longer_has_teaches_nothing():
    assert pool([word("가", "1", True, theme="gone")], THEMES).decided == ()


def test_the_label_most_coders_give_counts_and_ties_are_left_out():
    found = majority(
        [
            *(("가", "rnd", "1", "need"), ("가", "rnd", "2", "need"), ("가", "rnd", "3", "none")),
            *(("나", "rnd", "1", "need"), ("나", "rnd", "2", "none")),
            ("나", "market", "1", "none"),
        ]
    )
    assert found.labelled == (Labelled("가", "rnd", "need"), Labelled("나", "market", "none"))
    assert (found.ties, found.coders) == (1, 3)


def said(world, part, action, *, coder=None, seen=0, theme=None, about=None, **measured):
    coded = action in ("accept", "change", "add")
    return judge(
        world.db,
        world.segment(part),
        coder_id=coder or world.expert,
        action=action,
        seen=seen,
        theme_code=theme,
        suggestion_id=world.suggestion(part, about) if about else None,
        stance="need" if coded else None,
        severity=3 if coded else None,
    )


def decided(world):
    return {(w.text[:6], w.theme, w.accepted) for w in model_store.coders_words(world.db)}


def test_words_that_stand_become_decisions_and_changed_or_undone_ones_do_not(world):
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    said(world, "숙련공", "accept", about="workforce")
    said(world, "이자 부담", "change", about="finance", theme="market")
    assert decided(world) == {
        ("숙련공을 구", "workforce", True),
        ("대출 금리가", "market", True),
        ("대출 금리가", "finance", False),
    }
    last = said(world, "숙련공", "reject", about="workforce", seen=1)
    assert ("숙련공을 구", "workforce", False) in decided(world)
    undo(world.db, coder_id=world.expert, judgment_id=last)
    assert ("숙련공을 구", "workforce", True) in decided(world)


def test_no_theme_here_rejects_what_had_been_suggested_and_nothing_else(world):
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    said(world, "숙련공", "nothing")
    said(world, "안녕하십니까", "nothing")
    assert decided(world) == {("숙련공을 구", "workforce", False)}


def test_what_another_coder_says_counts_beside(world):
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    said(world, "숙련공", "accept", about="workforce")
    said(world, "숙련공", "reject", about="workforce", coder=world.second)
    assert pool(model_store.coders_words(world.db), THEMES).ties == 1
