"""Questions to take over by one press: BSI items by quarter, and what the shipped questionnaires ask."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.surveys.asking.presets import FOLDER
from app.surveys.asking.reuse import History, same
from app.surveys.drafting.edits import next_id

_FILE = Path(__file__).with_name("bank.json")


@lru_cache(maxsize=1)
def bank() -> tuple[Mapping[str, Any], ...]:
    """Every question of the bank, the BSI items first; each has the id it begins with."""
    found = {each["id"]: each for each in json.loads(_FILE.read_text("utf-8"))["questions"]}
    for path in sorted(FOLDER.glob("*.json")):
        for each in json.loads(path.read_text("utf-8"))["questions"]:
            found.setdefault(each["id"], {name: value for name, value in each.items() if name != "section"})
    return tuple(found.values())


def groups() -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The bank under its headings: "past", "next", "others"."""
    of = {"past": [], "next": [], "others": []}  # type: dict[str, list[Mapping[str, Any]]]
    for each in bank():
        of[each.get("bsi", {}).get("period", "others")].append(each)
    return list(of.items())


def taken_over(id: str, past: History, present: Iterable[str]) -> dict[str, Any] | None:
    """A question of the bank for a questionnaire: under its own id where that never meant another, else a new one."""
    found = next((each for each in bank() if each["id"] == id), None)
    if found is None:
        return None
    used, standing = past.questions.get(id), set(present)
    free = used is None or (same(used.entry, found) and (not used.where or used.entry.get("label") == found["label"]))
    if id not in standing and free:
        return dict(found)
    return {**found, "id": next_id(f"{id}_", {*past.questions, *standing})}
