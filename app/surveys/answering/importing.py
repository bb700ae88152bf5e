"""Importing returns from a CSV or XLSX file: all problems at once, all rows or none, each row only once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas.store import area_ids_by_code, insert_import_run
from app.clock import in_seoul
from app.db import writing
from app.errors import BadInput, Problem
from app.personal import refusing
from app.surveys.answering import response_store
from app.surveys.answering.receipts import response_id_of
from app.surveys.answering.responding import Return, content_of, insert
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.sealed import ending_store
from app.tables.grids import read_sheets
from app.tables.heads import HEADER_WITHIN, Column
from app.tables.mapping import Mapping as Matched
from app.tables.moments import as_moment
from app.tables.tabular import Table, read_table
from app.words.i18n import language
from app.words.labels import code_for
from forms.keys import base, place
from forms.questionnaire import Questionnaire, check_answers
from forms.questions.question import NOT_APPLICABLE

# What our own table of returns tells besides what an import reads.
PASSED = (
    "밀집지역",
    "기업",
    "방식",
    "집계 포함",
    "가중치",
    "조사 이름",
    "조사 ID",
    "업종 코드",
    "업종",
    "규모 코드",
    "규모",
)
# What a file of returns says where a question was not asked; no id of a choice can be written so.
NOT_ASKED = "n/q"
# What it says for 해당 없음: pandas and R take n/a, as it is stored, for a blank. Files of before say n/a.
NOT_APPLYING = "not/applicable"


@dataclass(frozen=True)
class Imported:
    """How many rows were new and how many had been imported before with the same content."""

    new: int
    unchanged: int


def columns(questionnaire: Questionnaire, further: Iterable[str] = ()) -> list[Column]:
    """The columns of a file of returns: who, when and how, then one for each question by its id.

    `further` are keys of answers beside these: places of repeats, and questions only an older version asks.
    """
    fixed = [
        Column("code", ("응답코드", "response", "접수번호")),
        Column("wave", ("조사", "survey")),
        Column("area", ("밀집지역코드", "area")),
        Column("firm", ("기업코드", "firm"), required=False),
        Column("submitted_at", ("제출일시", "submitted_at"), as_moment),
        Column("channel", ("방식", "channel", "방식 코드"), _as_channel),
        Column("version", ("설문지 판", "version"), required=False),
    ]
    asked = [q for q in questionnaire.questions if q.type != "note"]
    own = [Column(f"answer {q.id}", (q.id, *filter(None, [q.label.ko])), required=False) for q in asked]
    return [*fixed, *own, *(Column(f"answer {each}", (each,), required=False, units=_place(each)) for each in further)]


def _place(key: str) -> tuple[str, ...]:
    """The place in a key, which stands in brackets as a unit would."""
    return (".".join(map(str, place(key))),)


def _further(data: bytes, file_name: str, versions: Mapping[int, Questionnaire], newest: Questionnaire) -> list[str]:
    """Keys of answers among a file's titles that the newest version does not have as they are."""
    known = {q.id for each in versions.values() for q in each.questions}
    known |= {section.id for each in versions.values() for section in each.sections if section.repeat}
    own = {q.id for q in newest.questions}
    titles = {
        cell.strip() for sheet in read_sheets(data, file_name) for row in sheet.rows[:HEADER_WITHIN] for cell in row
    }
    return sorted(each for each in titles if each not in own and base(each) in known)


