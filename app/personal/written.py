"""What people of the office write themselves (notes, reasons, titles): what is surely personal in it is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import store as areas
from app.personal import foretelling
from app.personal.disguises import Choices, Group, Plan, layered, planned
from transcripts.personal.findings import Known, KnownFirm


def written(db: Database, text: str, own: Mapping[str, str] | None = None) -> str:
    """A text as it may be stored: names with titles, numbers, addresses and firms of the register replaced.

    `own` are firms by name with what they are called where the text belongs, as in the minutes of a meeting. With it
    (also an empty one) any other firm is no number, which would be somebody else's there, but "a firm".

    Whoever writes has read de-identified texts and may still know who is meant. What is unsure stays: nobody is asked
    about it in a note of one's own, and there is no sealed side of it.
    """
    if not text.strip():
        return text
    plan = _plan(db, text, own)
    foretelling.note(text, [(word, group.pseudonym) for group in plan.groups if group.replaced for word in group.texts])
    return layered(plan).shown


def _plan(db: Database, text: str, own: Mapping[str, str] | None = None) -> Plan:
    names = dict.fromkeys([*areas.names_of_firms(db), *(own or {})])
    known = Known((), tuple(KnownFirm(name, present=False) for name in names))
    plan = planned(text, known, settled={}, choices=Choices(), language="ko")
    if own is not None:
        plan = replace(plan, groups=tuple(_called(group, own) for group in plan.groups))
    return plan.decided()


def _called(group: Group, own: Mapping[str, str]) -> Group:
    if group.kind != "firm":
        return group
    return replace(group, pseudonym=own.get(group.original) or _("어느 기업"))
