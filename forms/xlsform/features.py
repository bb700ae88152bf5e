"""What of XLSForm is known here, from features.toml: types, appearances, columns and sheets by any spelling."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("features.toml")
SHEETS = ("survey", "choices", "settings")
# Chosen by trying: `relevent`, `constrain message` and `interger` are taken for what they are, `notes` not for `note_2`.
LIKENESS = 0.84
# Shorter words are too like each other to be guessed.
SHORTEST_GUESS = 5


@dataclass(frozen=True)
class Feature:
    """A type, an appearance, a column or a sheet.

    Attributes
    ----------
    kind : str
        ``type``, ``appearance``, ``sheet``, or the sheet a column stands on: ``survey``, ``choices``, ``settings``.
    online, offline, export : str
        ``works``, ``plain`` (carried, but shown or stored in the ordinary way) or ``lost``.
    becomes : str
        Of a type: the question's type here; ``section``, ``end``, or "" where nothing is carried.
    settings : mapping
        Of a type: entries every such question gets.
    translated : bool
        Of a column: one for each language.
    why : mapping
        Words on the difference, by language; empty where there is none.
    """

    kind: str
    name: str
    spellings: tuple[str, ...]
    online: str
    offline: str
    export: str
    becomes: str
    settings: Mapping[str, Any]
    translated: bool
    why: Mapping[str, str]

    @property
    def lost(self) -> bool:
        """Whether the report names every use of it."""
        return self.online == "lost"


def _feature(kind: str, name: str, d: Mapping[str, Any]) -> Feature:
    does = d.get("does", "works")
    return Feature(
        kind=kind,
        name=name,
        spellings=(name, *d.get("spellings", ())),
        online=str(d.get("online", does)),
        offline=str(d.get("offline", does)),
        export=str(d.get("export", does)),
        becomes=str(d.get("becomes", "")),
        settings=d.get("settings", {}),
        translated=bool(d.get("translated", False)),
        why=d.get("why", {}),
    )


@lru_cache(maxsize=1)
def features() -> tuple[Feature, ...]:
    """All of them, in the order of the file."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_feature(kind, name, each) for kind, named in read.items() for name, each in named.items())


def squeezed(text: str) -> str:
    """A word without case, blanks, underscores and hyphens: what spellings of one thing have in common."""
    return re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=16)
def known(kind: str) -> Mapping[str, Feature]:
    """Every squeezed spelling of a kind with its feature."""
    return {squeezed(word): each for each in features() if each.kind == kind for word in each.spellings}


def find(kind: str, text: str) -> Feature | None:
    """The feature of this spelling, or None."""
    return known(kind).get(squeezed(text))


def guess(kind: str, text: str) -> Feature | None:
    """The feature of a spelling that is nearly one of its own, or None."""
    word = squeezed(text)
    if len(word) < SHORTEST_GUESS:
        return None
    near = get_close_matches(word, [each for each in known(kind) if len(each) >= SHORTEST_GUESS], 1, LIKENESS)
    return known(kind)[near[0]] if near else None
