"""What changed terms do to the suggestions of a segment: themes gained, lost, or suggested otherwise, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.lexicon.tagging import Suggestion

# A score that moved by less is the same, as where two analyses are compared. Chosen, not measured.
MOVED = 0.1
GAINED, LOST, CHANGED = "gained", "lost", "changed"
# A term of a theme: (theme, form).
Word = tuple[str, str]


@dataclass(frozen=True)
class Move:
    """What happens to one theme in one segment.

    Attributes
    ----------
    what : str
        ``gained``, ``lost`` or ``changed`` (stance, severity, or the score by a tenth).
    before, after : tuple of (str, float), or None
        Stance and score; None where the theme is not suggested.
    words : tuple of (str, str)
        The changed terms (theme, form) that caused it; empty where none stands in the segment's evidence.
    spans : tuple of (int, int)
        Where those words stand in the segment, or the theme's other evidence where there are none.
    """

    theme: str
    what: str
    before: tuple[str, float] | None
    after: tuple[str, float] | None
    words: tuple[Word, ...]
    spans: tuple[tuple[int, int], ...]


def moves(before: Iterable[Suggestion], after: Iterable[Suggestion], changed: Collection[Word]) -> list[Move]:
    """Every theme of a segment that the change touches, given the suggestions with the old and the new terms."""
    was, now = {s.theme: s for s in before}, {s.theme: s for s in after}
    touched = [code for code in {**was, **now} if _differ(was.get(code), now.get(code))]
    causes = _causes([*was.values(), *now.values()], changed) if touched else {}
    return [_move(code, was.get(code), now.get(code), causes) for code in touched]


def _differ(old: Suggestion | None, new: Suggestion | None) -> bool:
    if old is None or new is None:
        return True
    # Every word of a text shares in the length of its row: one term more moves all figures a little.
    moved = round(abs(new.score - old.score), 4) >= MOVED
    return moved or (old.stance, old.severity) != (new.stance, new.severity)


def _causes(found: Iterable[Suggestion], changed: Collection[Word]) -> dict[tuple[int, int], Word]:
    """Where changed terms stand in the segment."""
    return {(e.start, e.end): (s.theme, e.term) for s in found for e in s.evidence if (s.theme, e.term) in changed}


def _move(code: str, old: Suggestion | None, new: Suggestion | None, causes: Mapping[tuple[int, int], Word]) -> Move:
    own = {span: word for span, word in causes.items() if word[0] == code}
    places = {(e.start, e.end) for s in (old, new) if s for e in s.evidence}
    # A longer term of another theme may have swallowed one of this theme's.
    near = own or {s: w for s, w in causes.items() if any(s[0] < end and start < s[1] for start, end in places)}
    return Move(
        code,
        GAINED if old is None else LOST if new is None else CHANGED,
        (old.stance, old.score) if old else None,
        (new.stance, new.score) if new else None,
        tuple(dict.fromkeys(near.values())),
        tuple(sorted(near or places)),
    )
