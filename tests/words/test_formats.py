"""How values read in Korean and English."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import gettext

from app.ids import is_id, new_id
from app.words import formats
from app.words.labels import LABELS, label


def test_dates_numbers_and_levels_read_as_koreans_write_them(app: Flask) -> None:
    with app.test_request_context("/"):
        assert formats.day("2026-11-22") == "2026. 11. 22."
        assert formats.weekday("2025-04-09") == "2025. 4. 9.(수)"
        assert formats.month("2026-09") == "2026. 9."
        assert formats.quarter("2026Q3") == "2026년 3분기"
        assert formats.moment("2026-11-22T15:30:00+00:00") == "2026. 11. 23. 00:30"
        assert formats.share_of(9, 14) == "14곳 중 9곳(64 %)"
        assert formats.level_mark("serious").count("심각") == 1 and "■" in formats.level_mark("serious")


def test_english_pages_read_english(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert formats.day("2026-11-22") == "22 Nov 2026"
        assert formats.quarter("2026Q3") == "2026 Q3"
        assert formats.named({"name_ko": "가", "name_en": "A"}) == "A"
        assert formats.named({"name_ko": "가", "name_en": ""}) == "가"


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(1234.5, 1, "1,234.5"), (-0.04, 1, "0.0"), (-7.2, 1, "−7.2"), (None, 0, "–"), (float("nan"), 1, "–")],
)
def test_numbers(value: float | None, digits: int, text: str) -> None:
    assert formats.number(value, digits) == text


AMOUNTS = (
    (1_500_000_000, "15억 원", "KRW 1.5 billion"),
    (8_000_000, "800만 원", "KRW 8 million"),
    (426_500_000_000, "4,265억 원", "KRW 426.5 billion"),
    (2_200_000_000_000, "2조 2,000억 원", "KRW 2,200 billion"),
    (12_345, "1만 2,345원", "KRW 12,345"),
    (0, "0원", "KRW 0"),
    (None, "금액 모름", "amount unknown"),
)


def test_amounts_read_as_offices_say_them(app: Flask) -> None:
    with app.test_request_context("/"):
        assert [formats.won(amount) for amount, _korean, _english in AMOUNTS] == [korean for _a, korean, _e in AMOUNTS]


def test_amounts_in_english_are_exact(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert [formats.won(amount) for amount, _korean, _english in AMOUNTS] == [
            english for _a, _k, english in AMOUNTS
        ]


def test_the_words_that_caused_a_suggestion_are_marked_and_markup_is_escaped() -> None:
    marked = formats.quoted("<b>관세</b>가 걱정", [(3, 5)])
    assert marked == "&lt;b&gt;<mark>관세</mark>&lt;/b&gt;가 걱정"


def test_ids_are_uuid7_and_sort_by_time() -> None:
    first, second = new_id(), new_id()
    assert is_id(first) and first[14] == "7" and first[:13] <= second[:13]
    assert not is_id("B001") and not is_id(first.upper())


def test_districts_of_busan_have_english_names_and_others_stay_as_they_are(app: Flask) -> None:
    assert len(LABELS["district"]) == 16
    with app.test_request_context("/?lang=en"):
        words = [label(d, "district") for d in ("기장군", "부산진구", "예시구")]
        assert words == ["Gijang-gun", "Busanjin-gu", "예시구"]
        assert "Not evaluated" in formats.level_mark(None)


def test_the_product_is_called_moksori_in_english_where_voices_stay_voices(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert (formats.product(), gettext("목소리")) == ("Moksori", "Voices")
        assert label("staffing", "bsi_item") == "Staffing"


def test_in_korean_districts_and_the_product_keep_their_names(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (formats.product(), label("기장군", "district")) == ("목소리", "기장군")


def test_words_of_constants_follow_each_request_and_not_who_compiled_the_page(app: Flask) -> None:
    page = app.jinja_env.from_string("{{ none|level_mark }} {{ 'need'|label('stance') }}")
    with app.app_context(), app.test_request_context("/?lang=ko"):
        assert "미평가" in page.render() and "애로·요구" in page.render()
    with app.app_context(), app.test_request_context("/?lang=en"):
        assert "Not evaluated" in page.render() and "애로" not in page.render()


def test_a_level_that_could_not_be_told_has_another_word_than_one_nobody_evaluated(app: Flask) -> None:
    with app.test_request_context("/"):
        assert "미평가" in formats.level_mark(None) and "판단 유보" in formats.level_mark(None, 1)
        assert "양호" in formats.level_mark("good", 1)


def test_shares_of_a_whole_add_up_as_they_are_shown(app: Flask) -> None:
    assert formats.percents([1 / 3, 1 / 3, 1 / 3]) == ["34 %", "33 %", "33 %"]
    assert formats.percents([0.845, 0.155]) == ["85 %", "15 %"] and formats.percent(0.845) == "84 %"
    assert formats.percents([0.125, 0.125, 0.75], 1) == ["12.5 %", "12.5 %", "75.0 %"]
    assert formats.percents([1.2051, -0.2051]) == ["121 %", "−21 %"] and formats.percents([]) == []
    assert formats.percents([0.5, None, 0.5]) == ["50 %", formats.MISSING, "50 %"]
    for parts in ([0.1] * 10, [1 / 7] * 7, [0.005] * 200, [0.4949, 0.4949, 0.0102]):
        assert sum(int(each.split(" ")[0]) for each in formats.percents(parts)) == 100
