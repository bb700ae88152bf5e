"""A participant whose name no list knows is hidden wherever everybody reads: label, speaker, text, role."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import rows
from app.roundtables.preview.importing import import_record
from app.roundtables.record import store
from app.roundtables.talk.telling import told

TALK = (
    "사회자: 시작하겠습니다.\n윤본보기: 수주가 줄었습니다.\n하늘빛나: 저희도 그렇습니다.\n윤본보기: 사람도 없습니다.\n"
)


def test_names_no_list_knows_stand_nowhere_but_on_the_sealed_side(db: Database, areas: dict[str, str]) -> None:
    people = (
        ("사회자", "예시연구소", "moderator", ""),
        ("윤본보기", "예시보기정밀", "firm", "예시보기정밀대표"),
        ("하늘빛나", "예시하늘산업", "firm", "대표"),
    )
    record = {
        **{"code": "unlisted-1", "kind": "roundtable", "series": None, "title": "예시 간담회", "title_en": "Example"},
        **{"date": "2026-11-04", "start": "15:00", "end": "16:30", "place": "예시 회의실", "industry": None},
        **{"language": "ko", "areas": ["B001"], "topics": [], "transcript": None},
        "participants": [
            {"label": label, "organization": place, "org_kind": kind, "role": role, "firm": None, "areas": []}
            for label, place, kind, role in people
        ],
    }
    done = import_record(db, record, ("대화.txt", TALK.encode()), None)
    shown = "".join(r["text"] for r in rows(db, "select text from document"))
    shown += "".join(r["speaker"] or "" for r in rows(db, "select speaker from turn"))
    for each in store.participants_of(db, done.id):
        other = told(each, knows=False)
        shown += f" {other.label} {other.organization} {other.role}"
    assert not [word for word in ("윤본보기", "하늘빛나", "보기정밀") if word in shown], shown
