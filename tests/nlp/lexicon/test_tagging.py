"""Themes by marked-up sentences: `[[evidence|theme]]` is all that may be found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nlp.lexicon.lexicon import Lexicon, Term
from nlp.lexicon.tagging import Evidence, Tagger
from nlp.reading import english, korean
from nlp.reading.language import language_of

MARK = re.compile(r"\[\[(.+?)\|(\w+)\]\]")
CODEBOOK = Path(__file__).parents[3] / "app" / "codebook" / "codebook.json"
LEXICON = Lexicon.from_dict(json.loads(CODEBOOK.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(LEXICON)


def terms_in(tagger: Tagger, text: str) -> dict[str, tuple[Evidence, ...]]:
    own = language_of(text)
    return tagger.evidence(english.analyse(text) if own == "en" else korean.analyse(text), own)


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
    assert {(e.text, theme) for theme, found in terms_in(tagger, text).items() for e in found} == wanted


KOREAN_TERMS = [t for t in LEXICON.terms if t.lang == "ko" and t.kind == "surface"]


def test_every_full_korean_term_is_found_in_a_plain_sentence(tagger: Tagger) -> None:
    def found(term: Term) -> bool:
        own = terms_in(tagger, f"저희는 {term.form} 때문에 왔습니다.").get(term.theme, ())
        return any(term.form in e.text for e in own)

    assert [t.form for t in KOREAN_TERMS if not t.weak and not found(t)] == []


def test_every_full_english_term_is_found_in_a_plain_sentence(tagger: Tagger) -> None:
    terms = [t for t in LEXICON.terms if t.lang == "en" and t.kind == "surface" and not t.weak]
    assert [t.form for t in terms if t.theme not in terms_in(tagger, f"They spoke of {t.form} there.")] == []


def test_a_weak_term_needs_company(tagger: Tagger) -> None:
    assert terms_in(tagger, "쿼터 이야기를 했습니다.") == {}
    [found] = terms_in(tagger, "관세 쿼터 이야기를 했습니다.").values()
    assert [e.text for e in found] == ["관세", "쿼터"]


def test_evidence_stands_in_the_text_in_reading_order(tagger: Tagger) -> None:
    text = "😀 인력난에 관세, 또 인력난입니다."
    found = terms_in(tagger, text)
    assert {theme: [e.text for e in own] for theme, own in found.items()} == {
        "workforce": ["인력난", "인력난"],
        "tariff_trade": ["관세"],
    }
    assert all(text[e.start : e.end] == e.text for own in found.values() for e in own)
