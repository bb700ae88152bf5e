"""A text as it is searched: plain digits, dashes and spaces, nothing invisible; and where each character stood."""

from __future__ import annotations

import re
import unicodedata

_DASHES = "‐‑‒–—―−－﹣"
_PLAIN = str.maketrans({**dict.fromkeys(_DASHES, "-")} | {
    "\u00a0": " ", "\u3000": " ", "\u2009": " ", "\t": " ", "＠": "@", "（": "(", "）": ")", "＋": "+",
    "．": ".", "／": "/", "：": ":", "〇": "0",
})  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_ODD_DIGIT = re.compile(r"[^\x00-\x7f가-힣]")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The text with plain digits and dashes and without invisible characters, and where each character stood.

    Digits of every script, full width and circled ones included, become ASCII ones: each stays one character.
    """
    shown = _ODD_DIGIT.sub(_digit, text.translate(_PLAIN))
    if not _INVISIBLE.search(shown):
        return shown, None
    places = [n for n, each in enumerate(shown) if not _INVISIBLE.match(each)]
    return "".join(shown[n] for n in places), places


def _digit(found: re.Match[str]) -> str:
    value = unicodedata.digit(found[0], None)
    return found[0] if value is None else str(value)
