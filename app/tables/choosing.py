"""Which sheet of a workbook is meant: the one whose titles fit, or a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.tables.heads import Column, Head, find_head
from app.tables.mapping import Mapping
from app.tables.sheet import Sheet


@dataclass(frozen=True)
class Chosen:
    """A sheet with its titles, and what to tell about the others."""

    sheet: Sheet
    head: Head
    told: list[str] = field(default_factory=list)


class Undecided(BadInput):
    """Several sheets may be meant; a person has to say which."""


def choose(sheets: list[Sheet], file_name: str, columns: Sequence[Column], mapping: Mapping | None = None) -> Chosen:
    """The sheet to read. Raises BadInput where there is none, or where several could be meant."""
    sheets = [sheet for sheet in sheets if any(any(map(str.strip, cells)) for cells in sheet.rows)]
    if not sheets:
        right = _("첫 줄에 제목, 다음 줄부터 자료가 있어야 합니다")
        raise BadInput(Problem(file_name, _("내용이 없는 파일입니다"), right), source=file_name)
    if mapping:
        return _mapped(sheets, file_name, mapping)
    found = [Chosen(sheet, find_head(sheet.rows, columns)) for sheet in sheets]
    needed = sum(column.required for column in columns)
    # A sheet with half of the titles may be the one that was meant to have them all.
    alike = [each for each in found if 2 * len(each.head.missing(columns)) < needed] if needed > 1 else found[:1]
    if len(alike) > 1:
        raise _undecided(file_name, [each.sheet.name for each in alike])
    best = alike[0] if alike else min(found, key=lambda each: len(each.head.missing(columns)))
    others = [sheet.name for sheet in sheets if sheet is not best.sheet]
    told = [_("읽지 않은 시트: %(names)s", names=", ".join(others))] if others else []
    return Chosen(best.sheet, best.head, told)


def _mapped(sheets: list[Sheet], file_name: str, mapping: Mapping) -> Chosen:
    found = [(mapping.find_head(sheet.rows), sheet) for sheet in sheets if mapping.sheet in ("", sheet.name)]
    fitting = [(head, sheet) for head, sheet in found if head]
    if not fitting:
        if not mapping.name:  # nobody has matched anything yet: nothing is wrong with what is not there
            fresh = Problem(file_name, _("처음 보는 제목입니다"), _("열마다 무엇인지 골라 주십시오"))
            raise BadInput(fresh, source=file_name)
        what = _("열 맞추기 ‘%(name)s’의 제목이 이 파일에 없습니다", name=mapping.name)
        raise BadInput(Problem(file_name, what, _("다른 열 맞추기를 고르거나 새로 맞추어 주십시오")), source=file_name)
    if len(fitting) > 1:
        raise _undecided(file_name, [sheet.name for _head, sheet in fitting])
    head, sheet = fitting[0]
    assert head is not None
    return Chosen(sheet, head)


def _undecided(file_name: str, names: list[str]) -> Undecided:
    what = _("같은 제목의 시트가 여럿입니다: %(names)s", names=", ".join(names))
    right = _("가져올 시트 하나만 남기거나 ‘열 맞추기’에서 시트를 골라 주십시오")
    return Undecided(Problem(file_name, what, right), source=file_name)
