"""Languages as a workbook writes them (`English (en)`, `한국어`, `Tigirigna`) and the codes of a definition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError

HOUSE = ("ko", "en")
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*|x(-[a-z0-9]{1,8})+")
_WITH_CODE = re.compile(
    r"(?s)(.*?)[(\[（]\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*|x(?:-[A-Za-z0-9]{1,8})+)\s*[)\]）]\s*"
)
# By script, where nobody says which language it is; Latin letters are taken for English.
_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "ETHIOPIC": "am",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "GREEK": "el",
    "HEBREW": "he",
    "KHMER": "km",
    "MYANMAR": "my",
    "BENGALI": "bn",
}


# Languages whose own name a heading may be: those most spoken. Each costs the reading of a file of babel's.
_OWN = """
    am ar az bg bn cs da de el en es et fa fi fr gu ha he hi hr hu hy id it ja ka kk km kn ko ky lo lt lv mg mk ml mn mr
    ms my ne nl no om pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te tg th ti tl tr uk ur uz vi xh yo zh zu
"""


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    """Codes of languages by their names in English, Korean and themselves, without case."""
    found: dict[str, str] = {}
    for teller in ("en", "ko"):
        for code, name in Locale.parse(teller).languages.items():
            found.setdefault(name.casefold(), str(code).replace("_", "-").lower())
    for code in _OWN.split():
        found.setdefault(own_name(code).casefold(), code)
    return found


@lru_cache(maxsize=512)
def own_name(code: str) -> str:
    """A language's name in itself, or "" where nobody wrote it down: 한국어, English, français."""
    try:
        return Locale.parse(code, sep="-").get_display_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""


def is_known(written: str) -> bool:
    """Whether these words surely name a language."""
    word = written.strip().casefold()
    return (
        bool(_WITH_CODE.fullmatch(written.strip())) or word in _codes() or (len(word) in (2, 3) and word in _listed())
    )


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(_codes().values())


def code_of(written: str) -> tuple[str, str]:
    """Code and name of a language as a heading writes it; the name is "" where only a code stands there.

    A name nobody knows gets a code of its own, the same each time: ``x-`` and its letters.
    """
    word = written.strip()
    if found := _WITH_CODE.fullmatch(word):
        return found[2].replace("_", "-").lower(), found[1].strip()
    low = word.casefold()
    if low in _codes():
        return _codes()[low], word
    code = low.replace("_", "-")
    if code in _listed() or (_CODE.fullmatch(code) and "-" in code):
        return code, ""
    return invented(word), word


def invented(name: str) -> str:
    """A private code (BCP 47, ``x-…``) of a language's name."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = re.sub(r"[^a-z0-9]+", "", plain) or "".join(f"{ord(c):x}" for c in plain)
    return "-".join(["x", *(letters[at : at + 8] for at in range(0, len(letters[:24]), 8))])


def guessed(texts: Iterable[str]) -> str:
    """Code of the language texts seem to be in, by the script of most letters that are not Latin."""
    counts: dict[str, int] = {}
    for letter in "".join(texts):
        if letter.isalpha():
            script = "LATIN" if letter.isascii() else unicodedata.name(letter, "LATIN").split()[0]
            counts[_SCRIPTS.get(script, "en")] = counts.get(_SCRIPTS.get(script, "en"), 0) + 1
    # A Korean form is full of Latin names and numbers: a fifth of its letters is enough.
    others = {code: n for code, n in counts.items() if code != "en"}
    most = max(others, key=lambda code: others[code], default="en")
    return most if others.get(most, 0) * 5 >= sum(counts.values()) > 0 else "en"


def heading(column: str, code: str, names: Mapping[str, str]) -> str:
    """The heading of a column in a language: ``label::한국어 (ko)``."""
    return f"{column}::{written(code, names)}"


def written(code: str, names: Mapping[str, str]) -> str:
    """A language as a workbook writes it."""
    name = names.get(code) or own_name(code)
    return f"{name} ({code})" if name else code
