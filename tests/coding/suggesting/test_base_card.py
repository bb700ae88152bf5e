"""The base model's card is laid out whatever it holds, and its page stands without one."""

from __future__ import annotations

import json

import pytest

from app.coding.suggesting import precision
from app.coding.suggesting.base_card import Section, sections
from tests.conftest import sign_in

CARD = {
    "version": "base-1",
    "themes": {"workforce": {"ko": {"precision": 0.91, "n": 40}, "en": {"precision": 0.8}}, "tariff": {"ko": None}},
    "is_not": {"ko": ["실제 기업의 말이 아닙니다."], "en": ["Not what real firms said."]},
    "corpus": {"statements": 4000, "invented": True, "languages": {"ko": 3000, "en": 1000}},
}


def test_single_values_come_first_and_known_sections_in_the_order_readers_ask():
    found = sections(CARD, "ko")
    assert [s.key for s in found] == ["", "corpus", "themes", "is_not"]
    assert found[0] == Section("", facts=((("version",), "base-1"),))
    languages = ((("languages", "ko"), 3000), (("languages", "en"), 1000))
    assert found[1].facts == ((("statements",), 4000), (("invented",), True), *languages) and not found[1].rows
    assert found[2].columns == (("ko", "precision"), ("ko", "n"), ("en", "precision"), ("ko",))
    assert found[2].rows == (("workforce", (0.91, 40, 0.8, None)), ("tariff", (None, None, None, None)))


def test_themes_stand_in_the_order_of_the_codebook():
    found = sections(CARD, "ko", ["tariff", "workforce"])[2]
    assert [row for row, _cells in found.rows] == ["tariff", "workforce"]


def test_texts_in_both_languages_are_told_in_the_page_s():
    assert sections(CARD, "en")[-1].points == ("Not what real firms said.",)
    assert sections({"made": {"ko": "그때"}}, "en")[0].facts == ((("made",), "그때"),)


def shown(client, monkeypatch, tmp_path, card):
    (tmp_path / "card.json").write_text(card, encoding="utf-8")
    monkeypatch.setattr(precision, "CARD", tmp_path / "card.json")
    return client.get("/models/base")


@pytest.mark.parametrize("card", ["{}", "[]", '{"x": {}, "y": []}', '{"x": [[1], {"a": {"b": 2}}], "grades": 3}'])
def test_the_page_stands_whatever_is_missing(client, world, monkeypatch, tmp_path, card):
    sign_in(client, "expert")
    assert shown(client, monkeypatch, tmp_path, card).status_code == 200


def test_the_page_names_themes_and_figures(client, world, monkeypatch, tmp_path):
    sign_in(client, "analyst")
    page = shown(client, monkeypatch, tmp_path, json.dumps(CARD)).text
    assert "실제 기업의 말이 아닙니다." in page and "인력·고용" in page and ">0.91<" in page and "4,000" in page
    assert "/models/base" in client.get("/models").text
    sign_in(client, "official")
    assert client.get("/models/base").status_code == 403


def test_an_expert_reads_first_how_often_it_is_right_and_of_what(client, world, monkeypatch, tmp_path):
    card = {
        **CARD,
        "grades": {"sure": {"ko": 0.64, "en": 0.56}, "perhaps": {"ko": "많음"}},
        "themes": {"workforce": {"statements": 986, "precision": 0.68, "recall": 0.76}},
        "variants": {"bare": {"stance": 0.77}, "vectors": {"stance": 0.72, "severity_within_one": 0.98}},
    }
    sign_in(client, "expert")
    page = shown(client, monkeypatch, tmp_path, json.dumps(card)).text
    first, details = page.split("<main", 1)[1].split("<details", 1)
    assert "주제와 태도가 모두 맞은 비율" in first and "64 %" in first and "56 %" in first and "불확실" not in first
    assert "68 %" in first and "76 %" in first and "실제 기업의 말이 아닙니다." in first
    assert "심각도가 한 단계 안에서 맞은 비율" in first or "77 %" in first
    assert "4,000" not in first and "4,000" in details