def import_responses(
    db: Database,
    data: bytes,
    file_name: str,
    *,
    survey_id: str,
    person_id: str | None,
    mapping: Matched | None = None,
    passed: Iterable[str] = (),
) -> Imported:
    """Store every row of a file as a return of the survey; titles that are `passed` are known and not read.

    May be repeated: a response code imported before with the same content is passed over. Raises BadInput
    with every problem and its row; then nothing is stored.
    """
    survey = store.find_survey(db, survey_id)
    if survey is None:
        raise BadInput(Problem(survey_id, _("등록되지 않은 조사입니다"), _("조사 목록에서 골라 주십시오")))
    versions = {r["number"]: r for r in store.versions_of(db, survey["version_id"])}
    asked = {number: questionnaire_of(r["definition"]) for number, r in versions.items()}
    questionnaire = questionnaire_of(survey["definition"])
    further = _further(data, file_name, asked, questionnaire)
    told = columns(questionnaire, further)
    table = read_table(data, file_name, told, passed=[*PASSED, *passed], mapping=mapping)
    areas, firms = area_ids_by_code(db), store.firms_by_code(db)
    returns = []
    for cells in table.rows:
        version = _version(table, cells, survey, versions)
        answers = _checked(table, cells, asked[version["number"]])
        incoming = _return(table, cells, survey, areas, firms)
        if incoming:
            by = {**survey, "version_id": version["id"], "definition": version["definition"]}
            returns.append((cells["row"], by, incoming, answers))
    _refuse_doubles(table)
    table.refuse_if_wrong()
    with writing(db):
        imported = _store(db, survey, table, returns)
        _note(db, survey, table, imported, person_id)
    return imported


def _version(
    table: Table, cells: dict[str, Any], survey: sqlite3.Row, versions: Mapping[int, sqlite3.Row]
) -> sqlite3.Row:
    """The version a row was answered by: what the file says, else the survey's own."""
    told = (cells["version"] or "").removesuffix(".0")
    found = versions.get(int(told)) if told.isdigit() else None
    if told and found is None:
        what = _("게시된 적이 없는 판입니다: ‘%(text)s’", text=told[:20])
        known = ", ".join(map(str, versions))
        table.wrong(
            cells["row"], "설문지 판", what, _("게시한 판 가운데 하나를 적거나 비워 두십시오: %(known)s", known=known)
        )
    return found or versions[survey["version_number"]]


def _checked(table: Table, cells: dict[str, Any], questionnaire: Questionnaire) -> dict[str, Any]:
    every = {name.removeprefix("answer "): cell for name, cell in cells.items() if name.startswith("answer ")}
    # A place of a repeat that was left out is no place: only what says something reaches the form.
    given = {
        key: NOT_APPLICABLE if cell == NOT_APPLYING else cell or ""
        for key, cell in every.items()
        if cell != NOT_ASKED and (cell or key in {q.id for q in questionnaire.questions})
    }
    clock = in_seoul(cells["submitted_at"]).strftime("%Y-%m-%dT%H:%M:%S") if cells["submitted_at"] else None
    answers, wrong = check_answers(questionnaire, given, lang=language(), now=clock)
    for question_id, value in answers.items():
        if questionnaire.in_own_words(question_id) and refusing.holds_resident_number(value):
            what, right = _("주민등록번호처럼 보이는 번호가 있습니다"), _("번호를 지우고 다시 가져와 주십시오")
            table.wrong(cells["row"], question_id, what, right)
    for question_id, message in wrong.items():
        shown = given.get(question_id, "")[:60]
        what = _("쓸 수 없는 값입니다: ‘%(text)s’", text=shown) if shown else _("비어 있습니다")
        table.wrong(cells["row"], question_id, what, message)
    return answers


