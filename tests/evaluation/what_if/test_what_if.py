"""What changed an area's score, and the page on which other values are tried: exact, scoped, nothing stored."""

from __future__ import annotations

import json

import numpy as np
import pytest
from flask.testing import FlaskClient

from app.db import scalar, writing
from app.evaluation.display.display import read_display
from app.evaluation.method.scheme_file import canonical, version_of
from app.evaluation.round import presets, scheme_store, standing_store, store
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.presets import scheme_of
from app.evaluation.what_if.changing import changed
from app.evaluation.what_if.reading import sources_of
from app.evaluation.what_if.saying import change_parts
from app.evaluation.what_if.sources import scored
from app.ids import new_id
from tests.conftest import sign_in
from tests.evaluation.conftest import Round


@pytest.fixture
def seen(told: Round) -> Round:
    for value in (1, 2, 3, 5):
        told.answer("B001", {"funding_past": value})
    evaluate_round(told.db, told.id, person_id=None)
    return told


def result(small: Round, area: str = "B001"):
    return standing_store.standing_result(small.db, small.id, small.areas[area])


def since(small: Round):
    found = result(small)
    return changed(small.db, found, read_display(small.db, found, anonymous=False).told, answers=True)


def test_stored_sources_merged_again_are_the_stored_scores_and_levels(seen: Round) -> None:
    rows = store.results_of(seen.db, result(seen)["evaluation_id"])
    scheme = scheme_of(seen.db, result(seen)["scheme_id"])
    found = scored(sources_of(seen.db, rows, scheme), scheme)
    assert found.merged.R.tolist() == pytest.approx([r["score"] for r in rows], abs=1e-9)
    assert [scheme.levels[k].id for k in found.level] == [r["level"] for r in rows]
    assert np.allclose(found.merged.E, [r["evidence"] for r in rows], atol=1e-9)


def test_what_new_words_change_is_data_and_the_sources_say_where(seen: Round) -> None:
    before = result(seen)["score"]
    assert since(seen) is None
    seen.voices("B001", (5, 5, 5), theme="market")
    evaluate_round(seen.db, seen.id, person_id=None)
    found = since(seen)
    assert (found.way.rule, found.rules) == (0.0, "")
    assert found.way.data == pytest.approx(result(seen)["score"] - before) == found.way.total
    assert found.moved[0].kind == "voices" and sum(m.gap for m in found.moved) == pytest.approx(
        found.way.total, abs=0.5
    )


def test_what_another_scheme_changes_is_told_apart_from_data(client: FlaskClient, seen: Round) -> None:
    before = result(seen)
    stored = scheme_store.find_scheme(seen.db, before["scheme_id"])
    definition = json.loads(stored["definition"]) | {"lambda": 0.3}
    scheme_store.insert_scheme(
        seen.db,
        code=stored["code"],
        definition=canonical(definition),
        sha256=version_of(definition),
        author="예시",
        reason="예시",
        legal_basis="예시",
    )
    following = new_id()
    with writing(seen.db):
        seen.db.conn.execute(
            """insert into round(id, code, name_ko, name_en, starts_on, ends_on)
               values (?, '2027H1', '2027년 상반기', 'First half of 2027', '2027-01-01', '2027-06-30')""",
            [following],
        )
    evaluate_round(seen.db, following, person_id=None)
    found_result = standing_store.standing_result(seen.db, following, seen.areas["B001"])
    found = changed(seen.db, found_result, read_display(seen.db, found_result, anonymous=False).told, answers=True)
    other = scored(
        sources_of(seen.db, [before], scheme_of(seen.db, found_result["scheme_id"])), presets.scheme_in_use(seen.db)[1]
    )
    assert found.rules == "scheme" and found.moved == ()
    assert found.way.rule == pytest.approx(other.merged.R[0] - before["score"], abs=1e-9) and abs(found.way.rule) > 1
    assert found.way.rule + found.way.data == pytest.approx(found_result["score"] - before["score"], abs=1e-9)
    with client.application.test_request_context("/"):
        assert [word for word, _points in change_parts(found)] == ["평가 방식이 달라져서", "자료가 달라져서"]


