"""Opening a round: one half-year of evaluation with its two quarterly waves."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas import store
from app.areas.halves import Half, half_of
from app.clock import today
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from app.words.i18n import language

# Earlier half-years are opened for roundtables that were held before the workbench was. Chosen, not measured.
FIRST = "2020H1"


def next_code(db: Database) -> str:
    """The code of the round to open next: after the newest, or today's half-year where there is none."""
    found = store.list_rounds(db)
    return Half(found[0]["code"]).next().code if found else half_of(today().isoformat()).code


def proposed(db: Database) -> Half | None:
    """The half-year a page offers to open first: today's, and once that is open the one after the newest."""
    ours = {each.code: each for each in openable(db)}
    return ours.get(half_of(today().isoformat()).code) or ours.get(next_code(db))


def is_ahead(half: Half) -> bool:
    """Whether a half-year has not begun yet: opening it is confirmed."""
    return half.span.starts_on > today().isoformat()


def openable(db: Database) -> list[Half]:
    """The half-years a page may open: from `FIRST` to the one after today's, newest first, without those there are."""
    there, last = {r["code"] for r in store.list_rounds(db)}, half_of(today().isoformat()).next()
    found = []
    half = Half(FIRST)
    while half.code <= last.code:
        found.append(half)
        half = half.next()
    return [each for each in reversed(found) if each.code not in there]


def name_of(half: Half) -> str:
    """The half-year's name in the page's language."""
    return half.name_en if language() == "en" else half.name_ko


def openable_on(db: Database, day: str) -> Half | None:
    """The half-year a record of that ISO date waits for, where a page may open it."""
    return next((h for h in openable(db) if h.span.starts_on <= day <= h.span.ends_on), None)


def open_round(db: Database, code: str, *, by: str | None = None) -> str:
    """Make the round of a half-year and its two waves. May be repeated: what is there stays. Returns its id.

    Raises BadInput when the code is no half-year.
    """
    try:
        half = Half(code)
    except ValueError:
        raise BadInput(
            Problem(
                _("회차"),
                _("회차 코드가 아닙니다: ‘%(code)s’", code=code[:20]),
                _("2026H2처럼 연도와 반기를 적어 주십시오"),
            )
        ) from None
    with writing(db):
        found = store.find_round(db, code)
        round_id = found["id"] if found else _insert(db, half, by)
        for quarter in half.quarters:
            if not store.has_wave(db, quarter.code):
                _insert_wave(db, round_id, quarter.code, quarter.starts_on, quarter.ends_on)
    return round_id


def fix_day(db: Database, code: str, day: str, *, by: str | None = None) -> None:
    """Fix the day whose data a round is evaluated on; what was fixed before stays written. May be repeated.

    Raises BadInput where there is no such round, or the day is none, or before the round's first.
    """
    found = store.find_round(db, code)
    if found is None:
        right = _("`moksori rounds open`으로 먼저 여십시오")
        raise BadInput(Problem(_("회차"), _("‘%(code)s’ 회차가 없습니다", code=code[:40]), right))
    try:
        fixed = date.fromisoformat(day.strip()).isoformat()
    except ValueError:
        right = _("%(day)s처럼 연-월-일로 적어 주십시오", day="2026-11-22")
        raise BadInput(Problem(_("기준일"), _("날짜가 아닙니다: ‘%(text)s’", text=day[:30]), right)) from None
    if fixed < found["starts_on"]:
        right = _("회차의 첫날(%(day)s)이나 그 뒤의 날을 적어 주십시오", day=found["starts_on"])
        raise BadInput(Problem(_("기준일"), _("회차가 시작하기 전의 날입니다: %(day)s", day=fixed), right))
    with writing(db):
        store.insert_round_day(db, found["id"], fixed, person_id=by)
        record(db, "round day fixed", person_id=by, object_kind="round", object_id=found["id"], as_of=fixed)


def _insert(db: Database, half: Half, by: str | None) -> str:
    round_id = new_id()
    store.insert_round(
        db,
        round_id,
        code=half.code,
        name_ko=half.name_ko,
        name_en=half.name_en,
        starts_on=half.span.starts_on,
        ends_on=half.span.ends_on,
    )
    record(db, "round opened", person_id=by, object_kind="round", object_id=round_id, code=half.code)
    return round_id


def _insert_wave(db: Database, round_id: str, code: str, starts_on: str, ends_on: str) -> None:
    store.insert_wave(db, new_id(), round_id=round_id, code=code, starts_on=starts_on, ends_on=ends_on)
