"""Codes made, named and described, taken out of use and back: each change appended, none overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.codebook.definitions import plain
from app.coding.codes import code_store
from app.coding.codes.code import RETIRED, TEXTS, USED, Code, Stated, below, faults
from app.coding.statements.judgments import Fault
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.personal.written import written
from app.tables.checked import N_

FIELDS = {
    "name": N_("이름"),
    "theme": N_("주제"),
    "parent": N_("위 코드"),
    "definition": N_("정의"),
    "include": N_("포함 기준"),
    "exclude": N_("제외 기준"),
    "examples": N_("예시"),
    "colour": N_("색"),
    "segment": N_("문장"),
    "into": N_("합칠 코드"),
    "parts": N_("나눌 코드"),
}


class Refused(BadInput):
    """A change of the codes the rules do not allow; `fields` names the field of each problem."""

    def __init__(self, found: Iterable[Fault]) -> None:
        listed = list(found)
        super().__init__(*(Problem(_(FIELDS[f.field]), _(f.what), _(f.right)) for f in listed))
        self.fields = tuple(f.field for f in listed)


def codes_now(db: Database) -> list[Code]:
    """Every code as it is now, merged and retired ones too, by name."""
    return code_store.codes(db)


def theme_of(db: Database, code_id: str) -> str | None:
    """The theme a code in use stands beneath; None for any other."""
    found = code_store.find(db, code_id)
    return found.theme_code if found and found.state == USED else None


def resolve(db: Database, code_id: str) -> str:
    """The code that stands for this one today: what it was merged into, and that again."""
    by_id = {each.id: each for each in codes_now(db)}
    seen: list[str] = []
    while code_id not in seen and (found := by_id.get(code_id)) and found.into_id:
        seen.append(code_id)
        code_id = found.into_id
    return code_id


def make(
    db: Database, *, theme_code: str, name: str, parent: str | None, by: str, segment: str | None = None, **more: str
) -> str:
    """Make a code and return its id; where one of the same name stands at the same place, that one's. Raises Refused.

    `segment` is whose very words the name is.
    """
    return make_or_find(db, theme_code=theme_code, name=name, parent=parent, by=by, segment=segment, **more)[0]


def make_or_find(
    db: Database, *, theme_code: str, name: str, parent: str | None, by: str, segment: str | None = None, **more: str
) -> tuple[str, bool]:
    """As `make`, and whether the code is new."""
    with writing(db):
        every = codes_now(db)
        wanted = Stated(theme_code, parent or None, plain(written(db, name)), **_tidied(db, more))
        known = [
            each
            for each in every
            if (each.state, each.theme_code, each.parent_id) == (USED, theme_code, parent or None)
            and each.name_ko.casefold() == wanted.name_ko.casefold()
        ]
        if known:
            return known[0].id, False
        _refuse_if_wrong(db, every, wanted)
        return begin(db, wanted, by=by, segment=segment), True


def begin(db: Database, wanted: Stated, *, by: str, segment: str | None, together: str | None = None) -> str:
    code_id = new_id()
    code_store.insert(db, code_id, made_by=by, segment_id=segment)
    code_store.append(db, "made", wanted, code_id=code_id, person_id=by, together=together)
    _note(db, "code made", by, code_id, theme=wanted.theme_code)
    return code_id


def change(db: Database, code_id: str, *, by: str, event_id: str, reason: str = "", **words: str) -> None:
    """Other names, criteria, examples or color. `event_id` is the newest event the page knew: Conflict where it is not.

    Raises Refused. What changes nothing is no event.
    """
    with writing(db):
        every, found = codes_now(db), fresh(db, code_id, event_id)
        wanted = replace(found.stated, **_tidied(db, words))
        if wanted == found.stated:
            return
        _refuse_if_wrong(db, every, wanted, own=code_id)
        append(db, "changed", found, wanted, by=by, reason=reason)
        _note(db, "code changed", by, code_id, theme=wanted.theme_code)


def retire(db: Database, code_id: str, *, by: str, event_id: str, reason: str) -> None:
    """Take a code and all beneath it out of use; codings that stand on them stay as they are."""
    with writing(db):
        every, found = codes_now(db), fresh(db, code_id, event_id)
        first = append(db, "retired", found, replace(found.stated, state=RETIRED), by=by, reason=reason)
        for each in below(every, code_id):
            append(db, "retired", each, replace(each.stated, state=RETIRED), by=by, together=first)
        _note(db, "code retired", by, code_id, theme=found.theme_code)


def restore(db: Database, code_id: str, *, by: str, event_id: str, reason: str = "") -> None:
    """Bring a retired code back into use, beneath its theme where the code above it is gone. Raises Refused."""
    with writing(db):
        every, found = codes_now(db), fresh(db, code_id, event_id, state=RETIRED)
        above = {each.id for each in every if each.state == USED}
        parent = found.parent_id if found.parent_id in above else None
        wanted = replace(found.stated, state=USED, parent_id=parent)
        _refuse_if_wrong(db, every, wanted, own=code_id)
        append(db, "restored", found, wanted, by=by, reason=reason)
        _note(db, "code restored", by, code_id, theme=found.theme_code)


def fresh(db: Database, code_id: str, event_id: str, *, state: str = USED) -> Code:
    """The code as the page knew it. Raises Conflict where somebody was quicker."""
    found = code_store.find(db, code_id)
    if found is None:
        raise Conflict(_("없는 코드입니다."))
    if found.event_id != event_id or found.state != state:
        raise Conflict(
            _("그 사이에 이 코드가 바뀌었습니다. 아무것도 바꾸지 않았습니다. 코드의 기록을 보고 다시 해 주십시오.")
        )
    return found


def append(
    db: Database, kind: str, code: Code, wanted: Stated, *, by: str, reason: str = "", together: str | None = None
) -> str:
    """What a code is from now on, as one more event."""
    said = written(db, reason.strip())
    return code_store.append(db, kind, wanted, code_id=code.id, person_id=by, reason=said, together=together)


def _tidied(db: Database, words: dict[str, Any]) -> dict[str, str]:
    """Names as one line, criteria as they were typed, both without what is personal."""
    kept = {}
    for field, text in words.items():
        said = written(db, text or "") if field != "colour" else text
        kept[field] = said.strip() if field in TEXTS else plain(said)
    return kept


def _refuse_if_wrong(db: Database, every: list[Code], wanted: Stated, own: str = "") -> None:
    book = codebook_store.newest(db)
    themes = {t["code"] for t in codebook_store.themes(db, book["id"])} if book else set()
    if wrong := faults(every, wanted, themes, own):
        raise Refused(wrong)


def _note(db: Database, what: str, by: str, code_id: str, **told: Any) -> None:
    record(db, what, person_id=by, object_kind="code", object_id=code_id, **told)
