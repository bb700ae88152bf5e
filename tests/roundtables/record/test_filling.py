"""Lines of the record's form filled from pasted text and from the series' last meeting: shown, checked, then saved."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.roundtables.preview import importing
from tests.conftest import all_rows
from tests.roundtables.conftest import FORM, new_record, send

EMPTY = {name: word for name, word in FORM.items() if not name.startswith("participants")}


def lines(page: str) -> list[tuple[str, ...]]:
    """What the page's participant lines hold: label, organization, kind, role, firm."""
    found = []
    for row in re.findall(r'<fieldset class="person-row">(.*?)</fieldset>', page, re.S):
        values = {
            key: re.search(rf'<input[^>]*name="participants-\d+-{key}"[^>]*?value="([^"]*)"', row)
            for key in ("label", "organization", "role", "firm")
        }
        kind = re.search(r'<option selected value="([^"]*)"', row)
        told = {key: match.group(1) if match else "" for key, match in values.items()}
        if any(told.values()):
            found.append(
                (told["label"], told["organization"], kind.group(1) if kind else "", told["role"], told["firm"])
            )
    return found


def test_pasted_lines_are_shown_in_the_rows_and_nothing_is_stored(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    text = "부산시 미래산업과장 김예시\nA정밀 대표, 예시기업 F1, , 대표\n모임을 시작합니다.\n"
    answer = send(facilitator, "/roundtables/new", **EMPTY, pasted=text, paste="1")
    assert answer.status_code == 422 and all_rows(db, "roundtable") == []
    assert lines(answer.text) == [
        ("김예시", "부산시", "city", "미래산업과장", ""),
        ("A정밀 대표", "예시기업 F1", "firm", "대표", "F1 예시기업 F1"),
    ]
    wrong = re.search(r'id="wrong-pasted"><span>([^<]+)', answer.text)
    assert wrong and "3번째 줄 ‘모임을 시작합니다.’" in wrong.group(1)
    assert "모임을 시작합니다.</textarea>" in answer.text and "저장하지 못했습니다" not in answer.text


def test_pasted_lines_that_were_not_moved_are_never_lost_by_saving(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    answer = send(facilitator, "/roundtables/new", **FORM, pasted="부산시 과장")
    assert answer.status_code == 422 and 'id="wrong-pasted"' in answer.text and all_rows(db, "roundtable") == []


def test_nothing_pasted_is_said_at_the_field_and_a_label_that_is_there_is_passed_over(
    facilitator: FlaskClient, firms: Any
) -> None:
    assert 'id="wrong-pasted"' in send(facilitator, "/roundtables/new", **EMPTY, paste="1").text
    answer = send(facilitator, "/roundtables/new", **FORM, pasted="사회자\n부산시 과장", paste="1")
    assert answer.status_code == 200 and "이미 적혀 있는 1명은 건너뛰었습니다." in answer.text
    assert [line[0] for line in lines(answer.text)] == ["사회자", "A정밀 대표", "부산시 과장"]


def test_fifteen_pasted_lines_are_saved_as_fifteen_participants(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    text = "\n".join(f"예시{n}정밀 대표" for n in range(15))
    page = send(facilitator, "/roundtables/new", **EMPTY, pasted=text, paste="1").text
    rows = {
        f"participants-{n}-{key}": value
        for n, line in enumerate(lines(page))
        for key, value in zip(("label", "organization", "org_kind", "role", "firm"), line, strict=True)
    }
    assert send(facilitator, "/roundtables/new", **EMPTY, **rows).status_code == 302
    assert len(all_rows(db, "participant")) == 15


def test_the_people_of_the_series_last_meeting_come_within_ones_scope(
    facilitator: FlaskClient, db: Database, held: str, record: dict[str, Any]
) -> None:
    older = {**record, "code": "rt-0", "date": "2026-10-01", "participants": record["participants"][:1]}
    importing.import_record(db, older, None, None)
    form = {**EMPTY, "series": "예시 협의체", "copy": "1"}
    page = send(facilitator, "/roundtables/new", **form).text
    assert [(line[0], line[4]) for line in lines(page)] == [
        ("사회자", ""),
        ("A정밀 대표", "F1 예시기업 F1"),
        ("전문가 1", ""),
        ("부산시 과장", ""),
    ]
    assert "B기계" not in page and "다른 지역 참여자 1명은 가져오지 않았습니다." in page
    early = send(facilitator, "/roundtables/new", **{**form, "held_on": "2026-10-02"}).text
    assert [line[0] for line in lines(early)] == ["사회자"]


def test_a_series_without_a_meeting_is_said_at_its_field(facilitator: FlaskClient, firms: Any) -> None:
    for series, word in (("", "먼저 적어"), ("없는 시리즈", "지난 회의가 없습니다")):
        answer = send(facilitator, "/roundtables/new", **EMPTY, series=series, copy="1")
        found = re.search(r'id="wrong-series"><span>([^<]+)', answer.text)
        assert answer.status_code == 422 and found and word in found.group(1)


def test_a_record_does_not_recall_itself(facilitator: FlaskClient, firms: Any) -> None:
    path = new_record(facilitator, series="홀로 협의체")
    answer = send(facilitator, f"{path}/edit", **EMPTY, series="홀로 협의체", copy="1")
    assert answer.status_code == 422 and 'id="wrong-series"' in answer.text


def test_the_series_there_are_can_be_chosen_from_a_list(facilitator: FlaskClient, held: str) -> None:
    page = facilitator.get("/roundtables/new").text
    listed = re.search(r'<input[^>]*name="series"[^>]*>', page)
    name = re.search(r' list="([^"]+)"', listed.group(0) if listed else "")
    assert name and f'<datalist id="{name.group(1)}"><option value="예시 협의체">' in page
    assert page.count(f'id="{name.group(1)}"') == 1


def test_a_programs_number_of_somebody_is_not_carried_into_the_next_meeting(
    facilitator: FlaskClient, db: Database, firms: Any, record: dict[str, Any]
) -> None:
    def named(label: str, organization: str, kind: str, **more: Any) -> dict[str, Any]:
        return {**record["participants"][0], "label": label, "organization": organization, "org_kind": kind, **more}

    people = [
        named("참석자 2", "예시정밀", "firm", role="대표", areas=["B001"]),
        named("참석자 4", "참석자 4", "firm", areas=["B001"]),
        named("나라기술 전무", "나라기술", "firm", areas=["B001"]),
        named("전문가 1", "예시대학교", "expert", areas=["B001"]),
    ]
    importing.import_record(db, {**record, "participants": people, "areas": ["B001"], "transcript": None}, None, None)
    page = send(facilitator, "/roundtables/new", **{**EMPTY, "series": "예시 협의체", "copy": "1"}).text
    assert [line[0] for line in lines(page)] == ["예시정밀 대표", "나라기술 전무", "전문가 1"]
    assert "번호뿐인 참여자 1명은 가져오지 않았습니다" in page
    asked = re.findall(r'<input[^>]*name="participants-\d+-asked"[^>]*value="([^"]*)"', page)
    assert [area for area in asked if area] == ["B001"]
