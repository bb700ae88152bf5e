"""The Korean particle behind a word in the form the word's last sound asks for: 기업 3 + 와 gives 과."""

from __future__ import annotations

import re

# Particles in two forms: behind a final consonant, behind a vowel.
_PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in """
    은/는 이/가 을/를 과/와 으로/로 이나/나 이랑/랑 이라고/라고 이라는/라는
    이란/란 이며/며 이고/고 으로는/로는 으로도/로도 이라도/라도 이에요/예요
    이었습니다/였습니다 이었는데/였는데 이라서/라서 이든/든 이죠/죠
    """.split()  # noqa: SIM905
)
_BOTH = {form: pair for pair in _PAIRS for form in pair}
PARTICLE = re.compile(f"(?:{'|'.join(sorted(_BOTH, key=len, reverse=True))})(?![가-힣])")
_LAST = re.compile(r"(?:[가-힣]|\d|%|[A-Za-z]+)(?=[^가-힣0-9A-Za-z%]*$)")
# Read aloud, these end in a consonant: 영 일 삼 육 칠 팔, and L M N R. A sign of percent is read 퍼센트.
_CLOSED, _LIQUID = frozenset("013678LMNR"), frozenset("178LR")
# A Latin word is read as a word: 엑셀, 줌, 폰, 미팅, 북, 웹, 앱; an R at its end is not heard (서버).
_CLOSED_WORD = re.compile(r"(?:[lmn]|ng|[aeiou](?:[bckpt]|ck|pp|tt))$")


def fitted(word: str, particle: str) -> str:
    """The form of a particle that fits a word: 기업 3 + 와 gives 과, 인물 2 + 은 gives 는."""
    pair = _BOTH.get(particle)
    if pair is None:
        return particle
    closed, liquid = _ending(word)
    open_form = not closed or (liquid and pair[0].startswith("으로"))
    return pair[1] if open_form else pair[0]


def _ending(word: str) -> tuple[bool, bool]:
    """Whether a word ends in a consonant as it is read, and whether that is ㄹ."""
    last = _LAST.search(word)
    if last is None:
        return False, False
    heard = last[0]
    if "가" <= heard <= "힣":
        final = (ord(heard) - 0xAC00) % 28
        return final > 0, final == 8
    if len(heard) > 1 and not heard.isupper():
        return _CLOSED_WORD.search(heard) is not None, heard.endswith("l")
    letter = heard[-1].upper()
    return letter in _CLOSED, letter in _LIQUID