def _return(
    table: Table,
    cells: dict[str, Any],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, sqlite3.Row],
) -> Return | None:
    row = cells["row"]
    area_id = areas.get(cells["area"] or "")
    firm = firms.get(cells["firm"] or "")
    if cells["wave"] and cells["wave"] != survey["wave"]:
        right = _("이 조사의 분기는 %(wave)s입니다", wave=survey["wave"])
        table.wrong(row, "조사", _("다른 조사입니다: ‘%(text)s’", text=cells["wave"]), right)
    if cells["area"] and not area_id:
        what = _("밀집지역 명부에 없습니다: ‘%(code)s’", code=cells["area"][:60])
        table.wrong(row, "밀집지역코드", what, _("밀집지역 목록의 코드를 적어 주십시오"))
    if cells["firm"] and not firm:
        what = _("기업 명부에 없습니다: ‘%(text)s’", text=cells["firm"][:60])
        table.wrong(row, "기업코드", what, _("기업 명부의 코드를 적거나 비워 두십시오"))
    elif firm and area_id and firm["area_id"] != area_id:
        what = _("다른 밀집지역의 기업입니다: ‘%(text)s’", text=cells["firm"])
        table.wrong(row, "기업코드", what, _("기업의 밀집지역코드를 적어 주십시오"))
    if not (cells["code"] and area_id and cells["submitted_at"] and cells["channel"]):
        return None
    return Return(
        response_id=response_id_of(survey["id"], cells["code"]),
        area_id=area_id,
        cells={},
        channel=cells["channel"],
        firm_id=firm["id"] if firm else None,
        submitted_at=cells["submitted_at"],
    )


def _refuse_doubles(table: Table) -> None:
    first: dict[str, int] = {}
    for cells in table.rows:
        code = cells["code"]
        if code and first.setdefault(code, cells["row"]) != cells["row"]:
            what = _("같은 코드가 %(row)s행에도 있습니다: ‘%(code)s’", code=code[:60], row=first[code])
            table.wrong(cells["row"], "응답코드", what, _("응답마다 다른 코드를 적어 주십시오"))


def _store(
    db: Database,
    survey: sqlite3.Row,
    table: Table,
    returns: Iterable[tuple[int, dict[str, Any], Return, dict[str, Any]]],
) -> Imported:
    new = unchanged = 0
    codes = {cells["row"]: cells["code"] for cells in table.rows}
    for row, by, incoming, answers in returns:
        stored = response_store.find_response(db, incoming.response_id)
        if stored and ending_store.has_ended(db, stored["id"]):
            unchanged += 1
            continue
        told = response_store.response_of_receipt(db, survey["id"], codes[row])
        if stored is None and told is None:
            insert(db, by, incoming, answers)
            new += 1
        elif (stored and stored["content_sha256"] == content_of(survey, incoming, answers)) or (
            told and _says(db, told, incoming, answers, questionnaire_of(by["definition"]))
        ):
            unchanged += 1
        else:
            right = _("저장된 응답은 바뀌지 않습니다. 새 응답이면 다른 코드를 적어 주십시오")
            table.wrong(row, "응답코드", _("전에 다른 내용으로 가져온 응답입니다"), right)
    table.refuse_if_wrong()
    return Imported(new, unchanged)


def _says(
    db: Database, stored: sqlite3.Row, incoming: Return, answers: dict[str, Any], questionnaire: Questionnaire
) -> bool:
    """Whether a return known by its receipt, as our own table of returns has it, says what is stored."""
    same = (stored["area_id"], stored["firm_id"]) == (incoming.area_id, incoming.firm_id)
    return same and _plain(response_store.answers_of_response(db, stored["id"]), questionnaire) == _plain(
        answers, questionnaire
    )


def _plain(answers: dict[str, Any], questionnaire: Questionnaire) -> dict[str, Any]:
    """Answers as a file can tell them: of several choices not the order, nor when the page was opened."""
    asked = {key: questionnaire.question(base(key)) for key in answers}
    return {
        key: sorted(value) if isinstance(value, list) and (q := asked[key]) and q.type == "multiple" else value
        for key, value in answers.items()
        if not ((question := asked[key]) and question.metadata)
    }


def _note(db: Database, survey: sqlite3.Row, table: Table, imported: Imported, person_id: str | None) -> None:
    run = insert_import_run(db, table, kind="responses", person_id=person_id)
    record(
        db,
        "file imported",
        person_id=person_id,
        object_kind="survey",
        object_id=survey["id"],
        run=run,
        new=imported.new,
        unchanged=imported.unchanged,
    )


def _as_channel(text: str) -> str:
    code = code_for(text, "channel")
    if code is None:
        raise ValueError(_("online, onsite, paper 가운데 하나를 적어 주십시오"))
    return code
