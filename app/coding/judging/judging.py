"""Judging a segment: every word of an expert is appended, nothing is ever overwritten."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.coding.judging import judgment_store, together_store
from app.coding.statements.judgments import CODES, Word, faults
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.personal.written import written

FIELDS = {
    "action": "판단",
    "theme": "주제",
    "stance": "태도",
    "severity": "심각도",
    "statement": "발언 종류",
    "memo": "메모",
}


def judge(
    db: Database,
    segment_id: str,
    *,
    coder_id: str,
    action: str,
    seen: int,
    theme_code: str | None = None,
    suggestion_id: str | None = None,
    stance: str | None = None,
    severity: int | None = None,
    memo: str = "",
    statement: str | None = None,
) -> int:
    """Append a judgment and return its number.

    `seen` is the coder's newest judgment of the segment when the page was made (0: none). Where there is a newer
    one, this page is stale: Conflict; pressing twice is the same judgment. Raises BadInput for a judgment the rules
    do not allow.
    """
    with writing(db):
        suggestion = judgment_store.find_suggestion(db, suggestion_id, segment_id) if suggestion_id else None
        suggested = suggestion["theme_code"] if suggestion else None
        theme = suggested if suggested and action in ("accept", "reject") else theme_code
        word = _word(action, theme, suggested, stance, severity, written(db, memo.strip()), statement)
        newest = judgment_store.newest_judgment(db, segment_id, coder_id)
        if newest != seen:
            if judgment_store.is_repeated(db, newest, after=seen, word=word, suggestion_id=suggestion_id):
                return newest
            raise Conflict(_stale())
        book = _refuse_if_wrong(db, word)
        judgment_id = judgment_store.insert_judgment(
            db,
            segment_id=segment_id,
            coder_id=coder_id,
            word=word,
            suggestion_id=suggestion_id if suggestion else None,
            codebook_id=book["id"],
        )
        record(
            db,
            "segment judged",
            person_id=coder_id,
            object_kind="segment",
            object_id=segment_id,
            said=action,
            theme=word.theme_code,
        )
    return judgment_id


def _word(
    action: str,
    theme: str | None,
    suggested: str | None,
    stance: str | None,
    severity: int | None,
    memo: str,
    statement: str | None,
) -> Word:
    if action == "nothing":
        return Word("nothing", memo=memo)
    if action not in CODES:
        return Word(action, theme, suggested, memo=memo)
    return Word(action, theme, suggested, stance, severity, memo, statement)


def _stale() -> str:
    return _(
        "이 문장을 다른 화면에서 이미 판단하셨습니다. 지금 보낸 판단은 저장하지 않았습니다. 새로 열어 확인해 주십시오."
    )


def _refuse_if_wrong(db: Database, word: Word) -> sqlite3.Row:
    book = codebook_store.newest(db)
    if book is None:
        raise Conflict(_("코드북이 없습니다. 먼저 코드북을 들여오십시오."))
    wrong = faults(word, {theme["code"] for theme in codebook_store.themes(db, book["id"])})
    if wrong:
        raise BadInput(*(Problem(_(FIELDS[f.field]), _(f.what), _(f.right)) for f in wrong))
    return book


def undo(db: Database, *, coder_id: str, judgment_id: int) -> sqlite3.Row:
    """Take back the coder's newest judgment by appending a "retract"; what stood before it stands again.

    `judgment_id` is the judgment the page offered to take back: where another has become the newest since, or
    this one has been taken back already, Conflict. What was given together with it is taken back too. Returns the
    judgment taken back. May go on, one step at a time.
    """
    with writing(db):
        last = judgment_store.last_judgment(db, coder_id)
        if last is None or last["id"] != judgment_id:
            raise Conflict(
                _("되돌릴 판단이 그사이 바뀌었습니다. 아무것도 되돌리지 않았습니다. 새로 열어 확인해 주십시오.")
            )
        for each in [*together_store.given_with(db, judgment_id), last]:
            _take_back(db, each)
    return last


def _take_back(db: Database, judgment: sqlite3.Row) -> None:
    judgment_store.insert_retraction(db, judgment)
    record(
        db,
        "judgment taken back",
        person_id=judgment["coder_id"],
        object_kind="segment",
        object_id=judgment["segment_id"],
        said=judgment["action"],
        theme=judgment["theme_code"],
    )
