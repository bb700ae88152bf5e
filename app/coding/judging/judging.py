"""Judging a segment: every word of an expert is appended, nothing is ever overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.coding.judging import judgment_store
from app.coding.statements import finer
from app.coding.statements.judgments import CODES, Fault, Word, faults
from app.coding.statements.spans import Span, kept, span_faults
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.personal.written import written
from app.tables.checked import N_

FIELDS = {
    "action": "판단",
    "theme": "주제",
    "stance": "태도",
    "severity": "심각도",
    "statement": "발언 종류",
    "memo": "메모",
    "act": "판단",
    "segment": "문장",
    "suggestion": "제안",
    "suggestions": "제안",
    "twins": "함께 판단",
    "code": "코드",
    "span": N_("고른 말"),
}


class Refused(BadInput):
    """A judgment the rules do not allow; `fields` names the field of each problem."""

    def __init__(self, *found: Fault) -> None:
        super().__init__(*(Problem(_(FIELDS[f.field]), _(f.what), _(f.right)) for f in found))
        self.fields = tuple(f.field for f in found)


class Stale(Conflict):
    """The coder has judged the segment since the page was made."""

    def __init__(self, segment_id: str) -> None:
        super().__init__(
            _(
                "이 문장을 다른 화면에서 이미 판단하셨습니다. 지금 보낸 판단은 저장하지 않았습니다. "
                "새로 열어 확인해 주십시오."
            )
        )
        self.segment_id = segment_id


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
    code_id: str | None = None,
    span: Span | None = None,
    quote: str | None = None,
    together: int | None = None,
    act: str | None = None,
) -> int:
    """Append a judgment and return its number; `together` is the judgment it is given with, and taken back with.

    `span` is which words of the segment (None: all) and `quote` what the page had there; `act` the browser's own id.

    `seen` is the coder's newest judgment of the segment when the page was made (0: none). Where there is a newer
    one, this page is stale: Conflict; pressing twice is the same judgment. Raises BadInput for a judgment the rules
    do not allow.
    """
    with writing(db):
        suggestion = judgment_store.find_suggestion(db, suggestion_id, segment_id) if suggestion_id else None
        suggested = suggestion["theme_code"] if suggestion else None
        theme = suggested if suggested and action in ("accept", "reject") else theme_code
        word = _word(action, theme, suggested, stance, severity, written(db, memo.strip()), statement)
        word = replace(word, **_finer(db, segment_id, word, code_id, span, quote))
        newest = judgment_store.newest_judgment(db, segment_id, coder_id)
        if newest != seen:
            if act is None and judgment_store.is_repeated(
                db, newest, after=seen, word=word, suggestion_id=suggestion_id
            ):
                return newest
            raise Stale(segment_id)
        book = _refuse_if_wrong(db, word)
        judgment_id = judgment_store.insert_judgment(
            db,
            segment_id=segment_id,
            coder_id=coder_id,
            word=word,
            suggestion_id=suggestion_id if suggestion else None,
            codebook_id=book["id"],
            together=together,
            act=act,
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


def _finer(
    db: Database, segment_id: str, word: Word, code_id: str | None, span: Span | None, quote: str | None
) -> dict[str, Any]:
    """The code beneath the theme and which words, as they are stored; nothing of both where no theme is coded."""
    if word.action not in CODES:
        return {}
    found: list[Fault] = []
    if code_id is not None and finer.theme_of(db, code_id) != word.theme_code:
        found.append(Fault("code", N_("이 주제에 없는 코드입니다"), N_("주제 아래의 코드를 고르거나 비워 두십시오")))
    start, text = judgment_store.text_of(db, segment_id) if span else (0, "")
    found += span_faults(span, start, text, quote) if span else []
    if found:
        raise Refused(*found)
    return {"code_id": code_id, "span": kept(span, start, text) if span else None}


def dismiss(
    db: Database,
    segment_id: str,
    *,
    coder_id: str,
    seen: int,
    suggestion_ids: Sequence[str],
    act: str | None = None,
) -> int:
    """Reject several unsure suggestions at once, each by a judgment of its own, to be taken back together.

    `seen` is as for `judge`. Only what the page showed is rejected, and only what is unsure: anything else is a
    Conflict, and nothing is stored. Pressing twice is once. Returns how many were rejected.
    """
    with writing(db):
        newest = judgment_store.newest_judgment(db, segment_id, coder_id)
        if newest != seen:
            if act is None and judgment_store.is_dismissed(db, newest, after=seen, suggestion_ids=suggestion_ids):
                return len(suggestion_ids)
            raise Stale(segment_id)
        found = [judgment_store.find_suggestion(db, each, segment_id) for each in dict.fromkeys(suggestion_ids)]
        unsure = [each for each in found if each and each["grade"] == "perhaps"]
        if not unsure or len(unsure) < len(found):
            raise Conflict(
                _("한꺼번에 반려할 수 있는 것은 이 문장의 불확실한 제안뿐입니다. 새로 열어 확인해 주십시오.")
            )
        _reject(db, segment_id, coder_id, unsure, act)
    return len(unsure)


def _reject(db: Database, segment_id: str, coder_id: str, suggestions: Iterable[sqlite3.Row], act: str | None) -> None:
    together = None
    for each in suggestions:
        word = Word("reject", each["theme_code"], each["theme_code"])
        judgment_id = judgment_store.insert_judgment(
            db,
            segment_id=segment_id,
            coder_id=coder_id,
            word=word,
            suggestion_id=each["id"],
            codebook_id=_refuse_if_wrong(db, word)["id"],
            together=together,
            act=None if together else act,
        )
        together = together or judgment_id
        record(
            db,
            "segment judged",
            person_id=coder_id,
            object_kind="segment",
            object_id=segment_id,
            said="reject",
            theme=word.theme_code,
        )


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


def _refuse_if_wrong(db: Database, word: Word) -> sqlite3.Row:
    book = codebook_store.newest(db)
    if book is None:
        raise Conflict(_("코드북이 없습니다. 먼저 코드북을 들여오십시오."))
    wrong = faults(word, {theme["code"] for theme in codebook_store.themes(db, book["id"])})
    if wrong:
        raise Refused(*wrong)
    return book


def undo(db: Database, *, coder_id: str, judgment_id: int, act: str | None = None) -> list[sqlite3.Row]:
    """Take back the coder's newest judgment by appending a "retract"; what stood before it stands again.

    Judgments that were given together are taken back together, each by a retraction of its own.

    `judgment_id` is the judgment the page offered to take back: where another has become the newest since, or
    this one has been taken back already, Conflict. Returns the judgments taken back. May go on, one step at a time.
    """
    with writing(db):
        last = judgment_store.last_judgments(db, coder_id)
        if not last or last[0]["id"] != judgment_id:
            raise Conflict(
                _("되돌릴 판단이 그사이 바뀌었습니다. 아무것도 되돌리지 않았습니다. 새로 열어 확인해 주십시오.")
            )
        for n, each in enumerate(last):
            judgment_store.insert_retraction(db, each, act=None if n else act)
            record(
                db,
                "judgment taken back",
                person_id=coder_id,
                object_kind="segment",
                object_id=each["segment_id"],
                said=each["action"],
                theme=each["theme_code"],
            )
    return last
