"""Saturation worked by hand: what is new, the yield of the last sittings, clusters in the order of what was said."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.exploring.saturation import Yield, clusters, first_brought


def test_a_thing_is_new_where_it_is_brought_first():
    sittings = [["money", "people"], ["money"], ["people", "rent", "rent"], [], ["tariff", "money"]]
    assert first_brought(sittings) == (2, 0, 1, 0, 1)


def test_the_run_is_weighed_against_what_was_known_before_it():
    # Six and four before the run of three; one, none and one in it: 2 / 10.
    told = Yield((6, 4, 1, 0, 1), run=3)
    assert (told.before, told.late) == (10, 2)
    assert told.ratio == pytest.approx(0.2)


def test_without_a_sitting_before_the_run_nothing_can_be_told():
    assert Yield((6, 4, 1, 0, 1)).ratio is None
    assert Yield((6, 4, 1, 0, 1, 0)).ratio == pytest.approx(1.0)
    assert Yield((0, 4), run=1).ratio is None
    assert Yield(()).ratio is None


def test_a_statement_joins_the_nearest_leader_or_leads_a_cluster_of_its_own():
    angles = [[0, 10, 90], [80, 40], []]
    sittings = [np.array([[np.cos(a), np.sin(a)] for a in np.radians(each)]).reshape(-1, 2) for each in angles]
    # 0 leads, 10 joins it (cosine .985), 90 leads; 80 joins 90; 40 is nearest to 90 and to 0 with .64 and .77: leads.
    assert clusters(sittings, 0.9) == [[0, 0, 1], [1, 2], []]
    assert clusters(sittings, 0.7) == [[0, 0, 1], [1, 0], []]


def test_clusters_are_the_same_whatever_is_said_later():
    draw = np.random.default_rng(1).normal(size=(30, 8))
    vectors = draw / np.linalg.norm(draw, axis=1, keepdims=True)
    whole = clusters([vectors[:10], vectors[10:]], 0.5)
    assert clusters([vectors[:10]], 0.5) == whole[:1]
