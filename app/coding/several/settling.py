"""Settling a disagreement: settle, propose, agree, drop a proposal, withdraw; each is appended behind what was seen."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.coding.judging.blind import waiting
from app.coding.several import settlement_store as store
from app.coding.several.sides import Coding, act_for, coding_of
from app.coding.statements.judgments import STATEMENTS
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.personal.written import written

# Bounds what one form stores. Chosen, not measured.
LONGEST = 2000


def settle(db: Database, segment_id: str, *, person_id: str, seen: int, codings: Sequence[Coding], reason: str) -> str:
    """Append what is to stand for a segment; says whether it is settled ("settle") or waits for another ("propose").

    `seen` is the newest act on the segment when the page was made (0: none): where there is a newer one, Conflict.
    """
    with writing(db):
        kept, newest = _reason(db, reason), _newest(db, segment_id, seen, person_id=person_id, codings=codings)
        if newest is None:
            return str(store.history(db, segment_id)[-1]["act"])
        _refuse_if_wrong(db, codings)
        if waiting(db, [segment_id]):
            raise Conflict(_("맡은 사람이 아직 판단하지 않은 문장입니다. 모두 판단한 뒤에 정할 수 있습니다."))
        act = act_for(person_id, {r["coder_id"] for r in store.words_on(db, segment_id)})
        store.insert(db, segment_id, person_id, act=act, reason=kept, replaces=newest or None, codings=codings)
        _told(db, segment_id, person_id, act)
    return act


def agree(db: Database, segment_id: str, *, person_id: str, seen: int) -> None:
    """Make the proposal stand: somebody else than its author says so."""
    with writing(db):
        proposal = _proposal(db, segment_id, seen)
        if proposal is None:
            return
        if proposal["person_id"] == person_id:
            raise Conflict(_("제안한 사람은 동의할 수 없습니다. 다른 전문가나 분석가가 동의하면 정해집니다."))
        rows = store.codings_of(db, [proposal["id"]])[proposal["id"]]
        codings = [coding_of(r) for r in rows]
        store.insert(db, segment_id, person_id, act="agree", reason="", replaces=proposal["id"], codings=codings)
        _told(db, segment_id, person_id, "agree")


def drop(db: Database, segment_id: str, *, person_id: str, seen: int, reason: str) -> None:
    """End a proposal without settling: whoever made it takes it back, anybody else declines."""
    with writing(db):
        kept, proposal = _reason(db, reason), _proposal(db, segment_id, seen)
        if proposal is not None:
            store.insert(db, segment_id, person_id, act="drop", reason=kept, replaces=proposal["id"], codings=())
            _told(db, segment_id, person_id, "drop")


def withdraw(db: Database, segment_id: str, *, person_id: str, seen: int, reason: str) -> None:
    """End what is settled: the coders' own words count again. The reason is kept."""
    with writing(db):
        kept, newest = _reason(db, reason), _newest(db, segment_id, seen, person_id=person_id, act="withdraw")
        if newest is None:
            return
        if store.standing(db, segment_id) is None:
            raise Conflict(_("정해진 것이 없습니다. 새로 열어 확인해 주십시오."))
        store.insert(db, segment_id, person_id, act="withdraw", reason=kept, replaces=newest, codings=())
        _told(db, segment_id, person_id, "withdraw")


def comment(db: Database, segment_id: str, *, person_id: str, text: str) -> None:
    """Append a word to the thread of the segment."""
    with writing(db):
        kept = written(db, text.strip())
        problem = _length(_("의견"), kept)
        if problem:
            raise BadInput(problem)
        store.insert_note(db, segment_id, person_id, kept)
        _told(db, segment_id, person_id, "note")


