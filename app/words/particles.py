"""The Korean particle right behind a value, in the form the value's last sound asks for: 주의로, 양호로, 심각으로."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from transcripts.text.particles import PARTICLE, fitted

# A value's place, quotes that close behind it, and a particle. Behind a round bracket the particle belongs to the word
# before the bracket, which whoever wrote the sentence knew.
_PLACE = re.compile(rf"%\((\w+)\)[sd][’”」』》〉\]'\"]*({PARTICLE.pattern})")
_ASIDE = re.compile(r"(?<=\S)\s*\([^()]*\)$")
# 2026. 11. 30. is read with a 일 at its end, 2026. 11. with a 월, 15:04 with a 분.
_UNSAID = ((re.compile(r"\d\.$"), "일"), (re.compile(r"\d:\d\d$"), "분"))


def fit(template: str, values: Mapping[str, object]) -> str:
    """A sentence that still has its places, with every particle behind one fitted to the value that goes there.

    >>> fit("‘%(level)s’로 정했습니다", {"level": "심각"}), fit("%(n)s을 넘습니다", {"n": "12 %"})
    ('‘%(level)s’으로 정했습니다', '%(n)s를 넘습니다')
    """
    for start, end, name in _places(template):
        if name in values:
            template = template[:start] + fitted(_read(values[name]), template[start:end]) + template[end:]
    return template


@lru_cache(maxsize=4096)
def _places(template: str) -> tuple[tuple[int, int, str], ...]:
    """Start and end of each particle with the value before it, the last first: earlier places then stay where they are."""
    return tuple((*found.span(2), found[1]) for found in _PLACE.finditer(template))[::-1]


def _read(value: object) -> str:
    """A value as it is read: without marks of a page, and without what stands in brackets behind it."""
    text = value.striptags() if isinstance(value, Markup) else str(value)
    bare = _ASIDE.sub("", text.strip())
    return bare + next((said for shape, said in _UNSAID if shape.search(bare)), "")
