"""Where the words of a statement stand that carry meaning: a reason is read by them, never by a bare function word."""

from __future__ import annotations

from nlp.reading.english import stop_words
from nlp.reading.tokens import Tokens

# Kiwi's tags of nouns, roots, foreign words, numbers, verbs and adjectives.
_CARRYING = frozenset({"NNG", "NNP", "XR", "SL", "SH", "SN", "VV", "VA"})
# Predicates without a meaning of their own. 없다 has one: it is what most difficulties are said with.
LIGHT = frozenset(
    {"하다", "되다", "있다", "같다", "그렇다", "이렇다", "저렇다", "그러다", "이러다", "어떻다", "어쩌다"}
)


def content(tokens: Tokens, language: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every morpheme or word that carries meaning, in reading order."""
    places = zip(tokens.forms, tokens.lemmas, tokens.tags, tokens.starts, tokens.ends, strict=True)
    if language == "en":
        return tuple(
            (s, e) for form, lemma, _tag, s, e in places if not {form, lemma} & stop_words() and form.isalnum()
        )
    return tuple((s, e) for _form, lemma, tag, s, e in places if tag.split("-")[0] in _CARRYING and lemma not in LIGHT)
