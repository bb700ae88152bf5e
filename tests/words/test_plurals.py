"""One firm, two firms: the English catalogue counts itself, and no counted word is left without its singular."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask, render_template_string
from flask_babel import gettext

from app.words.plurals import counted

CATALOGUE = Path(__file__).resolve().parents[2] / "app" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
# A number's place, at most two words, and a word in s: 12 new responses. Places of these names hold no count.
COUNTED = re.compile(
    r"%\((?!day|draws|mean|share|level|name|score|points|q|l|receipt|low|raw|kind|numbers|file|title|why|first|last)"
    r"(\w+)\)[sd] "
    r"(?:(?!of |to |from |and |or |with |in |more than |the |at )[a-z-]+ ){0,2}?[a-z]{2,}(?<![aiu])s\b"
)
# Words in s that are no plurals, and places whose number is never one.
FINE = re.compile(r" (?:points|counts|was|does|is|has|less|as|allows|exists)$")


@pytest.mark.parametrize(
    ("n", "told"), [(1, "1 firm was asked"), ("1", "1 firm was asked"), (11, "11 firms were asked")]
)
def test_a_counted_word_goes_with_its_number(n: object, told: str) -> None:
    assert counted("%(n)s {n:firm was|firms were} asked", {"n": n}) % {"n": n} == told


def test_pages_and_messages_count_alike(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        for n, told in ((1, "1 firm changed area: 예시"), (2, "2 firms changed area: 예시")):
            assert gettext("지역이 바뀐 기업 %(n)s곳: %(names)s", n=n, names="예시") == told
            assert (
                render_template_string("{{ _('지역이 바뀐 기업 %(n)s곳: %(names)s', n=n, names='예시') }}", n=n) == told
            )


def test_no_english_text_counts_with_a_plural_alone() -> None:
    with CATALOGUE.open("rb") as file:
        texts = [m.string for m in read_po(file, locale="en") if m.id and isinstance(m.string, str)]
    bare = [(hit[0], text) for text in texts for hit in COUNTED.finditer(text) if not FINE.search(hit[0])]
    assert bare == []
    assert COUNTED.search("%(n)s firms") and not COUNTED.search("%(n)s {n:firm|firms}")
