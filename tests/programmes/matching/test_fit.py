"""Holding programmes against places, worked by hand; and the gaps that are left."""

from __future__ import annotations

from typing import Any

import pytest

from app.programmes.matching.fit import ANY, FAILED, MET, UNKNOWN, hold
from app.programmes.matching.gaps import by_domain, idle, needs
from app.programmes.matching.ground import Ground
from app.programmes.matching.lines import lines
from app.programmes.matching.reading import Held
from app.programmes.matching.rules import read_rules, shipped
from app.programmes.register.programme import Programme
from tests.programmes.conftest import said

DAY = "2026-11-30"
DOMAINS = {"workforce": "hr", "finance": "finance", "location": None}
RULES = read_rules(shipped())


def place(name: str = "a", **more: Any) -> Ground:
    usual: dict[str, Any] = {
        "level": "caution",
        "spoke": 7,
        "said": {"workforce": 5},
        "firms": 10,
        "industries": {"main": 10},
        "stages": {"growth": 10},
        "sizes": {"small": 10},
    }
    return Ground(name, "complex", **(usual | more))


def held(places: list[Ground], programmes: list[Programme]) -> Held:
    fits = hold(places, programmes, RULES, domains=DOMAINS, day=DAY)
    return Held(places, programmes, RULES, DOMAINS, DAY, fits)


def state(programme: Programme, ground: Ground, condition: str) -> tuple[int, bool]:
    found = held([ground], [programme])
    return found.fits.of(0, 0)[condition], bool(found.fits.fits[0, 0])


@pytest.mark.parametrize(
    ("programme", "ground", "condition", "expected"),
    [
        (said(), place(), "theme", (MET, True)),
        (said(), place(said={"workforce": 2}), "theme", (FAILED, False)),
        (said(), place(said={}, own=frozenset({"workforce"})), "theme", (MET, True)),
        (said(themes=("finance",)), place(), "theme", (FAILED, False)),
        (said(), place(said={}, points={"hr": 50.0}), "domain", (MET, True)),
        (said(), place(said={}, points={"hr": 49.9}), "domain", (FAILED, False)),
        (said(), place(said={}), "domain", (UNKNOWN, False)),
        (said(levels=("serious",)), place(), "level", (FAILED, False)),
        (said(levels=("caution", "serious")), place(), "level", (MET, True)),
        (said(levels=("caution",)), place(level=None), "level", (UNKNOWN, False)),
        (said(), place(level=None), "level", (ANY, True)),
        (said(stages=("startup",)), place(), "stage", (FAILED, False)),
        (said(stages=("startup",)), place(stages={}), "stage", (UNKNOWN, True)),
        (said(industry_kinds=("main", "future")), place(), "industry", (MET, True)),
        (said(sizes=("micro",)), place(), "size", (FAILED, False)),
        (said(area_kinds=("special_zone",)), place(), "area_kind", (FAILED, False)),
        (said(region="충남"), place(), "region", (FAILED, False)),
        (said(region="부산"), place(), "region", (MET, True)),
        (said(closes_on="2026-11-29"), place(), "open", (FAILED, False)),
        (said(closes_on="2026-11-30"), place(), "open", (MET, True)),
        (said(opens_on="2026-12-01"), place(), "open", (FAILED, False)),
        (said(), place(), "open", (UNKNOWN, True)),
    ],
)
def test_a_condition_says_whether_it_holds_and_what_follows(
    programme: Programme, ground: Ground, condition: str, expected: tuple[int, bool]
) -> None:
    assert state(programme, ground, condition) == expected


def test_what_speaks_most_for_a_programme_comes_first() -> None:
    found = held([place(points={"hr": 80.0})], [said(), said(levels=("caution",)), said(domains=("rnd",))])
    assert found.fits.scores(0) == [5.0, 6.0, 0.0]


def test_a_need_is_told_with_how_many_programmes_answer_it() -> None:
    near, far = place("a", said={"workforce": 5, "location": 3}), place("b", points={"finance": 72.0})
    found = needs(held([near, far], [said()]))
    assert [(n.area_id, n.kind, n.code, n.firms, n.points, n.answers) for n in found] == [
        ("a", "theme", "location", 3, None, 0),
        ("b", "domain", "finance", None, 72.0, 0),
        ("a", "theme", "workforce", 5, None, 1),
        ("b", "theme", "workforce", 5, None, 1),
    ]


def test_a_domain_is_summed_in_firms_and_won_with_what_is_unknown() -> None:
    """Seven firms in two areas ask for training: five may get 8 million each, of two areas no limit is known."""
    places = [place("a"), place("b", said={"workforce": 4}, sizes={"micro": 4})]
    places += [place("c", said={"workforce": 3}, level="good")]
    programmes = [
        said(cap=8_000_000, sizes=("small",), levels=("caution",)),
        said(cap=5_000_000, sizes=("small",)),
        said(cap=None, sizes=("micro",)),
        said(domains=("finance",)),
    ]
    (hr, finance) = by_domain(each := held(places, programmes), needs(each), ("hr", "finance"))
    assert (hr.needs, hr.areas, hr.unanswered, hr.programmes, hr.idle) == (3, 3, 0, 3, 0)
    assert (hr.won, hr.unknown) == (5 * 8_000_000 + 3 * 5_000_000, 4)
    assert (finance.needs, finance.programmes, finance.idle, finance.won) == (0, 1, 1, 0)


def test_a_need_is_one_theme_of_one_area_in_every_sum() -> None:
    """By hand: area a needs people, money and a place, area b money: four needs, of which money alone is answered."""
    places = [place("a", said={"workforce": 5, "finance": 3, "location": 3}), place("b", said={"finance": 4})]
    found = held(places, [said(domains=("hr", "finance"), themes=("finance",), cap=8_000_000)])
    counted = {each.domain: each for each in by_domain(found, needs(found), ("hr", "finance"))}
    assert {d: (each.needs, each.areas, each.unanswered, each.won) for d, each in counted.items()} == {
        "hr": (1, 1, 1, 0),
        "finance": (2, 2, 0, 7 * 8_000_000),
        None: (1, 1, 1, 0),
    }
    areas = [{"id": name} for name in "ab"]
    assert [(line.needs, line.unanswered) for line in lines(found, areas, {})] == [(3, 2), (1, 0)]  # type: ignore[arg-type]


def test_one_or_two_firms_of_an_area_enter_no_sum() -> None:
    (line,) = by_domain(each := held([place(said={"workforce": 2})], [said()]), needs(each), ("hr",))
    assert (line.needs, line.areas, line.unanswered) == (0, 0, 0)


def test_a_programme_of_another_region_is_neither_offered_nor_idle() -> None:
    found = held([place()], [said(region="충남"), said(domains=("rnd",))])
    assert [p.domains for p in idle(found)] == [("rnd",)]
