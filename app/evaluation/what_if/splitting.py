"""The way from one score to the next as a noun: how much of it is other rules and how much other data."""

from __future__ import annotations

from dataclasses import dataclass

from app.evaluation.round.item_store import Item


@dataclass(frozen=True)
class Split:
    """A change of a score [points]; None where it is not known.

    Attributes
    ----------
    total : float or None
        Score now less score then.
    rule, data : float or None
        What today's rules make of what was known then, less the score then; and the rest. They add up to `total`.
    """

    total: float | None
    rule: float | None
    data: float | None


def rule_kind(now: Item, before: Item) -> str:
    """What became of the rules between two results: "method", "scheme", or "" where they are the same."""
    if now["method"] != before["method"]:
        return "method"
    return "" if now["scheme_id"] == before["scheme_id"] else "scheme"


def split(then: float | None, now: float | None, again: float | None) -> Split:
    """The parts of a change; `again` is the score then by today's rules, under the same rules the score then."""
    if then is None or now is None:
        return Split(None, None, None)
    if again is None:
        return Split(now - then, None, None)
    return Split(now - then, again - then, now - again)
