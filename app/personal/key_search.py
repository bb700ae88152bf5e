"""Finding in the key: by pseudonym, by original however it is written, and by the words the transcript has."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping

from transcripts.personal.firms import core
from transcripts.personal.layers import Replacement
from transcripts.personal.words import TITLE

_TITLE = re.compile(f" ?(?:{TITLE})(?:님)?$")


def written_ways(raw: str | None, shown: str, replaced: Iterable[Replacement]) -> dict[tuple[str, str], list[str]]:
    """Kind and pseudonym to the words it stands for as the transcript writes them; nothing once those are destroyed."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for each in replaced if raw is not None else ():
        words, name = str(raw)[each.raw_start : each.raw_end], shown[each.start : each.end].rstrip()
        found.setdefault((each.kind, name), {})[words] = None
    return {key: list(ways) for key, ways in found.items()}


def ways_of(each: sqlite3.Row, written: Mapping[tuple[str, str], list[str]]) -> list[str]:
    """How the transcript writes what a pseudonym stands for; the pseudonym may have a particle behind it there."""
    name = each["pseudonym"]
    return [
        way
        for (kind, shown), ways in written.items()
        if kind == each["kind"] and re.fullmatch(re.escape(name) + "[가-힣]{0,6}", shown)
        for way in ways
    ]


def is_meant(each: sqlite3.Row, ways: Iterable[str], text: str) -> bool:
    """Tell whether a searched text means an entry: 010-2345-6789, 이보기 상무, (주)가나정밀, 참여자 3."""
    asked = {_bare(text), _bare(core(text)), _bare(_TITLE.sub("", text))} - {""}
    held = [each["pseudonym"], each["original"] or "", *ways]
    return any(word in _bare(hold) for word in asked for hold in held)


def _bare(words: str) -> str:
    return re.sub(r"[\s().\-·]", "", words).casefold()
