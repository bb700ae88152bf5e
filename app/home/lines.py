"""The table of areas as a noun: one line an area, narrowed by what is asked and put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.areas.finding.initials import are_initials, initials
from app.words.labels import LEVEL_SHAPES

LEVELS = tuple(LEVEL_SHAPES)
STATES = ("stable", "undetermined", "watch")
NOT_EVALUATED = "none"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class AreaLine:
    """One area of the table.

    Parameters
    ----------
    area : Mapping
        The area's row: id, code, name_ko, name_en, kind, district.
    clusters : tuple of Mapping
        Rows of its clusters: code, name_ko, name_en.
    level, before : str or None
        Level of this round and of the round before; None where it was not evaluated.
    state : str or None
        stable, watch or undetermined; None where it was never classified.
    responses, target : int
        Answers of this round's surveys and how many were wanted (0 where no survey is open).
    voices : int
        Respondents whose words were coded or who sat at a roundtable of this round. Of one or two firms neither this
        nor `responses` is told: None.
    employees : tuple of (str, float)
        Months with the heads employed, oldest first, gaps left out.
    undetermined : bool
        Evaluated this round, and the evidence was too thin for a level.
    """

    area: Mapping[str, Any]
    clusters: tuple[Mapping[str, Any], ...]
    level: str | None
    before: str | None
    state: str | None
    undetermined: bool = False
    firms: int = 0
    responses: int | None = 0
    target: int = 0
    voices: int | None = 0
    employees: tuple[tuple[str, float], ...] = ()

    @property
    def latest(self) -> float | None:
        return self.employees[-1][1] if self.employees else None

    @property
    def growth(self) -> float | None:
        """Heads of the latest month against the same month a year before, as a share; None without both."""
        if not self.employees:
            return None
        month, value = self.employees[-1]
        base = dict(self.employees).get(year_before(month))
        return value / base - 1 if base else None


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for; an empty word asks for nothing."""

    q: str = ""
    district: str = ""
    kind: str = ""
    cluster: str = ""
    level: str = ""
    state: str = ""


@dataclass(frozen=True)
class Asked:
    """A page of the table: what is asked for, in which order, so many lines from the first (0) on."""

    wanted: Wanted
    sort: str
    first: int
    size: int


def year_before(month: str) -> str:
    """The same month a year before: 2026-10 gives 2025-10."""
    return f"{int(month[:4]) - 1}{month[4:]}"


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts numbers in names as numbers: complex 2 before complex 10."""
    parts = re.split(r"(\d+)", text)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts if part)


def narrow(lines: Iterable[AreaLine], wanted: Wanted) -> list[AreaLine]:
    """The lines that fit everything asked for."""
    return [line for line in lines if _fits(line, wanted)]


def _fits(line: AreaLine, wanted: Wanted) -> bool:
    return (
        (not wanted.district or line.area["district"] == wanted.district)
        and (not wanted.kind or line.area["kind"] == wanted.kind)
        and (not wanted.cluster or any(c["code"] == wanted.cluster for c in line.clusters))
        and (not wanted.level or (line.level or NOT_EVALUATED) == wanted.level)
        and (not wanted.state or line.state == wanted.state)
        and _named(line, wanted.q.casefold())
    )


def _named(line: AreaLine, typed: str) -> bool:
    """Whether all that was typed is in the names: a number as a whole one (4 is not 14), consonants alone as initials."""
    if are_initials(typed):
        return typed.replace(" ", "") in initials(line.area["name_ko"]).replace(" ", "")
    text = _text(line)
    numbers = {int(each) for each in _NUMBER.findall(text)}
    return all(int(word) in numbers if word.isdecimal() else word in text for word in typed.split())


def _text(line: AreaLine) -> str:
    names = [line.area[key] for key in ("code", "name_ko", "name_en", "district")]
    names += [c[key] for c in line.clusters for key in ("name_ko", "name_en")]
    return " ".join(names).casefold()


KEYS = {
    "code": lambda line: natural(line.area["code"]),
    "name": lambda line: natural(line.area["name_ko"]),
    "district": lambda line: line.area["district"],
    "kind": lambda line: line.area["kind"],
    "firms": lambda line: line.firms,
    "clusters": lambda line: line.clusters[0]["code"] if line.clusters else None,
    "level": lambda line: LEVELS.index(line.level) if line.level in LEVELS else None,
    "before": lambda line: LEVELS.index(line.before) if line.before in LEVELS else None,
    "state": lambda line: STATES.index(line.state) if line.state else None,
    "responses": lambda line: line.responses,
    "voices": lambda line: line.voices,
    "growth": lambda line: line.growth,
}
# Of these the table is put in order by what is counted of an area.
COUNTED = ("firms", "responses", "voices", "growth")


def ordered(lines: Sequence[AreaLine], sort: str) -> list[AreaLine]:
    """The lines by one key, `-key` downwards; without a value last either way, equal ones by code."""
    key = KEYS.get(sort.removeprefix("-"), KEYS["code"])
    by_code = sorted(lines, key=KEYS["code"])
    known = [line for line in by_code if key(line) is not None]
    unknown = [line for line in by_code if key(line) is None]
    return sorted(known, key=key, reverse=sort.startswith("-")) + unknown
