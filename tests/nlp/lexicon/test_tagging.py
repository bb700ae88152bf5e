"""Themes by marked-up sentences: `[[evidence|theme]]` is all that may be found."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from nlp.lexicon.lexicon import Lexicon, Term
from nlp.lexicon.tagging import Tagger, score

MARK = re.compile(r"\[\[(.+?)\|(\w+)\]\]")
CODEBOOK = Path(__file__).parents[3] / "app" / "codebook" / "codebook.json"
LEXICON = Lexicon.from_dict(json.loads(CODEBOOK.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(LEXICON)


@pytest.mark.parametrize(
    "marked",
    [
        "[[구인난|workforce]]이 심하다",
        "유관세력이 이유가 된다고 합니다.",
        "[[스마트 공장|tech_digital]]을 지었습니다.",
        "[[스마트공장|tech_digital]]을 지었습니다.",
        "[[인력이 많이 부족|workforce]]합니다.",
        "[[사람을 구하기|workforce]]가 어렵습니다.",
        "[[사람 구할|workforce]] 수가 없어요.",
        "[[기술이전|rnd]]을 받았습니다.",
        "[[납품단가 연동제|fair_trade]]가 필요합니다.",
        "[[규제를 완화|regulation]]해 주십시오.",
        "[[R&D 과제|rnd]]와 [[E-9|workforce]] 이야기입니다.",
        "온도를 몇도로 맞출까요?",
        "난방을 이십오도로 합니다.",
        "사상2[[공단|location]]에 있습니다.",
        "[[지하철역|location]]이 멀고 [[구내식당|location]]이 없습니다.",
        "The committee was asked to sanction the project.",
        "Dealers missed their quotas.",
        "They spoke of [[tariffed|tariff_trade]] goods under [[import quotas|tariff_trade]].",
        "[[Tariffs|tariff_trade]] hurt us.",
        "We put out a sign in order to be seen.",
        "There is a [[shortage of skilled workers|workforce]].",
        "[[Labor costs|workforce]] increased.",
        "이번 [[tariff|tariff_trade]] 때문에 [[supply chain|supply_cost]]이 흔들립니다.",
        "[[단가가 너무 올랐습니다|supply_cost]].",
    ],
)
def test_a_sentence_is_tagged_with_its_marks_and_nothing_else(marked: str, tagger: Tagger) -> None:
    text, wanted = MARK.sub(r"\1", marked), {(m[1], m[2]) for m in MARK.finditer(marked)}
    assert {(e.text, s.theme) for s in tagger.suggest(text) for e in s.evidence} == wanted


KOREAN_TERMS = [t for t in LEXICON.terms if t.lang == "ko" and t.kind == "surface"]


def test_every_korean_term_is_found_in_a_plain_sentence(tagger: Tagger) -> None:
    def found(term: Term) -> bool:
        text = f"저희는 {term.form} 때문에 왔습니다."
        own = [s for s in tagger.suggest(text, about={term.theme}) if s.theme == term.theme]
        return any(term.form in e.text for s in own for e in s.evidence)

    assert [t.form for t in KOREAN_TERMS if not found(t)] == []


def test_every_english_term_is_found_in_a_plain_sentence(tagger: Tagger) -> None:
    def found(term: Term) -> bool:
        return any(
            s.theme == term.theme for s in tagger.suggest(f"They spoke of {term.form} there.", about={term.theme})
        )

    terms = [t for t in LEXICON.terms if t.lang == "en" and t.kind == "surface"]
    assert [t.form for t in terms if not found(t)] == []


def test_a_weak_term_needs_company_or_a_question_about_its_theme(tagger: Tagger) -> None:
    alone = "쿼터 이야기를 했습니다."
    assert tagger.suggest(alone) == []
    assert [s.theme for s in tagger.suggest(alone, about={"tariff_trade"})] == ["tariff_trade"]
    assert [e.text for e in tagger.suggest("관세 쿼터 이야기를 했습니다.")[0].evidence] == ["관세", "쿼터"]


def test_each_theme_has_the_stance_of_its_own_clause(tagger: Tagger) -> None:
    found = {s.theme: (s.stance, s.severity) for s in tagger.suggest("관세는 문제없지만 인력이 부족합니다.")}
    assert found == {"tariff_trade": ("none", None), "workforce": ("need", 3)}


def test_a_denied_shortage_is_no_need(tagger: Tagger) -> None:
    [found] = tagger.suggest("인력난은 없다")
    assert (found.theme, found.stance, found.severity) == ("workforce", "none", None)
    assert found.lexicon_version == LEXICON.version and found.model_version is None


def test_the_score_by_hand() -> None:
    assert score([1.0], "need") == 0.6
    assert score([1.0, 1.0], "need") == 0.84
    assert score([0.5], "need", asked=True) == 0.51  # 1 - .7 * .7
    assert score([1.0], "none") == 0.42
    assert score([1.0], "undecided") == 0.51


def test_decomposed_hangul_is_found_and_offsets_are_those_given(tagger: Tagger) -> None:
    text = unicodedata.normalize("NFD", "😀 인력난이 심합니다.")
    [found] = tagger.suggest(text)
    [evidence] = found.evidence
    assert text[evidence.start : evidence.end] == evidence.text == unicodedata.normalize("NFD", "인력난")
