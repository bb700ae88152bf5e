"""Importing votes taken on paper: all rows are stored or none; complete votes are settled."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas.store import area_ids_by_code, insert_import_run
from app.db import writing
from app.errors import BadInput, Conflict
from app.evaluation.people import vote_store
from app.evaluation.people.grounds import Grounds, Reference
from app.evaluation.people.validating import put_vote, settle_if_complete
from app.evaluation.round import store
from app.tables.tabular import Column, Table, read_table
from app.words.labels import LABELS, code_for

LEVEL, SEAT, REASON, ABSTENTION = "수준", "자리", "사유", "기권사유"


@dataclass(frozen=True)
class ImportedVotes:
    """What an import did: new votes, votes that were there already, and the areas whose level was settled."""

    file_name: str
    new: int
    unchanged: int
    settled: int


def import_votes(
    db: Database,
    data: bytes,
    file_name: str,
    *,
    person_id: str | None,
    round_id: str | None = None,
    example: bool | None = None,
) -> ImportedVotes:
    """Take a file of votes into the newest evaluation (of the round, or of all) as the votes of its seats.

    A vote for another level than the computed one brings its reason as evidence: what the seat saw on site.
    A row that is stored already is passed over, so it may be repeated. Raises BadInput with all problems.
    """
    example = bool(current_app.config["MOKSORI"].example) if example is None else example
    evaluation = store.newest_evaluation(db, round_id) if round_id else vote_store.newest_evaluation_of_all(db)
    if evaluation is None:
        raise Conflict(_("아직 평가한 회차가 없습니다. 종합평가를 먼저 실행해 주십시오."))
    table = read_table(data, file_name, _columns())
    with writing(db):
        new = _put_all(db, table, evaluation, example)
        table.refuse_if_wrong()
        settled = 0
        for result_id in dict.fromkeys(new):
            result = store.find_result(db, result_id)
            assert result is not None
            settled += bool(settle_if_complete(db, result, example=example))
        _record(db, table, evaluation, person_id)
    return ImportedVotes(table.file_name, len(new), len(table.rows) - len(new), settled)


def _columns() -> list[Column]:
    return [
        Column("area", ("밀집지역코드", "area")),
        Column("seat", (SEAT, "seat"), _seat),
        Column("level", (LEVEL, "level"), required=False),
        Column("reason", (REASON, "reason"), required=False),
        Column("abstention", (ABSTENTION, "abstention"), required=False),
    ]


def _seat(text: str) -> str:
    code = code_for(text, "seat")
    if code is None:
        raise ValueError(_right("seat"))
    return code


def _right(kind: str) -> str:
    return _("%(codes)s 가운데 하나로 적어 주십시오", codes=", ".join(LABELS[kind]))


def _put_all(db: Database, table: Table, evaluation: sqlite3.Row, example: bool) -> list[str]:
    """Write every vote that is not there yet; the result ids of the new ones. Problems go into the table."""
    areas = area_ids_by_code(db)
    seats = vote_store.seats_of(db, evaluation["round_id"])
    new = []
    for line in table.rows:
        result = _result(db, table, line, evaluation, areas)
        if result is None or line["seat"] is None or not _told(table, line):
            continue
        if line["seat"] not in seats:
            table.wrong(line["row"], SEAT, _("이 자리를 맡은 사람이 없습니다"), _("검증단 자리를 먼저 정해 주십시오"))
        elif not _known(db, result, line):
            new += _put(db, table, line, result, seats[line["seat"]]["person_id"], example)
    return new


def _result(
    db: Database, table: Table, line: dict[str, Any], evaluation: sqlite3.Row, areas: dict[str, str]
) -> sqlite3.Row | None:
    if line["area"] is None:
        return None
    found = store.result_of_area(db, evaluation["id"], areas.get(line["area"], ""))
    if found is None:
        table.wrong(
            line["row"],
            "밀집지역코드",
            _("‘%(code)s’의 평가 결과가 없습니다", code=line["area"]),
            _("이 회차에서 평가한 밀집지역의 코드를 적어 주십시오"),
        )
    return found


def _told(table: Table, line: dict[str, Any]) -> bool:
    """Whether the row is a vote with its reason or an abstention with its conflict, and not both."""
    word, line["level"] = line["level"], code_for(line["level"] or "", "level")
    if word and line["level"] is None:
        table.wrong(line["row"], LEVEL, _("없는 단계입니다: ‘%(word)s’", word=word[:60]), _right("level"))
    elif line["level"] and line["abstention"]:
        table.wrong(line["row"], ABSTENTION, _("단계와 기권사유가 함께 있습니다"), _("둘 가운데 하나만 적어 주십시오"))
    elif line["level"] and not line["reason"]:
        table.wrong(line["row"], REASON, _("비어 있습니다"), _("판단 사유를 적어 주십시오"))
    elif not line["level"] and not line["abstention"]:
        table.wrong(
            line["row"],
            LEVEL,
            _("단계도 기권사유도 없습니다"),
            _("단계를 적거나, 기권이면 기권사유를 적어 주십시오"),
        )
    else:
        return True
    return False


def _known(db: Database, result: sqlite3.Row, line: dict[str, Any]) -> bool:
    """Whether this very vote is stored already."""
    vote = vote_store.votes_of(db, result["id"]).get(line["seat"])
    return vote is not None and (vote["level"], vote["reason"]) == (
        line["level"],
        line["reason"] or line["abstention"],
    )


def _put(
    db: Database, table: Table, line: dict[str, Any], result: sqlite3.Row, person_id: str, example: bool
) -> list[str]:
    reason = line["reason"] or line["abstention"]
    grounds = Grounds("site_finding", reason, (Reference("text", text=reason),))
    try:
        put_vote(
            db,
            result,
            seat=line["seat"],
            person_id=person_id,
            level=line["level"],
            reason=reason,
            grounds=grounds,
            example=example,
        )
    except Conflict as error:
        table.wrong(line["row"], SEAT, str(error), _("이 행을 빼고 다시 올려 주십시오"))
        return []
    except BadInput as error:
        for problem in error.problems:
            table.wrong(line["row"], problem.where, problem.what, problem.right)
        return []
    return [result["id"]]


def _record(db: Database, table: Table, evaluation: sqlite3.Row, person_id: str | None) -> None:
    run = insert_import_run(db, table, kind="votes", person_id=person_id)
    record(
        db,
        "file imported",
        person_id=person_id,
        object_kind="import",
        object_id=run,
        kind="votes",
        rows=len(table.rows),
        evaluation=evaluation["id"],
    )
