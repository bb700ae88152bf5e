"""What of some statements the person signed in may see: their words, who said them, and how many are not shown, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from sqlite_utils import Database

from app.accounts.permissions import may
from app.areas.anonymity import told
from app.coding.access import theme_names
from app.coding.statements.speaking import place, speaker
from app.coding.telling.eyes import LEAVING, Eyes, my_eyes
from app.coding.telling.opening import Opened, opened
from app.coding.themes.cells import Cell
from app.voices import seeing_store


@dataclass(frozen=True)
class Words:
    """One statement as it may be read: `themes` are pairs of code and name, `href` leads to where it stands."""

    id: str
    text: str
    language: str
    who: str
    where: str
    when: str
    themes: tuple[tuple[str, str], ...]
    href: str | None


@dataclass(frozen=True)
class Said:
    """Statements as grounds of something.

    Attributes
    ----------
    words : tuple of Words
        Those whose words the reader may have, in the order they were asked for.
    firms : int or None
        How many firms said any of the statements within the reader's areas; None where that may not be told: of one or
        two, to whoever reads no single statements.
    hidden : mapping
        How many are not shown, by why: "elsewhere" (other areas), "few" (fewer than three firms), "withdrawn".
    """

    words: tuple[Words, ...] = ()
    firms: int | None = 0
    hidden: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """All statements, shown or not."""
        return len(self.words) + sum(self.hidden.values())


def said(db: Database, segment_ids: Iterable[str], *, leaving: bool = False) -> Said:
    """These statements as the person signed in may see them; `leaving`: as anybody may, for papers that leave the house.

    Ask once a page, with the statements of everything on it (`said_of`), for the rule is read anew each time.
    """
    return said_of(db, {"": segment_ids}, leaving=leaving)[""]


def said_of(db: Database, by_thing: Mapping[str, Iterable[str]], *, leaving: bool = False) -> dict[str, Said]:
    """The same for several things at once, each with its statements."""
    eyes = LEAVING if leaving else my_eyes()
    asked = {thing: list(dict.fromkeys(keys)) for thing, keys in by_thing.items()}
    everything = list(dict.fromkeys(key for keys in asked.values() for key in keys))
    if not everything:
        return {thing: Said() for thing in asked}
    found = opened(db, everything, eyes)
    firms = seeing_store.firms_of(db, everything, eyes.scope)
    names = theme_names(db)
    words = {each["id"]: _words(each, found.codings[each["id"]], names, leaving=leaving) for each in found.said}
    return {thing: _said(keys, words, found, firms, eyes) for thing, keys in asked.items()}


def _said(keys: list[str], words: Mapping[str, Words], found: Opened, firms: Mapping[str, str], eyes: Eyes) -> Said:
    hidden: dict[str, int] = {}
    for why in (found.hidden[key] for key in keys if key not in words):
        hidden[why] = hidden.get(why, 0) + 1
    who = len({firms[key] for key in keys if key in firms and found.hidden.get(key) != "withdrawn"})
    return Said(tuple(words[key] for key in keys if key in words), who if eyes.single else told(who), hidden)


def _words(said: Any, codings: list[Cell], names: Mapping[str, str], *, leaving: bool) -> Words:
    themes = dict.fromkeys(theme for _area, theme, _stance in codings)
    return Words(
        id=said["id"],
        text=said["text"],
        language=said["language"],
        who=speaker(said),
        where=place(said),
        when=(said["held_on"] or said["submitted_at"] or "")[:10],
        themes=tuple((code, names.get(code, code)) for code in themes),
        href=None if leaving or not may("quotes.view") else url_for("coding.segment", segment_id=said["id"]),
    )
