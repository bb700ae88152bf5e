"""Evaluating a round from the database: what is stored, that it repeats, that each point is accounted for."""

from __future__ import annotations

import json

import pytest

from app import jobs
from app.db import row, rows, scalar, writing
from app.errors import Conflict
from app.evaluation.method.scheme_file import canonical, version_of
from app.evaluation.round import item_store, presets, scheme_store, standing_store, store
from app.evaluation.round.evaluating import evaluate_round, ledger_of
from app.evaluation.round.gathering import gather
from app.evaluation.round.presets import scheme_in_use
from app.ids import new_id
from tests.conftest import all_rows

DRAWS = 200
AS_OF = "2026-11-22"


def run(small, **more):
    return evaluate_round(small.db, small.id, person_id=None, draws=DRAWS, **{"as_of": AS_OF, **more})


def result(small, area="B001"):
    return standing_store.standing_result(small.db, small.id, small.areas[area])


def domain(small, name, area="B001"):
    return next(d for d in store.domains_of(small.db, result(small, area)["id"]) if d["domain"] == name)


# Every point is accounted for


def test_contributions_of_the_stored_items_add_up_to_each_score(told):
    run(told)
    sums = rows(
        told.db,
        """select r.score, (select sum(contribution) from cell_item where area_result_id = r.id) as items,
             (select sum(contribution_q + contribution_l) from domain_result
              where area_result_id = r.id) as domains
           from area_result r""",
    )
    assert len(sums) == 2
    for each in sums:
        assert each["items"] == pytest.approx(each["score"], abs=1e-9)
        assert each["domains"] == pytest.approx(each["score"], abs=1e-9)


def test_every_items_contribution_is_its_weight_times_its_points(told):
    run(told)
    for item in rows(told.db, "select * from cell_item where points is not null"):
        assert item["contribution"] == pytest.approx(item["weight"] * item["points"], abs=1e-12)


def test_the_worked_example_of_the_method_comes_out_of_the_database(small):
    """METHOD: Q 60, 30, 90; burdens .48, .20, 0; Z 1/2; contributions 20.64, 10.40, 11.20; R = 42.24."""
    scheme_of_the_example(small)
    small.calm_nation()
    with writing(small.db):  # B002 is another round's concern: the example has one area
        small.db.conn.execute("delete from person_area where area_id = ?", [small.areas["B002"]])
        small.db.conn.execute("delete from area where id = ?", [small.areas["B002"]])
    for indicator, points in POINTS.items():
        small.observe("B001", indicator, -points / 10)
    finance, market = (3, 4, 0, 5, 0), (0, 2, 0, 0, 3)
    segments = small.voices("B001", finance)
    for segment, severity in zip(segments, market, strict=True):
        if severity:
            small.code(segment, "market", severity)
    run(small)
    found = {d["domain"]: d for d in store.domains_of(small.db, result(small)["id"])}
    assert [found[d]["q"] for d in THREE] == pytest.approx([60, 30, 90], abs=1e-9)
    assert [found[d]["l"] for d in THREE] == pytest.approx([39, 20, 5], abs=1e-9)
    sums = [found[d]["contribution_q"] + found[d]["contribution_l"] for d in THREE]
    assert sums == pytest.approx([20.64, 10.40, 11.20], abs=1e-9)
    assert result(small)["score"] == pytest.approx(42.24, abs=1e-9) and result(small)["level"] == "caution"
    assert (found["finance"]["prevalence_k"], found["finance"]["prevalence_n"]) == (3, 5)
    assert found["finance"]["mean_severity"] == pytest.approx(4.0)
    losses = [each for each in json.loads(result(small)["losses"]) if each["domain"] in THREE]
    assert losses == [{"kind": "indicator", "domain": "hr", "indicator": "staffing_past"}]


THREE = ("finance", "market", "hr")
POINTS = {"establishments": 70, "employees": 50, "wages": 40, "insured": 20, "power": 90}
PLACES = {"finance": ("establishments", "employees"), "market": ("wages", "insured"), "hr": ("power",)}


