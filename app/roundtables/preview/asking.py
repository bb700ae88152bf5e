"""Asking who a label's speaker is: what is proposed, and what was chosen on the page."""

from __future__ import annotations

from flask import request

from app.roundtables.record.hearing import Participant
from app.roundtables.talk.speakers import NOBODY, Guess, Known, Tally, opens_with_title, propose


def guesses(counted: list[Tally], people: list[Participant]) -> dict[str | None, Guess]:
    """Who each speaker most likely is; a title line above the first speaker is nobody's."""
    known = [Known(p.id, p.label, p.organization, p.role, p.org_kind) for p in people]
    found: dict[str | None, Guess] = dict(propose((each.speaker for each in counted), known).items())
    if opens_with_title(counted):
        found[None] = Guess(NOBODY, exact=False)
    return found


def answers_in(counted: list[Tally]) -> dict[str, str]:
    """What was chosen for each speaker; the fields are numbered, because labels hold any letters."""
    return {each.speaker or "": request.form.get(f"speaker-{n}", "") for n, each in enumerate(counted)}
