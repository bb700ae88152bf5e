"""Which statements of the list "제안으로 삼을 발언" are none: asked not to be written down, or saying nothing alone."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from app.codebook import store as codebook
from app.coding.statements.alone import needs_before
from app.db import rows

# Words with a meaning of their own that a proposal has at least: what, and what is to become of it. Of the example's 65
# requests those with fewer ("해 주십시오.", "지금처럼만 해 주시면 됩니다.") say nothing by themselves.
LEAST_WORDS = 2


def unwritten(db: Database, found: Iterable[sqlite3.Row]) -> set[str]:
    """Of these statements those that ask not to be written down, and all of a speech in which somebody asks that."""
    listed = list(found)
    turns = {r["id"]: r["turn_id"] for r in listed}
    sql = "select turn_id, text from segment where turn_id in (select value from json_each(?))"
    said = rows(db, sql, [json.dumps(sorted({each for each in turns.values() if each}))])
    shut = {r["turn_id"] for r in said if asks_not_to_be_written(r["text"])}
    return {r["id"] for r in listed if r["turn_id"] in shut or asks_not_to_be_written(r["text"])}


def asks_not_to_be_written(text: str) -> bool:
    """Whether these words ask that something is not written down.

    >>> asks_not_to_be_written("이건 좀 적지 마세요."), asks_not_to_be_written("적지 않은 기업이 떠났습니다.")
    (True, False)
    """
    return _forms().search(text.casefold()) is not None


@cache
def _forms() -> re.Pattern[str]:
    told = json.loads((Path(__file__).parent / "unwritten.json").read_text("utf-8"))
    forbidden = (f"{verb} {no}" for verb in told["verbs"] for no in told["forbidding"])
    forms = sorted({*told["phrases"], *forbidden}, key=len, reverse=True)
    return re.compile("|".join(re.escape(form).replace(r"\ ", r"\s*") for form in forms))


def standing(db: Database, found: Sequence[sqlite3.Row]) -> list[sqlite3.Row]:
    """Those that say by themselves what is asked for; what people called a request or a proposal is one."""
    terms = _terms(db)
    return [r for r in found if r["by_people"] or _stands(r, terms)]


def _stands(said: sqlite3.Row, terms: dict[str, list[str]]) -> bool:
    if said["words"] is not None and len(json.loads(said["words"])) < LEAST_WORDS:
        return False
    own = [form for theme in said["themes"].split(",") for form in terms[theme]]
    return bool(said["sure"]) or not needs_before(said["text"], own)


def _terms(db: Database) -> dict[str, list[str]]:
    """Theme to the words by which the codebook knows it."""
    found: dict[str, list[str]] = defaultdict(list)
    book = codebook.newest(db)
    for term in codebook.terms(db, book["id"]) if book else ():
        found[term["theme_code"]].append(term["form"])
    return found
