"""Second looks: which of a coder's own statements come again by chance, and two words on one statement compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

# Of one's own statements, and how many days later: enough for a figure in a round of some hundred statements, and long
# enough that few are remembered. O'Connor and Joffe (2020) name neither; two weeks are usual for test and retest. Chosen.
USUAL_SHARE, USUAL_DAYS = 5, 14
# What one word says: theme to stance and severity.
Word = Mapping[str, tuple[str, int | None]]


@dataclass(frozen=True)
class Look:
    """A coder's two words on one statement, `before` as it stood when the coder looked `again`."""

    segment_id: str
    respondent_id: str
    at: str
    before: Word
    again: Word

    @property
    def same(self) -> bool:
        """Whether both say the same but for one step of severity, which is how people differ with themselves."""
        if self.before.keys() != self.again.keys():
            return False
        return all(_alike(self.before[theme], self.again[theme]) for theme in self.before)


def _alike(one: tuple[str, int | None], other: tuple[str, int | None]) -> bool:
    return one[0] == other[0] and abs((one[1] or 0) - (other[1] or 0)) < 2


def comes_again(segment_id: str, coder_id: str, *, share: int, seed: int) -> bool:
    """Whether a statement is of the share a coder sees again: the same whenever it is asked, whoever asks."""
    return _number(segment_id, coder_id, seed) < share * 2**64 // 100


def in_order(segment_ids: Sequence[str], coder_id: str, *, seed: int) -> list[str]:
    """Statements as chance has them, so that the order of the talk recalls nothing."""
    return sorted(segment_ids, key=lambda each: _number(each, coder_id, seed))


def _number(segment_id: str, coder_id: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}/{coder_id}/{segment_id}".encode()).digest()[:8])


def named(looks: Sequence[Look], themes: Sequence[str]) -> np.ndarray:
    """Whether each word names each theme: ndarray of int, shape (looks, 2, themes); the word before first."""
    return np.array(
        [[[int(theme in word) for theme in themes] for word in (look.before, look.again)] for look in looks], np.int8
    ).reshape(len(looks), 2, len(themes))


def severities(looks: Sequence[Look]) -> list[tuple[str, tuple[int, int]]]:
    """Respondent, severity before and again, wherever both words find a need of the same theme."""
    found = []
    for look in looks:
        for theme, (stance, severity) in sorted(look.before.items()):
            again = look.again.get(theme, ("", None))
            if stance == again[0] == "need" and severity is not None and again[1] is not None:
                found.append((look.respondent_id, (severity, again[1])))
    return found
