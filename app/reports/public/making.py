"""Pages of many areas are made by the worker, with its progress: one set a job, there for a day, for who asked for it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app import jobs
from app.accounts.people import Scope
from app.areas import store as areas_store
from app.db import row
from app.errors import Conflict
from app.jobs import Report
from app.reports.public.gathering import gather
from app.reports.public.packing import zip_bytes
from app.reports.public.writing import files_of
from app.surveys.exchange import files

KIND = "public_pages"
# Up to so many areas the pages are made while the reader waits: 87 areas took .8 s of a core, so that these take 3 s.
AT_ONCE = 300
# How often the progress is written: each time is a write of the database.
EVERY = 50


@dataclass(frozen=True)
class Asked:
    """Which pages: of which round (its code) and areas, with levels that are not decided yet, with quotes."""

    code: str
    scope: Scope
    draft: bool = False
    quotes: bool = False

    def args(self) -> dict[str, Any]:
        """As a job keeps them."""
        areas = None if self.scope.area_ids is None else sorted(self.scope.area_ids)
        return {"code": self.code, "areas": areas, "draft": self.draft, "quotes": self.quotes}


def start(db: Database, asked: Asked, person_id: str) -> str:
    """Have the worker make the pages. Returns the job's id."""
    return jobs.enqueue(db, KIND, asked.args(), person_id=person_id)


def make(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The worker's act: read, write, keep. May be repeated: a job that was killed makes its file anew."""
    scope = Scope(None if args["areas"] is None else frozenset(args["areas"]))
    data, count = packed(db, Asked(args["code"], scope, args["draft"], args["quotes"]), report)
    return {"file": files.keep(data, "zip"), "rows": count, "bytes": len(data)}


def packed(db: Database, asked: Asked, report: Report = lambda done, total, message: None) -> tuple[bytes, int]:
    """The ZIP and how many files it holds. Raises Conflict where nothing was evaluated."""
    made = written(db, asked, report)
    return zip_bytes(made), len(made)


def written(db: Database, asked: Asked, report: Report = lambda done, total, message: None) -> dict[str, bytes]:
    """The files by their names. Raises Conflict where nothing was evaluated."""
    round_ = areas_store.find_round(db, asked.code)
    found = gather(db, round_, asked.scope, draft=asked.draft, quotes=asked.quotes) if round_ else None
    if found is None:
        raise Conflict(_("아직 평가하지 않은 회차입니다. 종합평가를 먼저 실행해 주십시오."))

    def told(done: int, total: int) -> None:
        if done % EVERY == 0 or done == total:
            report(done, total, _("쪽을 만들고 있습니다."))

    return files_of(found, told)


def job_of(db: Database, asked: Asked, person_id: str) -> dict[str, Any] | None:
    """A person's newest job for these very pages, with whether its file is still there."""
    found = row(
        db,
        """select * from job where kind = ? and person_id = ? and args = ? order by created_at desc, id desc limit 1""",
        [KIND, person_id, json.dumps(asked.args(), ensure_ascii=False)],
    )
    return _told(found) if found else None


def _told(job: sqlite3.Row) -> dict[str, Any]:
    result = json.loads(job["result"]) if job["result"] else {}
    there = bool(result) and files.kept(result["file"]) is not None
    return {**job, "result": result, "there": there}
