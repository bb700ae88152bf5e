"""Exclusion rules as data: which theme gives way to which, on sentences and by the shipped codebook."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlp.lexicon.lexicon import Lexicon, LexiconError
from nlp.lexicon.tagging import Tagger
from nlp.lexicon.yielding import Found, Yielded, yielded
from nlp.reading import english, korean
from nlp.reading.language import language_of

CODEBOOK = json.loads((Path(__file__).parents[3] / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8"))
LEXICON = Lexicon.from_dict(CODEBOOK)
TAGGER = Tagger(LEXICON)


def found(text: str, tagger: Tagger = TAGGER, /, **probabilities: float) -> list[Found]:
    tongue = language_of(text)
    tokens = english.analyse(text) if tongue == "en" else korean.analyse(text)
    hits = tagger.evidence(tokens, tongue)
    return [Found(theme, own, probabilities.get(theme)) for theme, own in hits.items()]


def ways(text: str, **probabilities: float) -> set[tuple[str, str]]:
    return {(y.theme, y.to) for y in yielded(found(text, **probabilities), LEXICON)}


@pytest.mark.parametrize(
    ("text", "theme", "to"),
    [
        ("관세가 붙은 뒤로 미국 바이어가 발주를 미룹니다.", "market", "tariff_trade"),
        ("Customers hold back new orders until the tariff is settled.", "market", "tariff_trade"),
        ("매출이 줄었다고 은행에서 대출 만기를 안 늘려 줍니다.", "market", "finance"),
        ("수출 한 건 하려면 인증부터 세 가지를 받아야 합니다.", "market", "regulation"),
        ("거래처는 그대로인데 전기요금만 두 배가 됐습니다.", "market", "energy_env"),
        ("인증 하나 받는 데 컨설팅 비용만 오백이 듭니다.", "policy_support", "regulation"),
        ("The inventory sits on borrowed money, and the lender wants it back.", "supply_cost", "finance"),
        ("비자 규정이 바뀌어 외국인 근로자를 쓰는 데 규제가 더 붙었습니다.", "regulation", "workforce"),
    ],
)
def test_the_cause_that_is_named_decides(text: str, theme: str, to: str) -> None:
    assert (theme, to) in ways(text), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "바이어가 끊겨서 수출이 반으로 줄었습니다.",
        "관세가 15%로 올랐습니다.",
        "애로로는 내수 부진, 관세, 인건비, 자금난을 들었다.",
        "사람도 못 구하고 일감도 없습니다.",
    ],
)
def test_what_names_no_other_cause_or_is_a_list_stays(text: str) -> None:
    assert ways(text) == set()


def test_the_words_that_named_the_cause_are_told() -> None:
    text = "관세 때문에 수출이 줄었습니다."
    (one,) = yielded(found(text), LEXICON)
    assert text[one.cause.start : one.cause.end] == "관세" and one.rule.why_ko and one.rule.why_en


def test_a_theme_that_is_likelier_does_not_give_way() -> None:
    text = "관세 때문에 수출이 줄었습니다."
    assert ways(text, market=0.4, tariff_trade=0.8) == {("market", "tariff_trade")}
    assert ways(text, market=0.9, tariff_trade=0.8) == set()


def test_a_theme_does_not_give_way_to_one_that_gives_way_itself() -> None:
    book: dict[str, Any] = {
        "themes": [
            {"id": one, "terms": [{"lang": "ko", "form": form}], "yields": [{"to": to, "ko": [cause]}]}
            for one, form, to, cause in (
                ("a", "감자", "b", "양파"),
                ("b", "양파", "c", "당근"),
                ("c", "당근", "b", "대파"),
            )
        ]
    }
    lexicon = Lexicon.from_dict(book)
    suggested = found("감자와 양파와 당근입니다.", Tagger(lexicon))
    told: list[Yielded] = yielded(suggested, lexicon)
    assert [(y.theme, y.to) for y in told] == [("b", "c")]


def test_every_shipped_rule_names_terms_of_the_theme_it_gives_way_to() -> None:
    forms = {theme.id: {term.form for term in theme.terms} for theme in LEXICON.themes}
    for rule in (rule for theme in LEXICON.themes for rule in theme.yields):
        assert set(rule.terms) <= forms[rule.to], rule
        assert rule.why_ko.endswith("다.") and rule.why_en.endswith("."), rule


def test_the_version_counts_rules_and_is_as_before_where_there_are_none() -> None:
    bare = Lexicon(tuple(replace(theme, yields=()) for theme in LEXICON.themes))
    # Of the terms alone, as it was before there were rules.
    assert bare.version == "21c9bf2388e1"
    other = copy.deepcopy(CODEBOOK)
    rules = next(theme["yields"] for theme in other["themes"] if theme.get("yields"))
    rules[0]["ko"].reverse()
    assert Lexicon.from_dict(other).version == LEXICON.version != bare.version
    rules.pop()
    assert Lexicon.from_dict(other).version != LEXICON.version


def test_a_rule_to_itself_to_nowhere_or_without_a_term_is_named() -> None:
    rules = [{"to": "a", "ko": ["가"]}, {"to": "z", "en": ["x"]}, {"to": "b"}]
    terms = [{"lang": "ko", "form": "가"}]
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_dict({"themes": [{"id": "a", "terms": terms, "yields": rules}, {"id": "b", "terms": terms}]})
    assert len(caught.value.problems) == 3
