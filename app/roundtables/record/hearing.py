"""Which turns of a roundtable over several areas a person may read, and how a transcript is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.accounts.people import Scope
from app.roundtables.record.records import VOICES


@dataclass(frozen=True)
class Participant:
    """Somebody at the table; `area_ids` are the areas he or she speaks of (none: unknown, or no voice).

    `shown_label` and `shown_organization` are what the stored text has instead of names; None before one is stored.
    """

    id: str
    label: str
    organization: str
    org_kind: str
    role: str
    firm_id: str | None
    firm_code: str | None
    respondent_id: str | None
    area_ids: frozenset[str]
    position: int = 0
    shown_label: str | None = None
    shown_organization: str | None = None


@dataclass(frozen=True)
class Turn:
    """One speech of a stored transcript: its number from 1, its text, and whose it is."""

    id: str
    position: int
    speaker: str | None
    participant_id: str | None
    identified: bool
    text: str
    time_start: float | None
    aside: bool = False


@dataclass(frozen=True)
class Gap:
    """Speeches of other areas that are not shown here."""

    count: int


@dataclass(frozen=True)
class Audience:
    """What one person may hear: the participants, and whether speeches of unknown speakers too."""

    participant_ids: frozenset[str]
    strangers: bool

    def hears(self, turn: Turn) -> bool:
        if turn.participant_id is None:
            return self.strangers
        return turn.participant_id in self.participant_ids


def audience(participants: Iterable[Participant], area_ids: Iterable[str], scope: Scope) -> Audience:
    """Who of the participants a person with this scope may hear.

    Moderators and officials are heard by all; a firm by those who may see its area; an expert by those who
    may see one of the areas asked about. Where the whole roundtable is in scope, everything is heard.
    """
    people = tuple(participants)
    if all(scope.allows(area_id) for area_id in area_ids):
        return Audience(frozenset(each.id for each in people), strangers=True)
    heard = frozenset(each.id for each in people if _heard(each, scope))
    return Audience(heard, strangers=False)


def _heard(each: Participant, scope: Scope) -> bool:
    return each.org_kind not in VOICES or any(scope.allows(area_id) for area_id in each.area_ids)


def shown(turns: Iterable[Turn], who: Audience) -> Iterator[Turn | Gap]:
    """The turns with every run of unheard ones replaced by one gap."""
    missing = 0
    for turn in turns:
        if not who.hears(turn):
            missing += 1
            continue
        if missing:
            yield Gap(missing)
            missing = 0
        yield turn
    if missing:
        yield Gap(missing)


def finding(turns: Iterable[Turn], text: str, speaker: str) -> list[Turn]:
    """Turns that contain the text (case does not count) and, where one is asked for, are this participant's.

    `speaker` is a participant's id, or a label no participant stands behind.
    """
    wanted = unicodedata.normalize("NFC", text).casefold()
    return [
        turn
        for turn in turns
        if wanted in turn.text.casefold() and (not speaker or speaker in (turn.participant_id, turn.speaker))
    ]


def marks(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where the searched text stands, in code points; none when folding case changes the length."""
    folded, part = text.casefold(), unicodedata.normalize("NFC", wanted).casefold()
    if not part or len(folded) != len(text):
        return []
    found, at = [], folded.find(part)
    while at >= 0:
        found.append((at, at + len(part)))
        at = folded.find(part, at + len(part))
    return found


def page_of(shown_turns: Sequence[Turn | Gap], position: int, size: int) -> int:
    """The page on which the turn of this number stands; 1 where it is not shown."""
    for index, entry in enumerate(shown_turns):
        if isinstance(entry, Turn) and entry.position == position:
            return index // size + 1
    return 1
