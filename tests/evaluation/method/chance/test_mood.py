"""One mood a firm: what its answers have in common is found, and nothing where there is nothing."""

import numpy as np
import pytest

from app.evaluation.method.chance.items import items_of
from app.evaluation.method.chance.mood import composites, mood_of
from app.evaluation.method.known import known_of
from app.evaluation.method.order import in_order
from tests.evaluation.method.rounds import MIXED, round_of, scheme

SCHEME = scheme(MIXED, draws=2)
NUMBERS = [50, np.nan, 50, np.nan]


def known_from(firms, answers, codings, areas):
    evidence = round_of(areas, [NUMBERS] * len(areas), firms=firms, answers=answers, codings=codings)
    return known_of(in_order(evidence, indicators=4, domains=3).evidence, SCHEME)


def mood(alike, seed=0, areas=30, each=8):
    """rho of a round whose areas differ and in which a firm's answers are one throw of its area's coin, or three."""
    rng = np.random.default_rng(seed)
    codes = [f"A{a:02}" for a in range(areas)]
    firms, answers, codings = [], [], []
    for a, code in enumerate(codes):
        bad = np.repeat(rng.uniform(0.1, 0.9), 3) if alike else rng.uniform(0.1, 0.9, 3)
        for j in range(each):
            throw = (np.repeat(rng.random(), 3) if alike else rng.random(3)) < bad
            name = f"F{a:02}-{j}"
            firms.append((name, code, True))
            answers += [(name, 1, 1 - 2 * int(throw[0])), (name, 3, 1 - 2 * int(throw[1]))]
            codings += [(name, 0, 0, 0, 5)] if throw[2] else []
    known = known_from(firms, answers, codings, codes)
    return mood_of(items_of(known, SCHEME), known, SCHEME)


def test_answers_that_go_together_share_their_error_and_others_hardly_do():
    alike, apart = mood(True), mood(False)
    assert alike.min() > 0.6 and apart.max() < 0.35


def test_what_a_firm_did_not_say_stands_at_its_areas_mean():
    firms = [("F1", "A", True), ("F2", "A", True), ("F3", "A", False)]
    known = known_from(firms, [("F1", 1, -1), ("F3", 1, 1)], [("F1", 0, 0, 0, 5)], ["A"])
    items = items_of(known, SCHEME)
    r, area, omega = composites(items, known)
    bsi, voices = items.c[0], items.c[2]
    # F1 worse and in crisis; F2 silent on the item (its mean is 0) and calm; F3 better, its burden at the mean .5.
    assert r == pytest.approx([bsi + voices, 0, -bsi + voices / 2]) and area.tolist() == [0, 0, 0]
    assert omega.tolist() == [1, 1, 1]


def test_one_item_has_nothing_to_share_with():
    alone = scheme({"finance": (1.0, {"f": "monitoring"})}, draws=2)
    evidence = round_of(["A"], [[50]], firms=[("F", "A", True)], codings=[("F", 0, 0, 0, 5)])
    known = known_of(in_order(evidence, indicators=1, domains=1).evidence, alone)
    assert mood_of(items_of(known, alone), known, alone).tolist() == [0]
