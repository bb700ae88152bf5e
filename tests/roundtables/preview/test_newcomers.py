"""Everybody in a file whom the record does not have is proposed, checked, added at once and matched."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.conftest import all_rows
from tests.roundtables.conftest import confirm, new_record, send, upload

TALK = (
    "예시 간담회\n참석자: 예시시청 미래산업과장, 예시정밀 대표, 예시대학교 이가상 교수\n\n"
    "사회자: 시작합니다. 어떻습니까?\n예시정밀 대표: 사람이 없습니다.\n다라단조 전무: 저희도 없습니다.\n"
    "미래산업과장: 잘 들었습니다.\n김모: 네.\n사회자: 고맙습니다.\n예시정밀 대표: 네.\n다라단조 전무: 네.\n"
    "미래산업과장: 네.\n김모: 네.\n"
)


@pytest.fixture
def preview(facilitator: FlaskClient, firms: Any) -> str:
    return str(upload(facilitator, new_record(facilitator), TALK.encode()).location)


def table(page: str) -> dict[str, dict[str, str]]:
    """The lines of the table by what the file calls them: field to value, as the page would send them."""
    found = {}
    for row in re.findall(r'<fieldset class="person-row newcomer">(.*?)</fieldset>', page, re.S):
        fields = {}
        for tag in re.findall(r"<input[^>]*>", row):
            name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
            assert name
            if 'type="checkbox"' not in tag or "checked" in tag:
                fields[name.group(1)] = value.group(1) if value else ""
        kind = re.search(r'<select[^>]*name="([^"]+)".*?<option selected value="([^"]*)"', row, re.S)
        assert kind
        fields[kind.group(1)] = kind.group(2)
        [label] = [value for name, value in fields.items() if name.endswith("-proposed")]
        found[label] = fields
    return found


def told(line: dict[str, str]) -> dict[str, str]:
    return {name.rsplit("-", 1)[1]: value for name, value in line.items()}


def flat(lines: dict[str, dict[str, str]]) -> dict[str, str]:
    return {name: value for line in lines.values() for name, value in line.items()}


def test_speakers_without_a_participant_and_people_of_the_list_are_proposed(
    facilitator: FlaskClient, preview: str
) -> None:
    lines = {label: told(line) for label, line in table(facilitator.get(preview).text).items()}
    assert list(lines) == ["예시정밀 대표", "다라단조 전무", "미래산업과장", "김모", "이가상"]
    assert lines["예시정밀 대표"]["org_kind"] == "firm" and lines["다라단조 전무"]["organization"] == "다라단조"
    assert (lines["이가상"]["speaker"], lines["이가상"]["organization"], lines["이가상"]["org_kind"]) == (
        "",
        "예시대학교",
        "expert",
    )
    assert lines["김모"]["organization"] == "" and lines["김모"]["org_kind"] == ""


def test_everybody_ticked_is_added_at_once_and_speakers_are_matched(
    facilitator: FlaskClient, db: Database, preview: str
) -> None:
    lines = table(facilitator.get(preview).text)
    sent = flat(lines)
    [kind] = [name for name in lines["김모"] if name.endswith("-org_kind")]
    [cut] = [name for name in lines["미래산업과장"] if name.endswith("-org_kind")]
    sent.update({kind: "firm", cut: "city", "newcomers_organization": "예시 기관"})
    answer = send(facilitator, preview, op="people", **sent)
    assert answer.status_code == 302, re.findall(r'id="wrong-[^>]*><span>([^<]+)', answer.text)
    assert len(all_rows(db, "participant")) == 2 + 5
    assert [r["action"] for r in all_rows(db, "audit")].count("roundtable changed") == 1
    page = facilitator.get(preview).text
    assert "참여자 5명을 더했습니다. 발언자 4명과 이었습니다." in page and 'id="newcomers"' not in page
    assert confirm(facilitator, preview).status_code == 302
    labels = {r["id"]: r["label"] for r in all_rows(db, "participant")}
    spoken = {r["speaker"]: labels.get(r["participant_id"]) for r in all_rows(db, "turn") if r["identified"]}
    assert {"예시정밀 대표", "다라단조 전무", "미래산업과장", "김모"} <= set(spoken.values())


def test_what_is_wrong_stands_at_its_field_and_nobody_is_added(
    facilitator: FlaskClient, db: Database, preview: str
) -> None:
    sent = flat(table(facilitator.get(preview).text))
    answer = send(facilitator, preview, op="people", **sent)
    assert answer.status_code == 422 and len(all_rows(db, "participant")) == 2
    wrong = dict(re.findall(r'id="wrong-(newcomers-\d+-\w+)"><span>([^<]+)', answer.text))
    assert "기관이 없습니다." in wrong["newcomers-3-organization"]
    assert "기관 종류가 없습니다." in wrong["newcomers-3-org_kind"]
    assert '<a href="#newcomers-3-organization">‘김모’ 기관·기업: 기관이 없습니다.' in answer.text
    again = send(facilitator, preview, op="people", **{**sent, "newcomers-0-label": "사회자"})
    assert re.search(r'id="wrong-newcomers-0-label"><span>같은 호칭이 두 번 있습니다', again.text)


def test_nobody_ticked_is_said_and_what_is_written_survives_every_button(
    facilitator: FlaskClient, preview: str
) -> None:
    sent = {
        name: value for name, value in flat(table(facilitator.get(preview).text)).items() if not name.endswith("-take")
    }
    answer = send(facilitator, preview, op="people", **sent)
    assert answer.status_code == 422 and 'id="wrong-newcomers"' in answer.text
    send(facilitator, preview, op="find", **{**sent, "newcomers-3-organization": "손으로 적은 곳"})
    line = told(table(facilitator.get(preview).text)["김모"])
    assert line["organization"] == "손으로 적은 곳" and "take" not in line


def test_a_firm_of_the_register_is_found_by_its_name(facilitator: FlaskClient, firms: Any) -> None:
    talk = "사회자: 시작합니다.\n예시기업 F1 대표: 네.\n사회자: 네.\n예시기업 F1 대표: 네.\n"
    record = new_record(facilitator, **{"participants-1-label": "", "participants-1-organization": "",
                                        "participants-1-org_kind": "", "participants-1-firm": ""})  # fmt: skip
    preview = str(upload(facilitator, record, talk.encode()).location)
    [line] = table(facilitator.get(preview).text).values()
    assert told(line)["firm"] == "F1 예시기업 F1" and told(line)["org_kind"] == "firm"


def test_who_is_silent_on_a_list_and_who_speaks_by_title_and_name_are_proposed_with_their_offices(
    facilitator: FlaskClient, firms: Any
) -> None:
    talk = (
        "참석자: 김예시(예시센터), 박보기(예시정밀), 이시늉(시늉철강)\n\n"
        "○사회자 김예시  시작합니다.\n○책임연구원 소이든  격차가 문제입니다.\n○사회자 김예시  네.\n"
        "○책임연구원 소이든  네.\n"
    )
    preview = str(upload(facilitator, new_record(facilitator), talk.encode()).location)
    lines = {label: told(line) for label, line in table(facilitator.get(preview).text).items()}
    assert (lines["책임연구원 소이든"]["organization"], lines["책임연구원 소이든"]["role"]) == ("", "책임연구원")
    assert [lines[name]["organization"] for name in ("박보기", "이시늉")] == ["예시정밀", "시늉철강"]
    assert lines["박보기"]["speaker"] == ""
