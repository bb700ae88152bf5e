"""Evaluating a round from the database: what is stored, that it repeats, that each point is accounted for."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app import jobs
from app.areas.opening import fix_day
from app.clock import today
from app.db import row, rows, scalar, writing
from app.errors import BadInput, Conflict
from app.evaluation.method.scheme_file import canonical, version_of
from app.evaluation.round import item_store, presets, scheme_store, standing_store, store
from app.evaluation.round.evaluating import evaluate_round
from app.ids import new_id
from tests.conftest import all_rows
from tests.evaluation.conftest import DRAWS, LEVELS

YESTERDAY = (today() - timedelta(days=1)).isoformat()


def run(small, **more):
    return evaluate_round(small.db, small.id, person_id=None, **more)


def result(small, area="B001"):
    return standing_store.standing_result(small.db, small.id, small.areas[area])


def domain(small, name, area="B001"):
    return next(d for d in store.domains_of(small.db, result(small, area)["id"]) if d["domain"] == name)


def sources(small, area="B001"):
    found = rows(small.db, "select * from source_item where area_result_id = ?", [result(small, area)["id"]])
    return {each["ref"]: each for each in found}


# Every point is accounted for


def test_contributions_of_numbers_and_voices_add_up_to_each_score(told):
    run(told)
    sums = rows(
        told.db,
        """select r.score, r.voices_contribution + (
               select sum(contribution) from source_item where area_result_id = r.id) as parts,
             (select sum(contribution_q + contribution_l) from domain_result where area_result_id = r.id) as domains
           from area_result r""",
    )
    assert len(sums) == 2
    for each in sums:
        assert each["parts"] == pytest.approx(each["score"], abs=1e-9)
        assert each["domains"] == pytest.approx(each["score"], abs=1e-9)


def test_every_contribution_is_weight_times_points_over_the_evidence(told):
    run(told)
    for item in rows(
        told.db,
        """select s.*, r.evidence from source_item s join area_result r on r.id = s.area_result_id
           where s.points is not null""",
    ):
        assert item["contribution"] == pytest.approx(item["weight"] * item["points"] / item["evidence"], abs=1e-12)
    for area in ("B001", "B002"):
        found = item_store.items_of(told.db, result(told, area)["id"])
        assert sum(i["contribution"] for i in found) == pytest.approx(result(told, area)["score"], abs=1e-9)
        assert all(i["contribution"] == pytest.approx(i["weight"] * (i["points"] or 0), abs=1e-12) for i in found)


def test_the_worked_example_of_the_method_comes_out_of_the_database(small):
    """METHOD: l 50 83.3 0 100 83.3, Z 1/2, L 190/3, E .74, R = 5950/111; voices 17.1171 of finance and market alone."""
    scheme_of_the_example(small)
    small.close("B002")  # the example has one area
    small.calm_nation()
    for indicator, points in POINTS.items():
        small.observe("B001", indicator, -points / 10)
    finance, market = (3, 4, 0, 5, 0), (0, 2, 0, 0, 4)
    segments = small.voices("B001", finance)
    for segment, severity in zip(segments, market, strict=True):
        if severity:
            small.code(segment, "market", severity)
    run(small)
    (area,) = all_rows(small.db, "area_result")
    assert area["score"] == pytest.approx(5950 / 111, abs=1e-9) and area["level"] == "caution"
    assert (area["evidence"], area["grade"]) == (pytest.approx(0.74), "A")
    assert area["voices_points"] == pytest.approx(190 / 3) and area["credibility"] == pytest.approx(0.5)
    found = {d["domain"]: d for d in store.domains_of(small.db, area["id"])}
    assert [found[d]["contribution_q"] for d in THREE] == pytest.approx([19.4595, 9.7297, 7.2973], abs=5e-5)
    assert [found[d]["contribution_l"] for d in THREE] == pytest.approx([11.4114, 5.7057, 0], abs=5e-5)
    voices = rows(small.db, "select * from voice_item order by code")
    assert [v["points"] for v in voices] == pytest.approx([50, 250 / 3, 0, 100, 250 / 3])
    (lost,) = [each for each in json.loads(area["losses"]) if each["domain"] in THREE]
    assert (lost["indicator"], lost["reason"]) == ("delinquency", "no_data")


THREE = ("finance", "market", "hr")
POINTS = {"establishments": 70, "employees": 50, "wages": 40, "insured": 20, "power": 90}
PLACES = {"finance": ("establishments", "employees"), "market": ("wages", "insured"), "hr": ("power", "delinquency")}


def scheme_of_the_example(small):
    """The default scheme with METHOD's example weights, as a new version of it."""
    data = json.loads(scheme_store.newest_scheme(small.db, "national3")["definition"])
    weights = {"finance": 0.4, "market": 0.4, "hr": 0.2}
    for each in data["domains"]:
        each["weight"] = weights.get(each["id"], 0)
        each["indicators"] = [
            {"code": c, "source": "monitoring", "upper": 0, "lower": -10, "weight": 1, "noise_sd": 0.5}
            for c in PLACES.get(each["id"], ())
        ]
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


