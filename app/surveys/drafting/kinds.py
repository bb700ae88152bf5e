"""Types of questions in the editor: a new one of a type, one made another type, one replaced by a new question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.surveys.asking.reuse import History, options
from app.surveys.drafting import edits
from forms.definition import COMMON
from forms.questions import TYPES

# Those a person may choose, as the list of what to add shows them. Sound and film are sent by phones' own apps alone,
# and what is calculated is written as a rule.
KINDS = (
    *("likert", "single", "multiple", "number", "text", "date", "time", "datetime", "range", "rank", "note"),
    *("consent", "acknowledge", "geopoint", "image", "file", "calculate"),
)
# What means the same for every type of a group; any other setting is left behind.
_CARRIED = ({"number", "range"}, {"single", "multiple", "rank", "likert"})
# A value or rule about an answer of another type would be nonsense.
_OF_TYPE = frozenset({"default", "constraint", "constraint_message", "calculation", "appearance", "bsi", "metadata"})


def fresh(kind: str, id: str) -> dict[str, Any]:
    """A question of a type with nothing in it yet."""
    return _needed({"id": id, "type": kind, "label": {}})


def _needed(question: dict[str, Any]) -> dict[str, Any]:
    """What a type cannot be without."""
    kind = question["type"]
    if kind == "likert":
        question.setdefault("scale", 5)
    elif "choices" in TYPES[kind].settings:
        question.setdefault("choices", [{"id": f"c{n}", "label": {}} for n in (1, 2)])
    if kind == "consent":
        question |= {"required": True, "hint": question.get("hint") or {}}
    return question


def retyped(question: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The question as one of another type: words, condition and, where both have any, choices come along."""
    together = any({question["type"], kind} <= group for group in _CARRIED)
    allowed = COMMON - _OF_TYPE | (TYPES[kind].settings if together else frozenset())
    kept = {name: value for name, value in question.items() if name in allowed}
    if "multiple" in (kind, question["type"]):
        kept.pop("max", None)  # how many may be chosen, for nobody else
    if not TYPES[kind].asks:
        kept.pop("required", None)
    if kind == "likert" and "choices" in kept:
        kept.pop("choices")  # a scale has words of its own
    return _needed({**kept, "type": kind})


def is_published(past: History, id: str) -> bool:
    """Whether a version asks it: then its answers may be stored, and its type stays."""
    return id in past.questions and past.questions[id].where is not None


def replaced(d: Mapping[str, Any], id: str, kind: str, new_id: str) -> dict[str, Any]:
    """A new question of that type in place of another, with its words; rules that spoke of the old speak of the new."""
    old = edits.part(d, f"question:{id}")
    made = {**retyped(old, kind), "id": new_id}
    if isinstance(made.get("choices"), list):
        made["choices"] = [dict(each) for each in made["choices"]]
    asked = [made if each["id"] == id else _speaking(each, id, new_id) for each in edits.questions(d)]
    sections = [_speaking(each, id, new_id) for each in edits.sections(d)]
    return {**d, "questions": asked, **({"sections": sections} if sections else {})}


def _speaking(value: Any, old: str, new: str) -> Any:
    """An entry with ``${old}`` as ``${new}`` in its rules and words; a rule that changed loses its tree."""
    if isinstance(value, str):
        return re.sub(rf"\$\{{\s*{re.escape(old)}\s*\}}", f"${{{new}}}", value)
    if isinstance(value, Mapping) and "source" in value:
        source = _speaking(value["source"], old, new)
        return value if source == value["source"] else source
    if isinstance(value, Mapping):
        return {name: _speaking(each, old, new) for name, each in value.items()}
    return [_speaking(each, old, new) for each in value] if isinstance(value, list) else value


def fits(past: History, id: str, listed: list[Mapping[str, Any]]) -> bool:
    """Whether a question may offer a list: none of its codes meant another option of this question."""
    was = {code: past.choices[id, code].entry for code in past.codes(id)}
    return all(was[each["id"]].get("label") == each.get("label") for each in listed if each["id"] in was)


def users(d: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The questions that offer a shared list."""
    return [each for each in d.get("questions", ()) if each.get("choices") == name]


def shared(d: Mapping[str, Any], id: str, name: str) -> dict[str, Any]:
    """The question's own choices as a list of that name, which others can offer too."""
    asked = edits.part(d, f"question:{id}")
    listed = [dict(each) for each in options(d, asked)]
    made = edits.put(d, f"question:{id}", {**asked, "choices": name})
    return {**made, "lists": {**d.get("lists", {}), name: listed}}


def offering(d: Mapping[str, Any], id: str, name: str) -> dict[str, Any]:
    """The question with the choices of a shared list, or with "" its own copy of them."""
    asked = edits.part(d, f"question:{id}")
    own = [dict(each) for each in options(d, asked)]
    return edits.put(d, f"question:{id}", {**asked, "choices": name or own})
