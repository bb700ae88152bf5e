"""Where a statement turns from one matter to another: "관세는 문제없지만 | 인력이 부족합니다"."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.reading.tokens import Tokens

# Endings that set two things side by side or against each other.
_JOINING = frozenset(["지만", "는데", "은데", "ᆫ데", "던데", "으나", "나", "고", "며", "으며", "으면서", "면서"])
_TURNING = re.compile(r"[.;!?]\s+|,?\s+(?=(?:but|while|although|though|whereas|yet|however)\b)", re.IGNORECASE)


def clauses(tokens: Tokens, language: str) -> list[tuple[int, int]]:
    """Stretches of the text, one behind the other, that may be about different matters.

    >>> from nlp.reading import english
    >>> said = english.analyse("Orders are fine but we cannot find welders.")
    >>> [said.text[a:b] for a, b in clauses(said, "en")]
    ['Orders are fine', ' but we cannot find welders.']

    Kiwi takes "없는데" apart as it does "쓰는 데".

    >>> from nlp.reading import korean
    >>> said = korean.analyse("규제는 없는데 설비를 바꾸는 데 드는 돈이 모자랍니다.")
    >>> [said.text[a:b] for a, b in clauses(said, "ko")]
    ['규제는 없는데', ' 설비를 바꾸는 데 드는 돈이 모자랍니다.']
    """
    text = tokens.text
    cuts = [m.start() for m in _TURNING.finditer(text)] if language == "en" else _korean(tokens)
    borders = [0, *cuts, len(text)]
    return [(a, b) for a, b in pairwise(borders) if text[a:b].strip()]


def _korean(tokens: Tokens) -> list[int]:
    """Behind a joining ending that is no auxiliary's ("하고 있다"), and behind a full stop."""
    found = []
    for n in range(len(tokens) - 1):
        tag, following = tokens.tags[n], tokens.tags[n + 1]
        joins = tag == "EC" and tokens.forms[n] in _JOINING and following not in ("VX", "JX")
        if (joins or tag == "SF" or _is_ending(tokens, n)) and tokens.ends[n] < len(tokens.text):
            found.append(tokens.ends[n])
    return found


def _is_ending(tokens: Tokens, n: int) -> bool:
    """Whether "데" is what Kiwi took apart of "없는데": a noun ("쓰는 데 드는") stands by itself or has a particle."""
    if tokens.forms[n] != "데" or tokens.tags[n] != "NNB" or not n:
        return False
    joined = tokens.tags[n - 1] == "ETM" and tokens.forms[n - 1] != "ᆯ" and tokens.ends[n - 1] == tokens.starts[n]
    return joined and not tokens.tags[n + 1].startswith("J")
