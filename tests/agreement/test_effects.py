"""What agreement is said to mean for the level of a round, as the method pools codings that differ."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

from app.agreement.effects import effect_of_severity, effect_of_theme
from nlp.agreeing.estimating import Estimate


def of(value: float | None, low: float | None = None, high: float | None = None, reason: str = "") -> Estimate:
    return Estimate(value, low, high, reason)


def test_every_band_and_reason_has_one_sentence_in_both_languages(words: Flask) -> None:
    found = [of(0.9, 0.85, 0.94), of(0.7), of(0.3), of(-0.1)]
    reasons = ("one_coder", "no_units", "too_few", "no_variation", "coded_only")
    found += [of(None, reason=reason) for reason in reasons]
    said: dict[str, list[str]] = {}
    for language in ("ko", "en"):
        with words.app_context(), force_locale(language):
            said[language] = [
                sentence
                for each in found
                for sentence in (
                    effect_of_theme("인력", each),
                    effect_of_theme("인력", each, scored=False),
                    effect_of_severity(each),
                )
            ]
    for korean, english in zip(said["ko"], said["en"], strict=True):
        assert korean != english and korean.endswith(("니다.", "오.", ").")) and english.endswith(".")
        assert "%(" not in korean + english and korean.count(". ") == korean.replace("95% ", "").count(". ") == 0


def test_the_effect_on_the_level_is_what_the_method_does(words: Flask) -> None:
    with words.app_context():
        low = effect_of_theme("인력난", of(0.41, 0.30, 0.52))
        assert low == (
            "‘인력난’ 주제는 일치가 모자라(알파 0.410, 95% 구간 0.300~0.520) 등급에는 엇갈린 심각도의 평균이 들어가고 어느 "
            "영역의 부담인지도 믿기 어려우므로, 기준을 맞추어 다시 판단하거나 엇갈린 자리를 조정한 뒤 등급을 정하십시오."
        )
        assert "누가 판단했는지에 거의 좌우되지 않습니다" in effect_of_theme("자금", of(0.9))
        assert "점수의 구간이 넓어지고" in effect_of_theme("자금", of(0.7))
        assert "사람에 따른 차이는 점수의 구간에 담기지 않습니다" in effect_of_theme(
            "자금", of(None, reason="one_coder")
        )
        assert "엇갈린 자리가 없어" in effect_of_theme("자금", of(None, reason="no_variation"))
        assert "영역이 없어 등급의 점수에 들지 않지만" in effect_of_theme("가족", of(0.5), scored=False)
        assert "그대로 써도 됩니다" in effect_of_severity(of(0.81))
