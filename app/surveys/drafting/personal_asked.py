"""Which questions of a definition ask for personal data, so that nobody publishes them without a consent unawares."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("personal_asked.json")


@lru_cache(maxsize=1)
def _asked() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(_FILE.read_text("utf-8"))
    return found


def personal_questions(definition: Mapping[str, Any]) -> list[str]:
    """Ids of questions that ask a name, an address, a place or a picture; none where a consent is asked for.

    Types by their name, own words by words of their label: what a word says of a person or of a firm nobody can tell,
    so that whoever publishes is asked.
    """
    questions = definition["questions"]
    if any(each.get("type") == "consent" for each in questions):
        return []
    return [each["id"] for each in questions if _is_personal(each)]


def _is_personal(question: Mapping[str, Any]) -> bool:
    if question.get("type") in _asked()["types"]:
        return True
    said = " ".join(map(str, (question.get("label") or {}).values())).casefold()
    return question.get("type") == "text" and any(word in said for word in _asked()["words"])
