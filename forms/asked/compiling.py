"""Rules of a definition from text to trees, once: a later parser cannot change what a published version means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.findings import Findings
from forms.logic import ExpressionError, parse

# Where a rule may stand; `required` and a repeat's `count` may be a plain value as well.
_OF_QUESTION = ("relevant", "constraint", "calculation", "filter", "required")


def compiled(d: Mapping[str, Any], findings: Findings) -> Mapping[str, Any]:
    """The definition with the tree beside the source of every rule; one without rules is itself.

    Notes every text that is no expression, with the id of its question or section.
    """
    changed = dict(d)
    for name, read in (("questions", _question), ("sections", _section)):
        if isinstance(d.get(name), list):
            changed[name] = [read(each, findings) if isinstance(each, Mapping) else each for each in d[name]]
    return changed


def _question(d: Mapping[str, Any], findings: Findings) -> Mapping[str, Any]:
    id = str(d.get("id"))
    found = {
        entry: _rule(d[entry], id, entry, findings)
        for entry in _OF_QUESTION
        if d.get(entry) is not None and not (entry == "required" and isinstance(d[entry], bool))
    }
    default = d.get("default")
    if isinstance(default, Mapping) and "expression" in default:
        found["default"] = {**default, "expression": _rule(default["expression"], id, "default", findings)}
    return {**d, **found} if found else d


def _section(d: Mapping[str, Any], findings: Findings) -> Mapping[str, Any]:
    id, repeat, found = str(d.get("id")), d.get("repeat"), {}
    if d.get("relevant") is not None:
        found["relevant"] = _rule(d["relevant"], id, "relevant", findings)
    if isinstance(repeat, Mapping) and repeat.get("count") is not None and not _whole(repeat["count"]):
        found["repeat"] = {**repeat, "count": _rule(repeat["count"], id, "repeat.count", findings)}
    return {**d, **found} if found else d


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _rule(given: object, id: str, entry: str, findings: Findings) -> object:
    if isinstance(given, Mapping) and set(given) == {"source", "tree"} and isinstance(given["source"], str):
        return given
    if not isinstance(given, str) or not given.strip():
        findings.add(id, "no_rule", entry=entry)
        return given
    try:
        tree = parse(given, self_id=id)
    except ExpressionError as error:
        findings.add(id, error.key, **{"entry": entry, "source": given, "column": error.column, **error.params})
        return given
    if entry == "required" and isinstance(tree, list) and tree[0] == "attribute":
        # "yes": a word that is meant as true or false.
        findings.add(id, "wrong_kind", entry=entry, right="true, false")
    return {"source": given, "tree": tree}
