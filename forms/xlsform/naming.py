"""Names as a workbook writes them and the ids of a definition: the same name gets the same id each time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

LONGEST = 40
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Revised Romanization (2000), letter by letter: a name is to be readable, not to be pronounced rightly.
_LEADS = re.split(",", "g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h")
_VOWELS = re.split(",", "a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i")
_TAILS = re.split(",", ",k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,ng,t,t,k,t,p,t")
_SYLLABLES = range(0xAC00, 0xD7A4)


def slug(name: str) -> str:
    """An id made of a name: `headOfHousehold` head_of_household, `label-test` label_test, `매출액` maechulaek.

    Names in letters that are neither Latin nor Hangul get a `q_` and a piece of their hash.
    """
    if ID.fullmatch(name):
        return name
    spread = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", unicodedata.normalize("NFC", name))
    latin = "".join(_romanized(letter) for letter in spread)
    plain = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c)).casefold()
    word = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not word or len(re.sub(r"[^\w]", "", name)) > 2 * len(word.replace("_", "")):
        word = f"q_{_hash(name)}"
    if not word[0].isalpha():
        word = f"q_{word}"
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 7]}_{_hash(name)[:6]}"


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def _romanized(letter: str) -> str:
    if ord(letter) not in _SYLLABLES:
        return letter
    place = ord(letter) - 0xAC00
    return _LEADS[place // 588] + _VOWELS[place % 588 // 28] + _TAILS[place % 28]


def ids(names: Iterable[str], taken: frozenset[str], beside: frozenset[str] = frozenset()) -> list[str]:
    """An id for each name, in their order, no two alike and none of `taken`.

    A name that is an id already keeps itself, before others may take it; the second of two alike gets a `_2`. What is
    in `beside` (ids of the other kind of thing) may only be kept, never be made of another name.
    """
    listed = list(names)
    kept = {name for name in listed if ID.fullmatch(name) and name not in taken}
    used, found = taken | beside | kept, []
    for name in listed:
        if name in kept:
            kept.discard(name)
            found.append(name)
            continue
        found.append(_free(slug(name), used))
        used = used | {found[-1]}
    return found


def _free(word: str, used: frozenset[str]) -> str:
    number, free = 1, word
    while free in used:
        number += 1
        end = f"_{number}"
        free = word[: LONGEST - len(end)] + end
    return free
