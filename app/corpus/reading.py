"""Reading the few statements a page or a file shows: words, speaker, place, and the codings one may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from app.coding.judging.blind import may_see_others
from app.coding.statements.segment_store import placed
from app.coding.telling.eyes import Eyes
from app.coding.telling.opening import Opened, as_read, opened
from app.corpus import coded_store, ground_store
from app.corpus.matching import Ids
from app.corpus.questions import MACHINE, Question, Sight

# SQLite takes so many values in one query.
AT_ONCE = 500


@dataclass(frozen=True)
class Said:
    """One statement: its row with place and speaker, what it was coded with, and the words to mark as (start, end)."""

    row: Any
    codings: list[Any] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)


def read(db: Database, numbers: Ids, question: Question, sight: Sight) -> list[Said]:
    """The statements of these numbers in their order; what was withdrawn meanwhile is left out."""
    keys = ground_store.keys_of(db, numbers.tolist())
    found: dict[str, Any] = {}
    for first in range(0, len(keys), AT_ONCE):
        found.update(placed(db, keys[first : first + AT_ONCE]))
    there = [found[key] for key in keys if key in found and not found[key]["withdrawn"]]
    eyes = Eyes(sight.scope, single=not sight.official)
    told = as_read(db, there, eyes)
    codings = _codings_told(opened(db, keys, eyes)) if sight.official else _codings(db, keys, question, sight)
    return [Said(r, codings[r["id"]], marks_of(r["text"], question)) for r in told]


def _codings_told(found: Opened) -> dict[str, list[Any]]:
    """Statement to what officials may read of its codings: theme and stance, each once, of cells that are told."""
    return defaultdict(
        list,
        {
            key: [
                {
                    "theme_code": theme,
                    "code_id": None,
                    "stance": stance,
                    "severity": None,
                    "statement": None,
                    "coder": "",
                }
                for theme, stance in dict.fromkeys((theme, stance) for _area, theme, stance in cells)
            ]
            for key, cells in found.codings.items()
        },
    )


def _codings(db: Database, keys: Sequence[str], question: Question, sight: Sight) -> dict[str, list[Any]]:
    """Statement to its codings: an expert's own, and others' where they may be seen."""
    found: dict[str, list[Any]] = defaultdict(list)
    open_ = set(keys)
    if sight.blind_for and question.coder != MACHINE:
        open_ = may_see_others(db, keys, sight.blind_for)
    for each in coded_store.codings_shown(db, keys, question):
        if each["segment_id"] in open_ or each["coder_id"] == sight.blind_for:
            found[each["segment_id"]].append(each)
    return found


def marks_of(text: str, question: Question) -> list[tuple[int, int]]:
    """Where the query's words stand in a text, apart and in order; nothing for a query by meaning."""
    if not question.q or question.mode == "meaning":
        return []
    plain = text.lower()
    if len(plain) != len(text):  # a letter whose small form is longer: no offset would be right
        return []
    words = [question.q.lower()] if question.mode == "exact" else question.q.lower().split()
    spans = sorted((at, at + len(w)) for w in words for at in _all_of(plain, w))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _all_of(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0 and word:
        found.append(at)
        at = text.find(word, at + len(word))
    return found
