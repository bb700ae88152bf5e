"""Agreement theme by theme: whether coders find it in a segment, and what that comes to over all themes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.agreeing.agreement import COEFFICIENTS, Agreement, told
from nlp.agreeing.choices import DRAWS
from nlp.agreeing.estimating import (
    CODED_ONLY,
    NO_UNITS,
    NO_VARIATION,
    Estimate,
    Report,
    clusters_of,
    drawn,
    estimate,
    without,
)
from nlp.agreeing.ratings import NONE, Ratings
from nlp.agreeing.sums import Parts, Sums, sums_of

# Of segments somebody coded alone these say something; the others compare with a chance that was left out.
OF_CODED = ("percent", "equal", "both")


@dataclass(frozen=True)
class ByTheme:
    """Agreement of each theme, and over all of them."""

    themes: dict[str, Agreement]
    overall: dict[str, Estimate]


def by_theme(
    present: np.ndarray,
    names: Sequence[str],
    groups: Sequence[Hashable] | np.ndarray | None = None,
    *,
    coded_only: bool = False,
    draws: int = DRAWS,
    report: Report | None = None,
) -> ByTheme:
    """How far coders agree in whether a segment speaks of a theme.

    Who has judged a segment without naming a theme says that it is not there: two who never name the same thing differ
    in every segment, and are not left out as blanks.

    Parameters
    ----------
    present : ndarray of int, shape (segments, coders, themes)
        1 where the coder named the theme, 0 where the coder judged the segment and did not, -1 where it was not judged.
    groups : sequence, optional
        The respondent of each segment.
    coded_only : bool
        Leave out, theme by theme, segments in which nobody names it. What then agrees by chance cannot be told, so
        alpha, kappa and AC1 are not estimable; "both" (how much of what one names the other names, Dice 1945) and
        "equal" (Brennan and Prediger's S, as MAXQDA reckons) are.

    Notes
    -----
    Over all themes the observed and the expected disagreements are added up before one is divided by the other, as
    Fleiss (1971) has it of categories: a theme counts by what could have differed in it. Pooling the cells into one
    table instead would let common and rare themes agree by being common and rare.
    """
    clusters, count = clusters_of(range(len(present)) if groups is None else groups)
    tables = [_table(present[:, :, n], coded_only=coded_only) for n in range(len(names))]
    sums = [_with_both(sums_of(table, clusters, count, weights="identity"), clusters, count, table) for table in tables]
    parts = drawn(sums, count, draws=draws, report=report)
    themes = {
        name: _agreement(table, own, count, coded_only) for name, table, own in zip(names, tables, parts, strict=True)
    }
    return ByTheme(themes, _overall(parts, themes, coded_only=coded_only))


def _table(present: np.ndarray, *, coded_only: bool) -> Ratings:
    kept = (present == 1).any(axis=1, keepdims=True) | (not coded_only)
    return Ratings(np.where(kept, present, NONE).astype(int), (False, True))


def _with_both(sums: Sums, clusters: np.ndarray, count: int, table: Ratings) -> Sums:
    """The same with how much of what one coder names the other names too.

    References
    ----------
    Dice, L. R. (1945): Measures of the amount of ecologic association between species. Ecology 26, 297-302.
    """
    judged, named = table.judged, (table.given == 1).sum(axis=1)
    differ, all_named = named * (judged - named), named * (judged - 1)
    adds = [np.bincount(clusters, weights=each, minlength=count) for each in (differ, all_named)]
    width, table_of = sums.of_clusters.shape[1], sums.of_clusters
    dense = table_of if isinstance(table_of, np.ndarray) else table_of.toarray()

    def parts(totals: np.ndarray) -> Parts:
        return {**sums.parts(totals), "both": (totals[:, width], totals[:, width + 1])}

    return Sums(np.column_stack((dense, *adds)), parts)


def _agreement(table: Ratings, parts: Parts, clusters: int, coded_only: bool) -> Agreement:
    found = told(table, parts, clusters)
    reason = next((each.reason for each in (found.estimates["percent"],) if each.value is None), "")
    both = Estimate(None, reason=reason) if reason else estimate(*parts["both"])
    estimates, pairs = {**found.estimates, "both": both}, found.pairs
    if coded_only and not reason:
        # Two who name the same everywhere do not vary here, and yet agree.
        estimates["equal"] = _equal(parts["percent"])
        estimates = without(estimates, CODED_ONLY, keep=OF_CODED)
        pairs = {pair: Estimate(None, reason=CODED_ONLY) for pair in pairs}
    return Agreement(found.units, found.pairable, found.coders, clusters, estimates, pairs)


def _equal(percent: tuple[np.ndarray, np.ndarray]) -> Estimate:
    seen, units = percent
    return estimate(seen, units / 2)


def _overall(every: Sequence[Parts], themes: Mapping[str, Agreement], *, coded_only: bool) -> dict[str, Estimate]:
    """Of sums over the themes; kappa over the pairs of coders as well."""
    names = {"both": ["both"], **{name: [name] for name in COEFFICIENTS}}
    names["kappa"] = sorted({name for parts in every for name in parts if name.startswith("kappa ")})
    found = {}
    for name, own in names.items():
        added = [parts[each] for parts in every for each in own if each in parts]
        if name == "equal" and coded_only:
            added = [(seen, units / 2) for seen, units in (parts["percent"] for parts in every)]
        found[name] = _of_sum(added)
    known = [agreement for agreement in themes.values() if agreement.estimates["percent"].value is not None]
    if not known:
        # As of the theme that most was said of: another may have been left open by all but one.
        most = max(themes.values(), key=lambda agreement: agreement.pairable, default=None)
        return without(found, most.estimates["percent"].reason if most else NO_UNITS)
    return without(found, CODED_ONLY, keep=OF_CODED) if coded_only else found


def _of_sum(parts: list[tuple[np.ndarray, np.ndarray]]) -> Estimate:
    if not parts:
        return Estimate(None, reason=NO_VARIATION)
    seen, expected = (np.sum(each, axis=0) for each in zip(*parts, strict=True))
    return estimate(seen, expected)
