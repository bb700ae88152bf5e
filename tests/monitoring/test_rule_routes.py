"""The page of the rules: sentences with the scheme's numbers, and figures that say which rules they are of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.monitoring.method.study import load_study
from app.monitoring.reading import ruling
from tests.conftest import sign_in


def test_the_rules_are_told_with_the_numbers_of_the_scheme_and_the_figures_of_the_kept_study(
    client: FlaskClient, people: dict[str, str], policy: None
) -> None:
    sign_in(client, "official")
    page = client.get("/indicators/rules").get_data(as_text=True)
    assert "12보다 커지면 신호" in page and "z가 −2.0 이하인 달이 분기 세 달 가운데 2달이면" in page
    kept = load_study()
    assert kept.command in page and "다른 규칙으로 잰 값" not in page
    assert all(f"{100 * line.share:.1f} %" in page for line in kept.lines)


def test_figures_of_other_rules_say_so(
    client: FlaskClient, people: dict[str, str], policy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(load_study(), rules="0" * 64)
    monkeypatch.setattr(ruling, "load_study", lambda: other)
    sign_in(client, "analyst")
    assert "다른 규칙으로 잰 값" in client.get("/indicators/rules").get_data(as_text=True)
