"""The content words of a text: what keyness, concordances, topics and new terms are counted from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nlp.lexicon.versions import analyser_version
from nlp.reading import english, korean
from nlp.reading.language import language_of
from nlp.reading.tokens import Tokens
from nlp.suggesting.content import LIGHT

# Raise it with every change of what counts as a word: the stored words are then read anew.
WORDS = 1

_NOUNS = frozenset({"NNG", "NNP"})
_KEPT = frozenset({"NNG", "NNP", "XR", "SL", "SH", "VV", "VA"})
# Plural, honorific and "each" say nothing of the thing; 률, 층, 화, 성 and their like make another word.
_BARE_SUFFIXES = frozenset({"들", "님", "씩", "끼리", "째", "쯤", "당"})
# Chosen, not measured: too low lower-cases names like UNESCO, too high keeps words of headings in capitals.
_LONGEST_ACRONYM = 6
# spaCy reads these as contractions of "have": AI's, and ain't.
_NOT_HAVE = frozenset({"ai"})


class Word(NamedTuple):
    """One content word where it stands.

    Attributes
    ----------
    lemma : str
        Nouns with their prefix and suffix (이직률), predicates with 다 (심각하다), English lower-cased unless it is
        an acronym (AI).
    tag : str
        Kiwi's tag without its conjugation class; ``EN`` for English words.
    start, end : int
        Offsets in code points. A predicate ends with its stem.
    """

    lemma: str
    tag: str
    start: int
    end: int


def words_version() -> str:
    """Names the analyser and these rules: words read by another version are read anew."""
    return f"{analyser_version()}; words {WORDS}"


def words_of(text: str, language: str | None = None) -> list[Word]:
    """The content words of `text` in reading order.

    Parameters
    ----------
    text : str
    language : str, optional
        ``ko`` or ``en``; looked at where it is not given.

    Examples
    --------
    >>> [word.lemma for word in words_of("이직률이 높고 인력난이 심각합니다.")]
    ['이직률', '높다', '인력난', '심각하다']
    """
    if (language or language_of(text)) == "en":
        return list(_english(english.analyse(text)))
    return list(_korean(korean.analyse(text)))


def _english(tokens: Tokens) -> Iterator[Word]:
    stops = english.stop_words()
    for form, lemma, start, end in zip(tokens.forms, tokens.lemmas, tokens.starts, tokens.ends, strict=True):
        written = tokens.text[start:end]
        if _is_acronym(written):
            yield Word(written, "EN", start, end)
            continue
        known = form if form in _NOT_HAVE else lemma
        says = any(map(str.isalpha, form)) and form not in stops and known not in stops
        if says and len(form) > 1 and not form.startswith(("'", "’")):
            yield Word(known, "EN", start, end)


def _is_acronym(written: str) -> bool:
    return 2 <= len(written) <= _LONGEST_ACRONYM and written.isascii() and written.isupper()


def _korean(tokens: Tokens) -> Iterator[Word]:
    at = 0
    while at < len(tokens):
        word, at = _word_at(tokens, at)
        if word and not (word.tag in ("VV", "VA") and word.lemma in LIGHT):
            yield word


def _word_at(tokens: Tokens, at: int) -> tuple[Word | None, int]:
    """The word that begins with this morpheme, if it is one, and the morpheme after it."""
    tag = _tag(tokens, at)
    if tag in ("SL", "SN"):
        return _foreign(tokens, at)
    last = _last_part(tokens, at)
    if tag == "XPN" and last > at:
        tag = "NNG"
    if tag not in _KEPT or (tag in _NOUNS and last == at and _is_counter(tokens, at)):
        return None, at + 1
    start, end = tokens.starts[at], tokens.ends[last]
    if last > at:
        return Word(tokens.text[start:end], "NNG", start, end), last + 1
    return Word(tokens.lemmas[at] + _made_verb(tokens, at), tag, start, end), at + 1


def _made_verb(tokens: Tokens, at: int) -> str:
    """What makes a root an adjective: 심각 + 하다, 번거 + 롭다. A noun stays a noun."""
    if _tag(tokens, at) != "XR" or at + 1 == len(tokens) or _tag(tokens, at + 1) != "XSA":
        return ""
    return f"{tokens.forms[at + 1]}다"


def _is_counter(tokens: Tokens, at: int) -> bool:
    """대 in 4대 보험: one syllable at a number counts, it names nothing."""
    before = at > 0 and _tag(tokens, at - 1) == "SN" and tokens.ends[at - 1] == tokens.starts[at]
    return before and tokens.ends[at] - tokens.starts[at] == 1


def _last_part(tokens: Tokens, at: int) -> int:
    """The last morpheme of the word that begins here: prefix and noun, noun and suffixes."""
    if _tag(tokens, at) == "XPN" and _touches(tokens, at, _NOUNS):
        at += 1
    while _tag(tokens, at) in (*_NOUNS, "XSN") and _touches(tokens, at, frozenset({"XSN"})):
        if tokens.forms[at + 1] in _BARE_SUFFIXES:
            break
        at += 1
    return at


def _foreign(tokens: Tokens, at: int) -> tuple[Word | None, int]:
    """R&D and 3D come as several tokens; a bare number or letter is no word."""
    last = at
    while True:
        if _touches(tokens, last, frozenset({"SL"})):
            last += 1
        elif last + 2 < len(tokens) and tokens.forms[last + 1] == "&" and _touches(tokens, last + 1, frozenset({"SL"})):
            last += 2
        else:
            break
    start, end = tokens.starts[at], tokens.ends[last]
    written = tokens.text[start:end]
    if len(written) < 2 or not any(map(str.isalpha, written)):
        return None, last + 1
    return Word(written if _is_acronym(written) else written.lower(), "SL", start, end), last + 1


def _touches(tokens: Tokens, at: int, tags: frozenset[str]) -> bool:
    """Whether the next morpheme follows without a space and has one of the tags."""
    return at + 1 < len(tokens) and tokens.starts[at + 1] == tokens.ends[at] and _tag(tokens, at + 1) in tags


def _tag(tokens: Tokens, at: int) -> str:
    return tokens.tags[at].split("-")[0]