def test_running_again_on_the_same_data_gives_the_evaluation_that_is_there(told):
    first = run(told)
    assert run(told) == first and run(told, as_of=today().isoformat()) == first
    assert len(all_rows(told.db, "evaluation")) == 1 and len(all_rows(told.db, "area_result")) == 2


def test_new_data_give_a_new_evaluation_beside_the_old(told):
    first = run(told)
    told.code(told.answer("B001"), "finance", 5)
    second = run(told)
    assert first != second and len(all_rows(told.db, "evaluation")) == 2
    assert [e["id"] for e in store.list_evaluations(told.db, told.id)] == [second, first]
    assert result(told)["respondents"] == 6


# Trials


def test_other_draws_or_another_day_make_a_trial_that_is_kept_and_never_stands(told):
    own = run(told)
    told.code(told.answer("B001"), "finance", 5)
    trials = [run(told, draws=500), run(told, as_of=YESTERDAY)]
    kept = {e["id"]: e for e in store.list_evaluations(told.db, told.id)}
    assert [kept[t]["trial"] for t in trials] == [1, 1] and kept[own]["trial"] == 0
    assert result(told)["evaluation_id"] == own
    assert store.newest_evaluation(told.db, told.id)["id"] == own
    assert run(told) not in trials


def test_a_trial_on_the_very_same_data_is_the_evaluation_there_is_and_never_the_other_way_round(told):
    trial = run(told, draws=500)
    assert run(told, draws=500) == trial
    own = run(told)
    assert own != trial and run(told, draws=DRAWS) == own


def test_a_round_whose_day_is_fixed_is_run_on_that_day(told):
    fix_day(told.db, "2026H2", YESTERDAY)
    own = store.find_evaluation(told.db, run(told))
    assert (own["as_of"], own["trial"]) == (YESTERDAY, 0)
    other = store.find_evaluation(told.db, run(told, as_of=today().isoformat()))
    assert other["trial"] == 1


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("foo", "날짜가 아닙니다"),
        ("2026-13-01", "날짜가 아닙니다"),
        ("20261122", "날짜가 아닙니다"),
        ("", "날짜가 아닙니다"),
        ("2999-01-01", "아직 오지 않은 날"),
        ("2026-06-30", "회차가 시작하기 전"),
    ],
)
def test_a_day_that_is_none_says_so_and_nothing_is_kept(told, day, what):
    with pytest.raises(BadInput) as refused:
        run(told, as_of=day)
    assert what in refused.value.problems[0].what and refused.value.problems[0].right
    assert all_rows(told.db, "evaluation") == []


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


def test_a_bsi_counts_with_the_credibility_of_those_who_answered(small):
    for value in (1, 1, 4, "n/a"):
        small.answer("B001", {"funding_past": value})
    run(small)
    item = item_store.find_item(small.db, result(small)["id"], "finance", "survey", "funding_past")
    evidence = json.loads(item["evidence"])
    assert item["raw"] == pytest.approx(100 + 100 * (1 - 2) / 3) and item["points"] == pytest.approx(500 / 9)
    assert (evidence["n"], evidence["negative"], len(evidence["responses"])) == (3, 2, 3)
    assert evidence["credibility"] == pytest.approx(3 / (3 + 5))  # s2 / a2 are the priors alone: .55 and .55 / 5
    asked = sources(small)["funding_past"]
    assert asked["weight"] == pytest.approx(0.6 * (0.25 / 0.7) * (1 / 5) * 3 / 8)
    assert sources(small)["funding_next"]["weight"] == 0 and sources(small)["funding_next"]["reason"] == "no_answers"


def test_two_coders_who_differ_count_with_their_mean_and_one_who_saw_nothing_counts_as_zero(small):
    segments = small.voices("B001", (4, 0, 0))
    small.code(segments[0], "finance", None, coder="analyst")
    run(small)
    assert domain(small, "finance")["burden"] == pytest.approx(0.8 / 2 / 3)
    respondent = [i for i in item_store.items_of(small.db, result(small)["id"]) if i["kind"] == "respondent"]
    codings = [c for i in respondent for c in json.loads(i["evidence"])["codings"]]
    assert sorted(c["severity"] for c in codings) == [0, 4]


def test_one_coder_alone_is_told_as_no_agreement_and_counts(small):
    small.voices("B001", (4, 4))
    run(small)
    grade = json.loads(result(small)["details"])["grade"]
    assert (grade["coded_twice"], grade["agreeing"]) == (0, None) and result(small)["voices_points"] > 80


def test_a_theme_without_a_domain_is_not_scored(small):
    small.voices("B001", (5, 5, 5), theme="regulation")
    run(small)
    assert {d["prevalence_k"] for d in store.domains_of(small.db, result(small)["id"])} == {0}
    assert result(small)["voices_points"] == 0


