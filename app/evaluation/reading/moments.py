"""What a run may know: the day it is as of, the instant it reads at, and whether it is a round's own run or a trial."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flask_babel import gettext as _

from app.clock import SEOUL
from app.errors import BadInput, Problem

DAY = "2026-11-22"


@dataclass(frozen=True)
class Moment:
    """Everything a run reads was known at it.

    Attributes
    ----------
    as_of : str
        ISO date: values published later do not count.
    read_at : str
        Instant (UTC): answers, judgments and the register as they were at it, at most the end of `as_of` in Korea.
    known_at : str
        Instant the run was made: files brought later are not read, and what a person withdrew until then is left out
        of a run that may stand; a trial leaves out what was withdrawn until `read_at`.
    trial : bool
    """

    as_of: str
    read_at: str
    known_at: str
    trial: bool

    @property
    def withdrawn_until(self) -> str:
        return self.read_at if self.trial else self.known_at


def moment_of(as_of: str, known_at: str, *, trial: bool) -> Moment:
    """The moment of a run made at an instant as of a day."""
    return Moment(as_of, min(end_of(date.fromisoformat(as_of)), known_at), known_at, trial)


def end_of(day: date) -> str:
    """The instant a day ends in Korea, as instants are stored."""
    midnight = datetime.combine(day + timedelta(days=1), time(), SEOUL)
    return midnight.astimezone(UTC).isoformat(timespec="microseconds")


def checked_day(text: str, *, today: date, first: str, where: str) -> str:
    """A day a round can be evaluated as of: a date, not before the round's first, not still to come.

    Raises BadInput that says which of these it is not.
    """
    right = _("%(day)s처럼 연-월-일로 적어 주십시오", day=DAY)
    try:
        day = datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise BadInput(Problem(where, _("날짜가 아닙니다: ‘%(text)s’", text=text[:30]), right)) from None
    if day > today:
        what = _("아직 오지 않은 날입니다: %(day)s", day=day.isoformat())
        raise BadInput(Problem(where, what, _("오늘(%(day)s)이나 그 전의 날을 적어 주십시오", day=today.isoformat())))
    if day.isoformat() < first:
        what = _("회차가 시작하기 전의 날입니다: %(day)s", day=day.isoformat())
        raise BadInput(Problem(where, what, _("회차의 첫날(%(day)s)이나 그 뒤의 날을 적어 주십시오", day=first)))
    return day.isoformat()
