"""Reading choices: a question's own, and lists that several questions share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.findings import Findings
from forms.questions.likert import points
from forms.questions.question import Choice

Lists = Mapping[str, tuple[Choice, ...]]
_ENTRIES = frozenset({"id", "label", "attributes", "exclusive", "media"})


def lists(d: Mapping[str, Any], findings: Findings) -> Lists:
    """The shared lists by name."""
    given = d.get("lists")
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        findings.add(None, "wrong_kind", entry="lists", right="{이름: 목록} / {name: list}")
        return {}
    found = {str(name): _read(f"lists.{name}", given, str(name), findings) for name in given}
    for name, choices in found.items():
        if len({choice.id for choice in choices}) < len(choices):
            findings.add(f"lists.{name}", "same_choice")
    return found


def choices(id: str, d: Mapping[str, Any], shared: Lists, findings: Findings) -> tuple[Choice, ...]:
    """The choices of a question: its own, those of the list it names, or the words of its scale."""
    named = d.get("choices")
    if d.get("type") == "likert" and "choices" not in d:
        return points(d.get("scale"))
    if not isinstance(named, str):
        return _read(id, d, "choices", findings)
    if named not in shared:
        findings.add(id, "no_list", list=named)
    return shared.get(named, ())


def _read(id: str, d: Mapping[str, Any], entry: str, findings: Findings) -> tuple[Choice, ...]:
    found = []
    for each in findings.listed(id, d, entry):
        findings.unknown(id, each, _ENTRIES)
        if not isinstance(each.get("id"), str) or not each["id"].strip() or ";" in each["id"]:
            findings.add(id, "missing", entry="choices.id")
        label = findings.wording(id, each, "label")
        attributes, alone = findings.named(id, each, "attributes"), findings.flag(id, each, "exclusive")
        found.append(Choice(str(each.get("id", "")), label, attributes, alone, findings.media(id, each)))
    return tuple(found)
