"""The registers' numbers: mean relative changes of the six months up to the last one nearly all areas have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from app.evaluation.method.frame import Frame
from app.evaluation.method.scheme import REGISTER
from app.evaluation.reading import register_store
from app.evaluation.reading.moments import Moment
from app.evaluation.reading.windows import Window, last_complete, months_until, since_determined
from app.monitoring.method.change import Why, recent_mean, relative_change, yearly_change

Floats = NDArray[np.float64]
FIRMS = "establishments"  # the firms behind an area's values
YEAR = 12
NO_DATA, SMALL, FEW = "no_data", "base_too_small", "few_months"


@dataclass(frozen=True)
class Month:
    """One month's arithmetic, None what is not known: what y is the mean of."""

    month: str
    value: float | None
    before: float | None
    change: float | None
    reference: float | None
    reference_before: float | None
    reference_change: float | None
    relative: float | None


@dataclass(frozen=True)
class Measured:
    """What the registers say, axes A and I = `scheme.indicators`; survey columns NaN, 0 and "".

    Attributes
    ----------
    y, first : ndarray
        Mean relative change [%p], and the same from the values as they first came out; NaN missing.
    months : ndarray of int
        Known months of the window.
    age : ndarray
        Months from the newest known month to the round's last; NaN where none is known.
    reason, since : ndarray of str
        Why y is missing, and the first month with which it could be determined ("" where it is there or cannot be
        told).
    window : tuple of I Window or None
    revised : tuple of I int
        Months of the windows whose relative change differs from that of the values as they first came out.
    """

    y: Floats
    first: Floats
    months: NDArray[np.int64]
    age: Floats
    reason: NDArray[np.object_]
    since: NDArray[np.object_]
    window: tuple[Window | None, ...]
    revised: tuple[int, ...]


@dataclass(frozen=True)
class Cube:
    """The newest and the first values of areas (A, C, T) and of the reference (C, T), C codes over T months."""

    codes: tuple[str, ...]
    months: tuple[str, ...]
    final: Floats
    first: Floats
    reference_final: Floats
    reference_first: Floats


def measure(db: Database, area_ids: Sequence[str], scheme: Frame, moment: Moment, *, until: str) -> Measured:
    """The registers' numbers of the areas, published as of the moment, of months no later than `until`."""
    found = _empty(len(area_ids), len(scheme.indicators))
    cube = read_cube(db, area_ids, scheme, moment, until=until)
    if cube is None:
        return found
    kinds = register_store.kinds_of_indicators(db)
    windows: list[Window | None] = [None] * len(scheme.indicators)
    revised = [0] * len(scheme.indicators)
    for i, indicator in enumerate(scheme.indicators):
        if indicator.source == REGISTER and indicator.code in kinds:
            windows[i], revised[i] = _measure(found, i, cube, scheme, kinds[indicator.code], until)
    return replace(found, window=tuple(windows), revised=tuple(revised))


def read_cube(db: Database, area_ids: Sequence[str], scheme: Frame, moment: Moment, *, until: str) -> Cube | None:
    """The values the scheme's indicators need; None where no area has any."""
    wanted = tuple(each.code for each in scheme.indicators if each.source == REGISTER)
    newest = register_store.newest_month(db, wanted, moment, until=until)
    if newest is None:
        return None
    # A year back for the last complete month, its window, and each month's base.
    months = months_until(newest, YEAR + scheme.months - 1 + YEAR)
    codes = tuple(dict.fromkeys((*wanted, FIRMS)))
    region = register_store.REGIONS[scheme.monitoring.reference]
    span = {"first": months[0], "last": months[-1]}
    final, first = (np.full((len(area_ids), len(codes), len(months)), np.nan) for _ in range(2))
    for place, found in register_store.vintages(db, area_ids, codes, moment, **span):
        _fill(final[place], first[place], found, codes, months)
    reference = np.full((2, len(codes), len(months)), np.nan)
    over = register_store.vintages_of_region(db, region, codes, moment, **span)
    _fill(reference[0], reference[1], over, codes, months)
    return Cube(codes, months, final, first, reference[0], reference[1])


