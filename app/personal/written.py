"""What people of the office write themselves (notes, reasons, titles): what is surely personal in it is replaced."""

from __future__ import annotations

from sqlite_utils import Database

from app.areas import store as areas
from app.personal.disguises import Choices, layered, planned
from transcripts.personal.findings import Known, KnownFirm


def written(db: Database, text: str) -> str:
    """A text as it may be stored: names with titles, numbers, addresses and firms of the register replaced.

    Whoever writes has read de-identified texts and may still know who is meant. What is unsure stays: nobody is asked
    about a note of one's own, and there is no sealed side of it.
    """
    if not text.strip():
        return text
    known = Known((), tuple(KnownFirm(name, present=False) for name in areas.names_of_firms(db)))
    return layered(planned(text, known, settled={}, choices=Choices(), language="ko").decided()).shown
