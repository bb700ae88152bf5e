"""What is said of a result: nothing that a level would be needed for where none is proposed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import Flask

from app.evaluation.display.wording import distance_sentence, item_name


def test_the_way_to_the_next_level_is_told_only_from_a_level(app: Flask) -> None:
    levels = [SimpleNamespace(id="good", start=0.0), SimpleNamespace(id="caution", start=40.0)]

    def told(score: float, level: str | None) -> str:
        shown: Any = SimpleNamespace(result={"score": score, "level": level}, scheme=SimpleNamespace(levels=levels))
        return distance_sentence(shown)

    with app.test_request_context("/"):
        assert told(16.5, "good") == "주의(40점)까지 23.5점"
        assert (told(16.5, None), told(45.0, "caution")) == ("", "")


def test_a_surveys_index_names_its_quarter_alone(app: Flask) -> None:
    with app.test_request_context():
        assert item_name("biz_past", "survey", {}, ["2026Q4"]) == "업황 BSI, 2026년 3분기"
        assert item_name("biz_past", "survey", {}, []) == "업황 BSI, 지난 분기", "nobody was asked yet"
