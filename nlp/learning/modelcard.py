"""How good a model is, told theme by theme: F1, calibration error, and the card that goes with its weights."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

# Of equal width; a page draws the same bins. Ten is chosen, not measured.
BINS = 10


def f1(found: np.ndarray, true: np.ndarray) -> float:
    """``2 tp / (2 tp + fp + fn)``; 0 where nothing was found and nothing was there.

    >>> f1(np.array([True, True, False]), np.array([True, False, True]))
    0.5
    """
    hits = int(np.sum(found & true))
    every = int(np.sum(found)) + int(np.sum(true))
    return 2.0 * hits / every if every else 0.0


def calibration_error(probability: np.ndarray, true: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width.

    Parameters
    ----------
    probability : ndarray, shape (n,), in [0, 1]
    true : ndarray of bool, shape (n,)

    Returns
    -------
    float
        ``sum over bins of |mean probability - share true| * texts in the bin / n``; NaN for no text.

    References
    ----------
    Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning, AAAI.
    """
    if not len(probability):
        return float("nan")
    place = np.minimum((probability * BINS).astype(int), BINS - 1)
    gaps = np.bincount(place, weights=probability, minlength=BINS) - np.bincount(place, weights=true, minlength=BINS)
    return float(np.abs(gaps).sum() / len(probability))


@dataclass(frozen=True)
class Line:
    """What was seen of one theme in one language (``*`` for all) on decisions the scorer had not learned from."""

    theme: str
    language: str
    accepted: int
    rejected: int
    f1: float
    calibration_error: float


@dataclass(frozen=True)
class Shift:
    """Shares of the themes found in unlabelled texts, to which a model's probabilities were moved.

    Attributes
    ----------
    texts : int
        How many texts were looked at; no label was.
    one_of : bool
        Whether every text was taken to have exactly one of the themes.
    learned, found : dict of str to float
        Theme to its share in the decisions learned from, and in the texts. A theme with too few decisions stands
        with the same share in both.
    """

    texts: int
    one_of: bool
    learned: dict[str, float]
    found: dict[str, float]


@dataclass(frozen=True)
class Card:
    """What a model was made of and how well it did.

    Attributes
    ----------
    decisions_sha256 : str
        Digest of the decisions, whatever their order.
    texts, decisions : int
    lexicon_version : str
    versions : dict
        Of the analyser and the numerical libraries.
    settings : dict
    held_out : tuple of Line
        Cross-validated: every text was judged by a model that had not seen it, before any `shift`.
    shift : Shift or None
        Where the probabilities were moved to the shares of texts without labels.
    """

    decisions_sha256: str
    texts: int
    decisions: int
    lexicon_version: str
    versions: dict[str, str]
    settings: dict[str, Any]
    held_out: tuple[Line, ...]
    shift: Shift | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def sides(self, theme: str) -> tuple[int, int]:
        """How many decisions accepted the theme and how many rejected it. Raises KeyError for a theme not learned."""
        line = self.overall(theme)
        return line.accepted, line.rejected

    def overall(self, theme: str) -> Line:
        """The line of a theme for all languages. Raises KeyError for a theme not learned."""
        for line in self.held_out:
            if line.theme == theme and line.language == "*":
                return line
        raise KeyError(theme)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Card:
        shift = Shift(**data["shift"]) if data.get("shift") else None
        return cls(**{**data, "held_out": tuple(Line(**line) for line in data["held_out"]), "shift": shift})


def held_out(
    themes: Sequence[str], languages: Sequence[str], marks: np.ndarray, probability: np.ndarray
) -> Iterable[Line]:
    """One line a theme for all texts and, where there are several languages, one for each.

    Parameters
    ----------
    marks : ndarray, shape (texts, themes)
        1 accepted, -1 rejected, 0 not decided.
    probability : ndarray, shape (texts, themes)
    """
    spoken = np.asarray(languages)
    groups = ["*", *sorted(set(languages))] if len(set(languages)) > 1 else ["*"]
    for n, theme in enumerate(themes):
        for group in groups:
            rows = marks[:, n] != 0
            if group != "*":
                rows &= spoken == group
            true, sure = marks[rows, n] > 0, probability[rows, n]
            score = round(f1(sure >= 0.5, true), 4)
            error = round(calibration_error(sure, true), 4) if len(true) else 0.0
            yield Line(theme, group, int(true.sum()), int((~true).sum()), score, error)


def digest(rows: Iterable[tuple[str, str, bool]]) -> str:
    """SHA-256 over (text, theme, accepted) in sorted order."""
    found = hashlib.sha256()
    for text, theme, accepted in sorted(rows):
        found.update(f"{len(text)} {text}\n{theme}\n{int(accepted)}\n".encode())
    return found.hexdigest()
