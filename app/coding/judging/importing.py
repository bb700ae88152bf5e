"""Importing judgments made elsewhere (the example's): each finds its segment by its quote, or every problem is told."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import find_login, record
from app.areas.store import insert_import_run
from app.codebook import store as codebook_store
from app.coding.judging import import_store, judgment_store
from app.coding.statements.judgments import Word
from app.db import writing
from app.errors import Conflict
from app.personal.written import written
from app.surveys.answering.receipts import response_id_of
from app.tables.tabular import Column, Table, read_table
from app.words.labels import code_for

ACTIONS = ("accept", "reject", "add")
# What our own list of standing codings tells besides what an import reads.
PASSED = (
    *("밀집지역", "말한 곳 번호", "발언자", "자리", "시작", "끝", "시각", "시각(UTC)", "예시", "업종", "규모"),
    *("셈에 듦", "정한 값"),
)


@dataclass(frozen=True)
class Imported:
    """How many judgments were new and how many had been imported before."""

    new: int
    unchanged: int


@dataclass(frozen=True)
class Line:
    """One row of the file with everything it names found."""

    segment_id: str
    coder_id: str
    word: Word
    suggestion_id: str | None


def import_codings(db: Database, data: bytes, file_name: str, person_id: str | None) -> Imported:
    """Append the judgments of a file, marked as example. May be repeated: what is there already is passed over.

    The texts must have been cut into segments before. Raises BadInput with all problems; then nothing is stored.
    """
    with writing(db):
        table = read_table(data, file_name, _columns(), passed=PASSED)
        book = codebook_store.newest(db)
        if book is None:
            raise Conflict(_("코드북이 없습니다. 먼저 코드북을 들여오십시오."))
        listed = codebook_store.themes(db, book["id"])
        themes = {word: t["code"] for t in listed for word in (t["name_en"], t["name_ko"], t["code"])}
        lines = [line for cells in table.rows if (line := _line(db, table, cells, themes))]
        table.refuse_if_wrong()
        new = sum(_keep(db, line, book["id"]) for line in lines)
        done = Imported(new, len(lines) - new)
        _note(db, table, done, person_id)
    return done


def _columns() -> list[Column]:
    return [
        Column("segment", ("문장 번호", "segment"), required=False),
        Column("source", ("자료", "source"), required=False),
        Column("place", ("위치", "place"), required=False),
        Column("quote", ("인용", "quote")),
        Column("theme", ("주제", "theme")),
        Column("action", ("행동", "action"), required=False),
        Column("stance", ("태도", "stance"), required=False),
        Column("severity", ("심각도", "severity"), required=False),
        Column("statement", ("발언 종류", "statement"), required=False),
        Column("coder", ("코더", "coder", "전문가")),
        Column("memo", ("메모", "memo"), required=False),
    ]


def _line(db: Database, table: Table, cells: dict[str, Any], themes: dict[str, str]) -> Line | None:
    before = len(table.found)
    _complete(table, cells, themes)
    coder = find_login(db, cells["coder"] or "") or import_store.expert_named(db, cells["coder"] or "")
    if cells["coder"] and (coder is None or coder[0].role != "expert"):
        table.wrong(
            cells["row"],
            "코더",
            _("전문가의 아이디가 아닙니다: ‘%(login)s’", login=cells["coder"][:60]),
            _("전문가의 아이디를 적어 주십시오"),
        )
    if cells["theme"] and cells["theme"] not in themes.values():
        right = _("코드북의 주제 코드를 적어 주십시오: %(codes)s", codes=", ".join(sorted(set(themes.values()))))
        table.wrong(cells["row"], "주제", _("없는 주제입니다: ‘%(code)s’", code=cells["theme"][:60]), right)
    _check_measures(table, cells)
    _check_statement(table, cells)
    segment = _segment(db, table, cells)
    # Cells that could not be read at all have been told by the table itself.
    readable = all(cells[name] for name in ("quote", "theme", "action", "coder"))
    if len(table.found) > before or not readable or coder is None or segment is None:
        return None
    suggestion = import_store.suggestion_on(db, segment["id"], cells["theme"])
    word = _word(cells, suggestion)
    word = replace(word, memo=written(db, word.memo))
    return Line(segment["id"], coder[0].id, word, suggestion["id"] if suggestion else None)


def _complete(table: Table, cells: dict[str, Any], themes: dict[str, str]) -> None:
    """Our own list names a statement by its number, holds only what was taken up, and says themes in words."""
    cells["theme"] = themes.get(cells["theme"] or "", cells["theme"])
    if cells["segment"]:
        cells["action"] = cells["action"] or "accept"
        return
    for name, title in (("source", "자료"), ("place", "위치"), ("action", "행동")):
        if not cells[name]:
            table.wrong(cells["row"], title, _("비어 있습니다"), _("값을 적어 주십시오"))


def _check_measures(table: Table, cells: dict[str, Any]) -> None:
    """Turn action, stance and severity into their codes; whatever does not fit is a problem."""
    row, action, stance, severity = (cells[name] for name in ("row", "action", "stance", "severity"))
    cells["action"] = code_for(action, "action") if action else None
    cells["stance"] = code_for(stance, "stance") if stance else None
    cells["severity"] = int(severity) if severity in ("1", "2", "3", "4", "5") else None
    stances = _("need, none, resolved, undecided 가운데 하나를 적어 주십시오")
    if action and cells["action"] not in ACTIONS:
        right = _("accept, reject, add 가운데 하나를 적어 주십시오")
        table.wrong(row, "행동", _("쓸 수 없는 값입니다: ‘%(text)s’", text=action[:60]), right)
    elif stance and cells["stance"] is None:
        table.wrong(row, "태도", _("쓸 수 없는 값입니다: ‘%(text)s’", text=stance[:60]), stances)
    elif cells["action"] == "reject" and stance:
        table.wrong(row, "태도", _("반려에는 태도가 없습니다"), _("이 칸을 비워 주십시오"))
    elif cells["action"] in ("accept", "add") and not stance:
        table.wrong(row, "태도", _("태도가 없습니다"), stances)
    elif cells["stance"] == "need" and cells["severity"] is None:
        table.wrong(row, "심각도", _("심각도가 없거나 쓸 수 없는 값입니다"), _("1에서 5까지의 정수로 적어 주십시오"))
    elif severity and cells["stance"] != "need":
        right = _("이 칸을 비우거나 태도를 need로 적어 주십시오")
        table.wrong(row, "심각도", _("애로·요구가 아닌데 심각도가 있습니다"), right)


def _check_statement(table: Table, cells: dict[str, Any]) -> None:
    """Turn the kind of statement into its code; it may be left out, and belongs to a theme that was coded."""
    given = cells["statement"]
    cells["statement"] = code_for(given, "statement") if given else None
    if given and cells["statement"] is None:
        right = _("difficulty, request, proposal, praise, fact 가운데 하나를 적거나 비워 주십시오")
        table.wrong(cells["row"], "발언 종류", _("쓸 수 없는 값입니다: ‘%(text)s’", text=given[:60]), right)
    elif given and cells["action"] == "reject":
        table.wrong(cells["row"], "발언 종류", _("반려에는 발언 종류가 없습니다"), _("이 칸을 비워 주십시오"))


def _segment(db: Database, table: Table, cells: dict[str, Any]) -> sqlite3.Row | None:
    """The segment of that number, or the one that holds the quote's first character, or a problem in the table."""
    if cells["segment"]:
        found = import_store.segment_of_id(db, cells["segment"])
        if found is None or (cells["quote"] and found["text"] != cells["quote"]):
            right = _("내려받은 표의 문장 번호와 인용을 그대로 두십시오")
            table.wrong(cells["row"], "문장 번호", _("그 번호의 문장이 없거나 인용과 다릅니다"), right)
            return None
        return found
    if not (cells["source"] and cells["place"] and cells["quote"]):
        return None
    spot = _spot(db, cells["source"], cells["place"])
    if spot is None:
        right = _("간담회 코드와 발언 번호, 또는 응답코드와 문항 이름을 적어 주십시오")
        what = _("‘%(source)s’에 없는 자리입니다: ‘%(place)s’", source=cells["source"][:60], place=cells["place"][:60])
        table.wrong(cells["row"], "위치", what, right)
        return None
    at = spot.text.find(cells["quote"])
    if at < 0:
        right = _("그 글에 있는 그대로(띄어쓰기까지) 옮겨 적어 주십시오")
        table.wrong(cells["row"], "인용", _("그 자리의 글에 없는 말입니다"), right)
        return None
    found = import_store.segment_at(db, spot, spot.offset + at)
    if found is None:
        right = _("`moksori suggest` 명령으로 먼저 문장을 나누어 주십시오")
        table.wrong(cells["row"], "인용", _("이 글은 아직 문장으로 나누지 않았습니다"), right)
    return found


