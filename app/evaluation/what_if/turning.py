"""The smallest changes of findings or policy that turn an area's level, worked out exactly from its sources."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from app.evaluation.method.levels import UNKNOWN
from app.evaluation.method.merging import goalposts_of
from app.evaluation.method.scheme import Scheme
from app.evaluation.what_if.sources import Scored, Sources, joined, scored

# Firms that might still speak: more than a roundtable seats would be no small change. Chosen, not measured.
MOST_FIRMS = 12
SEVERITIES = range(1, 6)
# Policy is told to the hundredth, a cut-off and a number to the tenth: finer than these nobody sets or measures.
POLICY, FINDING = 2, 1


@dataclass(frozen=True)
class Turn:
    """One change that turns the level.

    Attributes
    ----------
    kind : str
        "firms" (so many more speak at severity `to`), "indicator", "lambda", "weight" (of a domain) or "cutoff".
    ref : str
        Code of the indicator, id of the domain or of the level; empty of firms and lambda.
    before, to : float
        What it is and what it would have to be; of firms how many more, and their severity.
    level : int
        Place of the level it turns to.
    size : float
        How large the change is in its own terms [0, 1], by which changes of one kind are ordered.
    unit : str
        Of an indicator its source: "monitoring" [%p] or "survey" [BSI].
    """

    kind: str
    ref: str
    before: float
    to: float
    level: int
    size: float
    unit: str = ""


def turns_of(sources: Sources, scheme: Scheme) -> tuple[Turn, ...]:
    """Every smallest change, one an entry, of one area; none where no level is proposed.

    Each was tried with the whole merge: it turns the level, and only the thing it names is changed.
    """
    now = scored(sources, scheme)
    if now.level[0] == UNKNOWN:
        return ()
    found = [
        *_firms(sources, scheme, now),
        *_indicators(sources, scheme, now),
        *_policy(sources, scheme, now),
        *_cutoffs(sources, scheme, now),
    ]
    return tuple(sorted(found, key=lambda turn: turn.size))


def _firms(sources: Sources, scheme: Scheme, now: Scored) -> Iterator[Turn]:
    """The fewest firms more that turn the level up, and down; at that number the mildest word that does."""
    points = scheme.voices.severity_points
    for worse in (True, False):
        order = list(SEVERITIES) if worse else list(reversed(SEVERITIES))
        for more in range(1, MOST_FIRMS + 1):
            turned = partial(_said, sources, scheme, more)
            if _beyond(turned(points[order[-1] - 1]), now, worse):  # the gravest, or the calmest, turns it at all
                severity = next(s for s in order if _beyond(turned(points[s - 1]), now, worse))
                yield Turn("firms", "", more, severity, turned(points[severity - 1]), more / MOST_FIRMS)
                break


def _indicators(sources: Sources, scheme: Scheme, now: Scored) -> Iterator[Turn]:
    """The nearest value of each known number that turns the level, the others as they are."""
    upper, lower = goalposts_of(scheme)
    merged = now.merged
    for i, indicator in enumerate(scheme.indicators):
        e, p, y = merged.e[0, i], merged.p[0, i], sources.y[0, i]
        if not e > 0:
            continue
        for bound, worse in _bounds(sources, now):
            points = p + (bound - merged.R[0]) * merged.E[0] / e
            if not 0 <= points <= 100:
                continue
            wanted = upper[i] - points / 100 * (upper[i] - lower[i])
            turn = _rounded(wanted, y, FINDING, worse, now, partial(_measured, sources, scheme, i))
            if turn:
                yield Turn("indicator", indicator.code, float(y), *turn, float(abs(points - p) / 100), indicator.source)


def _policy(sources: Sources, scheme: Scheme, now: Scored) -> Iterator[Turn]:
    """lambda, and the weight of each domain with the others in proportion: R is a ratio of two lines in each."""
    yield from _along("lambda", "", scheme.lam, sources, now, lambda to: replace(scheme, lam=to))
    for d, domain in enumerate(scheme.domains):
        if domain.indicators and 0 < domain.weight < 1:
            yield from _along("weight", domain.id, domain.weight, sources, now, partial(with_weight, scheme, d))


def _along(
    kind: str, ref: str, before: float, sources: Sources, now: Scored, made: Callable[[float], Scheme]
) -> Iterator[Turn]:
    ends = [scored(sources, made(t)).merged for t in (0.0, 1.0)]
    N, D = ([_total(each, part) for each in ends] for part in ("N", "D"))
    for bound, worse in _bounds(sources, now):
        slope = (N[1] - N[0]) - bound * (D[1] - D[0])
        at = (bound * D[0] - N[0]) / slope if slope else math.nan
        if 0 <= at <= 1:
            turn = _rounded(at, before, POLICY, worse, now, lambda to: _level(sources, made(to)))
            if turn and 0 <= turn[0] <= 1:
                yield Turn(kind, ref, before, *turn, abs(turn[0] - before))


def _total(merged: object, part: str) -> float:
    """Numerator or denominator of R at one end of a line."""
    E = float(merged.E[0])  # type: ignore[attr-defined]
    return E if part == "D" else E * float(np.nan_to_num(merged.R[0]))  # type: ignore[attr-defined]


def _cutoffs(sources: Sources, scheme: Scheme, now: Scored) -> Iterator[Turn]:
    """The two cut-offs beside the score: as far as they would have to go to meet it."""
    level, R = int(now.level[0]), float(now.merged.R[0])
    for bound, worse in _bounds(sources, now):
        k = level + 1 if worse else level
        before, gap = scheme.levels[k].start, R - bound
        if not 0 < before + gap < 100:
            continue

        def tried(to: float, k: int = k, before: float = before) -> int:
            starts = sources.starts.copy()
            starts[0, k - 1] += to - before
            return _level(replace(sources, starts=starts), scheme)

        turn = _rounded(before + gap, before, FINDING, worse, now, tried)
        if turn:
            yield Turn("cutoff", scheme.levels[k].id, before, *turn, abs(turn[0] - before) / 100)


def _bounds(sources: Sources, now: Scored) -> Iterator[tuple[float, bool]]:
    """What R would have to reach for the next worse level, or fall below for the next better one."""
    level, starts = int(now.level[0]), sources.starts[0]
    if level < len(starts):
        yield float(starts[level]), True
    if level > 0 and np.isfinite(starts[level - 1]):
        yield float(starts[level - 1]), False


def _rounded(
    at: float, before: float, digits: int, worse: bool, now: Scored, level: Callable[[float], int]
) -> tuple[float, int] | None:
    """The value as it is told, rounded away from what it is until it truly turns the level; None if it never does."""
    step, way = 10.0**-digits, math.copysign(1.0, at - before)
    first = math.ceil(at / step - 1e-9) if way > 0 else math.floor(at / step + 1e-9)
    for further in range(2):  # at the exact bound the level may still hold
        to = round((first + further * way) * step, digits)
        turned = level(to)
        if _beyond(turned, now, worse):
            return to, turned
    return None


def _beyond(level: int, now: Scored, worse: bool) -> bool:
    return level > now.level[0] if worse else UNKNOWN < level < now.level[0]


def _level(sources: Sources, scheme: Scheme) -> int:
    return int(scored(sources, scheme).level[0])


def _said(sources: Sources, scheme: Scheme, more: int, burden: float) -> int:
    """The level if so many more spoke of that burden."""
    return _level(joined(sources, respondents=more, burden=burden), scheme)


def _measured(sources: Sources, scheme: Scheme, i: int, y: float) -> int:
    """The level if a number were y."""
    changed = sources.y.copy()
    changed[0, i] = y
    return _level(replace(sources, y=changed), scheme)


def with_weight(scheme: Scheme, d: int, weight: float) -> Scheme:
    """The scheme with another weight of one domain, those of the others in proportion."""
    rest = 1 - scheme.domains[d].weight
    domains = tuple(
        replace(each, weight=weight if k == d else each.weight * (1 - weight) / rest)
        for k, each in enumerate(scheme.domains)
    )
    return replace(scheme, domains=domains)
