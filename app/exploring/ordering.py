"""What the pages of grouping share: a job is ordered, found again with its result, and shown with what was chosen."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import jobs
from app.coding.statements.withdrawn_store import withdrawn_since
from app.db import get_db
from app.exploring import grouping, store
from app.exploring.access import frame, my_choice, my_sight, nothing_yet
from app.exploring.choices import Sight, choice_from


def ordered(kind: str, **chosen: Any) -> ResponseReturnValue:
    sight = my_sight()
    if sight is None:
        return nothing_yet()
    args = grouping.order(my_choice(), sight, **chosen)
    job_id = jobs.enqueue(get_db(), kind, args, person_id=current_user.id)
    return redirect(url_for(f"exploring.{kind}", job=job_id))


def my_job(kind: str) -> tuple[sqlite3.Row | None, dict[str, Any]]:
    """The job asked for, else the person's last one; and its result once it is there.

    Words found before a transcript was withdrawn may be that transcript's: such a result is gone.
    """
    db, asked = get_db(), request.args.get("job")
    job = jobs.find(db, asked) if asked else store.newest_job(db, kind, current_user.id)
    if asked and (job is None or job["kind"] != kind or job["person_id"] != current_user.id):
        abort(404)
    if job and withdrawn_since(db, job["created_at"]):
        flash(_("지난번에 묶은 뒤로 철회한 녹취록이 있어 그 결과는 보이지 않습니다. 다시 묶어 주십시오."), "careful")
        return None, {}
    return job, json.loads(job["result"]) if job and job["result"] else {}


def job_page(job: sqlite3.Row | None, sight: Sight) -> dict[str, Any]:
    choice = choice_from(json.loads(job["args"])["choice"]) if job else my_choice()
    return {**frame(sight, [choice]), "job": job, "choice": choice}
