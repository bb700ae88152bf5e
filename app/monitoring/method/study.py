"""The study of the rules on simulated areas, as it was measured: figures beside targets, with day and command."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass
from hashlib import sha256
from pathlib import Path

from app.monitoring.method.rules import MonitoringRules

STORED = Path(__file__).parents[1] / "study.json"


@dataclass(frozen=True)
class StudyLine:
    """One figure of one simulated world.

    Attributes
    ----------
    question : str
        healthy, fast, slow or recovered.
    world : str
        ar_independent, ar_correlated, walk_independent or walk_correlated.
    noise : float
        How restless areas are: 1 as they are taken to be, 2 twice as much.
    share : float
        Of area-quarters on watch (healthy), else of areas found or recovered in time [0, 1].
    limit : float
        The method's target: at most so many where healthy, at least so many otherwise.
    n : int
        Area-quarters or areas behind it.
    months : int
        Within how many months, 0 where healthy.
    median : float or None
        Median months until found or recovered, among those that were; None where healthy.
    """

    question: str
    world: str
    noise: float
    share: float
    limit: float
    n: int
    months: int
    median: float | None

    @property
    def met(self) -> bool:
        return self.share <= self.limit if self.question == "healthy" else self.share >= self.limit


@dataclass(frozen=True)
class Study:
    """A run of the study; `rules` is the hash of the rules it was run with."""

    measured_on: str
    command: str
    rules: str
    areas: int
    seconds: float
    lines: tuple[StudyLine, ...]


def rules_hash(rules: MonitoringRules) -> str:
    """SHA-256 of all values of the rules: a study speaks of these rules and no others."""
    return sha256(json.dumps(astuple(rules), ensure_ascii=False).encode()).hexdigest()


def write_study(study: Study, path: Path = STORED) -> None:
    """Keep a study where pages read it."""
    path.write_text(json.dumps(asdict(study), ensure_ascii=False, indent=1) + "\n", "utf-8")


def load_study(path: Path = STORED) -> Study:
    """The study that is kept."""
    data = json.loads(path.read_text("utf-8"))
    return Study(**{**data, "lines": tuple(StudyLine(**each) for each in data["lines"])})
