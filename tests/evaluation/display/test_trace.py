"""The trace: every number of an area leads to the rows and words it was made of."""

from __future__ import annotations

import re

import pytest

from app.db import rows
from app.evaluation.display import tracing
from app.evaluation.round import item_store, standing_store, store
from app.evaluation.round.evaluating import evaluate_round
from tests.conftest import sign_in


@pytest.fixture
def seen(told):
    for value in (1, 2, 3, 5):
        told.answer("B001", {"funding_past": value})
    evaluate_round(told.db, told.id, person_id=None)
    return told


def result(small):
    return standing_store.standing_result(small.db, small.id, small.areas["B001"])


def test_every_cell_and_every_item_has_a_page(client, seen):
    sign_in(client, "analyst")
    found = result(seen)
    for domain in store.domains_of(seen.db, found["id"]):
        assert client.get(f"/evaluation/trace/{found['id']}/{domain['domain']}").status_code == 200
    for item in item_store.items_of(seen.db, found["id"]):
        path = f"/evaluation/trace/{found['id']}/{item['domain']}/{item['kind']}/{item['ref']}"
        assert client.get(path).status_code == 200, path


def test_an_indicator_leads_to_the_observations_of_both_years_and_of_the_nation(client, seen):
    path = f"/evaluation/trace/{result(seen)['id']}/hr/indicator/employees"
    page = sign_in(client, "analyst").get(path).text
    linked = set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", page))
    wanted = rows(
        seen.db,
        """select id from observation where indicator_code = 'employees' and month in ('2025-10', '2026-10')
             and (area_id = ? or region = 'nation')""",
        [seen.areas["B001"]],
    )
    assert len(wanted) == 4 and {r["id"] for r in wanted} <= linked


def test_a_bsi_shows_its_value_and_its_points_and_no_count_of_one_or_two_firms(client, seen):
    path = f"/evaluation/trace/{result(seen)['id']}/finance/survey/funding_past"
    page = sign_in(client, "official").get(path).text
    assert "(1 − 2) ÷ 4" not in page and "75.0" in page and "답마다의 수는 싣지 않았습니다" in page
    assert "100 × (100 − 75.0) ÷ (100 − 40)" in page and "41.67점" in page


def test_a_respondent_leads_to_the_segment(client, seen):
    found = result(seen)
    voiced = [
        i
        for i in item_store.items_of(seen.db, found["id"])
        if i["kind"] == "respondent" and i["domain"] == "finance" and i["points"] == 100
    ]
    path = f"/evaluation/trace/{found['id']}/finance/respondent/{voiced[0]['ref']}"
    page = sign_in(client, "analyst").get(path).text
    segment = rows(seen.db, "select id from segment where text = '예시 B001 답변 4번입니다.'")[0]["id"]
    assert f"/segments/{segment}" in page and "예시 expert" in page
    assert sign_in(client, "official").get(path).status_code == 404


def test_the_cells_arithmetic_gives_its_contribution(seen):
    found = result(seen)
    for domain in ("finance", "hr", "rnd"):
        cell = tracing.cell_of(seen.db, found, domain, anonymous=False)
        assert sum(i["contribution"] for i in cell.items) == pytest.approx(cell.contribution, abs=1e-9)


def test_what_does_not_exist_is_not_found(client, seen):
    sign_in(client, "analyst")
    found = result(seen)["id"]
    for path in (f"{found}/nowhere", f"{found}/hr/indicator/nothing", "nobody/hr", f"{found}/hr/other/employees"):
        assert client.get(f"/evaluation/trace/{path}").status_code == 404


def test_the_sums_beneath_the_waterfall_have_two_digits_and_the_score_as_total(client, seen):
    page = sign_in(client, "analyst").get(f"/areas/{seen.areas['B001']}/evaluation").text
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    found = result(seen)
    assert f"<strong>{found['score']:.2f}</strong>" in foot
    assert "반올림하지 않은 값을 더합니다." in page


def test_a_number_says_how_its_weight_came_about_and_a_respondent_how_the_word_became_points(client, seen):
    sign_in(client, "analyst")
    found = result(seen)
    bsi = client.get(f"/evaluation/trace/{found['id']}/finance/survey/funding_past").text
    assert "0.60 × 0.357 × 0.200 × " in bsi and "설문은 표본이어서" in bsi  # W .25 of .70 with indicators; w 1 of 5
    (code, respondent) = next(
        (r["code"], r["respondent_id"])
        for r in rows(seen.db, "select * from voice_item where area_result_id = ?", [found["id"]])
        if r["burden"] == 0.8
    )
    page = client.get(f"/evaluation/trace/{found['id']}/finance/respondent/{respondent}").text
    assert "100 × (0.80 − 0.30) ÷ (0.90 − 0.30)" in page and "83.3점" in page, code


def test_a_cell_says_what_the_voices_add_and_how_far_they_are_believed(client, seen):
    found = result(seen)
    page = sign_in(client, "analyst").get(f"/evaluation/trace/{found['id']}/finance").text
    assert f"<strong>Z {found['credibility']:.3f}</strong>" in page and "그곳의 점수" in page
    assert f"{found['voices_contribution']:.2f}점" in page
    official = sign_in(client, "official").get(f"/evaluation/trace/{found['id']}/finance").text
    assert "그곳의 점수" not in official
