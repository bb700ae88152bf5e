"""Dealing places out to coders by a rule and a seed. Pure: the same places, coders and seed give the same deal."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

EVERYONE, SHARE, SECOND = "everyone", "share", "second"
RULES = (EVERYONE, SHARE, SECOND)
# Of how many statements a second coder is wanted: as the field has it (O'Connor and Joffe 2020, 10 to 25 % of a corpus),
# the lower half, since experts' time is short.
USUAL_SHARE = 15


@dataclass(frozen=True)
class Place:
    """One answer or one turn with its statements: given out whole, for a coder's value is of the whole place."""

    id: str
    segments: tuple[str, ...]
    coders: frozenset[str]


@dataclass(frozen=True)
class Dealt:
    """Assignments as (segment, coder, "first" or "second"), and statements that none of the coders may see."""

    assignments: tuple[tuple[str, str, str], ...]
    nobody: int

    def counts(self) -> dict[str, dict[str, int]]:
        """Coder to how many statements he or she gets as the first and as a second coder."""
        found: dict[str, dict[str, int]] = {}
        for _segment, coder, kind in self.assignments:
            own = found.setdefault(coder, {"first": 0, "second": 0})
            own[kind] += 1
        return found


def deal(places: Sequence[Place], coders: Sequence[str], *, rule: str, share: int, seed: int) -> Dealt:
    """Deal places out: to everybody who may see them, or to whoever has the least so far, chance where two are even.

    Parameters
    ----------
    share : int
        Of `second` the percentage of places that get a second coder.

    References
    ----------
    O'Connor, C., Joffe, H. (2020): Intercoder Reliability in Qualitative Research. International Journal of Qualitative
    Methods 19, 1-13.
    """
    rng = random.Random(seed)
    shuffled = sorted(places, key=lambda p: p.id)
    rng.shuffle(shuffled)
    seen_by_some = [p for p in shuffled if p.coders & set(coders)]
    twice = round(len(seen_by_some) * share / 100) if rule == SECOND else 0
    load = dict.fromkeys(sorted(coders), 0)
    found: list[tuple[str, str, str]] = []
    # Those with a second coder first: later ones even out what is left.
    for n, place in enumerate(seen_by_some):
        wanted = len(coders) if rule == EVERYONE else 2 if n < twice else 1
        chosen = _least(place, load, wanted, rng)
        for k, coder in enumerate(chosen):
            load[coder] += len(place.segments)
            found += [(segment, coder, "second" if k and rule != EVERYONE else "first") for segment in place.segments]
    return Dealt(tuple(found), sum(len(p.segments) for p in shuffled if not p.coders & set(coders)))


def _least(place: Place, load: Mapping[str, int], wanted: int, rng: random.Random) -> list[str]:
    """The coders of a place who have the least so far."""
    may = [coder for coder in load if coder in place.coders]
    rng.shuffle(may)
    return sorted(may, key=lambda coder: load[coder])[:wanted]
