"""What changed between two versions of a questionnaire: kept, reworded, changed, dropped, new; of options too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.surveys.asking.reuse import options

_WORDS = frozenset({"label", "hint", "guidance", "unit", "required_message", "constraint_message"})
_RULES = frozenset({"relevant", "required", "constraint", "calculation", "filter", "default"})


@dataclass(frozen=True)
class Change:
    """A question in both, one or the other version. `kind`: kept, moved, reworded, changed, dropped, new.

    `entries` names what changed; `added`, `retired` and `renamed` hold ids of options.
    """

    id: str
    kind: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    entries: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every question of the newer version in its order, then those it dropped."""
    old = {each["id"]: each for each in before.get("questions", ())}
    new = {each["id"]: each for each in after.get("questions", ())}
    moved = _moved(list(old), list(new))
    found = [_change(before, after, old.get(id), each, id in moved) for id, each in new.items()]
    return found + [Change(id, "dropped", each, None) for id, each in old.items() if id not in new]


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Ids that stand in another order among those both have: behind one they stood before."""
    both = [id for id in new if id in old]
    places = [old.index(id) for id in both]
    return {id for n, id in enumerate(both) if any(places[later] < places[n] for later in range(n + 1, len(both)))}


def _change(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any],
    moved: bool,
) -> Change:
    if old is None:
        return Change(new["id"], "new", None, new)
    was, now = ({c["id"]: c.get("label") for c in options(d, q)} for d, q in ((before, old), (after, new)))
    entries = tuple(sorted(name for name in {*old, *new} if _plain(old.get(name)) != _plain(new.get(name))))
    added, retired = tuple(c for c in now if c not in was), tuple(c for c in was if c not in now)
    renamed = tuple(c for c in now if c in was and now[c] != was[c])
    only_words = _WORDS.issuperset(entries) or (not (added or retired) and {*_WORDS, "choices"}.issuperset(entries))
    kind = "kept" if not (entries or renamed or added or retired) else "reworded" if only_words else "changed"
    if kind == "kept" and moved:
        kind = "moved"
    return Change(new["id"], kind, old, new, entries, added, retired, renamed)


def _plain(value: Any) -> Any:
    """A rule by its source: the tree says the same."""
    return value["source"] if isinstance(value, Mapping) and "source" in value else value


def counts(found: list[Change]) -> dict[str, int]:
    """How many questions of each kind, those there are."""
    kinds = ("kept", "moved", "reworded", "changed", "new", "dropped")
    counted = {kind: sum(each.kind == kind for each in found) for kind in kinds}
    return {kind: many for kind, many in counted.items() if many}
