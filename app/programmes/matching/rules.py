"""The rules by which programmes fit areas and firms, read from a policy file (JSON) that names its author and day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.tables.checked import N_, Checked, FaultyFile
from app.words.labels import LEVEL_SHAPES

# What can be asked, in the order in which pages tell it.
CONDITIONS = ("region", "open", "level", "area_kind", "theme", "domain", "industry", "stage", "size")
SCHEMA = "moksori-matching"
SHIPPED = Path(__file__).with_name("general.json")
_WORDS = ("id", "name_ko", "name_en", "author", "date", "reason_ko", "reason_en")


@dataclass(frozen=True)
class Condition:
    """One condition: whether failing it excludes a programme, whether meeting it is a ground to offer one.

    Attributes
    ----------
    weight : float
        What it adds to a programme's place in the list where it is met.
    unknown : str
        What counts where the area's or firm's value is not known: "met" or "failed".
    """

    id: str
    excludes: bool
    ground: bool
    weight: float
    unknown: str


@dataclass(frozen=True)
class Rules:
    """A set of rules.

    Attributes
    ----------
    region : str
        Where this workbench's areas lie; a programme of another region is shown as reference.
    least_firms : int
        Firms of an area that must have named a theme before it counts.
    domain_points : float
        From which score of a domain's numbers (0 to 100, higher is worse) on it counts.
    offered_from : str
        The first level at which an area's page starts with what can be offered.
    soon_days : int
        Days before its last day from which on a programme ends soon.
    """

    id: str
    name_ko: str
    name_en: str
    author: str
    date: str
    reason_ko: str
    reason_en: str
    version: int
    region: str
    least_firms: int
    domain_points: float
    offered_from: str
    soon_days: int
    conditions: tuple[Condition, ...]
    sha256: str

    def __getitem__(self, key: str) -> Any:
        """So that the name in the page's language is found as in a row."""
        return getattr(self, key)

    def offers_at(self, level: str | None) -> bool:
        """Whether something is offered at once in an area of this level."""
        order = list(LEVEL_SHAPES)
        return level in order and order.index(level) >= order.index(self.offered_from)


def read_rules(data: Any) -> Rules:
    """The rules of a file. Raises FaultyFile with every fault."""
    top = Checked(data)
    top.word("schema", (SCHEMA,))
    words = {name: top.word(name) for name in _WORDS}
    try:
        date.fromisoformat(words["date"])
    except ValueError:
        top.say("date", N_("날짜는 2026-11-22와 같이 적어야 합니다."), words["date"])
    rules = Rules(
        **words,
        version=top.whole("version", 1, 10_000),
        region=top.word("region"),
        # Fewer would tell who said it: the least number of firms behind a figure.
        least_firms=top.whole("least_firms", 3, 1000),
        domain_points=top.number("domain_points", 0, 100),
        offered_from=top.word("offered_from", tuple(LEVEL_SHAPES)),
        soon_days=top.whole("soon_days", 1, 366),
        conditions=tuple(_condition(part) for part in top.parts("conditions")),
        sha256=digest(data),
    )
    _check(top, rules)
    top.finish()
    if top.faults:
        raise FaultyFile(top.faults)
    return rules


def _condition(part: Checked) -> Condition:
    condition = Condition(
        id=part.word("id", CONDITIONS),
        excludes=_is_true(part, "excludes"),
        ground=_is_true(part, "ground"),
        weight=part.number("weight", 0, 100),
        unknown=part.word("unknown", ("met", "failed")),
    )
    part.finish()
    return condition


def _is_true(part: Checked, key: str) -> bool:
    value = part.get(key)
    if part.has(key) and not isinstance(value, bool):
        part.say(key, N_("true나 false여야 합니다."), repr(value))
    return value is True


def _check(top: Checked, rules: Rules) -> None:
    """What one value alone cannot show."""
    named = [each.id for each in rules.conditions]
    for name in sorted({n for n in named if named.count(n) > 1}):
        top.say("conditions", N_("같은 조건이 두 번 나옵니다."), name)
    for name in CONDITIONS:
        if top.has("conditions") and name not in named:
            top.say("conditions", N_("조건이 빠졌습니다."), name)
    if named and not any(each.ground for each in rules.conditions):
        top.say("conditions", N_("권할 까닭이 되는 조건(ground)이 하나는 있어야 합니다."), ", ".join(named))


def digest(data: Any) -> str:
    """The fingerprint of a definition, whatever the order of its names."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def canonical(data: Any) -> str:
    """A definition as it is stored."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=16)
def rules_from(definition: str) -> Rules:
    """The rules of a stored definition, which never changes."""
    return read_rules(json.loads(definition))


def shipped() -> Mapping[str, Any]:
    """The file that ships."""
    found: Mapping[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return found