def test_two_voices_count_with_their_credibility(small):
    small.voices("B001", (5, 5))
    run(small)
    found = result(small)
    assert found["voices_points"] == 100 and 0 < found["credibility"] < 0.3 and found["grade"] in "CD"


def test_blanks_are_asked_and_left_out_and_who_feels_no_crisis_counts_zero(small):
    small.code(small.answer("B001"), "finance", 5)
    small.answer("B001", {"crisis": "no"}, text="")
    small.answer("B001", {"crisis": "yes"}, text="")
    run(small)
    found = result(small)
    assert (found["asked"], found["respondents"], found["voices_points"]) == (3, 2, 50)
    details = json.loads(found["details"])
    assert (details["spoke"], details["no_crisis"]) == (1, 1)


def test_no_voices_at_all_leave_the_numbers_alone_and_grade_d(told):
    run(told)
    calm = result(told, "B002")
    assert (calm["respondents"], calm["credibility"], calm["grade"]) == (0, 0, "D")
    assert calm["score"] == calm["score_numbers"] and calm["voices_points"] is None and calm["level"] == "good"


def test_an_area_of_which_nothing_is_known_is_undetermined_and_has_no_event(small):
    run(small)
    found = result(small)
    assert found["score"] is None and found["level"] is None and found["state"] is None
    assert (found["undetermined"], found["coverage"], found["grade"]) == (1, 0, "D")
    assert {each["reason"] for each in json.loads(found["losses"])} == {"no_data", "no_answers"}
    assert all_rows(small.db, "level_event") == []


def test_undetermined_says_what_is_missing_and_from_which_month_it_could_be_told(small):
    """B002 began a year ago: of its six months up to October two can be compared with the year before."""
    small.calm_nation()
    for indicator in (*LEVELS, "delinquency"):
        small.observe("B001", indicator, 0)
        small.observe("B002", indicator, 0, months=14)
    run(small)
    found = result(small, "B002")
    assert (found["undetermined"], found["level"]) == (1, None)
    lost = {each["indicator"]: each for each in json.loads(found["losses"]) if each["reason"] != "no_answers"}
    assert {each["reason"] for each in lost.values()} == {"few_months"} and len(lost) == 6
    assert {each["since"] for each in lost.values()} == {"2026-12"}
    assert json.loads(found["details"])["since"] == "2026-12"
    assert result(small)["undetermined"] == 0


def test_a_level_steps_down_only_after_two_rounds_clear_of_the_cut_off(small):
    """62 points (serious), then 50 points twice: held once, then caution."""
    small.calm_nation()
    small.at_points("B001", 62)
    run(small)
    assert result(small)["score"] == pytest.approx(62) and result(small)["level"] == "serious"
    small.at_points("B001", 50, published="2026-11-21")
    seen = []
    for month in ("08", "09"):
        later = new_id()
        with writing(small.db):
            days = [f"2026-{month}-01", "2026-12-31"]
            small.db.conn.execute("insert into round values (?, ?, ?, ?, ?, ?)", [later, month, month, month, *days])
        evaluate_round(small.db, later, person_id=None)
        found = standing_store.standing_result(small.db, later, small.areas["B001"])
        seen.append((found["previous_level"], found["raw_level"], found["level"]))
    assert seen == [("serious", "caution", "serious"), ("serious", "caution", "caution")]


def test_each_area_with_a_score_gets_a_computed_level_in_the_audit_trail(told):
    evaluation_id = run(told)
    events = all_rows(told.db, "level_event")
    assert [e["state"] for e in events] == ["computed", "computed"]
    trail = row(told.db, "select * from audit where action = 'round evaluated'")
    assert trail["object_id"] == evaluation_id


# Around it


def test_presets_are_installed_once_with_author_reason_and_ground(db):
    for _ in range(2):
        presets.install(db)
    found = all_rows(db, "scheme")
    assert sorted(s["code"] for s in found) == ["chungnam5", "national3"]
    assert all(s["author"] and s["reason"] and s["legal_basis"] and s["number"] == 1 for s in found)


def test_a_round_without_a_scheme_or_an_area_says_what_to_do(db, round_id):
    with pytest.raises(Conflict, match="moksori init"):
        evaluate_round(db, round_id, person_id=None)
    presets.install(db)
    with pytest.raises(Conflict, match="명부"):
        evaluate_round(db, round_id, person_id=None)


def test_the_job_tells_its_progress_and_names_the_evaluation(told):
    job_id = jobs.enqueue(told.db, "evaluate", {"round_id": told.id, "as_of": today().isoformat()}, person_id=None)
    jobs.run(told.db, job_id)
    job = jobs.find(told.db, job_id)
    assert (job["state"], job["done"], job["total"]) == ("done", 4, 4)
    assert json.loads(job["result"])["evaluation_id"] == scalar(told.db, "select id from evaluation")
