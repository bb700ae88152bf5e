"""The half-years a round covers: code, names, first and last day, and its two quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass

CODE = re.compile(r"(20\d\d)H([12])")
MONTH_DAYS = {3: 31, 6: 30, 9: 30, 12: 31}


@dataclass(frozen=True)
class Span:
    """A code (2026H2 or 2026Q3) with its first and last day as ISO dates."""

    code: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True)
class Half:
    """One half-year: its code, 2026H2, and what follows from it.

    Raises
    ------
    ValueError
        When the code is not a year from 2000 to 2099 with H1 or H2.
    """

    code: str

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise ValueError(self.code)

    @property
    def year(self) -> int:
        return int(self.code[:4])

    @property
    def second(self) -> bool:
        return self.code[5] == "2"

    @property
    def name_ko(self) -> str:
        return f"{self.year}년 {'하' if self.second else '상'}반기"

    @property
    def name_en(self) -> str:
        return f"{'Second' if self.second else 'First'} half of {self.year}"

    @property
    def span(self) -> Span:
        first, last = self.quarters
        return Span(self.code, first.starts_on, last.ends_on)

    @property
    def quarters(self) -> tuple[Span, Span]:
        first = 3 if self.second else 1
        return self._quarter(first), self._quarter(first + 1)

    def _quarter(self, number: int) -> Span:
        last = number * 3
        return Span(
            f"{self.year}Q{number}",
            f"{self.year}-{last - 2:02}-01",
            f"{self.year}-{last:02}-{MONTH_DAYS[last]}",
        )

    def next(self) -> Half:
        return Half(f"{self.year + 1}H1" if self.second else f"{self.year}H2")


def half_of(day: str) -> Half:
    """The half-year an ISO date lies in."""
    return Half(f"{day[:4]}H{'1' if int(day[5:7]) <= 6 else '2'}")
