"""Reviewing the access record: a month in figures, what was unusual, and the word that somebody looked."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts import reasons
from app.accounts.entries import CHANGE, TASKS, task_of
from app.accounts.review import store
from app.accounts.review.unusual import Counted, Finding, unusual
from app.accounts.store import record
from app.clock import SEOUL, in_seoul, today
from app.db import writing
from app.errors import Conflict

# Downloads whose rows are people's: those a reason is asked for, and what is told in another word than its page's.
PERSONAL = frozenset({*reasons.REASONED.values(), "transcript_named", "links"})


@dataclass(frozen=True)
class Line:
    """What somebody did in a month: task to the number of entries."""

    who: str
    person_id: str | None
    tasks: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.tasks.values())


@dataclass(frozen=True)
class Month:
    """A month of the record: who did how much of which task, what was unusual, and the reviews, the newest first."""

    code: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[sqlite3.Row, ...]
    over: bool

    @property
    def entries(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def tasks(self) -> list[str]:
        """The tasks that occur, in their order."""
        return [task for task in (*TASKS, CHANGE) if any(line.tasks.get(task) for line in self.lines)]


@dataclass(frozen=True)
class Summary:
    """A month in the list: entries by task, and the newest review."""

    code: str
    tasks: dict[str, int]
    review: sqlite3.Row | None
    over: bool

    @property
    def entries(self) -> int:
        return sum(self.tasks.values())


def days(code: str) -> tuple[date, date]:
    """The first day of a month and of the next. Raises ValueError for what is no month."""
    first = date.fromisoformat(f"{code}-01")
    return first, (first + timedelta(days=31)).replace(day=1)


def _bounds(code: str) -> tuple[str, str]:
    """The instants a month begins and ends in Korea, as entries are stamped."""
    begins, ends = (
        datetime.combine(day, time(), SEOUL).astimezone(UTC).isoformat(timespec="microseconds") for day in days(code)
    )
    return begins, ends


def months(db: Database) -> list[str]:
    """Every month from the trail's first entry to now, the newest first."""
    first = store.first_entry(db)
    if first is None:
        return []
    begun, month = f"{in_seoul(first):%Y-%m}", today().replace(day=1)
    found = []
    while f"{month:%Y-%m}" >= begun:
        found.append(f"{month:%Y-%m}")
        month = (month - timedelta(days=1)).replace(day=1)
    return found


def due(db: Database) -> list[str]:
    """Months that are over and that nobody has looked through, the oldest first."""
    return [month for month in reversed(months(db)) if is_over(month) and not store.is_reviewed(db, month)]


def is_over(code: str) -> bool:
    return days(code)[1] <= today()


def read_month(db: Database, code: str) -> Month:
    """A month of the record as it is now."""
    first, end = _bounds(code)
    rows = store.counted(db, first, end, PERSONAL)
    begun = [
        Finding("address", date.fromisoformat(r["day"]), r["person_id"], r["n"], r["address"])
        for r in store.new_addresses(db, first, end)
    ]
    return Month(
        code,
        tuple(_lines(rows, store.people(db))),
        tuple(unusual(map(_counted, rows), begun)),
        tuple(store.reviews(db, code)),
        is_over(code),
    )


def summary(db: Database, code: str) -> Summary:
    """A month for the list, without looking for what is unusual: that takes a second where there is much."""
    tasks: Counter[str] = Counter()
    for action, n in store.actions(db, *_bounds(code)).items():
        tasks[task_of(action)] += n
    return Summary(code, dict(tasks), next(iter(store.reviews(db, code)), None), is_over(code))


def _counted(r: sqlite3.Row) -> Counted:
    return Counted(
        person_id=r["person_id"],
        action=r["action"],
        address=r["address"],
        day=date.fromisoformat(r["day"]),
        hour=r["hour"],
        count=r["n"],
        rows=r["taken"],
        whose=r["whose"],
    )


def _lines(rows: list[sqlite3.Row], people: dict[str, str]) -> list[Line]:
    counts: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    for r in rows:
        who = people.get(r["person_id"]) if r["person_id"] else nobody(r["action"], r["whose"], r["page"])
        counts[str(who), r["person_id"]][task_of(r["action"])] += r["n"]
    lines = [Line(who, person_id, dict(tasks)) for (who, person_id), tasks in counts.items()]
    return sorted(lines, key=lambda line: (line.person_id is None, -line.total, line.who))


def nobody(action: str, whose: str | None, page: str | None) -> str:
    """Who is behind an entry without a person."""
    if action == "sign-in refused":
        return _("로그인하지 못함: 등록된 아이디") if whose else _("로그인하지 못함: 알 수 없는 아이디")
    if page and page.startswith("moksori "):
        return _("명령줄")
    return _("응답자") if page else _("시스템")


def confirm(db: Database, code: str, note: str, *, person_id: str) -> None:
    """Say that a month was looked through. May be repeated: a later word stands beside the earlier.

    Raises Conflict for a month that is not over.
    """
    with writing(db):
        if not is_over(code):
            raise Conflict(_("아직 끝나지 않은 달입니다. 달이 끝난 뒤에 점검해 주십시오."))
        month = read_month(db, code)
        told = {"entries": month.entries, "unusual": len(month.findings)}
        store.insert_review(db, code, note=note, person_id=person_id, **told)
        record(
            db, "access reviewed", person_id=person_id, object_kind="month", object_id=code,
            entries=month.entries, unusual=len(month.findings),
        )  # fmt: skip
