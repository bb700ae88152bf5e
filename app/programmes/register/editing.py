"""Writing a programme on its page: a new one, or the next version of one that is there."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas.columns import CODE
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.programmes.register import store
from app.programmes.register.programme import Programme


def add(db: Database, code: str, said: Programme, *, person_id: str | None) -> str:
    """A new programme under a code of one's own or the next free one; its id. Raises BadInput."""
    code = code.strip() or store.next_code(db)
    if not CODE.fullmatch(code):
        raise _wrong(_("코드"), _("쓸 수 없는 코드입니다"), _("영문자와 숫자로 20자까지 적어 주십시오(예: P101)"))
    with writing(db):
        if code.casefold() in {each.casefold() for each in store.by_code(db)}:
            raise _wrong(_("코드"), _("이미 쓰고 있는 코드입니다: %(code)s", code=code), _("다른 코드를 적어 주십시오"))
        programme_id = store.insert(db, code)
        store.append(db, programme_id, said, person_id=person_id)
        _record(db, "programme added", programme_id, person_id)
    return programme_id


def change(db: Database, programme_id: str, said: Programme, *, seen: int, person_id: str | None) -> bool:
    """What the programme says from now on; False where it says that already.

    Raises Conflict where somebody changed it since the page was made.
    """
    with writing(db):
        stands = store.find(db, programme_id)
        if stands is None:
            raise _wrong(_("지원사업"), _("없는 지원사업입니다"), _("목록에서 골라 주십시오"))
        if stands.said() == said.said():
            return False
        if stands.version != seen:
            raise Conflict(_("화면을 연 뒤에 이 지원사업이 바뀌었습니다. 지금 내용을 확인하고 다시 고쳐 주십시오."))
        store.append(db, programme_id, said, person_id=person_id)
        _record(db, "programme changed", programme_id, person_id)
    return True


def _record(db: Database, action: str, programme_id: str, person_id: str | None) -> None:
    record(db, action, person_id=person_id, object_kind="programme", object_id=programme_id)


def _wrong(where: str, what: str, right: str) -> BadInput:
    return BadInput(Problem(where, what, right))
