"""Token edges: a term is found where it is a word, and not inside another."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from nlp.lexicon.lexicon import Lexicon, Term
from nlp.lexicon.matching import KoreanMatcher
from nlp.lexicon.tagging import Tagger
from nlp.reading import english, korean
from tests.conftest import SHARED

CODEBOOK = Path(__file__).parents[3] / "app" / "codebook" / "codebook.json"
LEXICON = Lexicon.from_dict(json.loads(CODEBOOK.read_text(encoding="utf-8")))
MARK = re.compile(r"\[\[(.+?)\]\]")


@pytest.fixture(scope="module")
def matcher() -> KoreanMatcher:
    return KoreanMatcher(t for t in LEXICON.terms if t.lang == "ko")


@pytest.mark.parametrize(
    "marked",
    [
        "이렇게 하는 이유가 무엇입니까?",
        "[[유가]]가 올라서 힘듭니다.",
        "그럴 만한 사유가 있을까요?",
        "온도를 적정 온도로 유지합니다.",
        "삼십도로 할까요, 이십오도로 할까요?",
        "참을 수 있을 정도로 좋습니다.",
        "공단 앞 [[도로]]가 좁습니다.".replace("공단", "[[공단]]"),
        "사상2[[공단]]과 제2 [[공단]]이 있습니다.",
        "미리 하기보다는 나중에 합니다.",
        "소비자에게 알립니다.",
        "[[비자]]를 받기 어렵습니다.",
        "고수부지에서 쉬었습니다.",
        "[[부지]]를 찾고 있습니다.",
        "[[규제자유특구]]로 지정되었습니다.",
        "[[신용보증기금]]에서 [[보증료]]를 올렸습니다.",
    ],
)
def test_a_term_is_found_on_token_edges_only(marked: str, matcher: KoreanMatcher) -> None:
    text = MARK.sub(r"\1", marked)
    assert [text[h.start : h.end] for h in matcher.find(korean.analyse(text))] == MARK.findall(marked)


def test_of_overlapping_terms_the_longest_stands(matcher: KoreanMatcher) -> None:
    terms = [Term("a", "ko", "대출"), Term("a", "ko", "대출 금리"), Term("b", "ko", "금리")]
    found = KoreanMatcher(terms).find(korean.analyse("대출금리가 높습니다."))
    assert [(h.term.theme, h.term.form) for h in found] == [("a", "대출 금리")]


def test_two_themes_may_share_a_term(matcher: KoreanMatcher) -> None:
    found = KoreanMatcher([Term("a", "ko", "기숙사"), Term("b", "ko", "기숙사")]).find(
        korean.analyse("기숙사가 없습니다.")
    )
    assert {h.term.theme for h in found} == {"a", "b"}


def test_at_least_98_of_100_sentences_with_tariff_are_found() -> None:
    path = SHARED / "texts" / "beigebook-sentences-2003-2019.tsv.gz"
    if not path.exists():
        pytest.skip("the real texts are not beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        named = [text for line in lines if "tariff" in (text := line.rstrip("\n").split("\t")[2]).lower()]
    tagger = Tagger(LEXICON)
    found = ["tariff_trade" in tagger.evidence(english.analyse(text), "en") for text in named]
    assert len(named) > 250 and sum(found) >= 0.98 * len(named)
