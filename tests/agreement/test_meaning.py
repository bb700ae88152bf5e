"""What an alpha is said to mean, on both sides of every border."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from app.agreement.meaning import band, figure, meaning
from nlp.agreeing.estimating import Estimate


def of(value: float | None, low: float | None = None, high: float | None = None, reason: str = "") -> Estimate:
    return Estimate(value, low, high, reason)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (of(0.8), "firm"),
        (of(0.8 - 1e-12), "firm"),
        (of(0.7999), "tentative"),
        (of(0.667), "tentative"),
        (of(0.6669), "low"),
        (of(-0.2), "low"),
        (of(0.85, 0.667, 0.95), "firm"),
        (of(0.85, 0.60, 0.95), "tentative"),
        (of(0.85, reason="not_drawn"), "tentative"),
        (of(1.0, reason="no_width"), "firm"),
        (of(None, reason="no_variation"), "none"),
    ],
)
def test_the_borders_are_krippendorffs_and_a_wide_interval_is_not_firm(found: Estimate, said: str) -> None:
    assert band(found) == said


def test_every_band_and_reason_has_one_sentence(words: Flask) -> None:
    with words.app_context():
        assert meaning(of(0.9, 0.85, 0.94)) == "결론에 써도 될 만큼 일치합니다(알파 0.900, 95% 구간 0.850~0.940)."
        assert meaning(of(0.7)) == "잠정적인 결론에만 쓰십시오(알파 0.700)."
        assert meaning(of(0.3)).startswith("결론에 쓰기에는 모자랍니다(알파 0.300)")
        assert meaning(of(0.0)).startswith("우연히 맞은 것보다 낫지 않습니다")
        assert meaning(of(None, reason="one_coder")) == "일치도를 구할 수 없습니다: 한 사람만 판단했습니다."
    with words.app_context(), force_locale("en"):
        assert (
            meaning(of(0.7, 0.6, 0.8)) == "Draw tentative conclusions alone (alpha 0.700, 95% interval 0.600 to 0.800)."
        )


def test_a_figure_has_its_interval_where_there_is_one(words: Flask) -> None:
    with words.app_context():
        assert figure(of(0.7434, 0.4167, 1.0)) == "0.743, 95% 구간 0.417~1.000"
        assert figure(of(0.7434, reason="not_drawn")) == "0.743"
        assert figure(of(None, reason="one_coder")) == "–"
