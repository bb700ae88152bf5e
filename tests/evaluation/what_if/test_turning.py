"""What would turn a level: each change is tried with the whole merge, and a little less of it turns nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from flask import Flask

from app.evaluation.method.levels import UNKNOWN, level_starts
from app.evaluation.method.scheme_file import load_scheme
from app.evaluation.reading.inputs import past_of
from app.evaluation.what_if.saying import turn_sentences
from app.evaluation.what_if.sources import Sources, joined, scored
from app.evaluation.what_if.turning import Turn, turns_of, with_weight

SCHEME = load_scheme()
REGISTER = SCHEME.is_register


def area(points: float, burdens: tuple[float, ...] = (), *, K: float = 5.0) -> Sources:
    """One area whose registers all stand at so many points, with these voices and no survey."""
    ends = np.array([(i.upper, i.lower) for i in SCHEME.indicators])
    y = np.where(REGISTER, ends[:, 0] - points / 100 * (ends[:, 0] - ends[:, 1]), np.nan)
    starts = level_starts(SCHEME.cutoffs, past_of([], ["A"], SCHEME), points=3, evaluations=2)
    people = len(burdens)
    return Sources(
        y=y[None],
        Z=np.ones((1, len(y))),
        area=np.zeros(people, np.int64),
        omega=np.ones(people),
        burden=np.array(burdens),
        K=np.array([K]),
        starts=starts,
    )


def level(sources: Sources, scheme=SCHEME) -> int:
    return int(scored(sources, scheme).level[0])


def of_kind(turns: tuple[Turn, ...], kind: str) -> list[Turn]:
    return [turn for turn in turns if turn.kind == kind]


def test_the_firms_that_turn_a_level_are_the_fewest() -> None:
    sources = area(35, (0.6, 0.6))
    (up,) = of_kind(turns_of(sources, SCHEME), "firms")
    assert level(sources) == 0 and up.level == 1
    points = SCHEME.voices.severity_points
    assert level(joined(sources, respondents=int(up.before), burden=points[int(up.to) - 1])) == 1
    assert level(joined(sources, respondents=int(up.before), burden=points[int(up.to) - 2])) == 0
    assert level(joined(sources, respondents=int(up.before) - 1, burden=1.0)) == 0


@pytest.mark.parametrize("points, burdens", [(35.0, (0.8, 0.6)), (52.0, (1.0, 0.2, 0.2)), (61.0, ()), (44.0, (0.2,))])
def test_every_value_told_turns_the_level_and_a_digit_less_does_not(points: float, burdens: tuple[float, ...]) -> None:
    sources = area(points, burdens)
    now, turns = level(sources), turns_of(sources, SCHEME)
    assert turns
    for turn in turns:
        if turn.kind in ("firms", "cutoff"):
            continue
        step = {"indicator": 0.1}.get(turn.kind, 0.01) * np.sign(turn.to - turn.before)
        assert _tried(sources, turn, turn.to) == turn.level != now, turn
        assert _tried(sources, turn, turn.to - step) == now, turn


def _tried(sources: Sources, turn: Turn, to: float) -> int:
    if turn.kind == "lambda":
        return level(sources, replace(SCHEME, lam=to))
    if turn.kind == "weight":
        places = [d.id for d in SCHEME.domains]
        return level(sources, with_weight(SCHEME, places.index(turn.ref), to))
    y = sources.y.copy()
    y[0, [i.code for i in SCHEME.indicators].index(turn.ref)] = to
    return level(replace(sources, y=y))


def test_the_cut_offs_beside_the_score_are_the_score() -> None:
    turns = of_kind(turns_of(area(47), SCHEME), "cutoff")
    assert {(t.ref, t.before, t.to, t.level) for t in turns} == {("caution", 40, 47.1, 0), ("serious", 60, 47, 2)}


def test_where_the_level_is_held_only_what_lies_clear_of_the_cut_off_lowers_it() -> None:
    held = replace(area(50), starts=np.array([[-np.inf, 60.0]]))
    assert {t.level for t in turns_of(held, SCHEME)} == {2}


def test_where_no_level_is_proposed_nothing_turns_one() -> None:
    y = np.full((1, len(REGISTER)), np.nan)
    unknown = replace(area(50), y=y)
    assert level(unknown) == UNKNOWN and turns_of(unknown, SCHEME) == ()


@pytest.mark.parametrize("spoke", [True, False])
@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize("severity", [1, 4])
def test_firms_speak_besides_only_where_somebody_spoke_and_all_only_where_they_are_several(
    app: Flask, spoke: bool, n: int, severity: int
) -> None:
    with app.test_request_context("/"):
        told = turn_sentences([Turn("firms", "", n, severity, 1, 0.1)], SCHEME, str, spoke=spoke)
    (words,) = told[0][1]
    assert ("더 " in words) == spoke and ("모두" in words) == (severity == 1 and n > 1 and spoke)
