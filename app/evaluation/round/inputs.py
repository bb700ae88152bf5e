"""What an evaluation stands on: measured values, voices and the past, with where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from app.evaluation.method.burden import Codings, Speakers, codings_of, speakers_of
from app.evaluation.method.levels import UNKNOWN, Past
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.scheme_file import canonical


@dataclass(frozen=True)
class EvaluatedArea:
    """An area: `code` lasts over databases, `kind` tells its peers."""

    id: str
    code: str
    kind: str

    @property
    def key(self) -> int:
        """A lasting number of the area, which its draws hang on."""
        # Six bytes fit an int64 and are enough to tell areas apart.
        return int.from_bytes(sha256(self.code.encode()).digest()[:6], "big")


@dataclass(frozen=True)
class Measured:
    """A value of one area and scheme indicator.

    Attributes
    ----------
    y : float or None
        Mean relative change [%p] or BSI [0-200]; None where missing.
    evidence : mapping
        What it was computed from, as JSON: rows with their ids and values, or why it is missing.
    """

    y: float | None
    evidence: Mapping[str, Any]


@dataclass(frozen=True)
class Coded:
    """One coder's judgment of one place: `severity` 1..5, or 0 where he or she saw no problem there."""

    respondent: int
    domain: int
    segment_id: str
    coder_id: str
    severity: int
    theme: str | None
    judgment_id: int


@dataclass(frozen=True)
class Before:
    """What an earlier round's evaluation left of an area; None for what it did not have."""

    score: float | None
    level: str | None


@dataclass(frozen=True)
class Inputs:
    """Everything that goes into an evaluation.

    Attributes
    ----------
    areas : tuple of EvaluatedArea
    last_month : str or None
        Last month of the window of the monitoring indicators.
    measured : tuple of A tuples of I Measured
    respondents : tuple of J str
        Ids, in order.
    speakers : tuple of (area, respondent, omega)
    codings : tuple of Coded
    past : tuple of tuples of A Before
        Earlier rounds' evaluations, the newest first; rounds without an evaluation are left out.
    """

    areas: tuple[EvaluatedArea, ...]
    last_month: str | None
    measured: tuple[tuple[Measured, ...], ...]
    respondents: tuple[str, ...]
    speakers: tuple[tuple[int, int, float], ...]
    codings: tuple[Coded, ...]
    past: tuple[tuple[Before, ...], ...]

    @property
    def sha256(self) -> str:
        """Digest of all of it: the same inputs give the same 64 hex digits."""
        return sha256(canonical(asdict(self)).encode()).hexdigest()

    @property
    def y(self) -> np.ndarray:
        """Values, shape (A, I), NaN missing."""
        found = [[np.nan if each.y is None else each.y for each in row] for row in self.measured]
        return np.array(found, float)

    def coding_arrays(self) -> Codings:
        """The codings as the method takes them: places and coders numbered in the order of their ids."""
        places = {each: n for n, each in enumerate(sorted({c.segment_id for c in self.codings}))}
        coders = {each: n for n, each in enumerate(sorted({c.coder_id for c in self.codings}))}
        return codings_of(
            [
                (c.respondent, c.domain, places[c.segment_id], coders[c.coder_id], c.severity, False)
                for c in self.codings
            ]
        )

    def speaker_arrays(self) -> Speakers:
        return speakers_of(self.speakers)

    def codings_by_cell(self) -> dict[tuple[int, int], list[dict[str, Any]]]:
        """(respondent, domain) to its codings as evidence."""
        found: dict[tuple[int, int], list[dict[str, Any]]] = {}
        for c in self.codings:
            entry = {
                "segment": c.segment_id,
                "theme": c.theme,
                "severity": c.severity,
                "coder": c.coder_id,
                "judgment": c.judgment_id,
            }
            found.setdefault((c.respondent, c.domain), []).append(entry)
        return found

    def past_of(self, scheme: Scheme) -> Past:
        """The past as the rule for stepping down takes it; levels of another scheme count as unknown."""
        count = len(self.areas)
        level = np.full(count, UNKNOWN)
        if self.past:
            places = {each.id: k for k, each in enumerate(scheme.levels)}
            level = np.array([places.get(before.level or "", UNKNOWN) for before in self.past[0]], np.int64)
        rounds = reversed(self.past[: scheme.step_down_evaluations - 1])
        scores = [[np.nan if b.score is None else b.score for b in each] for each in rounds]
        return Past(level, np.array(scores, float).reshape(-1, count))
