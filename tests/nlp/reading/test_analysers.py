"""Texts come back to the character, whatever they are made of."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reading import english, korean, korean_docs
from nlp.reading.language import language_of
from nlp.reading.normalizing import composed

KOREAN_BITS = st.sampled_from(
    [
        "관세가 ",
        "인력이 부족합니다. ",
        "\r\n",
        "\t",
        "  ",
        "\u200b",
        "😀",
        "👨‍👩‍👧",
        "됐어요",
        "R&D ",
        "ㅋㅋ",
        "\u1112\u1161\u11ab",
        "E-9",
        "“네.”",
        "\ufeff",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(KOREAN_BITS, max_size=12).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_korean_document_is_its_text_to_the_character(text: str) -> None:
    doc = korean_docs.pipeline()(text)
    assert doc.text == text
    assert "".join(sent.text_with_ws for sent in doc.sents) == text


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_tokens_lie_inside_the_text_and_sentences_cover_them(text: str) -> None:
    for analyse in (korean.analyse, english.analyse):
        tokens = analyse(text)
        assert all(0 <= start <= end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
        assert [n for first, last in tokens.sentences for n in range(first, last)] == list(range(len(tokens)))


@settings(max_examples=200, deadline=None)
@given(TEXTS.map(lambda text: unicodedata.normalize("NFD", text)))
def test_composing_keeps_a_way_back(text: str) -> None:
    nfc, back = composed(text)
    if back is None:
        assert nfc == text
    else:
        assert unicodedata.is_normalized("NFC", nfc) or len(back) == len(nfc) + 1
        assert back == sorted(back) and back[-1] == len(text)


def test_tags_lemmas_and_sentences_come_from_one_pass() -> None:
    doc = korean_docs.pipeline()("사람을 구하기가 어렵습니다. 도와 주세요!")
    assert [sent.text for sent in doc.sents] == ["사람을 구하기가 어렵습니다.", "도와 주세요!"]
    assert [(t.text, t.tag_, t.lemma_) for t in doc][2:5] == [
        ("구하", "VV", "구하다"),
        ("기", "ETN", "기"),
        ("가", "JKS", "가"),
    ]


def test_fused_morphemes_are_one_token_with_both_tags() -> None:
    [token] = [t for t in korean_docs.pipeline()("필요합니다") if t.text == "합니다"]
    assert (token.tag_, token.lemma_) == ("XSA+EF", "하다")


@pytest.mark.parametrize(("word", "lemma"), [("Tariffs", "tariff"), ("COSTS", "cost"), ("Hiring", "hire")])
def test_english_lemmas_are_looked_up_in_lower_case(word: str, lemma: str) -> None:
    assert english.analyse(word).lemmas == [lemma]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("관세가 올랐습니다", "ko"),
        ("Tariffs rose.", "en"),
        ("AI SaaS R&D 과제를 ERP하고 MES에", "ko"),
        ("The word 관세 means tariff in Korean, they said.", "en"),
        ("1,234", "ko"),
    ],
)
def test_the_share_of_hangul_decides_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Dr. Smith said “No.” Then tariffs rose...  \n\nSo? Yes! 😀 We don't. ",
        "U.S. firms; x. . y (a) b. * c é e\u0301",
        "한글 문장입니다. And English。Prices, too",
    ],
)
def test_english_tokens_are_those_of_the_pipeline(text: str) -> None:
    found, doc = english.analyse(text), english.pipeline()(text)
    words = [t for t in doc if not t.is_space]
    assert found.forms == [t.lower_ for t in words] and found.lemmas == [t.lemma_ for t in words]
    assert found.starts == [t.idx for t in words] and found.ends == [t.idx + len(t) for t in words]
    spoken = [[t.idx for t in s if not t.is_space] for s in doc.sents]
    assert [found.starts[a:b] for a, b in found.sentences] == [s for s in spoken if s]
