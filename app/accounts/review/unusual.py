"""What is unusual in a month of the access record: pure rules over counted entries. They ask to be looked at, no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.accounts.entries import SEALED
from app.accounts.review.workdays import is_off

# From which hour to which an office is dark. Chosen, not measured: evening work up to ten is usual at a half-year's end.
NIGHT_FROM, NIGHT_TO = 22, 6
# A day's files, rows of personal data and sealed openings, and tries of one login or from one address, that ask to be
# looked at. A thousand rows is what public offices commonly ask about; the others are chosen, not measured.
MANY_FILES, MANY_ROWS, MANY_OPENINGS, MANY_TRIES = 20, 1000, 10, 5
DOWNLOADS = ("data downloaded", "original downloaded")


@dataclass(frozen=True)
class Counted:
    """Entries of a month that are alike: of whom, what, from where, on which day and hour in Korea.

    `whose` is the person whose login was tried in vain, `rows` those of personal data that were taken home. The address
    is told of refused sign-ins alone: no other rule asks for it, and each address more would be a line more.
    """

    person_id: str | None
    action: str
    address: str | None
    day: date
    hour: int
    count: int
    rows: int = 0
    whose: str | None = None


@dataclass(frozen=True)
class Finding:
    """A line of the review: what was unusual (a code of LABELS["unusual"]), of whom, on which day, how much of it."""

    kind: str
    day: date
    person_id: str | None
    count: int
    address: str | None = None


def unusual(entries: Iterable[Counted], begun: Iterable[Finding] = ()) -> list[Finding]:
    """Everything unusual, by day; of a person and day each kind stands once. `begun` are the first uses of addresses."""
    listed = list(entries)
    found = [finding for rule in RULES for finding in rule(listed)] + list(begun)
    return sorted(found, key=lambda f: (f.day, f.kind, f.person_id or "", f.address or ""))


def _by_day(kind: str, least: int, entries: Iterable[Counted], amount: Callable[[Counted], int]) -> list[Finding]:
    """A finding for each person and day that reaches the least amount."""
    totals: dict[tuple[str, date], int] = defaultdict(int)
    for each in entries:
        if each.person_id:
            totals[each.person_id, each.day] += amount(each)
    return [Finding(kind, day, person, n) for (person, day), n in totals.items() if n >= least]


def _count(entry: Counted) -> int:
    return entry.count


def at_night(entries: Sequence[Counted]) -> list[Finding]:
    """Work while the office is dark."""
    dark = (e for e in entries if e.hour >= NIGHT_FROM or e.hour < NIGHT_TO)
    return _by_day("night", 1, dark, _count)


def on_a_day_off(entries: Sequence[Counted]) -> list[Finding]:
    """Work on a weekend or holiday."""
    return _by_day("holiday", 1, (e for e in entries if is_off(e.day)), _count)


def many_files(entries: Sequence[Counted]) -> list[Finding]:
    """Many files in a day."""
    return _by_day("downloads", MANY_FILES, (e for e in entries if e.action in DOWNLOADS), _count)


def many_rows(entries: Sequence[Counted]) -> list[Finding]:
    """Many rows of personal data in a day."""
    return _by_day("rows", MANY_ROWS, entries, lambda e: e.rows)


def many_openings(entries: Sequence[Counted]) -> list[Finding]:
    """Many openings of what is sealed in a day."""
    return _by_day("sealed", MANY_OPENINGS, (e for e in entries if e.action in SEALED), _count)


def refused(entries: Sequence[Counted]) -> list[Finding]:
    """Tries to open what is sealed without the right to."""
    return _by_day("refused", 1, (e for e in entries if e.action == "sealed refused"), _count)


def failed_tries(entries: Sequence[Counted]) -> list[Finding]:
    """Many sign-ins refused in a day, of one login or from one address."""
    logins: dict[tuple[str, date], int] = defaultdict(int)
    places: dict[tuple[str | None, date], int] = defaultdict(int)
    for each in entries:
        if each.action == "sign-in refused":
            places[each.address, each.day] += each.count
            if each.whose:
                logins[each.whose, each.day] += each.count
    found = [Finding("failed", day, whose, n) for (whose, day), n in logins.items() if n >= MANY_TRIES]
    return found + [Finding("failed", day, None, n, where) for (where, day), n in places.items() if n >= MANY_TRIES]


RULES: tuple[Callable[[Sequence[Counted]], list[Finding]], ...] = (
    at_night,
    on_a_day_off,
    many_files,
    many_rows,
    many_openings,
    refused,
    failed_tries,
)
