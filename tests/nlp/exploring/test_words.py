"""The content words of a text, as people would mark them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.exploring.words import words_of, words_version

# Each [[lemma]] or [[written|lemma]] is a word; nothing else is.
MARKED = (
    "[[이직률]]이 [[높|높다]]고 [[납품]] [[단가]] [[인하]]로",
    "[[영업]][[이익]]이 [[줄어들|줄어들다]]어 [[인력난]]이 [[심각|심각하다]]합니다.",
    "[[R&D]] [[예산]]과 [[ESG]] [[공시]]가 [[부담]]스럽습니다.",
    "4대[[보험료]]와 [[3D]] [[프린터]] 2대",
    "[[중소기업]]들의 [[재고용]], [[고금리]]",
    "[[Smart|smart]] [[factory]] [[도입]]",
    "[[구하|구하다]]기 [[어렵|어렵다]]고 할 [[일]]도 [[없|없다]]습니다.",
    "[[Labor|labor]] [[shortages|shortage]] are not [[easing|ease]]; [[R&D]] [[costs|cost]]",
    "[[AI]]'s [[tariffs|tariff]] [[hit]].",
    "😀 [[금리]]\r\n\t[[인상]]",
)


@pytest.mark.parametrize("marked", MARKED)
def test_words_are_those_a_reader_would_mark(marked: str) -> None:
    text, wanted, at = "", [], 0
    for found in re.finditer(r"\[\[([^|\]]+)(?:\|([^\]]+))?\]\]", marked):
        text += marked[at : found.start()]
        wanted.append((found[2] or found[1], len(text), len(text) + len(found[1])))
        text, at = text + found[1], found.end()
    text += marked[at:]
    assert [(word.lemma, word.start, word.end) for word in words_of(text)] == wanted


def test_a_text_without_words_has_none() -> None:
    assert words_of("") == []
    assert words_of("123 & A") == []
    assert words_of("it is what it is") == []


def test_the_version_names_the_analyser_and_the_rules() -> None:
    assert "kiwipiepy" in words_version()
    assert re.search(r"; words \d+$", words_version())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("가인력난금리이가 AIr&d3.,\n😀들화률고재없다"), max_size=40))
def test_words_stand_in_order_and_inside_the_text(text: str) -> None:
    at = 0
    for word in words_of(text):
        assert at <= word.start < word.end <= len(text)
        assert word.lemma
        at = word.start