def scheme_of_the_example(small):
    """The default scheme with METHOD's example weights, as a new version of it."""
    data = json.loads(scheme_store.newest_scheme(small.db, "national3")["definition"])
    values = {"finance": (0.4, 0.3), "market": (0.4, 0.2), "hr": (0.2, 0.1)}
    indicators = {
        name: [{"code": c, "source": "monitoring", "upper": 0, "lower": -10, "weight": 1, "noise_sd": 0} for c in codes]
        for name, codes in PLACES.items()
    }
    silent = {
        "code": "staffing_past",
        "source": "survey",
        "upper": 100,
        "lower": 40,
        "weight": 1,
        "noise_sd": 8,
    }
    indicators["hr"].append(silent)
    for each in data["domains"]:
        each["weight"], each["b0"] = values.get(each["id"], (0, 0.1))
        each["indicators"] = indicators.get(each["id"], [])
    data["voices"]["K"] = 5
    with writing(small.db):
        scheme_store.insert_scheme(
            small.db,
            code="national3",
            definition=canonical(data),
            sha256=version_of(data),
            author="예시",
            reason="예시",
            legal_basis="예시",
        )


# The same again, and anew


def test_the_same_inputs_give_the_same_rows(told):
    _id, scheme = scheme_in_use(told.db)
    one, two = (ledger_of(gather(told.db, told.id, scheme, as_of=AS_OF), scheme) for _ in range(2))
    assert one == two
    assert canonical([a.shares for a in one.areas]) == canonical([a.shares for a in two.areas])


def test_running_again_on_the_same_data_gives_the_evaluation_that_is_there(told):
    assert run(told) == run(told)
    assert run(told, as_of="2026-11-23") == run(told)  # a day on which nothing new was published
    assert len(all_rows(told.db, "evaluation")) == 1 and len(all_rows(told.db, "area_result")) == 2


def test_new_data_give_a_new_evaluation_beside_the_old(told):
    first = run(told)
    told.code(told.answer("B001"), "finance", 5)
    second = run(told)
    assert first != second and len(all_rows(told.db, "evaluation")) == 2
    assert [e["id"] for e in store.list_evaluations(told.db, told.id)] == [second, first]
    assert result(told)["respondents"] == 6


def test_other_draws_are_another_evaluation(told):
    assert run(told) != evaluate_round(told.db, told.id, person_id=None, draws=300, as_of=AS_OF)


def test_what_was_published_later_does_not_count_as_of_an_earlier_day(told):
    run(told)
    told.observe("B001", "employees", -30, published="2026-12-24")
    assert run(told) == result(told)["evaluation_id"]
    run(told, as_of="2026-12-31")
    items = {i["ref"]: i["raw"] for i in item_store.items_of(told.db, result(told)["id"])}
    assert items["employees"] == pytest.approx(-30) and items["insured"] == pytest.approx(-6)


# What goes in


def test_a_month_relative_to_the_nation_is_kept_with_its_four_rows(told):
    run(told)
    item = item_store.find_item(told.db, result(told)["id"], "hr", "indicator", "employees")
    evidence = json.loads(item["evidence"])
    assert item["raw"] == pytest.approx(-8) and item["points"] == pytest.approx(80)
    assert [m["month"] for m in evidence["months"]] == [f"2026-{m:02}" for m in range(5, 11)]
    last = evidence["months"][-1]
    assert (last["value"], last["base"], last["change"]) == (92, 100, pytest.approx(-8))
    kept = rows(
        told.db,
        """select month, value, region from observation where id in (?, ?, ?, ?)
           order by region, month""",
        last["rows"],
    )
    assert [tuple(r) for r in kept] == [
        ("2025-10", 100, None),
        ("2026-10", 92, None),
        ("2025-10", 100, "nation"),
        ("2026-10", 100, "nation"),
    ]


def test_a_bsi_of_fewer_than_three_firms_is_missing_and_its_counts_are_not_kept(small):
    for value in (1, 1):
        small.answer("B001", {"funding_past": value})
    run(small)
    item = item_store.find_item(small.db, result(small)["id"], "finance", "survey", "funding_past")
    evidence = json.loads(item["evidence"])
    assert item["raw"] is None and evidence["n"] == 2 and evidence["negative"] is None
    small.answer("B001", {"funding_past": 4})
    run(small)
    item = item_store.find_item(small.db, result(small)["id"], "finance", "survey", "funding_past")
    assert item["raw"] == pytest.approx(100 + 100 * (1 - 2) / 3) and item["points"] == pytest.approx(500 / 9)
    assert len(json.loads(item["evidence"])["responses"]) == 3


