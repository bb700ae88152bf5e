"""A scheme's page tells every number of every shipped scheme, with its reason."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import scalar
from app.evaluation.display import policy
from app.evaluation.method.scheme_file import PRESETS
from tests.conftest import sign_in
from tests.evaluation.conftest import Round
from tests.evaluation.team import Team


@pytest.mark.parametrize("name", PRESETS)
def test_every_number_of_a_shipped_scheme_has_its_words_and_its_reason(app: Flask, name: str) -> None:
    definition = json.loads(PRESETS[name].read_text("utf-8"))
    with app.test_request_context("/"):
        told = [each for _title, group in policy.settings(definition) for each in group]
    assert [each.name for each in told if not each.why] == []
    assert len(told) >= 30 and all(each.value for each in told)


def test_what_a_later_scheme_adds_is_shown_by_its_key_until_it_has_words(app: Flask) -> None:
    with app.test_request_context("/"):
        ((title, told),) = policy.settings({"id": "x", "name_ko": "방식", "voices": {"prior": 0.45}})
    assert (title, told) == ("목소리", [policy.Setting("voices.prior", "0.45", "")])


def test_the_questions_a_scheme_counts_on_are_told_in_their_own_words(app: Flask) -> None:
    asking = {
        "problems": ["hardest", "later"],
        "no_crisis": [{"question": "crisis", "answer": "no"}, {"question": "later", "answer": "never"}],
    }
    with app.test_request_context("/"):
        ((_title, told),) = policy.settings({"asking": asking})
    assert [each.value for each in told] == [
        "지금 가장 어려운 점은 무엇입니까? · later",
        "현재를 위기로 느끼십니까? – 아니다 · later – never",
    ]


def test_the_evaluation_leads_to_its_scheme_with_weights_sources_cut_offs_and_reasons(
    client: FlaskClient, told: Round
) -> None:
    team = Team(told)
    scheme = scalar(team.db, "select scheme_id from evaluation")
    sign_in(client, "official")
    assert f"/evaluation/schemes/{scheme}" in client.get("/evaluation").text
    page = client.get(f"/evaluation/schemes/{scheme}").text
    for word in (
        "지표·설문의 몫",
        "60 %",
        "BSI",
        "까닭",
        "현장검증의 정족수",
        "공개된 공식 수치가 없어",
    ):
        assert word in page, word
    assert client.get("/evaluation/schemes/none").status_code == 404
