"""What people of the office write themselves (notes, reasons, titles): what is surely personal in it is replaced."""

from __future__ import annotations

from sqlite_utils import Database

from app.areas import store as areas
from app.personal.disguises import Choices, Plan, layered, planned
from transcripts.personal.findings import Known, KnownFirm


def written(db: Database, text: str) -> str:
    """A text as it may be stored: names with titles, numbers, addresses and firms of the register replaced.

    Whoever writes has read de-identified texts and may still know who is meant. What is unsure stays: nobody is asked
    about it in a note of one's own, and there is no sealed side of it.
    """
    return layered(_plan(db, text)).shown if text.strip() else text


def foretold(db: Database, text: str) -> list[tuple[str, str]]:
    """What `written` would replace, as it is written, with what would stand there; in order of kinds."""
    groups = _plan(db, text).groups if text.strip() else ()
    return [(word, group.pseudonym) for group in groups if group.replaced for word in group.texts]


def _plan(db: Database, text: str) -> Plan:
    known = Known((), tuple(KnownFirm(name, present=False) for name in areas.names_of_firms(db)))
    return planned(text, known, settled={}, choices=Choices(), language="ko").decided()