def _spot(db: Database, source: str, place: str) -> import_store.Spot | None:
    if place.isdecimal():
        spot = import_store.turn_spot(db, source, int(place))
        if spot:
            return spot
    ids = [response_id_of(survey_id, source) for survey_id in import_store.survey_ids(db)]
    return import_store.answer_spot(db, ids, place)


def _word(cells: dict[str, Any], suggestion: sqlite3.Row | None) -> Word:
    """An "accept" of what the machine did not suggest is an "add"; an "add" of what it did stays one."""
    action = "add" if cells["action"] == "accept" and suggestion is None else cells["action"]
    suggested = suggestion["theme_code"] if suggestion else None
    return Word(
        action, cells["theme"], suggested, cells["stance"], cells["severity"], cells["memo"] or "", cells["statement"]
    )


def _keep(db: Database, line: Line, codebook_id: str) -> bool:
    if import_store.was_imported(db, line.segment_id, line.coder_id, line.word) or import_store.stands(
        db, line.segment_id, line.coder_id, line.word
    ):
        return False
    judgment_store.insert_judgment(
        db,
        segment_id=line.segment_id,
        coder_id=line.coder_id,
        word=line.word,
        suggestion_id=line.suggestion_id if line.word.action != "add" else None,
        codebook_id=codebook_id,
        example=True,
    )
    return True


def _note(db: Database, table: Table, done: Imported, person_id: str | None) -> None:
    run = insert_import_run(db, table, kind="codings", person_id=person_id)
    record(
        db,
        "file imported",
        person_id=person_id,
        object_kind="import",
        object_id=run,
        kind="codings",
        new=done.new,
        unchanged=done.unchanged,
    )
