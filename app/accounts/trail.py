"""The audit trail in words: what each entry shows, and which entries a searched word, day or person means."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.clock import SEOUL
from app.words.formats import day, number, quarter
from app.words.labels import LABELS, label

KEYS = {
    "absent": _l("값이 없는 칸"),
    "answers": _l("답"),
    "account": _l("운영체제 계정"),
    "added": _l("더 가린 말"),
    "address": _l("주소"),
    "all": _l("모든 지역"),
    "appended": _l("새로 분류"),
    "area": _l("밀집지역"),
    "areas": _l("지역 수"),
    "pick": _l("연계의 상태"),
    "statements": _l("발언 수"),
    "asked": _l("찾은 말"),
    "asked_by": _l("요구한 사람"),
    "as_of": _l("기준일"),
    "channel": _l("응답 방법"),
    "before": _l("바꾸기 전"),
    "bytes": _l("바이트"),
    "changed": _l("변경"),
    "closes_on": _l("마감일"),
    "code": _l("코드"),
    "computed": _l("산출 단계"),
    "contact": _l("연락처"),
    "cut": _l("나눈 문장"),
    "cycle": _l("주기"),
    "decisions": _l("판단"),
    "destroyed": _l("파기한 것"),
    "domain": _l("영역"),
    "draws": _l("반복 계산"),
    "entries": _l("기록"),
    "evaluation": _l("종합평가"),
    "fields": _l("바뀐 칸"),
    "file": _l("파일"),
    "files": _l("파일 수"),
    "firm": _l("기업"),
    "firms": _l("기업 수"),
    "kind": _l("자료"),
    "known": _l("등록된 아이디"),
    "late": _l("회차의 자료를 본 뒤 승인"),
    "left": _l("그대로 둔 곳"),
    "level": _l("단계"),
    "link": _l("응답 링크"),
    "links": _l("만든 링크"),
    "login": _l("아이디"),
    "memos": _l("메모"),
    "met_on": _l("회의 날짜"),
    "moved": _l("지역이 바뀐 기업"),
    "name": _l("이름"),
    "new": _l("새로 추가"),
    "note": _l("설명"),
    "number": _l("판"),
    "paper": _l("문서번호"),
    "person": _l("사람"),
    "pseudonyms": _l("대조표의 이름"),
    "questionnaire": _l("설문지"),
    "reason": _l("까닭"),
    "replaced": _l("바꾼 곳"),
    "revised": _l("고친 값"),
    "outcome": _l("방문 결과"),
    "role": _l("역할"),
    "sheet": _l("장"),
    "sheets": _l("장 수"),
    "differed": _l("다르게 입력한 문항"),
    "rows": _l("행"),
    "run": _l("파일"),
    "source": _l("자료 이름"),
    "said": _l("판단"),
    "seat": _l("자리"),
    "segments": _l("문장"),
    "stable": _l("안정"),
    "status": _l("상태"),
    "state": _l("상태"),
    "suggestions": _l("제안"),
    "survey": _l("조사"),
    "target": _l("목표"),
    "texts": _l("글"),
    "theme": _l("주제"),
    "title_en": _l("영문 제목"),
    "title_ko": _l("제목"),
    "trial": _l("시험 계산"),
    "turns": _l("발언"),
    "unchanged": _l("그대로"),
    "undetermined": _l("판단 유보"),
    "quarter": _l("분기"),
    "until": _l("보관 기한"),
    "unusual": _l("눈에 띄는 접속"),
    "verdict": _l("결정"),
    "version": _l("판"),
    "waiting": _l("확인할 발언자"),
    "watch": _l("관찰"),
    "wave": _l("분기"),
    "visits": _l("방문 수"),
    "held": _l("확인할 까닭"),
    "what": _l("자료"),
    "words": _l("더 가린 말"),
}
# Keys whose values are codes, with the kind of label that says them.
CODES = {
    "asked": "asked_word",
    "asked_by": "asked_by",
    "channel": "channel",
    "computed": "level",
    "destroyed": "request_act",
    "domain": "domain",
    "fields": "record_field",
    "held": "held_reason",
    "kind": "import_kind",
    "level": "level",
    "outcome": "visit_state",
    "pick": "pick_state",
    "reason": "reason",
    "role": "role",
    "said": "action",
    "seat": "seat",
    "status": "plan_status",
    "verdict": "industry_verdict",
    "state": "proposal_state",
    "what": "download",
}
# Keys whose values are ids of objects that have a name; a link has none worth showing.
NAMED = {"person": "person", "survey": "survey", "evaluation": "evaluation", "run": "import"}
UNSAID = frozenset({"link"})
# A transcript's file may be named after a person; entries of the first version hold its name.
SEALED = frozenset({("transcript stored", "file")})
FORMATS: dict[str, Callable[[Any], str]] = {
    "as_of": day,
    "closes_on": day,
    "met_on": day,
    "until": day,
    "wave": quarter,
}


@dataclass(frozen=True)
class Search:
    """What the trail is narrowed by; empty means not at all. Days are Korea's, both included."""

    text: str = ""
    since: str = ""
    until: str = ""
    person: str = ""
    action: str = ""
    task: str = ""
    address: str = ""

    @property
    def first(self) -> str | None:
        """The instant the first day begins, as entries are stamped."""
        return _midnight(self.since, 0)

    @property
    def end(self) -> str | None:
        """The instant the day after the last begins."""
        return _midnight(self.until, 1)


def _midnight(text: str, days: int) -> str | None:
    try:
        begins = datetime.combine(date.fromisoformat(text) + timedelta(days=days), time(), SEOUL)
    except (ValueError, OverflowError):
        return None
    return begins.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Meant:
    """What a searched text means in codes: actions, kinds of object, keys, and values of keys."""

    actions: tuple[str, ...]
    kinds: tuple[str, ...]
    keys: tuple[str, ...]
    values: tuple[tuple[str, str], ...]


def meant(text: str) -> Meant:
    """The codes whose words, in the page's language, contain the text."""
    wanted = text.casefold()

    def like(words: Mapping[str, object]) -> tuple[str, ...]:
        return tuple(code for code, word in words.items() if wanted in str(word).casefold())

    return Meant(
        actions=like(LABELS["audit"]),
        kinds=like(LABELS["audit_object"]),
        keys=like(KEYS),
        values=tuple((key, code) for key, kind in CODES.items() for code in like(LABELS[kind])),
    )


def objects_in(detail: str) -> set[tuple[str, str]]:
    """Kind and id of every object an entry's detail points to."""
    return {(NAMED[key], value) for key, value in json.loads(detail).items() if key in NAMED}


def said(detail: str, names: Mapping[tuple[str, str], str], action: str = "") -> list[tuple[str, str]]:
    """An entry's detail as pairs of words; `names` are the names of the objects it points to."""
    shown = []
    for key, value in json.loads(detail).items():
        if key in UNSAID or value in (None, "") or (action, key) in SEALED:
            continue
        if key in NAMED:
            word = names.get((NAMED[key], value), "–")
        else:
            word = _word(key, value)
        shown.append((str(KEYS.get(key, key)), word))
    return shown


def _word(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("예") if value else _("아니요")
    if isinstance(value, list):
        return ", ".join(label(each, CODES[key]) if key in CODES else str(each) for each in value)
    if key in CODES:
        return label(value, CODES[key])
    if isinstance(value, int | float):
        return number(value) if key not in ("number", "version") else str(value)
    return FORMATS.get(key, str)(value)
