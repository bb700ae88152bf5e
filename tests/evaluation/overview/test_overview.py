"""A round at a glance: the same lines as elsewhere, movers with what moved them, the map, cuts, real spreads."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from app.accounts.people import EVERYTHING, Scope
from app.areas.places.locating import locate
from app.evaluation.display.lines import Line, Wanted, narrow, ordered
from app.evaluation.overview import glance, overview_store
from app.evaluation.overview.mapping import MOST_NAMED, map_of
from app.evaluation.overview.moving import move_of, movers
from app.evaluation.overview.naming import HIGH, WIDE_HANGUL, names_of
from app.evaluation.overview.quality import quality_of
from app.evaluation.overview.spreading import cut, known_spreads, spread
from app.evaluation.round import standing_store, store
from app.evaluation.round.evaluating import evaluate_round
from tests.conftest import sign_in


def line(code="B001", *, level="good", score=20.0, **more):
    row = {
        **{"area_id": code, "code": code, "name_ko": code, "name_en": code, "district": "사상구", "kind": "complex"},
        **{"level": level, "level_now": None, "score": score, "undetermined": 0, "dissonant": 0, "open": 0},
        **{"robustness": 0.9, "firm": 1, "previous_level": None, "method": 2, "scheme_id": "s"},
        **{"latitude": 35.1, "longitude": 129.0, "grade": "B", "coverage": 1.0, "respondents": 3},
        **{"coded_twice": 0, "agreeing": None},
    }
    return Line(row | more, 0.8)


@pytest.fixture
def seen(told):
    evaluate_round(told.db, told.id, person_id=told.people["analyst"])
    return told


def test_the_light_rows_say_what_the_full_ones_say(seen):
    light = {r["code"]: r for r in overview_store.standing(seen.db, seen.id)}
    full = {r["code"]: r for r in standing_store.standing_lines(seen.db, seen.id)}
    same = (
        "id",
        "score",
        "level",
        "state",
        "open",
        "dissonant",
        "grade",
        "firm",
        "asked",
        "newer_id",
        "district",
    )
    assert light.keys() == full.keys() and any(r["open"] or r["dissonant"] for r in full.values())
    for code, found in light.items():
        assert {key: found[key] for key in same} == {key: full[code][key] for key in same}
    chosen = store.newest_evaluation(seen.db, seen.id)
    assert {r["id"] for r in overview_store.of_evaluation(seen.db, chosen)} == {r["id"] for r in light.values()}


def test_only_areas_of_the_scope_are_read(seen):
    mine = Scope(frozenset([seen.areas["B002"]]))
    assert [r["code"] for r in overview_store.standing(seen.db, seen.id, mine)] == ["B002"]


def test_the_parts_of_a_move_add_up_to_it():
    before = line(score=35.0, method=1, scheme_id="old").row
    told = move_of(line(score=52.0, level="caution"), before, {"B001": 45.0})
    assert (told.change, told.data, told.rule, told.rule_kind, told.steps) == (17.0, 7.0, 10.0, "method", 1)
    untold = move_of(line(score=52.0), before, {})
    assert (untold.change, untold.data, untold.rule) == (17.0, None, None)
    same = move_of(line(score=52.0), line(score=50.0).row, {})
    assert (same.data, same.rule, same.rule_kind) == (2.0, None, "")
    assert move_of(line(), None, {}) is None


def test_movers_are_told_by_levels_then_points_and_noise_is_not():
    def moved(code, level, score, before):
        return move_of(line(code, level=level, score=score), line(code, score=before).row, {})

    found = [
        *(moved("a", "good", 22.0, 20.0), moved("b", "caution", 45.0, 39.0), moved("c", "good", 30.0, 20.0)),
        *(moved("d", "serious", 70.0, 30.0), moved("e", "good", 10.0, 25.0)),
    ]
    worse, better = movers(found)
    assert [m.line.row["code"] for m in worse] == ["d", "b", "c"]
    assert [m.line.row["code"] for m in better] == ["e"]


def test_a_spread_counts_what_has_no_level_apart():
    now = [
        line("a"),
        line("b", level="caution"),
        line("c", level=None, undetermined=1),
        line("d", level=None, score=None),
    ]
    found = spread(now, [line("a", level="caution")], ["good", "caution", "serious"])
    assert [(c.level, c.n, c.before) for c in found.counts] == [
        *(("good", 1, 0), ("caution", 1, 1), ("serious", 0, 0), ("undetermined", 1, 0), (None, 1, 0)),
    ]
    assert (found.above, found.above_before, found.total) == (1, 1, 4)


def test_a_cut_counts_an_area_in_each_of_its_groups():
    lines = [line("a", level="caution"), line("b"), line("c", level=None)]
    keys = {"a": [("x", "가"), ("y", "나")], "b": [("x", "가")], "c": [("y", "나")]}
    groups = cut(lines, keys, ["good", "caution"])
    assert [(g.word, g.levels, g.none, g.total, g.above) for g in groups] == [
        ("가", (1, 1), 0, 2, 1),
        ("나", (0, 1), 1, 2, 1),
    ]


def test_real_spreads_are_those_announced():
    shares = {k.where_en: round(k.share * k.areas) for k in known_spreads()}
    assert shares["Gyeongnam, first quarter of 2024"] == 40 and shares["Gyeongnam, fourth quarter of 2023"] == 31


def test_agreement_is_over_places_and_not_over_areas():
    lines = [line("a", coded_twice=9, agreeing=1.0), line("b", coded_twice=1, agreeing=0.0, grade="D", respondents=0)]
    found = quality_of(lines, '{"chance": {"asked": 1, "mean": 30.0}, "effective": {"numbers": 0.8, "voices": 0.2}}')
    assert (found.places, found.agreeing, found.voiced) == (10, 0.9, 1)
    assert dict(found.grades) == {"A": 0, "B": 1, "C": 0, "D": 1} and found.chance.mean == 30.0
    assert quality_of([line(grade=None)], "{}") is None


def test_the_map_stands_north_up_and_lists_who_has_no_place():
    lines = [
        line("n", latitude=35.3, level="serious"),
        line("s", latitude=35.0),
        line("w", longitude=128.9),
        line("x", latitude=None),
    ]
    found = map_of(lines, [])
    at = {m.line.row["code"]: (m.x, m.y) for m in found.marks}
    assert at["n"][1] < at["s"][1] and at["w"][0] < at["s"][0]
    assert [each.row["code"] for each in found.unplaced] == ["x"] and found.marks[-1].level == "serious"
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in at.values())
    assert map_of([line("x", latitude=None)], []) is None


def test_a_boundary_gives_an_area_its_place_and_its_level():
    ring = "[[[129.0,35.1],[129.1,35.1],[129.1,35.2],[129.0,35.2]]]"
    given = [{"area_id": "x", "rings": ring}, {"area_id": None, "rings": ring}, {"area_id": "other", "rings": ring}]
    found = map_of([line("x", latitude=None, level="caution"), line("y")], given)
    assert [o.level for o in found.outlines] == ["caution", None] and len(found.marks) == 2


def test_a_nation_is_drawn_without_letters_and_links():
    lines = [line(f"a{n}", latitude=34 + n / 1000) for n in range(MOST_NAMED + 1)]
    assert not map_of(lines, []).named and map_of(lines[1:], []).named


def test_the_page_shows_map_grades_and_trials_apart(client, seen):
    locate(seen.db, "코드,위도,경도\nB001,35.15,129.05\n".encode(), "a.csv", person_id=None)
    trial = evaluate_round(seen.db, seen.id, person_id=None, draws=300)
    page = sign_in(client, "official").get("/evaluation").text
    assert 'class="map"' in page and "근거의 질" in page and 'class="grade' in page
    assert "시험 계산 1건" in page and f'<option value="{trial}"' not in page
    shown = client.get(f"/evaluation?evaluation={trial}").text
    assert "이 회차의 단계가 되지 않습니다" in shown and "지도에 자리가 없는 1곳" in page
    for by in ("district", "kind", "cluster", "industry", "nonsense"):
        assert client.get(f"/evaluation?cut={by}").status_code == 200


def test_what_one_or_two_said_is_not_counted_on_the_page(client, seen):
    lines = glance.read_lines(seen.db, store.newest_evaluation(seen.db, seen.id), EVERYTHING, alone=False)
    few = [each for each in lines if 0 < each.row["respondents"] < 3]
    assert all(each.respondents is None for each in few)
    if few:
        assert "싣지 않음" in sign_in(client, "analyst").get("/evaluation").text


@pytest.mark.parametrize("hidden", [{"respondents": None}, {"parts": False}])
def test_a_contradiction_of_one_or_two_firms_is_not_counted_filtered_or_put_first(hidden):
    told = line("B001", score=10.0, dissonant=1)
    few = replace(line("B002", score=9.0, dissonant=2), **hidden)
    assert few.dissonant is None and spread([told, few], [], ["good"]).dissonant == 1
    assert narrow([told, few], Wanted(focus="dissonant")) == [told]
    assert ordered([few, told], "-dissonant") == ordered([few, told], "-look") == [told, few]


def test_an_area_without_a_level_is_no_borderline_one():
    thin = line("B002", level=None, undetermined=1, firm=0, robustness=None)
    shaky = line("B001", firm=0)
    assert spread([thin, shaky], [], ["good"]).borderline == 1
    assert ordered([thin, shaky], "-look") == [shaky, thin]


def test_names_of_districts_meet_no_other_name_and_stand_beside_their_own_areas():
    marks = [(f"예시{n}구", 400 + n * 40 + k * 15, 300 + n * 45 - k * 9) for n in range(6) for k in range(3)]
    found = names_of(marks, width=900, height=760)
    assert len(found) == 6 and all(0 < each.x < 900 and 0 < each.y < 760 for each in found)
    for a, b in combinations(found, 2):
        assert abs(a.x - b.x) >= 4 * WIDE_HANGUL - 30 or abs(a.y - b.y) >= HIGH - 0.2, (a, b)
    for each in found:
        nearest = min(marks, key=lambda m: max(abs(m[1] - each.x) - 54, 0) + max(abs(m[2] - each.y) - HIGH / 2, 0))
        assert nearest[0] == each.district
    assert not names_of([("예시구", 10, 10)], width=30, height=30) and not names_of([], width=900, height=760)


def test_a_map_without_boundaries_names_its_districts_at_the_middle_of_their_areas():
    lines = [
        line("a", latitude=35.0, longitude=128.9),
        line("b", latitude=35.2, longitude=129.2),
        line("c", latitude=35.4, district="예시군"),
    ]
    found = map_of(lines, [])
    first, second = found.names
    assert (first.district, second.district) == ("사상구", "예시군") and second.y < first.y
