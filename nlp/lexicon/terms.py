"""A lexicon's terms of both languages, looked for in one analysed text."""

from __future__ import annotations

from functools import cached_property

from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.matching import EnglishMatcher, Hit, KoreanMatcher
from nlp.reading import english, korean
from nlp.reading.language import has_hangul
from nlp.reading.tokens import Tokens


class Terms:
    """The matchers of one lexicon; keep it, they take a tenth of a second to build when a text asks for them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def _korean(self) -> KoreanMatcher:
        return KoreanMatcher(t for t in self.lexicon.terms if t.lang == "ko")

    @cached_property
    def _english(self) -> EnglishMatcher:
        return EnglishMatcher(t for t in self.lexicon.terms if t.lang == "en")

    def find(self, tokens: Tokens, language: str) -> list[Hit]:
        """Hits of the text's language; an English text is read for Korean terms where it has Hangul."""
        if language != "en":
            return self._korean.find(tokens)
        hits = self._english.find(tokens)
        return hits + self._korean.find(korean.analyse(tokens.text)) if has_hangul(tokens.text) else hits

    def english(self, text: str) -> list[Hit]:
        """English terms in a text, or in a stretch of one."""
        return self._english.find(english.analyse(text))
