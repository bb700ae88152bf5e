"""The transcript as it is read: shares by participant, a title line set aside, and no second file."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.roundtables.preview import importing
from tests.roundtables.conftest import confirm, upload

TITLED = """2026년 11월 20일 예시 간담회

사회자: 시작하겠습니다. 먼저 말씀해 주십시오.
A정밀 대표: 사람을 못 구합니다.
A정밀: 수출도 줄었습니다.
사회자: 고맙습니다.
"""


@pytest.fixture
def own(db: Database, people: dict[str, str], record: dict[str, Any]) -> str:
    """A roundtable over B001 alone, without a transcript."""
    alone = [{**p, "firm": None, "org_kind": "support"} if p["firm"] == "F2" else p for p in record["participants"]]
    return importing.import_record(db, {**record, "areas": ["B001"], "participants": alone}, None, None).id


def lines(page: str) -> list[list[str]]:
    """The cells of the table of shares."""
    table = page.split('aria-label="발언자별 비중"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", line) for line in table.split("</tr>") if "<t" in line]


def test_a_title_line_is_proposed_as_nobodys_and_shares_are_by_participant(facilitator: FlaskClient, own: str) -> None:
    path = f"/roundtables/{own}"
    preview = upload(facilitator, path, TITLED.encode()).location
    page = facilitator.get(preview).text
    assert "제목이나 머리말로 보입니다" in page and '<option value="nobody" selected>' in page
    assert confirm(facilitator, preview).location == f"{path}/transcript"
    read = facilitator.get(f"{path}/transcript").text
    assert [line[:2] for line in lines(read)] == [["사회자", "2"], ["A정밀 대표", "2"]]
    assert sum(int(line[2].rstrip(" %")) for line in lines(read)) == 100
    assert "참여자가 아닌 발언 1개는 세지 않습니다" in read


def test_a_second_file_is_refused_with_the_reason_and_what_to_do(facilitator: FlaskClient, own: str) -> None:
    path = f"/roundtables/{own}"
    confirm(facilitator, upload(facilitator, path, TITLED.encode()).location)
    page = facilitator.get(f"{path}/upload").text
    assert 'type="file"' not in page and "저장한 글은 고칠 수 없습니다" in page and "녹취록 철회" in page
    refused = upload(facilitator, path, TITLED.replace("수출", "수입").encode())
    assert refused.status_code == 409 and "녹취록 철회" in refused.text and "겹쳤습니다" not in refused.text
