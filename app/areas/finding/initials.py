"""Initials of Korean words: ㄴㅅ for 녹산, as one types to find a name quickly. Pure."""

from __future__ import annotations

import unicodedata

_CHOSEONG = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
# Syllables stand in Unicode by initial, 21 vowels and 28 ends to each (The Unicode Standard, 3.12).
_FIRST, _LAST, _EACH = ord("가"), ord("힣"), 21 * 28


def initials(text: str) -> str:
    """Each syllable's first consonant; everything else stays.

    >>> initials("녹산 2지구")
    'ㄴㅅ 2ㅈㄱ'
    """
    return "".join(_initial(each) for each in unicodedata.normalize("NFC", text))


def _initial(each: str) -> str:
    return _CHOSEONG[(ord(each) - _FIRST) // _EACH] if _FIRST <= ord(each) <= _LAST else each


def are_initials(text: str) -> bool:
    """Whether what was typed is consonants alone, and so can only mean initials."""
    bare = text.replace(" ", "")
    return bool(bare) and all(each in _CHOSEONG for each in bare)
