"""Suggestions that start by themselves once there is a new text."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlite_utils import Database

from app import jobs
from app.codebook import store as codebook_store


def start_suggesting(db: Database, round_id: str, person_id: str) -> str:
    """Queue the job "suggest" of a round unless one waits there already; returns what whoever stored the text is told.

    One that is running may have passed the new text, so it does not count as waiting. Nothing is begun without a
    codebook. May be repeated: the job finds nothing left to do.
    """
    if codebook_store.newest(db) is None:
        return ""
    if not jobs.is_queued(db, "suggest", round_id):
        jobs.enqueue(db, "suggest", {"round_id": round_id, "person_id": person_id}, person_id=person_id)
    return _("주제 제안을 시작했습니다. 끝나면 전문가의 검토 화면에 나타납니다.")
