"""When a model's figure may be shown, on both sides of every border; kappa and calibration worked by hand."""

from __future__ import annotations

import pytest

from app.coding.learning.proof import Case, agreement, always_yes, known_labels, prove


def cases(accepted, rejected, *, missed=0, false=0, lexicon_missed=0, lexicon_false=0):
    """Decided texts of which the model misses some and wrongly takes some, and the lexicon likewise."""
    return [
        *(Case(True, 0.2 if n < missed else 0.8, n >= lexicon_missed) for n in range(accepted)),
        *(Case(False, 0.8 if n < false else 0.2, n < lexicon_false) for n in range(rejected)),
    ]


@pytest.mark.parametrize(
    ("accepted", "rejected", "missing"),
    [(30, 30, ()), (29, 30, ("accepted",)), (30, 29, ("rejected",)), (29, 29, ("accepted", "rejected"))],
)
def test_thirty_accepted_and_thirty_rejected_are_needed(accepted, rejected, missing):
    proof = prove(cases(accepted, rejected, lexicon_missed=1))
    assert proof.missing == missing and proof.shown is (not missing)


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [({"missed": 1, "lexicon_missed": 2}, True), ({"missed": 2, "lexicon_missed": 2}, False), ({"missed": 2}, False)],
)
def test_the_model_must_beat_the_lexicon_and_as_good_is_not_enough(wrong, shown):
    assert prove(cases(30, 30, **wrong)).shown is shown


def test_the_model_must_beat_whoever_says_yes_to_everything():
    # 90 accepted, 30 rejected: always yes has 180 / 210. Model, missing 24: 2*66 / (66 + 90) = .846 is below it;
    # missing 20: 2*70 / (70 + 90) = .875 is above it. The lexicon finds none.
    below, above = (prove(cases(90, 30, missed=n, lexicon_missed=90)) for n in (24, 20))
    assert below.always_yes == above.always_yes == always_yes(90, 30) == pytest.approx(180 / 210)
    assert below.f1 == pytest.approx(132 / 156) and below.missing == ("always_yes",)
    assert above.f1 == pytest.approx(140 / 160) and above.shown
    # Saying yes to everything is as good as itself, which is not enough.
    assert prove(cases(30, 30, false=30, lexicon_missed=30)).missing == ("always_yes",)


def test_f1_counts_what_was_missed_and_what_was_taken_wrongly():
    # Model: 27 of 30 found, 2 wrongly: 2*27 / (29 + 30). Lexicon: 20 of 30 found, 10 wrongly: 2*20 / (30 + 30).
    proof = prove(cases(30, 40, missed=3, false=2, lexicon_missed=10, lexicon_false=10))
    assert (proof.accepted, proof.rejected) == (30, 40)
    assert proof.f1 == pytest.approx(54 / 59) and proof.lexicon_f1 == pytest.approx(40 / 60)


def test_a_probability_of_one_half_says_yes():
    assert prove([Case(True, 0.5, False)]).f1 == 1.0
    assert prove([Case(True, 0.4999, False)]).f1 == 0.0


def test_the_calibration_error_is_the_weighted_distance_of_promise_and_outcome():
    # Four texts at .8 of which three are accepted, one at .2 that is not: (4*|.8-.75| + 1*|.2-0|) / 5 = .08.
    proof = prove([*(Case(n < 3, 0.8, True) for n in range(4)), Case(False, 0.2, False)])
    assert proof.ece == pytest.approx(0.08)
    assert [b.n for b in proof.bins] == [0, 0, 1, 0, 0, 0, 0, 0, 4, 0]


def test_a_probability_of_one_falls_into_the_last_bin():
    assert prove([Case(True, 1.0, True)]).bins[-1].n == 1


def test_two_models_agree_by_what_chance_would_not_give():
    # Both yes on 20, both no on 15, first alone 5, second alone 10: kappa = (.7 - .5) / .5 = .4.
    one, other = {}, {}
    for n in range(50):
        one[f"s{n}"] = 0.9 if n < 25 else 0.1
        other[f"s{n}"] = 0.9 if n < 20 or n >= 40 else 0.1
    assert agreement({"workforce": one}, {"workforce": other}) == pytest.approx(0.4)


def test_only_segments_and_themes_both_read_count_and_silence_tells_nothing():
    one = {"workforce": {"a": 0.9, "b": 0.1, "c": 0.9}, "finance": {"a": 0.1}, "market": {"a": 0.1, "b": 0.2}}
    other = {"workforce": {"a": 0.8, "b": 0.2}, "market": {"a": 0.1, "b": 0.2}, "rnd": {"a": 0.9}}
    assert agreement(one, other) == 1.0
    assert agreement({"market": one["market"]}, other) is None
    assert agreement({}, other) is None


@pytest.mark.parametrize(
    ("need", "none", "beats", "known"),
    [(30, 30, True, {"need", "none"}), (30, 29, True, set()), (30, 30, False, set()), (90, 3, True, set())],
)
def test_a_learned_stance_needs_thirty_of_what_it_gives_and_of_what_it_replaces(need, none, beats, known):
    assert known_labels({"need": need, "none": none}, beats_rules=beats) == known


def test_an_update_of_a_base_needs_twenty_decisions_and_must_be_no_worse() -> None:
    def on_base(count: int, own: float, base: float) -> tuple[str, ...]:
        return prove(
            [
                Case(n % 2 == 0, own if n % 2 == 0 else 1 - own, False, base if n % 2 == 0 else 1 - base)
                for n in range(count)
            ]
        ).missing

    assert on_base(20, 0.7, 0.6) == on_base(20, 0.6, 0.6) == ()
    assert on_base(19, 0.7, 0.6) == ("decisions",) and on_base(20, 0.6, 0.7) == ("loss",)
    told = prove([Case(True, 0.8, True, 0.4), Case(False, 0.3, True, 0.4)])
    assert (told.base_f1, told.f1) == (0.0, 1.0)
    # -(ln .8 + ln .7) / 2 and -(ln .4 + ln .6) / 2
    assert (told.loss, told.base_loss) == (pytest.approx(0.2899, abs=1e-4), pytest.approx(0.7136, abs=1e-4))
