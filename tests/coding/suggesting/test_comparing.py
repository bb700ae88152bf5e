"""Two analyses side by side: counted by hand, over segments both looked at, within what a person may see."""

from __future__ import annotations

import pytest

from app.accounts.people import EVERYTHING, Scope
from app.coding.suggesting import compare_store
from app.coding.suggesting.comparing import Analysis, Pair, Side, summarize
from app.coding.suggesting.suggesting import suggest
from app.db import scalar
from tests.coding.learning.learned_world import teach


def pair(theme, a, b):
    return Pair("s", theme, a and Side("a", *a), b and Side("b", *b))


def test_pairs_are_told_apart_by_what_changed():
    assert pair("t", None, (0.6, "need")).kind == "only_b"
    assert pair("t", (0.6, "need"), None).kind == "only_a"
    assert pair("t", (0.6, "need"), (0.6, "none")).kind == "stance"
    assert pair("t", (0.6, "need"), (0.5, "need")).kind == "score"
    assert pair("t", (0.6, "need"), (0.55, "need")).kind == "same"
    assert pair("t", (0.6, "need"), (0.9, "need", "perhaps")).kind == "grade"
    assert pair("t", (0.6, "need"), (0.6, "need", "sure", "other")).kind == "same"


def test_a_theme_is_summed_up_over_all_its_pairs():
    found = summarize(
        [
            pair("finance", (0.6, "need"), (0.8, "need")),
            pair("finance", (0.6, "need"), (0.5, "none")),
            pair("finance", None, (0.9, "need")),
            pair("market", (0.6, "need"), None),
        ]
    )
    finance, market = found["finance"], found["market"]
    assert (finance.only_a, finance.only_b, finance.both, finance.stance) == (0, 1, 2, 1)
    assert finance.change == pytest.approx(0.05)
    assert (market.only_a, market.both, market.change) == (1, 0, None)


def test_an_analysis_is_named_by_all_that_made_it():
    one = Analysis(1, "l", "a", "", 5, "2026")
    assert one.key == Analysis(7, "l", "a", "", 9, "2027").key != Analysis(1, "l", "a", "m", 5, "2026").key


def test_base_and_decisions_are_compared_over_the_segments_both_looked_at(world):
    teach(world, 40, 40)
    world.answer("F1", "wanted", "새로 온 말입니다.")
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    before, after = compare_store.analyses(world.db, world.round_id, EVERYTHING)
    assert (before.number, before.model, after.model != "") == (1, "", True)
    assert after.segments == before.segments + 1
    pairs, looked = compare_store.pairs(world.db, world.round_id, EVERYTHING, before, after)
    assert looked == before.segments
    found = summarize(pairs)["workforce"]
    # The forty rejected are hardly likely any more; the forty accepted stay what they were, or become likely.
    assert found.both + found.only_a + found.only_b >= 80 and found.change < 0
    narrowed, few = compare_store.pairs(world.db, world.round_id, EVERYTHING, before, after, q="3달째 올해")
    # Both words in any order: the 3rd, 13th, 23rd and 33rd month.
    own = [p for p in narrowed if p.theme == "workforce"]
    assert few == len(own) == 4 and all(p.b for p in own)


def test_what_the_facilitator_says_is_not_compared(world):
    teach(world, 40, 40)
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    asked = world.segment("요즘 인력난이 어떻습니까")
    assert asked and world.suggestion("요즘 인력난이 어떻습니까", "workforce")
    before, after = compare_store.analyses(world.db, world.round_id, EVERYTHING)
    pairs, looked = compare_store.pairs(world.db, world.round_id, EVERYTHING, before, after)
    assert asked not in {p.segment_id for p in pairs}
    respondents = "select count(*) from segment where respondent_id is not null"
    assert looked == before.segments == scalar(world.db, respondents)


def test_another_areas_segments_are_not_compared(world):
    teach(world, 40, 40)
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    before, after = compare_store.analyses(world.db, world.round_id, EVERYTHING)
    nobody = Scope(frozenset())
    assert compare_store.analyses(world.db, world.round_id, nobody) == []
    assert compare_store.pairs(world.db, world.round_id, nobody, before, after) == ([], 0)
