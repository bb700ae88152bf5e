"""말씀하신 것, 한 것: what became of a series' earlier proposals, as it is told at its next meeting."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import anonymity
from app.clock import begin_of, today
from app.proposals.keeping import store
from app.proposals.keeping.proposal import ANSWERED, JOINED, OPEN, STATES, days_late
from app.proposals.meetings import series_store
from app.roundtables.record import series_store as meetings_store
from app.words.formats import day as day_of
from app.words.formats import number
from app.words.labels import label

WAYS = ("organization", "state", "meeting")


@dataclass(frozen=True)
class Line:
    """One proposal and what became of it: `fresh` where something was written down since the meeting before.

    `firms` is None where fewer than three said it.
    """

    proposal: sqlite3.Row
    days: tuple[str, ...]
    firms: int | None
    others: int
    late: int
    fresh: bool

    @property
    def who(self) -> str:
        """Which organisation answers, or is to answer."""
        return str(self.proposal["organization"] or self.proposal["addressee"])


@dataclass(frozen=True)
class Told:
    """What is told at a meeting: the meeting (None: the next one, without a record yet), the earlier ones, the lines."""

    meeting: sqlite3.Row | None
    earlier: tuple[sqlite3.Row, ...]
    lines: tuple[Line, ...]

    @property
    def since(self) -> str | None:
        """The day of the meeting before: what changed after it is new to those who sit here."""
        return str(self.earlier[-1]["held_on"]) if self.earlier else None

    @property
    def states(self) -> Counter[str]:
        return Counter(line.proposal["state"] for line in self.lines)

    @property
    def fresh(self) -> int:
        return sum(line.fresh for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.late > 0 for line in self.lines)

    def sentences(self) -> list[str]:
        """What is to be said if only one thing is said, every number with its base."""
        total, states = len(self.lines), self.states
        if not total:
            return [_("지난 회의에서 나온 제안이 아직 없습니다.")]
        words = {
            "total": number(total),
            "done": number(states["reflected"] + states["partly"]),
            "declined": number(states["declined"]),
            "answered": number(states["answered"]),
            "open": number(sum(states[state] for state in OPEN)),
        }
        told = [
            _(
                "지난 회의까지 나온 제안 %(total)s건 가운데 %(done)s건을 반영했고(일부 반영 포함), %(declined)s건은 "
                "반영하기 어렵다고, %(answered)s건은 달리 답했으며, %(open)s건은 아직 답하지 않았습니다.",
                **words,
            )
        ]
        if self.since:
            told.append(
                _("지난 회의(%(day)s) 뒤로 %(n)s건이 달라졌습니다.", day=day_of(self.since), n=number(self.fresh))
            )
        if self.late:
            told.append(_("답할 날이 지난 제안은 %(n)s건입니다.", n=number(self.late)))
        return told

    def grouped(self, by: str) -> list[tuple[str, list[Line]]]:
        """The lines under the organisation that answers, the state, or the meeting at which it was first said."""
        if by == "state":
            keys = [label(state, "proposal_state") for state in (*ANSWERED, *reversed(OPEN))]
            return _under(keys, ((label(each.proposal["state"], "proposal_state"), each) for each in self.lines))
        if by == "meeting":
            days = [day_of(m["held_on"]) for m in self.earlier]
            return _under(days, ((day_of(each.days[0]), each) for each in self.lines))
        nobody = _("답할 곳을 정하지 않은 제안")
        whose = sorted({each.who for each in self.lines if each.who})
        return _under([*whose, nobody], ((each.who or nobody, each) for each in self.lines))


def _under(keys: Sequence[str], pairs: Iterable[tuple[str, Line]]) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {key: [] for key in keys}
    for key, line in pairs:
        found.setdefault(key, []).append(line)
    return [(key, lines) for key, lines in found.items() if lines]


def read_told(db: Database, series_id: str, scope: Scope, meeting_id: str = "") -> Told:
    """What is told at a meeting of the series: the one asked for, else the next one, else one that is not yet written."""
    held = meetings_store.meetings_of(db, series_id, scope)
    day = today().isoformat()
    coming = next((m for m in held if m["held_on"] >= day), None)
    chosen = next((m for m in held if m["id"] == meeting_id), coming)
    before = chosen["held_on"] if chosen is not None else (today() + timedelta(days=1)).isoformat()
    earlier = tuple(m for m in held if m["held_on"] < before)
    days = series_store.proposed(db, series_id, before, scope)
    return Told(chosen, earlier, tuple(_lines(db, days, earlier)))


def _lines(db: Database, days: dict[str, list[str]], earlier: Sequence[sqlite3.Row]) -> list[Line]:
    stands, firms = store.proposals_named(db, days), store.firms_of(db, days)
    after = begin_of(date.fromisoformat(earlier[-1]["held_on"]) + timedelta(days=1)) if earlier else ""
    fresh = series_store.answers_since(db, days, after)
    lines = [
        Line(
            proposal=stands[key],
            days=tuple(when),
            firms=anonymity.told(firms[key]["firms"]),
            others=firms[key]["others"],
            late=days_late(stands[key]["state"], stands[key]["due_on"], today()),
            fresh=key in fresh,
        )
        for key, when in days.items()
        if stands[key]["state"] != JOINED
    ]
    return sorted(lines, key=lambda each: (STATES.index(each.proposal["state"]), each.proposal["number"]))
