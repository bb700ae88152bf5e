"""Hand-made months of two areas, the city and the nation: everything flat, trouble where a test puts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlite_utils import Database

from app.evaluation.round import presets as evaluation_presets
from app.monitoring import data_routes, routes
from app.monitoring.observations import importing, presets
from app.monitoring.observations.importing import Imported, import_observations
from app.monitoring.observations.quarters import month_moved, months_between
from app.monitoring.quarter import classifying

TODAY = date(2026, 11, 22)
MONTHS = months_between("2021-11", "2026-09")
UNITS = {
    "establishments": "개소",
    "employees": "명",
    "wages": "백만원",
    "delinquency": "%",
    "insured": "명",
    "power": "MWh",
}
HEAD = "지역,지표,월,값,단위,공표일"
Lines = list[str]


def published(month: str) -> str:
    """Each month comes out on the fifth day of the second month after it."""
    return f"{month_moved(month, 2)}-05"


def a_line(place: str, indicator: str, month: str, value: float, day: str = "") -> str:
    return f"{place},{indicator},{month},{value:g},{UNITS[indicator]},{day or published(month)}"


def flat_lines(changed: dict[tuple[str, str, str], float | None]) -> Lines:
    """1,000 everywhere (a rate 2 %), but for what is changed; None leaves the month out."""
    lines = []
    for place in ("B001", "B002", "부산", "전국"):
        for indicator in UNITS:
            for month in MONTHS:
                usual = 2.0 if indicator == "delinquency" else 1000.0
                value = changed.get((place, indicator, month), usual)
                if value is not None:
                    lines.append(a_line(place, indicator, month, value))
    return lines


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Today is 22 November 2026, whenever the tests run."""
    for module in (importing, classifying, routes, data_routes):
        monkeypatch.setattr(module, "today", lambda: TODAY)
    yield


@pytest.fixture
def policy(db: Database) -> None:
    """Indicators and schemes are installed."""
    presets.install(db)
    evaluation_presets.install(db)


@pytest.fixture
def bring(db: Database, areas: dict[str, str], policy: None) -> Callable[[Lines], Imported]:
    """Import some lines as a file."""

    def import_lines(lines: Lines, name: str = "지표.csv") -> Imported:
        return import_observations(db, "\n".join([HEAD, *lines]).encode("utf-8-sig"), name, person_id=None)

    return import_lines


@pytest.fixture
def trouble(bring: Callable[[Lines], Imported]) -> None:
    """In the third quarter of 2026, B001's employees and insured persons are 7.2 % down on the year before."""
    changed: dict[tuple[str, str, str], float | None] = {
        ("B001", indicator, month): 928.0
        for indicator in ("employees", "insured")
        for month in ("2026-07", "2026-08", "2026-09")
    }
    bring(flat_lines(changed))
