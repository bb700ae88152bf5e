"""A stored transcript as one person may read it: speeches, gaps where others spoke, who spoke how much."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from app.accounts.people import Scope
from app.roundtables.record import store
from app.roundtables.record.hearing import Gap, Participant, Turn, audience, finding, shown
from app.roundtables.talk import turn_store
from app.roundtables.talk.speakers import Tally, tally
from app.roundtables.talk.telling import told


@dataclass(frozen=True)
class Talk:
    """What was said, as far as the reader may hear it.

    `people` are the participants heard, by id; `hidden` counts the speeches of other areas; `tallies` are by
    participant and leave out the `aside` speeches that are no participant's.
    """

    document: sqlite3.Row
    entries: list[Turn | Gap]
    people: dict[str, Participant]
    tallies: list[Tally]
    hidden: int
    aside: int
    waiting: list[str | None]

    @property
    def turns(self) -> list[Turn]:
        return [entry for entry in self.entries if isinstance(entry, Turn)]

    @property
    def timed(self) -> bool:
        return any(turn.time_start is not None for turn in self.turns)

    def found(self, text: str, speaker: str) -> list[Turn]:
        """The speeches that hold a text and, where one is asked for, are one speaker's."""
        return finding(self.turns, text, speaker)


def talk_of(db: Database, roundtable: sqlite3.Row, scope: Scope, *, knows: bool) -> Talk | None:
    """The roundtable's transcript as far as the scope reaches; None where there is none yet.

    `knows`: whether the reader may know the participants as they are recorded.
    """
    document = turn_store.document_of(db, roundtable["id"])
    if document is None:
        return None
    people = store.participants_of(db, roundtable["id"])
    where = store.areas_of(db, [roundtable["id"]])[roundtable["id"]]
    who = audience(people, (a["id"] for a in where), scope)
    turns = turn_store.turns_of(db, document)
    heard = [turn for turn in turns if who.hears(turn)]
    by_id = {each.id: told(each, knows=knows) for each in people if each.id in who.participant_ids}
    spoken = [turn for turn in heard if not turn.aside and (turn.participant_id or not turn.identified)]
    return Talk(
        document=document,
        entries=list(shown(turns, who)),
        people=by_id,
        tallies=tally(_as_participant(turn, by_id) for turn in spoken),
        aside=len(heard) - len(spoken),
        hidden=len(turns) - len(heard),
        waiting=turn_store.waiting_speakers(db, document["id"]),
    )


def _as_participant(turn: Turn, people: Mapping[str, Participant]) -> Turn:
    """The turn under its participant's label: one participant may have been written in several ways."""
    who = people.get(turn.participant_id or "")
    return replace(turn, speaker=who.label) if who else turn
