"""Files of returns made by the worker: one a job, there for a day, for nobody but who asked for it."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlite_utils import Database

from app import jobs
from app.accounts.people import Scope
from app.db import row, rows
from app.errors import BadInput, Problem
from app.ids import new_id
from app.jobs import Report
from app.surveys.asking import store
from app.surveys.exchange.formats import FORMATS, written
from app.surveys.exchange.returns import frame_of

KIND, FOLDER = "export_returns", "exports"
# How long a file waits to be fetched: what holds single returns lies about no longer than it must. Policy.
KEPT_SECONDS = 24 * 3600
_ID = re.compile(r"[0-9a-f-]{36}")


def start(
    db: Database, survey_id: str, ending: str, scope: Scope, *, person_id: str, lang: str, repeat: str = ""
) -> str:
    """Have the worker make a file. Returns the job's id. Raises BadInput for an unknown format."""
    if ending not in FORMATS:
        raise BadInput(Problem(_("형식"), _("없는 형식입니다"), _("목록에서 형식을 골라 주십시오")))
    areas = None if scope.area_ids is None else sorted(scope.area_ids)
    args = {"survey_id": survey_id, "ending": ending, "areas": areas, "lang": lang, "repeat": repeat}
    return jobs.enqueue(db, KIND, args, person_id=person_id)


def export_returns(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The worker's act: read, write, keep. May be repeated: a job that was killed makes its file anew."""
    survey = store.find_survey(db, args["survey_id"])
    if survey is None:
        raise BadInput(Problem(args["survey_id"], _("등록되지 않은 조사입니다"), _("조사 목록에서 골라 주십시오")))
    scope = Scope(None if args["areas"] is None else frozenset(args["areas"]))
    with force_locale(args["lang"]):
        frame = frame_of(
            db, survey, scope, report=lambda done, every: report(done, every + 1, _("응답을 읽고 있습니다."))
        )
        report(len(frame.rows), len(frame.rows) + 1, _("파일을 쓰고 있습니다."))
        data, count = written(args["ending"], survey, frame, repeat=args["repeat"])
        cut = FORMATS[args["ending"]].cuts(frame)
    name = keep(data, args["ending"])
    cuts = [[each.title, each.what, each.limit] for each in cut]
    return {"file": name, "rows": count, "bytes": len(data), "cuts": cuts}


def keep(data: bytes, ending: str) -> str:
    """Keep a file in the data folder under a random name, readable by its owner alone."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{new_id()}.{ending}"
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return name


def kept(name: str) -> bytes | None:
    """A file's bytes; None where its day is over."""
    stem, _dot, ending = name.partition(".")
    path = _folder() / name
    if not (_ID.fullmatch(stem) and ending.isalnum() and path.is_file()):
        return None
    return None if _age(path) > KEPT_SECONDS else path.read_bytes()


def forget_old(_db: Database) -> int:
    """Destroy files whose day is over. Returns how many."""
    old = [path for path in _folder().glob("*.*") if _age(path) > KEPT_SECONDS]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def job_of(db: Database, job_id: str, person_id: str) -> sqlite3.Row | None:
    """A person's own job; nobody else's is there."""
    return row(db, "select * from job where id = ? and kind = ? and person_id = ?", [job_id, KIND, person_id])


def jobs_of(db: Database, survey_id: str, person_id: str, limit: int = 10) -> list[sqlite3.Row]:
    """A person's newest jobs of a survey."""
    return rows(
        db,
        """select * from job where kind = ? and person_id = ? and json_extract(args, '$.survey_id') = ?
           order by created_at desc limit ?""",
        [KIND, person_id, survey_id, limit],
    )


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime


def _folder() -> Path:
    folder: Path = current_app.config["MOKSORI"].data / FOLDER
    return folder
