"""Why each value of a scheme is what it is: a changed value never keeps the reason of the one before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.evaluation.drafting.fields import differences

# What says who, when and why of the whole scheme, or is called by it: no value with a reason of its own.
WORDS = re.compile(r"(reasons|id|author|date|reason_..|legal_basis_..|name_..)(\.|$)")


def changed_places(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """(place, before, after) of every value that differs, without the scheme's own words."""
    return [each for each in differences(before, after) if not WORDS.match(each[0])]


def reasons_of(base: Mapping[str, Any], definition: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Place to the reason of its value, in both languages, of a definition written over a version.

    A value that is as it was keeps its reason. A changed one has the reason given for it, and where none was, the
    reason of the whole draft; never the one of the value before.
    """
    changed = {place for place, _before, after in changed_places(base, definition) if after is not None}
    told, then = definition.get("reasons", {}), base.get("reasons", {})
    whole = {"ko": definition["reason_ko"], "en": definition["reason_en"]}
    kept = {place: why for place, why in then.items() if place not in changed}
    return kept | {place: told[place] if _fresh(place, told, then) else whole for place in sorted(changed)}


def _fresh(place: str, told: Mapping[str, Any], then: Mapping[str, Any]) -> bool:
    return place in told and told[place] != then.get(place)
