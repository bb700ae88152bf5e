"""Letters with a link and its QR code, one a firm: whom they go to, what leads to the form."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import segno

from app.surveys.answering import inviting

# A phone reads a code of 30 mm at arm's length; Q (25 % may be lost) bears a folded letter. Chosen, not measured.
ERRORS, MILLIMETERS = "q", 30
_PIXELS = 8  # of a module, in the picture of a document: 300 dots an inch at 30 mm


@dataclass(frozen=True)
class Letter:
    """One letter: whom it goes to, and the address it asks to open. Without `address` its link cannot be told again."""

    firm_code: str
    firm: str
    area: sqlite3.Row
    person: str
    postcode: str
    place: str
    address: str | None
    again: bool = False


@dataclass(frozen=True)
class Words:
    """What stands in every letter; {firm}, {person} and {area} become the firm's, its contact's and its area's.

    `greeting` is for a firm of which no contact is known, `greeting_person` for one whose contact the letter names.
    """

    heading: str
    greeting: str
    greeting_person: str
    way: str
    again: str
    why: str
    day: str
    promise: str
    office: str
    contact: str
    to: str

    @staticmethod
    def said(text: str, letter: Letter, area: str) -> str:
        return text.replace("{firm}", letter.firm).replace("{person}", letter.person).replace("{area}", area)

    def greeted(self, letter: Letter) -> str:
        """The greeting: of the person the letter is addressed to, where one is."""
        return self.said(self.greeting_person if letter.person else self.greeting, letter, "")


def letters_of(firms: Iterable[sqlite3.Row], address_of: Callable[[str], str]) -> list[Letter]:
    """The letters of a sending's firms; `address_of` makes the whole address of a token."""
    made = []
    for firm in firms:
        token = inviting.told_again(_link_of(firm)) if _usable(firm) else None
        made.append(
            Letter(
                firm["code"],
                firm["name"],
                firm,
                firm["person"] or "",
                firm["postcode"] or "",
                firm["address"] or "",
                address_of(token) if token else None,
                bool(firm["before"]),
            )
        )
    return made


def _usable(firm: sqlite3.Row) -> bool:
    return bool(firm["invitation_id"]) and not firm["revoked_at"] and not firm["used_at"]


def _link_of(firm: sqlite3.Row) -> dict[str, str]:
    return {"id": firm["invitation_id"], "token_hash": firm["token_hash"]}


def qr_svg(address: str) -> str:
    """The address as a QR code for a page: SVG without a size of its own, dark on nothing."""
    return segno.make(address, error=ERRORS, micro=False).svg_inline(
        border=0, omitsize=True, svgclass=None, lineclass=None
    )


def qr_png(address: str) -> bytes:
    """The address as a QR code for a document."""
    picture = io.BytesIO()
    segno.make(address, error=ERRORS, micro=False).save(picture, kind="png", scale=_PIXELS, border=2)
    return picture.getvalue()
