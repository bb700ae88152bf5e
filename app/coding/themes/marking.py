"""Marking a statement as a key quote of a theme, and taking the mark off again; both are appended."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.coding.themes import mark_store
from app.db import writing
from app.errors import BadInput, Problem


def mark(db: Database, segment_id: str, theme: str, *, person_id: str, marked: bool) -> bool:
    """Set one's own mark or take it off; False where it is so already. May be repeated.

    Raises BadInput where one has not coded the statement with the theme: a quote speaks for what was found in it.
    """
    with writing(db):
        if mark_store.is_marked(db, segment_id, theme, person_id) == marked:
            return False
        if marked and theme not in mark_store.coded_themes(db, segment_id, person_id):
            what = _("이 문장을 이 주제로 판단하지 않으셨습니다")
            raise BadInput(Problem(_("핵심 인용"), what, _("먼저 주제를 채택하거나 추가해 주십시오")))
        mark_store.insert_mark(db, segment_id, theme, person_id, marked=marked)
        action = "key quote marked" if marked else "key quote unmarked"
        record(db, action, person_id=person_id, object_kind="segment", object_id=segment_id, theme=theme)
    return True
