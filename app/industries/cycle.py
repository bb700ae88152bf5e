"""The change of a cycle as a noun: what became of each industry of the cycle before, what is new, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KINDS = ("main", "future")
MATURITIES = ("early", "growing", "mature")
# What may be decided of an industry of the cycle before, and of a candidate of the cycle itself.
OF_MEMBER, OF_CANDIDATE = ("keep", "adjust", "replace", "exclude"), ("add", "exclude")
VERDICTS = ("keep", "adjust", "replace", "exclude", "add")


@dataclass(frozen=True)
class Industry:
    """What an office writes of an industry."""

    code: str
    name_ko: str
    kind: str
    province: str
    name_en: str = ""
    region: str = ""
    industry_code: str | None = None
    maturity: str | None = None
    infrastructure: str = ""
    scope: str = ""
    example: bool = False
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Proposal:
    """What is proposed of an industry; name, kind and scope where the verdict is to adjust."""

    verdict: str
    reason: str
    grounds: str = ""
    successor_id: str | None = None
    name_ko: str = ""
    name_en: str = ""
    kind: str | None = None
    scope: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting of the selection committee: when, of how many members how many came, and what is to be said of it."""

    met_on: str
    members: int
    attended: int
    note: str = ""


@dataclass(frozen=True)
class Change:
    """One row of the change of a cycle.

    Attributes
    ----------
    row : mapping
        The industry: of the cycle before, or a candidate of this one (`candidate`).
    verdict : str or None
        What was decided; None where nothing was.
    draft : str or None
        What is proposed and waits; None where nothing does.
    result : mapping or None
        What it led to in this cycle.
    """

    row: Mapping[str, Any]
    candidate: bool
    verdict: str | None
    draft: str | None
    result: Mapping[str, Any] | None


@dataclass(frozen=True)
class Counts:
    """How many industries there were and are, all counted from rows."""

    before: Mapping[str, int]
    now: Mapping[str, int]
    verdicts: Mapping[str, int]
    waiting: int
    open: int
    again: int

    @property
    def total_before(self) -> int:
        return sum(self.before.values())

    @property
    def total(self) -> int:
        return sum(self.now.values())


def count(changes: Sequence[Change], now: Iterable[Any]) -> Counts:
    """Counts of a change: by kind before and now, by verdict, what waits for the committee (again), what is open."""
    earlier = [each for each in changes if not each.candidate]
    return Counts(
        before=Counter(each.row["kind"] for each in earlier),
        now=Counter(row["kind"] for row in now),
        verdicts=Counter(each.verdict for each in changes if each.verdict),
        waiting=sum(each.draft is not None for each in changes),
        open=sum(each.verdict is None and each.draft is None for each in earlier),
        again=sum(each.verdict is not None and each.draft is not None for each in changes),
    )


def narrowed(
    changes: Iterable[Change], *, q: str = "", province: str = "", kind: str = "", verdict: str = ""
) -> list[Change]:
    """The changes that fit; a verdict that is decided or proposed, "waiting" for what waits, "open" for what has neither."""
    words = q.casefold().split()

    def fits(each: Change) -> bool:
        row, result = each.row, each.result or {}
        text = " ".join(
            str(part)
            for part in (row["code"], row["name_ko"], row["name_en"], row["province"], result.get("name_ko", ""))
        )
        said = {each.verdict, each.draft, "waiting" if each.draft else None}
        said |= {"open"} if each.verdict is None and each.draft is None else set()
        return (
            all(word in text.casefold() for word in words)
            and (not province or row["province"] == province)
            and (not kind or row["kind"] == kind or result.get("kind") == kind)
            and (not verdict or verdict in said)
        )

    return [each for each in changes if fits(each)]
