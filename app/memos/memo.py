"""A memo as it is read: of what, by whom, since when, and what it says now."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("segment", "code", "theme", "document", "area", "diary")


@dataclass(frozen=True)
class Thing:
    """What a memo is about: its kind and id, how it is called, and the page it stands on."""

    kind: str
    id: str
    name: str
    address: str


@dataclass(frozen=True)
class Note:
    """What somebody wrote: the text, whether reports may hold it, and the version the page showed."""

    text: str
    in_reports: bool = False
    seen: int = 0


@dataclass(frozen=True)
class Wanted:
    """Which memos a list shows; empty means any. Days are Korea's, both included."""

    q: str = ""
    kind: str = ""
    author: str = ""
    since: str = ""
    until: str = ""
    trashed: bool = False
