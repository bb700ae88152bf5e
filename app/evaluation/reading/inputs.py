"""What an evaluation stands on: the method's evidence by codes, with what a reader wants to know of it beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from app.evaluation.method.evidence import (
    Areas,
    Evidence,
    Past,
    Register,
    Revisions,
)
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading.measuring import Measured


@dataclass(frozen=True)
class Before:
    """What an earlier round left of an area: its score (None without one) and the level that stood."""

    area: str
    back: int
    score: float | None
    level: str | None


@dataclass(frozen=True)
class Inputs:
    """Everything an evaluation reads, without a single id of a database.

    Attributes
    ----------
    evidence : Evidence
        Areas, respondents and rows in the order of their codes.
    measured : Measured
        The registers' numbers with their windows and reasons.
    before : tuple of Before
        Earlier rounds, 1 the round before, in the order of area and `back`.
    themes : tuple of str
        What `evidence.codings.theme` numbers.
    """

    evidence: Evidence
    measured: Measured
    before: tuple[Before, ...]
    themes: tuple[str, ...]


def digest_of(tables: dict[str, bytes]) -> str:
    """SHA-256 over names and bytes of an evaluation's input tables, in the order of their names."""
    found = sha256()
    for name in sorted(tables):
        found.update(f"{name}\n".encode())
        found.update(tables[name])
    return found.hexdigest()


def evidence_of(
    codes: Sequence[str],
    kinds: Sequence[str],
    measured: Measured,
    before: Sequence[Before],
    voices: dict[str, object],
    scheme: Scheme,
) -> Evidence:
    """The method's evidence; `voices` are its parts that come from people, by their names there."""
    return Evidence(
        areas=Areas(tuple(codes), tuple(kinds)),
        register=Register(measured.y, measured.months, measured.age),
        revisions=revisions_of(measured, scheme),
        past=past_of(before, codes, scheme),
        **voices,  # type: ignore[arg-type]
    )


def revisions_of(measured: Measured, scheme: Scheme) -> Revisions:
    """Final minus first means, of the indicators that were revised often enough to tell how much they are.

    A register that was read once only was never revised: that its numbers stand firm is not known from it.
    """
    indicators, changes = [np.empty(0, np.int64)], [np.empty(0)]
    for i, revised in enumerate(measured.revised):
        change = measured.y[:, i] - measured.first[:, i]
        known = change[~np.isnan(change)]
        if revised >= scheme.uncertain.least_revisions:
            indicators.append(np.full(len(known), i, np.int64))
            changes.append(known)
    return Revisions(np.concatenate(indicators), np.concatenate(changes))


def past_of(before: Sequence[Before], codes: Sequence[str], scheme: Scheme) -> Past:
    """The past as the rule for stepping down takes it; levels of another scheme count as unknown."""
    places = {code: a for a, code in enumerate(codes)}
    levels = {each.id: k for k, each in enumerate(scheme.levels)}
    far = max((each.back for each in before), default=0)
    level, scores = np.full(len(codes), -1, np.int64), np.full((far, len(codes)), np.nan)
    for each in sorted(before, key=lambda b: -b.back):
        a = places[each.area]
        if each.level in levels:
            level[a] = levels[each.level]
        if each.score is not None:
            scores[far - each.back, a] = each.score
    return Past(level, scores)
