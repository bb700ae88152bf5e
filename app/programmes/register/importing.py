"""Importing programmes from a file: all problems told at once; what changed becomes the next version of its programme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import store as areas
from app.areas.columns import Explained
from app.areas.importing import note
from app.clock import today
from app.codebook import store as codebook
from app.db import writing
from app.programmes.register import store
from app.programmes.register.amounts import as_won, unit_of
from app.programmes.register.columns import CLEARED, columns
from app.programmes.register.programme import LISTS, PLAIN, Programme
from app.tables.tabular import Table, read_table

# What our own list of programmes tells besides what an import reads.
PASSED = ("상태", "판", "맞는 지역")
_DEFAULTS = {each.name: each.default for each in fields(Programme)}


@dataclass(frozen=True)
class Imported:
    """What an import did: how many programmes were new, changed, or said what was known; what else to tell."""

    file_name: str
    new: int
    changed: int
    unchanged: int
    told: tuple[str, ...] = ()


def themes_by_word(db: Database) -> dict[str, str]:
    """Codes and names in both languages of the newest codebook's themes to their codes, in its order."""
    book = codebook.newest(db)
    found: dict[str, str] = {}
    for theme in codebook.themes(db, book["id"]) if book else ():
        found |= dict.fromkeys((theme["name_ko"], theme["name_en"], theme["code"]), theme["code"])
    return found


def columns_of(db: Database) -> list[Explained]:
    """What a file of programmes must look like."""
    return columns(themes_by_word(db))


def import_programmes(
    db: Database, data: bytes, file_name: str, *, person_id: str | None, example: bool = False
) -> Imported:
    """Add the programmes of a file and append a version to those whose code is known and that say something new.

    May be repeated. An empty optional cell leaves what is stored. Raises BadInput with all problems; then nothing is
    stored.
    """
    with writing(db):
        table = read_table(data, file_name, [each.column for each in columns_of(db)], passed=PASSED, others=True)
        known = {code.casefold(): each for code, each in store.by_code(db).items()}
        _check(table, known)
        table.refuse_if_wrong()
        run = areas.insert_import_run(db, table, kind="programmes", person_id=person_id)
        counts = Counter(
            _keep(db, line, known.get(line["code"].casefold()), run, person_id=person_id, example=example)
            for line in table.rows
        )
        done = (counts["new"], counts["changed"], counts["unchanged"])
        note(db, run, "programmes", person_id=person_id, counts=done)
    unread = [_("읽지 않은 열: %(names)s", names=", ".join(table.unknown))] if table.unknown else []
    return Imported(table.file_name, *done, (*table.told, *unread))


def _keep(
    db: Database, line: dict[str, Any], stands: Programme | None, run: str, *, person_id: str | None, example: bool
) -> str:
    said = said_by(line, stands)
    if stands and said == stands:
        return "unchanged"
    programme_id = stands.id if stands else store.insert(db, line["code"], example=example)
    store.append(db, programme_id, said, person_id=person_id, import_id=run)
    return "changed" if stands else "new"


def said_by(line: dict[str, Any], stands: Programme | None) -> Programme:
    """What a programme says once a line was read over it."""
    given = {name: line[name] for name in (*PLAIN, *LISTS) if line.get(name) is not None}
    said: dict[str, Any] = {name: _DEFAULTS[name] if value is CLEARED else value for name, value in given.items()}
    return replace(stands, **said) if stands else Programme(code=line["code"], **said)


def _check(table: Table, known: dict[str, Programme]) -> None:
    """What one cell alone cannot show: amounts by their column's unit, codes that stand twice, days in order."""
    first: dict[str, int] = {}
    unit = _unit(table)
    for line in table.rows:
        row, code = line["row"], line["code"]
        if isinstance(line["cap"], str):
            line["cap"] = _amount(table, row, line["cap"], unit)
        if code and first.setdefault(code.casefold(), row) != row:
            what = _("같은 코드가 %(row)s행에도 있습니다: ‘%(code)s’", code=code, row=first[code.casefold()])
            table.wrong(row, _("코드"), what, _("코드 하나에 한 행만 남겨 주십시오"))
        _check_days(table, line, known.get((code or "").casefold()))
    if not table.rows:
        right = _("제목 다음 줄부터 한 줄에 하나씩 적어 주십시오")
        table.wrong(table.header + 1, "", _("제목 줄 아래에 자료가 없습니다"), right)


def _unit(table: Table) -> int:
    """What the numbers of the column of amounts count in; a unit that is none of money is told as a problem."""
    word = table.units.get("cap") or table.caption_unit
    found = unit_of(word) if word else 1
    if found is None and table.units.get("cap"):
        what = _("‘%(title)s’ 열의 단위가 ‘%(unit)s’로 되어 있습니다", title=_("한도"), unit=word)
        table.found.of_titles(table.header, what, _("원, 만원, 백만원, 억원 가운데 하나로 적어 주십시오"))
    return found or 1


def _amount(table: Table, row: int, text: str, unit: int) -> int | None:
    try:
        return as_won(text, unit)
    except ValueError as error:
        table.wrong(row, _("한도"), _("쓸 수 없는 값입니다: ‘%(text)s’", text=text[:60]), str(error))
        return None


def _check_days(table: Table, line: dict[str, Any], stands: Programme | None) -> None:
    opens, closes = (
        value if (value := line[name]) is not None else getattr(stands, name, None)
        for name in ("opens_on", "closes_on")
    )
    if isinstance(opens, str) and isinstance(closes, str) and closes < opens:
        what = _("마감일이 시작일보다 빠릅니다: %(first)s, %(last)s", first=opens, last=closes)
        table.wrong(line["row"], _("마감일"), what, _("두 날짜를 확인해 주십시오"))
    if line["as_of"] and line["as_of"] > today().isoformat():
        what = _("기준일이 오늘보다 뒤입니다: %(day)s", day=line["as_of"])
        table.wrong(line["row"], _("기준일"), what, _("출처를 확인한 날을 적어 주십시오"))
