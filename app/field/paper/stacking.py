"""Making a stack: paper forms of one area, numbered, before anybody keys them in."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Problem
from app.field.paper import store
from app.surveys.asking import store as surveys

# As many as one binder holds; the table's check says the same.
MOST_SHEETS = 500


def make_stack(
    db: Database, stack_id: str, *, survey_id: str, area_id: str, sheets: int, scope: Scope, person_id: str
) -> None:
    """A stack under the form's id; sent twice it is one. Raises BadInput."""
    with writing(db):
        if store.find_stack(db, stack_id):
            return
        problems = []
        if surveys.find_survey(db, survey_id) is None:
            problems.append(Problem(_("조사"), _("없는 조사입니다"), _("목록에서 다시 골라 주십시오")))
        if not scope.allows(area_id) or surveys.find_area(db, area_id) is None:
            problems.append(Problem(_("밀집지역"), _("담당 지역이 아닙니다"), _("목록에서 다시 골라 주십시오")))
        if not 1 <= sheets <= MOST_SHEETS:
            right = _("1에서 %(most)s 사이의 수를 적어 주십시오", most=MOST_SHEETS)
            problems.append(Problem(_("종이 장수"), _("쓸 수 없는 수입니다"), right))
        if problems:
            raise BadInput(*problems)
        store.insert_stack(db, stack_id, survey_id=survey_id, area_id=area_id, sheets=sheets, person_id=person_id)
        record(
            db, "paper stack made", person_id=person_id, object_kind="paper_stack", object_id=stack_id, sheets=sheets
        )