def _newest(
    db: Database,
    segment_id: str,
    seen: int,
    *,
    person_id: str,
    act: str = "",
    codings: Sequence[Coding] | None = None,
) -> int | None:
    """The newest act of the segment, 0 for none; None where it is the very one that is sent again."""
    history = store.history(db, segment_id)
    newest = history[-1]["id"] if history else 0
    if newest == seen:
        return newest
    last = history[-1] if history else None
    if last is not None and (last["replaces"] or 0) == seen and last["person_id"] == person_id:
        stored = [coding_of(r) for r in store.codings_of(db, [newest])[newest]]
        if last["act"] == act or (codings is not None and sorted(stored, key=_key) == sorted(codings, key=_key)):
            return None
    raise Conflict(_("그사이 다른 사람이 이 문장을 정하거나 제안했습니다. 새로 열어 확인해 주십시오."))


def _key(coding: Coding) -> str:
    return coding.theme


def _proposal(db: Database, segment_id: str, seen: int):  # type: ignore[no-untyped-def]
    """The proposal that is open; None where it was answered just so before: pressed twice."""
    history = store.history(db, segment_id)
    if history and history[-1]["id"] == seen and history[-1]["act"] == "propose":
        return history[-1]
    if history and history[-1]["replaces"] == seen and history[-1]["act"] in ("agree", "drop"):
        return None
    raise Conflict(_("제안이 그사이 바뀌었습니다. 새로 열어 확인해 주십시오."))


def _reason(db: Database, reason: str) -> str:
    kept = written(db, reason.strip())
    problem = _length(_("이유"), kept)
    if problem:
        raise BadInput(problem)
    return kept


def _length(field: str, text: str) -> Problem | None:
    if not text:
        return Problem(field, _("비어 있습니다"), _("다음에 읽을 사람을 위해 한 줄이라도 적어 주십시오"))
    if len(text) > LONGEST:
        return Problem(field, _("너무 깁니다"), _("2,000자까지 적을 수 있습니다"))
    return None


def _refuse_if_wrong(db: Database, codings: Sequence[Coding]) -> None:
    book = codebook_store.newest(db)
    themes = {theme["code"] for theme in codebook_store.themes(db, book["id"])} if book else set()
    problems = [problem for c in codings for problem in _faults(c, themes)]
    if len({c.theme for c in codings}) < len(codings):
        problems.append(Problem(_("주제"), _("같은 주제를 두 번 골랐습니다"), _("주제마다 한 줄만 두십시오")))
    if problems:
        raise BadInput(*problems)


def _faults(coding: Coding, themes: Collection[str]) -> list[Problem]:
    found = []
    if coding.theme not in themes:
        found.append(Problem(_("주제"), _("코드북에 없는 주제입니다"), _("목록에서 주제를 골라 주십시오")))
    if coding.stance not in ("need", "none", "resolved"):
        right = _("애로·요구, 문제 없음, 해소됨 가운데 하나를 고르십시오. 보류로는 정할 수 없습니다")
        found.append(Problem(_("태도"), _("태도를 정하지 않았습니다"), right))
    elif (coding.stance == "need") != (coding.severity in range(1, 6)):
        right = _("애로·요구에는 1에서 5까지 고르고, 다른 태도에는 비워 두십시오")
        found.append(Problem(_("심각도"), _("태도와 맞지 않습니다"), right))
    if coding.statement is not None and coding.statement not in STATEMENTS:
        found.append(Problem(_("발언 종류"), _("없는 발언 종류입니다"), _("목록에서 고르거나 비워 두십시오")))
    return found


def _told(db: Database, segment_id: str, person_id: str, act: str) -> None:
    record(db, _WORDS[act], person_id=person_id, object_kind="segment", object_id=segment_id)


_WORDS = {
    "settle": "disagreement settled",
    "agree": "disagreement settled",
    "propose": "settlement proposed",
    "drop": "settlement proposal dropped",
    "withdraw": "settlement withdrawn",
    "note": "disagreement discussed",
}


def themes_in(listed: str) -> list[str]:
    """Themes of a list as the store tells it."""
    return [each for each in json.loads(listed) if each]
