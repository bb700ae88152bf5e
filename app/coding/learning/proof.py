"""When a model may show its figures: what it must have seen, and whom it must have beaten, theme by theme."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.agreeing.agreement import kappa
from nlp.learning.modelcard import BINS

# Chosen, not measured: fewer show figures that a decision or two move, more keep good models silent. The same thirty
# stands in nlp/learning/stance_learning.py and nlp/learning/shift.py.
ACCEPTED, REJECTED = 30, 30
# Where a base model speaks already, an update is read from so many decisions on: as many as issue and simulation
# (bench/office.py) ask of it. It only moves the base as far as they carry.
ON_BASE = 20
# From this probability on a model says yes.
YES = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """A decided text: what the coders say, what the model said that had not seen it, what lexicon and base say.

    `base` is the base model's probability, None where it does not know the theme.
    """

    accepted: bool
    held_out: float
    lexicon: bool
    base: float | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts of like probability: how many, their mean probability, and the share the coders accepted."""

    n: int
    probability: float
    accepted: float


@dataclass(frozen=True)
class Proof:
    """How a model and the lexicon do on the same decisions of one theme.

    Attributes
    ----------
    accepted, rejected : int
        Decided texts.
    f1, lexicon_f1 : float
        Of the model on texts it had not seen (yes from a probability of one half on), and of the lexicon on the
        same texts (yes where it suggests the theme).
    ece : float
        Mean distance between probability and share accepted, over ten bins weighted by their texts.
    bins : tuple of Bin
        The ten bins, empty ones with n = 0.
    base_f1, loss, base_loss : float or None
        Where a base model knows the theme: its F1 on the same texts, the mean log loss of base and update on texts
        the update had not seen, and that of the base alone.
    """

    accepted: int
    rejected: int
    f1: float
    lexicon_f1: float
    ece: float
    bins: tuple[Bin, ...]
    base_f1: float | None = None
    loss: float | None = None
    base_loss: float | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Why the model's figure is not shown: accepted, rejected, f1, always_yes; empty where it is.

        It is shown from 30 accepted and 30 rejected texts on, if its F1 on held-out texts is above the lexicon's
        and above that of always saying yes. The same F1 is not enough. On top of a base model: from 20 texts on, if
        its held-out log loss is no worse than the base's.
        """
        if self.loss is not None and self.base_loss is not None:
            return missing_on_base(self.accepted + self.rejected, self.loss, self.base_loss)
        return missing(self.accepted, self.rejected, self.f1, self.lexicon_f1, self.always_yes)

    @property
    def always_yes(self) -> float:
        """The F1 of whoever says yes to every one of these texts."""
        return always_yes(self.accepted, self.rejected)

    @property
    def shown(self) -> bool:
        return not self.missing


def always_yes(accepted: int, rejected: int) -> float:
    """The F1 of saying yes to everything: ``2 a / (2 a + r)``; 0 where nothing was accepted.

    >>> always_yes(30, 30), always_yes(60, 10), always_yes(0, 5)
    (0.6666666666666666, 0.9230769230769231, 0.0)
    """
    return 2.0 * accepted / (2 * accepted + rejected) if accepted else 0.0


def missing(
    accepted: int, rejected: int, f1: float | None, lexicon_f1: float | None, always: float | None
) -> tuple[str, ...]:
    """What a theme still lacks before its model shows figures, see `Proof.missing`.

    >>> missing(30, 30, 0.8, 0.7, 0.6), missing(29, 30, 0.8, 0.7, 0.6), missing(30, 29, 0.8, 0.8, 0.8)
    ((), ('accepted',), ('rejected', 'f1', 'always_yes'))
    """
    lacks = {
        "accepted": accepted < ACCEPTED,
        "rejected": rejected < REJECTED,
        "f1": f1 is None or lexicon_f1 is None or not f1 > lexicon_f1,
        "always_yes": f1 is not None and always is not None and not f1 > always,
    }
    return tuple(name for name, lacking in lacks.items() if lacking)


def missing_on_base(decisions: int, loss: float, base_loss: float) -> tuple[str, ...]:
    """What an update of a base's theme still lacks.

    >>> missing_on_base(20, 0.5, 0.5), missing_on_base(19, 0.6, 0.5)
    ((), ('decisions', 'loss'))
    """
    lacks = {"decisions": decisions < ON_BASE, "loss": loss > base_loss}
    return tuple(name for name, lacking in lacks.items() if lacking)


def known_labels(counts: Mapping[str, int], *, beats_rules: bool, fewest: int = ACCEPTED) -> frozenset[str]:
    """Labels a model of stance or of kind of statement may give and replace: those of 30 decisions (on top of a base
    fewer), two at least.

    None where the model does not get more of the held-out decisions right than the rules.

    >>> sorted(known_labels({"need": 30, "none": 30, "resolved": 29}, beats_rules=True))
    ['need', 'none']
    >>> known_labels({"need": 90, "none": 29}, beats_rules=True)
    frozenset()
    """
    known = frozenset(label for label, count in counts.items() if count >= fewest)
    return known if beats_rules and len(known) > 1 else frozenset()


def prove(cases: Sequence[Case]) -> Proof:
    """Model, lexicon and base on the decided texts of one theme."""
    bins = _bins(cases)
    base = [(c.base, c.accepted) for c in cases if c.base is not None]
    return Proof(
        accepted=sum(c.accepted for c in cases),
        rejected=sum(not c.accepted for c in cases),
        f1=_f1((c.held_out >= YES, c.accepted) for c in cases),
        lexicon_f1=_f1((c.lexicon, c.accepted) for c in cases),
        ece=sum(b.n * abs(b.probability - b.accepted) for b in bins) / max(1, len(cases)),
        bins=bins,
        base_f1=_f1((sure >= YES, true) for sure, true in base) if base else None,
        loss=_loss((c.held_out, c.accepted) for c in cases) if base else None,
        base_loss=_loss(base) if base else None,
    )


def _loss(pairs: Iterable[tuple[float, bool]]) -> float:
    """Mean log loss over (probability, true)."""
    # As far from 0 and 1 as a double tells apart: one certain error must not be infinite.
    told = [max(1e-15, sure if true else 1.0 - sure) for sure, true in pairs]
    return -sum(map(math.log, told)) / len(told)


def _f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    """``2 tp / (2 tp + fp + fn)`` over (said, true)."""
    hits = every = 0
    for said, true in pairs:
        hits += said and true
        every += said + true
    return 2.0 * hits / every if every else 0.0


def _bins(cases: Sequence[Case]) -> tuple[Bin, ...]:
    sorted_in: list[list[Case]] = [[] for _ in range(BINS)]
    for case in cases:
        sorted_in[min(int(case.held_out * BINS), BINS - 1)].append(case)
    return tuple(
        Bin(len(own), sum(c.held_out for c in own) / len(own), sum(c.accepted for c in own) / len(own))
        if own
        else Bin(0, 0.0, 0.0)
        for own in sorted_in
    )


def agreement(one: Mapping[str, Mapping[str, float]], other: Mapping[str, Mapping[str, float]]) -> float | None:
    """How far two models say the same: mean over themes of Cohen's kappa of their yes and no.

    Parameters
    ----------
    one, other : theme to segment to probability
        Only segments both have read count; a theme of which both always say the same single word tells nothing.

    Returns
    -------
    float or None
        1 for the same words, 0 for what chance would give; None where no theme tells anything.

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20.
    """
    found = []
    for theme in sorted(set(one) & set(other)):
        both = sorted(set(one[theme]) & set(other[theme]))
        same = kappa([one[theme][s] >= YES for s in both], [other[theme][s] >= YES for s in both])
        if same is not None:
            found.append(same)
    return sum(found) / len(found) if found else None