def test_two_coders_who_differ_count_with_their_mean_and_one_who_saw_nothing_counts_as_zero(small):
    segments = small.voices("B001", (4, 0, 0))
    small.code(segments[0], "finance", None, coder="analyst")
    run(small)
    assert domain(small, "finance")["burden"] == pytest.approx(0.8 / 2 / 3)
    respondent = [i for i in item_store.items_of(small.db, result(small)["id"]) if i["kind"] == "respondent"]
    codings = [c for i in respondent for c in json.loads(i["evidence"])["codings"]]
    assert sorted(c["severity"] for c in codings) == [0, 4]


def test_a_theme_without_a_domain_is_not_scored(small):
    small.voices("B001", (5, 5, 5), theme="regulation")
    run(small)
    assert {d["prevalence_k"] for d in store.domains_of(small.db, result(small)["id"])} == {0}


def test_two_voices_are_shown_and_not_scored(small):
    small.voices("B001", (5, 5))
    run(small)
    found = domain(small, "finance")
    assert found["burden"] == 1 and found["prevalence_n"] == 2 and found["l"] is None
    assert found["contribution_l"] == 0 and found["fit"] == "silence"


def test_an_area_of_which_nothing_is_known_has_no_level_and_no_event(small):
    run(small)
    found = result(small)
    assert found["score"] is None and found["level"] is None and found["state"] is None
    assert json.loads(found["losses"]) == [{"kind": "all", "domain": None, "indicator": None}]
    assert all_rows(small.db, "level_event") == []


def test_a_level_steps_down_only_after_two_rounds_clear_of_the_cut_off(small):
    """Employees alone: -6.2 %p is 62 points (serious), then 50 points twice: held once, then caution."""
    small.observe("nation", "employees", 0)
    small.observe("B001", "employees", -6.2)
    run(small)
    assert result(small)["score"] == pytest.approx(62) and result(small)["level"] == "serious"
    seen = []
    for code, first, last in (("2027H1", "2027-01-01", "2027-06-30"), ("2027H2", "2027-07-01", "2027-12-31")):
        later = new_id()
        with writing(small.db):
            small.db.conn.execute("insert into round values (?, ?, ?, ?, ?, ?)", [later, code, code, code, first, last])
        small.observe("B001", "employees", -5, published=first)
        evaluate_round(small.db, later, person_id=None, draws=DRAWS, as_of=last)
        found = standing_store.standing_result(small.db, later, small.areas["B001"])
        seen.append((found["previous_level"], found["raw_level"], found["level"]))
    assert seen == [("serious", "caution", "serious"), ("serious", "caution", "caution")]


def test_each_area_with_a_score_gets_a_computed_level_in_the_audit_trail(told):
    evaluation_id = run(told)
    events = all_rows(told.db, "level_event")
    assert {e["state"] for e in events} == {"computed"} and len(events) == 2
    trail = row(told.db, "select * from audit where action = 'round evaluated'")
    assert trail["object_id"] == evaluation_id


# Around it


def test_presets_are_installed_once_with_author_reason_and_ground(small):
    presets.install(small.db)
    found = all_rows(small.db, "scheme")
    assert sorted(s["code"] for s in found) == ["chungnam5", "national3"]
    assert all(s["author"] and s["reason"] and s["legal_basis"] and s["number"] == 1 for s in found)


def test_a_round_without_a_scheme_or_an_area_says_what_to_do(db, round_id):
    with pytest.raises(Conflict, match="moksori init"):
        evaluate_round(db, round_id, person_id=None)
    presets.install(db)
    with pytest.raises(Conflict, match="명부"):
        evaluate_round(db, round_id, person_id=None)


def test_the_job_tells_its_progress_and_names_the_evaluation(told):
    job_id = jobs.enqueue(told.db, "evaluate", {"round_id": told.id, "as_of": AS_OF}, person_id=None)
    jobs.run(told.db, job_id)
    job = jobs.find(told.db, job_id)
    assert (job["state"], job["done"], job["total"]) == ("done", 4, 4)
    assert json.loads(job["result"])["evaluation_id"] == scalar(told.db, "select id from evaluation")
