"""Names with their offices, as they stand at a line's beginning without a sign: who they may mean."""

from __future__ import annotations

import re

from transcripts.speakers.people import (
    could_name,
    is_full_name,
    is_heading_word,
    is_numbered,
    is_roled_name,
    plain,
    says_office,
)
from transcripts.speakers.words import NO_NAMES, ROLES, SURNAMES

# Of nearly all names; what has as many and ends with a particle is rather "사람이".
_SYLLABLES, _PARTICLES = 3, "은는이가을를에도의로만과와"
_NAME = re.compile(f"[가-힣]{{{_SYLLABLES}}}")
_SURNAMED = re.compile(f"[{SURNAMES}](?P<office>[가-힣]+)")
# A firm's form in brackets sets no name apart.
_LEGAL = re.compile(r"㈜\s?|\([주유사재]\)\s?")
_NOBODY = frozenset(("여러분", *NO_NAMES))


def somebody(name: str, *, wide: bool) -> bool:
    """Tell whether words are a name with its office, firm or number; before a wide space also a name alone."""
    name = _LEGAL.sub("", name)
    bare = plain(name) or name
    words = bare.split()
    if name.count("(") != name.count(")") or not words:
        return False
    if is_numbered(bare) or (len(words) == 2 and words[1].isdigit() and says_office(words[0])):
        return True
    if len(words) == 1:
        return _one(bare, set_apart=wide or bare != name.strip())
    if is_roled_name(bare) or (len(words) > 2 and could_name(words[0]) and is_roled_name(" ".join(words[1:]))):
        return True
    if len(words) == 2 and is_full_name(words[0]) and words[1] in ("님", "씨"):
        return True
    named = could_name(bare) and could_name(words[0]) and words[0] not in NO_NAMES
    return named and (says_office(words[-1]) or guessed(bare))


def _one(word: str, *, set_apart: bool) -> bool:
    """Whether one word is an office, a surname with one, a name with its polite ending, or a name that is set apart."""
    if len(word) == _SYLLABLES + 1 and word[-1] in "님씨":
        return is_full_name(word[:-1])
    surnamed = _SURNAMED.fullmatch(word)
    if word in ROLES or (surnamed and surnamed["office"] in ROLES):
        return True
    return set_apart and ((is_full_name(word) and len(word) >= _SYLLABLES) or says_office(word))


def guessed(name: str) -> bool:
    """Tell whether words may only be somebody: an office alone, or one before a name of a surname that is not known."""
    words = (plain(name) or name).split()
    if len(words) == 1:
        return words[0] in ROLES
    last = words[-1]
    rare = len(words) == 2 and says_office(words[0]) and _NAME.fullmatch(last) and not is_full_name(last)
    return bool(rare) and last not in _NOBODY and last[-1] not in _PARTICLES and not says_office(last)


def with_firm(name: str) -> bool:
    """Tell whether words are a name and what it may speak for: ``박보기 예시정밀``."""
    words = (plain(name) or name).split()
    first = bool(words) and is_full_name(words[0]) and len(words[0]) == _SYLLABLES and words[0] not in _NOBODY
    firm = any(not is_full_name(word) or len(word) > _SYLLABLES for word in words[1:])
    return first and firm and not is_heading_word(words[0]) and all(map(could_name, words))


def goes_with(name: str, further: str) -> bool:
    """Tell whether the next word is the name to an office: ``가온정밀 대표 박보기``, but not ``사람이``."""
    last = further.split()[-1]
    return not is_roled_name(name) and is_full_name(last) and len(last) == _SYLLABLES and last[-1] not in _PARTICLES
