"""Large files of codings are made by the worker: one a job, there for a day, for nobody but who asked for it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlite_utils import Database

from app import jobs
from app.accounts.people import Scope
from app.codebook import store as codebook_store
from app.coding.telling.opening import words_told
from app.coding.themes import quote_list
from app.coding.themes.quote_list import Wanted
from app.db import row, rows
from app.exchange.carrying.gathering import Manner, gather
from app.exchange.carrying.notes import memos_for
from app.exchange.project.project import coded
from app.exchange.writers.formats import CODINGS, MATRIX
from app.jobs import Report
from app.memos.store import Reader
from app.surveys.exchange import files

KIND = "export_codings"
# From how many codings on a file is made by the worker: below, the slowest format takes about a second. Measured on two
# busy cores (bench/exchange.py).
LARGE = 3_000
FORMATS = {"codings": CODINGS, "matrix": MATRIX}


def is_large(db: Database, wanted: Wanted) -> bool:
    return quote_list.count_quotes(db, wanted) > LARGE


def start(
    db: Database, what: str, kind: str, wanted: Wanted, *, name: str, anonymous: bool, person_id: str, lang: str
) -> str:
    """Have the worker make a file of what `wanted` names. Returns the job's id."""
    areas = None if wanted.scope.area_ids is None else sorted(wanted.scope.area_ids)
    filters = {"area": wanted.area, "theme": wanted.theme, "source": wanted.source, "blind_for": wanted.blind_for}
    args: dict[str, Any] = {"round_id": wanted.round_id, "areas": areas, "filters": filters, "what": what, "kind": kind}
    args |= {"name": name, "anonymous": anonymous, "lang": lang, "reader": person_id}
    return jobs.enqueue(db, KIND, args, person_id=person_id)


def make(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The worker's act: read, write, keep. May be repeated: a job that was killed makes its file anew."""
    format_ = FORMATS[args["what"]][args["kind"]]
    scope = Scope(None if args["areas"] is None else frozenset(args["areas"]))
    told = words_told(db, args["round_id"], scope) if args["anonymous"] else None
    wanted = Wanted(args["round_id"], scope, told=told, **args["filters"])
    book = codebook_store.newest(db)
    themes = {t["code"]: t for t in codebook_store.themes(db, book["id"])} if book else {}
    with force_locale(args["lang"]):
        report(0, 2, _("코딩을 읽고 있습니다."))
        manner = Manner(args["anonymous"], format_.marks, format_.counting)
        project = gather(db, wanted, themes, name=args["name"], manner=manner, memos=memos_of(db, wanted, args))
        report(1, 2, _("파일을 쓰고 있습니다."))
        written = format_.write(project)
        data = written if isinstance(written, bytes) else b"".join(written)
    report(2, 2, "")
    return {"file": files.keep(data, args["kind"]), "rows": sum(1 for _each in coded(project)), "bytes": len(data)}


def memos_of(db: Database, wanted: Wanted, args: dict[str, Any]) -> list[sqlite3.Row]:
    """Memos the person may read who asked for the file; none for readers who could look a firm up."""
    if args["anonymous"]:
        return []
    return memos_for(db, Reader(args["reader"], wanted.scope, blind=bool(wanted.blind_for)))


def jobs_of(db: Database, person_id: str) -> list[dict[str, Any]]:
    """A person's files, newest first, with whether each is still there."""
    found = rows(
        db,
        "select * from job where kind = ? and person_id = ? order by created_at desc, id desc limit 5",
        [KIND, person_id],
    )
    return [_told(each) for each in found]


def job_of(db: Database, job_id: str, person_id: str) -> dict[str, Any] | None:
    found = row(db, "select * from job where id = ? and kind = ? and person_id = ?", [job_id, KIND, person_id])
    return _told(found) if found else None


def _told(job: sqlite3.Row) -> dict[str, Any]:
    result = json.loads(job["result"]) if job["result"] else {}
    there = bool(result) and files.kept(result["file"]) is not None
    return {**job, "args": json.loads(job["args"]), "result": result, "there": there}
