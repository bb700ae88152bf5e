"""A group of statements a person chooses: when, where, who, on what; read from an address and written back into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.accounts.people import Scope
from app.coding.judging.queue import LANGUAGES, SOURCES
from app.coding.statements.judgments import STANCES

# Whose word says a segment's theme: the experts', or the machine's suggestion.
BASES = ("coded", "suggested")
SIZES = ("micro", "small", "medium", "large")


@dataclass(frozen=True)
class Choice:
    """Which statements: empty means any, `when` empty the round the pages show.

    Attributes
    ----------
    when : str
        Code of a round (2026H2) or of a wave (2026Q4).
    areas : tuple of str
        Ids; a statement counts where its respondent speaks of one of them.
    """

    when: str = ""
    areas: tuple[str, ...] = ()
    industry: str = ""
    size: str = ""
    source: str = ""
    theme: str = ""
    stance: str = ""
    language: str = ""

    @property
    def narrowed(self) -> bool:
        return self != Choice()

    def address(self, prefix: str = "") -> dict[str, Any]:
        """The arguments of an address that asks for the same; what is empty is left out."""
        return {f"{prefix}{key}": list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items() if v}


def choice_from(arguments: Mapping[str, Any], prefix: str = "") -> Choice:
    """Read a choice from the arguments of an address (or from `address()`); nonsense is passed over."""
    chosen: dict[str, Any] = {}
    for each in fields(Choice):
        listed = _all(arguments, prefix + each.name)
        chosen[each.name] = tuple(dict.fromkeys(listed)) if each.name == "areas" else (listed or [""])[0]
    for name, allowed in (("size", SIZES), ("source", SOURCES), ("stance", STANCES), ("language", LANGUAGES)):
        if chosen[name] not in allowed:
            chosen[name] = ""
    return Choice(**chosen)


def _all(arguments: Mapping[str, Any], key: str) -> list[str]:
    """Every value of a key, stripped: of an address, or of a plain dict."""
    found = arguments.getlist(key) if hasattr(arguments, "getlist") else arguments.get(key, [])
    listed = found if isinstance(found, list) else [found]
    return [text.strip() for text in listed if text.strip()]


@dataclass(frozen=True)
class Sight:
    """What the person may see, and by whose word a theme is known.

    Attributes
    ----------
    round_id : str
        The round that an empty `when` means.
    blind_for : str
        An expert's id: others' codings count only where this expert has given a word.
    """

    scope: Scope
    round_id: str
    by: str = "coded"
    blind_for: str = ""

    def stored(self) -> dict[str, Any]:
        """As JSON for a job; areas opened to the person later are not in it."""
        ids = None if self.scope.area_ids is None else sorted(self.scope.area_ids)
        return {"area_ids": ids, "round_id": self.round_id, "by": self.by, "blind_for": self.blind_for}


def sight_from(stored: Mapping[str, Any]) -> Sight:
    """The sight a job was ordered with."""
    ids = stored["area_ids"]
    scope = Scope(None if ids is None else frozenset(ids))
    return Sight(scope, stored["round_id"], stored["by"], stored["blind_for"])