def test_the_page_tries_other_values_for_once_and_stores_nothing(client: FlaskClient, seen: Round) -> None:
    path = f"/evaluation/what-if/{result(seen)['id']}"
    kept = [tuple(r) for r in seen.db.conn.execute("select id, definition from scheme order by id")]
    page = sign_in(client, "official").get(f"{path}?cut-caution=85&cut-serious=90&lambda=1").text
    numbers = result(seen)["score_numbers"]
    assert "단계가 바뀝니다." in page and f"{numbers:.1f}" in page  # lambda 1: the numbers alone
    assert [tuple(r) for r in seen.db.conn.execute("select id, definition from scheme order by id")] == kept
    assert scalar(seen.db, "select count(*) from evaluation") == 1


def test_a_value_that_is_none_is_told_at_its_field(client: FlaskClient, seen: Round) -> None:
    path = f"/evaluation/what-if/{result(seen)['id']}"
    page = sign_in(client, "analyst").get(f"{path}?lambda=많이&cut-serious=30").text
    assert 'id="wrong-lambda"' in page and "수가 아닙니다" in page
    assert 'id="wrong-cut-serious"' in page and "앞 단계의 시작(40.0)보다 커야 합니다" in page
    assert "틀린 값을 고치면 결과가 나옵니다." in page
    none = "&".join(f"weight-{d}=0" for d in ("finance", "market", "hr"))
    assert "하나는 비중이 0보다 커야 합니다" in client.get(f"{path}?{none}").text


def test_what_two_firms_said_is_given_away_by_no_change_and_no_trial(client: FlaskClient, seen: Round) -> None:
    seen.voices("B002", (5, 5))
    evaluate_round(seen.db, seen.id, person_id=None)
    found = result(seen, "B002")
    assert found["respondents"] == 2
    area = sign_in(client, "analyst").get(f"/areas/{seen.areas['B002']}/evaluation").text
    for word in ("근거마다의 무게와 점수", "지표·설문만으로는", "말하면 →", "바뀌면 →", "그 가운데 67 %는 정해 둔 값"):
        assert word not in area, word
    assert f"{found['score_numbers']:.1f}점(" not in area and f"{found['evidence']:.0%}".replace("%", " %") not in area
    page = client.get(f"/evaluation/what-if/{found['id']}?lambda=0.1").text
    assert "이 지역의 값은 싣지 않습니다" in page and "3곳 미만이 답해 싣지 않는 1곳을 뺀 1곳을 셉니다." in page
    other = client.get(f"/evaluation/what-if/{result(seen)['id']}?lambda=0.1&cut-caution=5").text
    assert "B002" not in other


def test_the_page_is_for_readers_of_evaluations_and_of_results_that_are_there(client: FlaskClient, seen: Round) -> None:
    assert sign_in(client, "expert").get(f"/evaluation/what-if/{result(seen)['id']}").status_code == 403
    assert sign_in(client, "analyst").get("/evaluation/what-if/none").status_code == 404


def test_an_area_without_enough_numbers_says_what_is_missing_and_names_no_level(
    client: FlaskClient, small: Round
) -> None:
    small.calm_nation()
    for area in ("B001", "B002"):
        small.observe(area, "employees", -8)
    evaluate_round(small.db, small.id, person_id=None)
    assert result(small)["undetermined"] == 1
    page = sign_in(client, "official").get(f"/areas/{small.areas['B001']}/evaluation").text
    assert "점, 판단 유보: " in page and "지표 비중의 60 %를 알아야 하는데" in page and "예시 wages: " in page
    assert "바뀌면 →" not in page


def test_a_trial_is_shown_as_one_and_leads_to_no_validation(client: FlaskClient, seen: Round) -> None:
    trial = evaluate_round(seen.db, seen.id, person_id=None, draws=50)
    path = f"/areas/{seen.areas['B001']}/evaluation"
    page = sign_in(client, "official").get(f"{path}?evaluation={trial}").text
    assert "시험 계산" in page and "현장검증 보기" not in page
    assert "시험 계산" not in client.get(path).text
