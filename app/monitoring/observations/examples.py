"""The example's values of single firms: invented, so that a few of them changed as firms seldom do."""

from __future__ import annotations

import zlib

from sqlite_utils import Database

from app.db import rows
from app.monitoring.observations.importing import import_observations
from app.monitoring.observations.quarters import months_between

INDICATOR, FIRST, LAST, PUBLISHED = "employees", "2023-10", "2026-10", "2026-11-20"
# What is left of a firm's heads in the last month. Some of these the example's visits go to, the others are still free.
FALLEN = {"F0041": 0.55, "F0044": 0.6, "F0049": 0.5, "F0053": 0.62, "F0063": 0.58, "F0070": 0.52}
# As many firms as can be told apart and still load at once: those of the area the example is about, and some besides.
FIRMS = "select code, employees from firm f where code between 'F0041' and 'F0080' or code between 'F0001' and 'F0010'"


def load_firm_values(db: Database) -> None:
    """Heads of fifty firms in thirty-seven months, through the import a user has. May be repeated."""
    lines = ["지역,지표,월,값,단위,공표일"]
    for firm in rows(db, f"{FIRMS} order by code"):
        lines += [_line(firm["code"], firm["employees"] or 20, month) for month in months_between(FIRST, LAST)]
    import_observations(db, "\n".join(lines).encode(), "firm_values.csv", person_id=None, confirmed=True)


def _line(code: str, heads: int, month: str) -> str:
    """A firm's heads wander by a few in a hundred; which way says its code and the month, so that it is always the same."""
    wandered = 1 + (zlib.crc32(f"{code} {month}".encode()) % 61 - 30) / 1000
    left = FALLEN.get(code, 1.0) if month == LAST else 1.0
    return f"{code},{INDICATOR},{month},{max(round(heads * wandered * left), 1)},명,{PUBLISHED}"
