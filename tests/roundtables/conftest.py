"""Firms of two areas and a record file over both, with a transcript in which everybody speaks."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts import signing_in
from app.clock import now
from app.db import writing
from app.ids import new_id
from app.personal.foretelling import SEEN
from app.roundtables.preview import importing
from tests.conftest import PASSWORD, sign_in, token

TALK = """사회자: 네, 시작하겠습니다.
A정밀 대표: 사람을 못 구합니다. 작년에 세 명이 나갔습니다.
B기계 전무: 저희는 인력난은 없습니다.
전문가 1: 통계로는 두 지역이 다릅니다.
사회자: 관세는 어떻습니까?
A정밀 대표: 관세 때문에 수출이 줄었습니다.
부산시 과장: 잘 들었습니다.
"""

FORM = {
    "kind": "roundtable",
    "title": "새 협의체",
    "held_on": "2026-11-20",
    "starts_at": "14:00",
    "ends_at": "15:30",
    "place": "예시 회의실",
    "language": "ko",
    "areas": ["B001"],
    "topics": "인력\n관세\n",
    "participants-0-label": "사회자",
    "participants-0-organization": "예시모임",
    "participants-0-org_kind": "moderator",
    "participants-1-label": "A정밀 대표",
    "participants-1-organization": "A정밀(예시)",
    "participants-1-org_kind": "firm",
    "participants-1-firm": "F1 예시기업 F1",
}


@pytest.fixture
def firms(db: Database, areas: dict[str, str]) -> dict[str, str]:
    """F1 in B001 and F2 in B002, code to id."""
    found = {"F1": new_id(), "F2": new_id()}
    with writing(db):
        db.conn.execute("insert into industry values ('machinery', '기계', 'Machinery', 'main', 1)")
        for (code, firm_id), area in zip(found.items(), ("B001", "B002"), strict=True):
            db.conn.execute(
                """insert into firm(id, code, area_id, name, industry_code, size_band, created_at)
                   values (?, ?, ?, ?, 'machinery', 'small', ?)""",
                [firm_id, code, areas[area], f"예시기업 {code}", now()],
            )
    return found


@pytest.fixture
def record(firms: dict[str, str]) -> dict[str, Any]:
    """A record over both areas: the expert was asked about B001 only."""
    return {
        "code": "rt-1",
        "kind": "roundtable",
        "series": "예시 협의체",
        "title": "기계 업종 협의체",
        "title_en": "Machinery roundtable",
        "date": "2026-11-04",
        "start": "15:00",
        "end": "16:30",
        "place": "예시 회의실",
        "industry": "machinery",
        "language": "ko",
        "areas": ["B001", "B002"],
        "topics": ["인력", "관세"],
        "participants": [
            person("사회자", "예시모임", "moderator"),
            person("A정밀 대표", "A정밀(예시)", "firm", firm="F1"),
            person("B기계 전무", "B기계(예시)", "firm", firm="F2"),
            person("전문가 1", "지역 대학(예시)", "expert", areas=["B001"]),
            person("부산시 과장", "부산시(예시)", "city"),
        ],
        "transcript": "rt-1.txt",
    }


def person(label: str, organization: str, org_kind: str, **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "organization": organization,
        "org_kind": org_kind,
        "role": "",
        "firm": None,
        "areas": [],
        **more,
    }


@pytest.fixture
def held(db: Database, people: dict[str, str], record: dict[str, Any]) -> str:
    """The roundtable over B001 and B002 with its transcript."""
    return importing.import_record(db, record, ("rt-1.txt", TALK.encode()), None).id


@pytest.fixture
def facilitator(client: FlaskClient, people: dict[str, str]) -> FlaskClient:
    """Signed in as a facilitator who sees B001 only."""
    return sign_in(client, "facilitator")


@pytest.fixture
def wide(db: Database, client: FlaskClient, people: dict[str, str]) -> FlaskClient:
    """Signed in as a facilitator of all areas."""
    signing_in.add_person(db, login="wide", name="예시", role="facilitator", password=PASSWORD, all_areas=True)
    return sign_in(client, "wide")


def send(client: FlaskClient, path: str, **data: Any) -> Any:
    """Fill in a form; where it shows what will be masked, having seen it."""
    sent = {"csrf_token": token(client, path), **data}
    answer = client.post(path, data=sent, content_type="multipart/form-data")
    seen = re.search(rf'name="{SEEN}" value="([^"]+)"', answer.text) if answer.status_code == 422 else None
    if seen is None:
        return answer
    return client.post(path, data={**sent, SEEN: seen[1]}, content_type="multipart/form-data")


def new_record(client: FlaskClient, **changes: Any) -> str:
    answer = send(client, "/roundtables/new", **{**FORM, **changes})
    assert answer.status_code == 302, re.findall(r'class="wrong"[^>]*><span>([^<]+)', answer.text)
    return str(answer.location)


def upload(client: FlaskClient, path: str, data: bytes, name: str = "녹취록.txt") -> Any:
    return send(client, f"{path}/upload", file=(io.BytesIO(data), name))


def confirm(client: FlaskClient, preview: str, **answers: Any) -> Any:
    """Both steps after the upload: who the speakers are, then what is replaced as it is proposed. The last answer."""
    first = send(client, preview, **{**matched(client.get(preview).text), **answers})
    if first.status_code != 302 or not first.location.endswith("/names"):
        return first
    return send(client, first.location, **proposed(client.get(first.location).text), store="1")


def proposed(page: str) -> dict[str, Any]:
    """What the names page would send as it stands: every group, ticks, pseudonyms, the day."""
    groups = re.findall(r'name="group" value="(\w+)"', page)
    day = re.search(r'name="keep_until" value="([^"]+)"', page)
    return {
        "group": groups,
        "replace": [g for g in groups if re.search(rf'name="replace" value="{g}" checked', page)],
        **{f"name-{g}": _value(page, f"name-{g}") for g in groups},
        "keep_until": day.group(1) if day else "",
        **({"looked": "1"} if 'name="looked"' in page else {}),
    }


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found.group(1)


def matched(page: str) -> dict[str, str]:
    """Who each speaker is, as the preview proposes it."""
    selects = re.findall(r'<select[^>]* name="(speaker-\d+)"[^>]*>(.*?)</select>', page, re.S)
    chosen = {name: re.search(r'value="([^"]*)" selected', options) for name, options in selects}
    return {name: found.group(1) for name, found in chosen.items() if found}
