"""What an evaluation stands on, as plain arrays with codes: numbers, answers, voices, codings and the past."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
FIRM, EXPERT = "firm", "expert"
NONE = -1  # no domain, no theme


class Stance(IntEnum):
    """What a coder decided of a place."""

    UNDECIDED = -1  # the coder's row is left out
    OTHER = 0  # no problem: rejected, none, resolved
    NEED = 1  # a problem of severity 1 to 5


def distinct(keys: Ints) -> Ints:
    """Keys once each, ascending: `numpy.unique` hashes whole numbers, which takes seconds for a million of them."""
    ordered = np.sort(keys)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


@dataclass(frozen=True)
class Areas:
    """The A areas, each code once; the kind tells an area's peers. Codes last over databases, ids do not."""

    code: tuple[str, ...]
    kind: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """Register observations, already reduced to y; axes A and I = `scheme.indicators`, survey columns unused.

    Attributes
    ----------
    y : ndarray, shape (A, I)
        Mean relative change of the window [%p]; NaN where fewer months than the scheme's least are known.
    months : ndarray of int, shape (A, I)
        Known months of the window.
    age : ndarray, shape (A, I)
        Months from the newest known month to the round's last one, 0 or more; NaN where none is known.
    """

    y: Floats
    months: Ints
    age: Floats


@dataclass(frozen=True)
class Respondents:
    """Everybody who was asked, one row each; J respondents. Moderators and officials are not in.

    Attributes
    ----------
    code : tuple of J str
        Firm or expert code, each once.
    kind : tuple of J str
        FIRM or EXPERT.
    omega : ndarray, shape (J,)
        Survey weight, above 0; 1 without a sampling design.
    spoke : ndarray of bool, shape (J,)
        Spoke at a roundtable or interview, or answered an open question about problems.
    no_crisis : ndarray of bool, shape (J,)
        Declared in a closed question to feel no crisis. Neither: a blank, shown and not counted in L.
    """

    code: tuple[str, ...]
    kind: tuple[str, ...]
    omega: Floats
    spoke: Bools
    no_crisis: Bools


@dataclass(frozen=True)
class Memberships:
    """Who stands for which area, (M,) rows: a firm once, an expert once in each area he or she was asked about."""

    respondent: Ints
    area: Ints


@dataclass(frozen=True)
class Answers:
    """Closed answers behind the BSI, (N,) rows: one a respondent and item, x +1 better, 0, -1 worse.

    `item` is an index of `scheme.indicators`. Experts' answers are left out: a BSI is of firms.
    """

    respondent: Ints
    item: Ints
    x: Ints


@dataclass(frozen=True)
class Places:
    """What was coded: one answer or one turn, fixed before coding; (P,) rows, `position` orders a respondent's."""

    respondent: Ints
    position: Ints


@dataclass(frozen=True)
class Codings:
    """Who decided what of which place, (N,) rows.

    Attributes
    ----------
    place : ndarray of int
        Index of `Places`.
    coder : ndarray of int
        Numbered in the order of the coders' lasting codes.
    domain : ndarray of int
        Index of `scheme.domains`, NONE where the theme has none or there is no theme.
    severity : ndarray of int
        1..5 with Stance.NEED, otherwise 0.
    stance : ndarray of int
        Values of `Stance`.
    theme : ndarray of int
        Any numbering of the themes, NONE without; used for saturation only.
    """

    place: Ints
    coder: Ints
    domain: Ints
    severity: Ints
    stance: Ints
    theme: Ints


@dataclass(frozen=True)
class Adjudicated:
    """What settled a place, (N,) rows: it wins over all codings there; "no problem" is severity 0, domain NONE."""

    place: Ints
    domain: Ints
    severity: Ints


@dataclass(frozen=True)
class Revisions:
    """Final minus first value of the window's mean, unrevised ones (0) included; (N,) rows over all areas.

    Only of indicators of which enough months were revised (the scheme's `least_revisions`): a new register's zeros say
    nothing of its noise. Of the others the scheme's `noise_sd` counts.
    """

    indicator: Ints
    change: Floats


@dataclass(frozen=True)
class Past:
    """What earlier evaluations left.

    Attributes
    ----------
    level : ndarray of int, shape (A,)
        Level that stood last, as its place in the scheme; -1 for an area never evaluated.
    scores : ndarray, shape (E, A)
        R of earlier evaluations, the newest last; NaN where there was none or it was undetermined. More rows than
        the rule looks at do no harm.
    """

    level: Ints
    scores: Floats


@dataclass(frozen=True)
class Evidence:
    """Everything the method reads. The order of areas, respondents and rows changes nothing."""

    areas: Areas
    register: Register
    respondents: Respondents
    memberships: Memberships
    answers: Answers
    places: Places
    codings: Codings
    adjudicated: Adjudicated
    revisions: Revisions
    past: Past
