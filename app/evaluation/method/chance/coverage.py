"""The calibration study as it was last run: how often the bands held what was true in simulated rounds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

COMMAND = "python bench/levels/calibration.py --write"
STUDY = Path(__file__).with_name("coverage.json")  # written by the command


@dataclass(frozen=True)
class Row:
    """One case of one simulator; shares in [0, 1], None where there is nothing to count.

    Attributes
    ----------
    simulator, case : str
    respondents : int
        In each asked area.
    asked, silent : float or None
        Share of asked and of silent areas whose 90 % data band holds the true score.
    firm : float or None
        Share of levels called firm.
    firm_right, silent_right : float or None
        Share of right levels among the firm ones, and among those of silent areas.
    silent_bias : float or None
        Mean of score less truth in silent areas [points].
    width : float or None
        Mean width of the data band in asked areas [points].
    """

    simulator: str
    case: str
    respondents: int
    asked: float | None
    silent: float | None
    firm: float | None
    firm_right: float | None
    silent_right: float | None
    silent_bias: float | None
    width: float | None


@dataclass(frozen=True)
class Study:
    """A run of the study: the day, the version of the scheme it was run with, rounds a case, draws, areas, rows."""

    measured_on: str
    scheme: str
    rounds: int
    draws: int
    areas: int
    rows: tuple[Row, ...]


def read_study() -> Study:
    """The study that ships."""
    found = json.loads(STUDY.read_text(encoding="utf-8"))
    return Study(**found | {"rows": tuple(Row(**row) for row in found["rows"])})


def write_study(study: Study) -> None:
    """Keep a study in the place of the last one."""
    rows = ",\n  ".join(json.dumps(vars(row)) for row in study.rows)
    head = json.dumps({name: value for name, value in vars(study).items() if name != "rows"})
    text = f'{head[:-1]}, "rows": [\n  {rows}\n]}}\n'
    STUDY.write_text(text, encoding="utf-8")
