"""What the editor's page shows of a draft: the outline, the part that is open, and what its fields may offer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from app.ids import new_id
from app.surveys.asking import reuse
from app.surveys.drafting import bank, draft_store, drafting, edits, kinds, picturing, reading, showing
from app.words.i18n import language
from forms.asked.page import name_of
from forms.definition import chain
from forms.questions import TYPES

Definition = dict[str, Any]


def desk(db: Database, found: sqlite3.Row, asked: str) -> dict[str, Any]:
    """Everything the page needs; `asked` is the part to open, the questionnaire's own words where it is none."""
    step = draft_store.newest_step(db, found["id"])
    d: Definition = json.loads(step["definition"])
    part = asked if asked and edits.part(d, asked) is not None else "questionnaire"
    past = drafting.past_of(db, found["code"])
    return {
        "draft": found,
        "step": step,
        "d": d,
        "outline": showing.outline(d),
        "open": part,
        "entry": edits.part(d, part),
        "problems": showing.problems(d),
        "langs": reading.languages(d),
        "tongues": {code: name_of(code, _named(d), language()) for code in reading.languages(d)},
        "redo": drafting.redo_to(db, found["id"], step),
        "steps": draft_store.list_steps(db, found["id"]),
        "act": new_id(),
        "bank": bank.groups(),
        "kinds": kinds.KINDS,
        "present": {each["id"] for each in edits.questions(d)},
        "places": picturing.places(d, part, language()) if part.startswith(("question:", "list:")) else [],
        "users": {name: kinds.users(d, name) for name in d.get("lists", {})},
        **_rules(d, part),
        **_choices(d, part, past),
        **_of_part(d, part, past),
    }


def _named(d: Definition) -> Mapping[str, str]:
    """Names of languages as the workbook it came from writes them."""
    return d.get("origin", {}).get("languages", {})


def _rules(d: Definition, part: str) -> dict[str, Any]:
    """What the open part's condition may speak of."""
    entry = edits.part(d, part) or {}
    asked = [each for each in edits.questions(d) if f"question:{each['id']}" != part and TYPES[each["type"]].asks]
    silent = ("consent", "text", "image", "file", "audio", "video")
    return {
        "rule": reading.rule_of(entry.get("relevant")),
        "askable": [each for each in asked if each["type"] not in silent],
        "options": {each["id"]: _options(d, each) for each in asked},
    }


def _choices(d: Definition, part: str, past: reuse.History) -> dict[str, Any]:
    """Options the open question or list once had, and the code of a new one."""
    entry, owner = edits.part(d, part) or {}, part if part.startswith("list:") else part.partition(":")[2]
    offered = {choice["id"] for choice in reuse.options(d, entry)}
    codes = set(past.codes(owner)) | offered
    for each in kinds.users(d, owner.removeprefix("list:")) if owner.startswith("list:") else ():
        codes |= set(past.codes(each["id"]))
    return {
        "gone": [(code, past.choices[owner, code]) for code in past.codes(owner) if code not in offered],
        "fresh_code": edits.next_id("c", codes),
    }


def _of_part(d: Definition, part: str, past: reuse.History) -> dict[str, Any]:
    """What else the form of the open part offers: types and lists of a question, outer sections and counts of one."""
    sort, _colon, id = part.partition(":")
    entry = edits.part(d, part) or {}
    if sort == "question":
        fitting = [name for name, listed in d.get("lists", {}).items() if kinds.fits(past, id, listed)]
        own = entry.get("choices")
        return {
            "settings": reading.SETTINGS.get(str(entry.get("type")), ()),
            "published": kinds.is_published(past, id),
            "fitting": [*fitting, *([own] if isinstance(own, str) and own not in fitting else [])],
            "listed": reuse.options(d, entry) if isinstance(own, str) else [],
        }
    if sort == "section":
        parents = {each["id"]: each.get("parent") for each in edits.sections(d)}
        outer = [each for each in edits.sections(d) if id not in (each["id"], *chain(parents[each["id"]], parents))]
        return {"outer": outer, "countable": _countable(d, id, parents)}
    return {}


def _countable(d: Definition, id: str, parents: Mapping[str, str | None]) -> list[Mapping[str, Any]]:
    """Questions for a number outside a section, whose answers may say how often it is answered."""
    numbers = [each for each in edits.questions(d) if each["type"] in ("number", "range", "calculate")]
    return [each for each in numbers if id not in chain(each.get("section"), parents)]


def _options(d: Definition, question: Definition) -> list[tuple[str, str]]:
    """Values a rule may compare a question with, and their words."""
    lang = language()
    found = reuse.options(d, question)
    if question["type"] == "likert" and not found:
        found = [{"id": str(n), "label": {lang: str(n)}} for n in range(1, int(question.get("scale", 5)) + 1)]
    return [(each["id"], (each.get("label") or {}).get(lang) or each["id"]) for each in found]