def months_of(cube: Cube, scheme: Frame, kind: str, code: str, window: Window) -> list[list[Month]]:
    """For each area the months y of an indicator is the mean of, with their arithmetic."""
    c, at = cube.codes.index(code), cube.months.index(window.last)
    change = yearly_change(cube.final[:, c], kind=kind, firms=_firms(cube.final, cube), n_min=scheme.monitoring.n_min)
    over = yearly_change(cube.reference_final[c], kind=kind)
    reference, over_before = cube.reference_final[c], _before(cube.reference_final[c])
    return [
        [
            Month(
                month=cube.months[t],
                value=_number(values[t]),
                before=_number(_before(values)[t]),
                change=_number(change.value[a, t]),
                reference=_number(reference[t]),
                reference_before=_number(over_before[t]),
                reference_change=_number(over.value[t]),
                relative=_number(change.value[a, t] - over.value[t]),
            )
            for t in range(at - scheme.months + 1, at + 1)
        ]
        for a, values in enumerate(cube.final[:, c])
    ]


def _measure(found: Measured, i: int, cube: Cube, scheme: Frame, kind: str, until: str) -> tuple[Window | None, int]:
    """Fill the columns of indicator i; its window and how many months of it were revised."""
    c = cube.codes.index(scheme.indicators[i].code)
    relative, why = _relative(cube.final, cube.reference_final, cube, c, kind, scheme)
    original, _why = _relative(cube.first, cube.reference_first, cube, c, kind, scheme)
    known = ~np.isnan(relative)
    at = last_complete(known[:, -YEAR:], share=scheme.complete_share)
    if at is None:
        return None, 0
    end = len(cube.months) - YEAR + at + 1
    mean = {"months": scheme.months, "at_least": scheme.months_at_least}
    found.y[:, i] = recent_mean(relative[:, :end], **mean)
    found.first[:, i] = recent_mean(original[:, :end], **mean)
    span = slice(end - scheme.months, end)
    found.months[:, i] = known[:, span].sum(1)
    found.age[:, i] = _age(known[:, :end], cube.months[:end], until)
    missing = np.isnan(found.y[:, i])
    found.reason[~missing, i] = ""
    small, values = (why[:, span] == Why.BASE_TOO_SMALL).any(1), ~np.isnan(cube.final[:, c, span])
    found.reason[missing, i] = FEW
    found.reason[missing & ~values.any(1), i] = NO_DATA
    found.reason[missing & small, i] = SMALL
    for a in np.flatnonzero(missing & ~small):
        bases = ~np.isnan(cube.final[a, c, :end])
        found.since[a, i] = since_determined(known[a, :end], bases, cube.months[end - 1], **mean)
    both = known[:, span] & ~np.isnan(original[:, span])
    revised = int((both & (np.abs(relative[:, span] - np.where(both, original[:, span], 0.0)) > TOLERANCE)).sum())
    return Window(cube.months[end - scheme.months], cube.months[end - 1]), revised


# Two values that differ by less are the same value computed twice [%p].
TOLERANCE = 1e-9


def _relative(
    x: Floats, reference: Floats, cube: Cube, c: int, kind: str, scheme: Frame
) -> tuple[Floats, NDArray[np.int8]]:
    """Relative change of one indicator (A, T), and why a change is missing."""
    change = yearly_change(x[:, c], kind=kind, firms=_firms(x, cube), n_min=scheme.monitoring.n_min)
    return relative_change(change.value, yearly_change(reference[c], kind=kind).value), change.why


def _firms(x: Floats, cube: Cube) -> Floats:
    return x[:, cube.codes.index(FIRMS)]


def _age(known: NDArray[np.bool_], months: Sequence[str], until: str) -> Floats:
    """Months from each area's newest known month to `until`; NaN where none is known."""
    newest = known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    ends = np.array([_count(month) for month in months])
    return np.where(known.any(1), _count(until) - ends[newest], np.nan).astype(float)


def _count(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def _fill(
    final: Floats,
    first: Floats,
    found: Sequence[tuple[str, str, float, str]],
    codes: Sequence[str],
    months: Sequence[str],
) -> None:
    """Put values, which stand in the order they came out, into rows of codes and columns of months."""
    places = {code: c for c, code in enumerate(codes)}
    times = {month: t for t, month in enumerate(months)}
    before = None
    for code, month, value, _id in found:
        c, t = places[code], times[month]
        final[c, t] = value
        if (code, month) != before:
            first[c, t] = value
        before = (code, month)


def _before(x: Floats) -> Floats:
    """The series moved by a year."""
    return np.concatenate([np.full(YEAR, np.nan), x[:-YEAR]])


def _empty(areas: int, indicators: int) -> Measured:
    shape = (areas, indicators)
    return Measured(
        y=np.full(shape, np.nan),
        first=np.full(shape, np.nan),
        months=np.zeros(shape, np.int64),
        age=np.full(shape, np.nan),
        reason=np.full(shape, NO_DATA, object),
        since=np.full(shape, "", object),
        window=(None,) * indicators,
        revised=(0,) * indicators,
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
