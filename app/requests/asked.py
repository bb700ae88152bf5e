"""What a person gives to be found by, and whether a text says it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass

from transcripts.personal.contacts import emails
from transcripts.personal.firms import core
from transcripts.personal.numbers import phones
from transcripts.personal.plain import plain
from transcripts.personal.words import TITLE

# A name said with a title or 님 is the name; nobody is found by the title.
_TITLED = re.compile(f" ?(?:{TITLE})?(?:님)?$")
# Letters from which a word is looked for: one alone is found everywhere.
LEAST = 2
# Digits as they are said one by one; all else is left out to see quickly whether a number can stand in a text at all.
_NO_DIGIT = re.compile("[^0-9공영일이삼사오육륙칠팔구]+")
_SAID = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
# Digits of a local number without its area code; a shorter one stands in amounts and years.
SHORTEST_NUMBER = 7


@dataclass(frozen=True)
class Asked:
    """What was given, each as it is written down: receipt `2026Q4-7KX2MP`, the rest as typed; empty: not given."""

    receipt: str = ""
    firm: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    login: str = ""

    @property
    def kinds(self) -> list[str]:
        """Which kinds of words were given: this, and not the words, is written down of a search."""
        return [kind for kind, word in asdict(self).items() if word]

    @property
    def word(self) -> str:
        """The name without title, in NFC."""
        bare = _TITLED.sub("", _tidy(self.name))
        return bare if len(bare) >= LEAST else _tidy(self.name)

    @property
    def digits(self) -> str:
        """The phone as it is dialled within Korea."""
        known = [mark.original for mark in phones(plain(self.phone)[0])]
        return known[0] if known else "".join(each for each in plain(self.phone)[0] if each.isdigit())

    def stands_in(self, text: str | None) -> frozenset[str]:
        """Which kinds of what was given a text says, however it is written; a login is looked for in accounts only."""
        if not text:
            return frozenset()
        shown = plain(unicodedata.normalize("NFC", text))[0]
        said = {
            "name": _says(self.word, shown),
            "firm": _says(core(_tidy(self.firm)), shown, within=True),
            "phone": bool(self.digits) and _dialled(self.digits, shown),
            "email": bool(self.email) and _written(_tidy(self.email).lower(), shown),
        }
        return frozenset(kind for kind, found in said.items() if found)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _says(word: str, text: str, *, within: bool = False) -> bool:
    """Whether a text has a name, with or without spaces; not within another word, save a firm's of three letters."""
    bare = word.replace(" ", "")
    if len(bare) < LEAST:
        return False
    gap = r"\s?" if re.search("[가-힣]", bare) else r"\s*"
    edge = "" if within and len(bare) > LEAST else r"(?<![가-힣A-Za-z])"
    end = r"(?![A-Za-z])" if bare[-1].isascii() else ""
    return re.search(edge + gap.join(map(re.escape, bare)) + end, text, re.IGNORECASE) is not None


def _dialled(digits: str, text: str) -> bool:
    if digits.lstrip("0") not in _NO_DIGIT.sub("", text).translate(_SAID):
        return False
    if any(mark.original == digits for mark in phones(text)):
        return True
    bare = re.sub(r"(?<=\d)[\s().·-]+(?=\d)", "", text)
    return len(digits) >= SHORTEST_NUMBER and re.search(rf"(?<!\d){digits}(?!\d)", bare) is not None


def _written(address: str, text: str) -> bool:
    lowered = text.lower()
    if address.partition("@")[0] not in lowered:
        return False
    return address in lowered or any(mark.original == address for mark in emails(text))
