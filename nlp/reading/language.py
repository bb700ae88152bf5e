"""Which language a stretch of text is in, by its share of Hangul."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9&'’.\-]*(?:[ \t]+[A-Za-z0-9][A-Za-z0-9&'’.\-]*)*")

# A Korean sentence full of English terms keeps its particles and endings;
# an English one has hardly any Hangul. A fifth is chosen, not measured.
KOREAN_SHARE = 0.2


def hangul_share(text: str) -> float:
    """Hangul letters as a share of Hangul and Latin letters, 0 to 1; 0 where there are neither."""
    hangul = len(_HANGUL.findall(text))
    latin = len(_LATIN.findall(text))
    return hangul / (hangul + latin) if hangul else 0.0


def has_hangul(text: str) -> bool:
    return _HANGUL.search(text) is not None


def language_of(text: str) -> str:
    """``ko`` or ``en``. A text without any letter counts as Korean, the house's first language."""
    if not has_hangul(text):
        return "en" if _LATIN.search(text) else "ko"
    # Most Korean texts have no Latin letter at all, which one look tells.
    return "ko" if not _LATIN.search(text) or hangul_share(text) >= KOREAN_SHARE else "en"
