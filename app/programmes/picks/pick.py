"""A pick as a noun: the states it goes through, which may follow on which, and what is to be known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# What may follow on a state; the same state again adds a note or an amount to it.
NEXT: dict[str, tuple[str, ...]] = {
    "offered": ("wants", "declines", "no_answer", "withdrawn"),
    "no_answer": ("wants", "declines", "withdrawn"),
    "wants": ("applied", "declines", "withdrawn"),
    "declines": ("wants",),
    "applied": ("selected", "not_selected", "withdrawn"),
    "not_selected": ("applied",),
    "selected": ("finished", "withdrawn"),
    "finished": (),
    "withdrawn": ("offered",),
}
STATES = tuple(NEXT)
# Over, so that the same programme may be offered to the same firm again.
ENDED = ("declines", "not_selected", "finished", "withdrawn")
# Where something is still to be done by the office.
WAITING = ("offered", "no_answer", "wants", "applied", "selected")
# States in which money is known.
PAID = ("selected", "finished")


def may_follow(state: str) -> tuple[str, ...]:
    """The states that may be told next, the present one first."""
    return (state, *NEXT[state])


@dataclass(frozen=True)
class Told:
    """What became of a pick on a day: its state, an amount in won where it is known, and a note."""

    state: str
    on: date
    amount: int | None = None
    note: str = ""
