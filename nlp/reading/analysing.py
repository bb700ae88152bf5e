"""A text analysed in its language: morphemes by Kiwi, English words by spaCy."""

from __future__ import annotations

from nlp.reading import english, korean
from nlp.reading.language import language_of
from nlp.reading.tokens import Tokens


def analyse(text: str, language: str = "") -> Tokens:
    """Tokens and sentences of a text in ``ko`` or ``en``; without a language it is looked at."""
    return english.analyse(text) if (language or language_of(text)) == "en" else korean.analyse(text)
