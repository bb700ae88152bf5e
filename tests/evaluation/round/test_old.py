"""An evaluation of the method's first version stays readable exactly as it was stored, and is never computed again."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from app.clock import now
from app.db import rows, scalar, writing
from app.errors import Conflict
from app.evaluation.method.scheme_file import PRESETS, canonical, version_of
from app.evaluation.package.exporting import package_of
from app.evaluation.round import item_store, scheme_store, standing_store
from app.evaluation.round.evaluating import evaluate_round
from tests.conftest import sign_in
from tests.evaluation.conftest import Round

DOMAIN = {"weight": 1.0, "q": 60.0, "l": 39.0, "contribution_q": 36.0, "contribution_l": 15.6, "burden": 0.48}
VOICES = {"n_eff": 5.0, "credibility": 0.5, "b0": 0.3, "prevalence_k": 3, "prevalence_n": 5, "mean_severity": 4.0}
WILSON = {"wilson_low": 0.231, "wilson_high": 0.882}
ITEMS = (
    ("indicator", "employees", 0.6, -6.0, 60.0, 36.0, {"months": [], "known": 6, "upper": 0, "lower": -10}),
    ("peers", "kind", 0.2, 0.3, 30.0, 6.0, {"K": 5.0, "source": "kind", "area_kind": "complex"}),
)


@pytest.fixture
def old(told: Round) -> str:
    """B001 as the first version had it: finance 51.6, half of its voices the area's own. The evaluation's id."""
    data = json.loads(PRESETS["national3"].read_text("utf-8"))
    data = {key: value for key, value in data.items() if key not in ("method", "survey", "grades", "calibration")}
    data["voices"] = {"severity_points": [0.2, 0.4, 0.6, 0.8, 1], "K": 8, "K_low": 1, "K_high": 50, "least_areas": 5}
    data["voices"]["least_respondents"] = 3
    data["quantitative"] = {"months": 6, "months_at_least": 4, "survey_at_least": 3}
    insert = told.db.conn.execute
    respondents = rows(told.db, "select id from respondent limit 3")
    with writing(told.db):
        scheme = scheme_store.insert_scheme(
            told.db,
            code="first",
            definition=canonical(data),
            sha256=version_of(data),
            author="예시",
            reason="예시",
            legal_basis="예시",
        )
        insert(
            """insert into evaluation(id, round_id, scheme_id, as_of, seed, draws, inputs_sha256, codebook_id, created_at)
               values ('old', ?, ?, '2026-11-22', 1, 10000, 'x', ?, ?)""",
            [told.id, scheme, scalar(told.db, "select id from codebook"), now()],
        )
        insert(
            """insert into area_result(id, evaluation_id, area_id, score, level, raw_level, robustness, band_low,
                 band_high, rank_low, rank_high, shares, losses, respondents)
               values ('result', 'old', ?, 51.6, 'caution', 'caution', 0.85, 40, 63, 1, 2, '{"good":0,"caution":0.85,"serious":0.15}', '[]', 5)""",
            [told.areas["B001"]],
        )
        columns = {**DOMAIN, **VOICES, **WILSON}
        insert(
            f"""insert into domain_result(area_result_id, domain, fit, {", ".join(columns)})
                values ('result', 'finance', 'agreement', {", ".join("?" * len(columns))})""",
            list(columns.values()),
        )
        said = [("respondent", r["id"], 0.2 / 3, 0.48, 48.0, 3.2, {"codings": [], "omega": 1.0}) for r in respondents]
        for kind, ref, *numbers, evidence in (*ITEMS, *said):
            insert(
                "insert into cell_item values ('result', 'finance', ?, ?, ?, ?, ?, ?, ?)",
                [kind, ref, *numbers, json.dumps(evidence)],
            )
    return "old"


def test_its_pages_open_with_its_own_arithmetic(client: FlaskClient, told: Round, old: str) -> None:
    area = told.areas["B001"]
    sign_in(client, "analyst")
    assert "51.6점" in client.get(f"/areas/{area}/evaluation?evaluation={old}").text
    assert client.get(f"/evaluation?evaluation={old}").status_code == 200
    cell = client.get("/evaluation/trace/result/finance").text
    assert "비슷한 지역의 평균" in cell and "51.60점" in cell
    assert "5.0 ÷ (5.0 + 5.0)" in client.get("/evaluation/trace/result/finance/peers/kind").text
    assert client.get(f"/reports/areas/{area}").status_code == 200


def test_its_items_are_what_was_stored_and_it_stands_until_the_round_is_evaluated_again(
    client: FlaskClient, told: Round, old: str
) -> None:
    kept = item_store.items_of(told.db, "result")
    assert sum(each["contribution"] for each in kept) == pytest.approx(51.6)
    standing = standing_store.standing_result(told.db, told.id, told.areas["B001"])
    assert standing is not None and (standing["id"], standing["method"]) == ("result", 1)
    evaluate_round(told.db, told.id, person_id=None)
    standing = standing_store.standing_result(told.db, told.id, told.areas["B001"])
    assert standing is not None and standing["method"] == 2
    assert item_store.items_of(told.db, "result") == kept


def test_it_is_neither_exported_nor_computed(told: Round, old: str) -> None:
    with pytest.raises(Conflict, match="1판"):
        package_of(told.db, old)
