"""Who moved since the last round, and how much of it is new data and how much another scheme or method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.evaluation.display.lines import LEVELS, Line
from app.evaluation.round.item_store import Item
from app.evaluation.what_if.splitting import rule_kind, split

# Of each direction so many are told; the table sorts all by their change.
MOST = 8
# A change of the score alone is told from here on [points]: as far as a score must lie under a cut-off for its area to
# step down. Less is noise. Chosen, not measured.
LEAST = 3.0


@dataclass(frozen=True)
class Move:
    """One area's way from the last round to this one.

    Attributes
    ----------
    line : Line
    level_before, score_before : str or None, float or None
    change : float or None
        Score now less score then [points].
    data, rule : float or None
        What of it new data changed, and what the scheme or method did; None where nobody evaluated the last round by
        this one's scheme, so that it cannot be told.
    rule_kind : str
        "method", "scheme" or "" (same rules both times).
    """

    line: Line
    level_before: str | None
    score_before: float | None
    change: float | None
    data: float | None
    rule: float | None
    rule_kind: str

    @property
    def steps(self) -> int:
        """Levels it went up (worse) or down."""
        now = self.line.level
        if self.level_before is None or now is None:
            return 0
        return LEVELS.index(now) - LEVELS.index(self.level_before)


def move_of(line: Line, before: Item | None, restated: Mapping[str, float]) -> Move | None:
    """How a line moved; `restated` are scores of the last round by this one's scheme."""
    if before is None:
        return None
    then, kind = before["score"], rule_kind(line.row, before)
    way = split(then, line.row["score"], restated.get(line.row["area_id"]) if kind else then)
    return Move(
        line=line,
        level_before=before["level_now"] or before["level"],
        score_before=then,
        change=way.total,
        data=way.data,
        rule=way.rule if kind else None,
        rule_kind=kind,
    )


def movers(moves: Iterable[Move]) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """Those that got worse and those that got better, by levels, then by points; so many of each."""
    found = [(m.steps, m.change or 0.0, m.line.row["code"], m) for m in moves]
    told = [each for each in found if each[0] or abs(each[1]) >= LEAST]
    worse = sorted((each for each in told if (each[0] or each[1]) > 0), key=lambda e: (-e[0], -e[1], e[2]))
    better = sorted((each for each in told if (each[0] or each[1]) < 0), key=lambda e: e[:3])
    return tuple(e[3] for e in worse[:MOST]), tuple(e[3] for e in better[:MOST])
