"""Firms at the table: found by code or name, kept when the register moves them, faults told at the top."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import row, rows, writing
from app.roundtables.preview import importing
from app.roundtables.record import recording, store
from tests.roundtables.conftest import FORM, new_record, send


def participant(db: Database, label: str) -> dict[str, Any]:
    found = row(
        db,
        """select p.*, firm.code as firm_code from participant p left join firm on firm.id = p.firm_id
           where label = ?""",
        [label],
    )
    assert found is not None
    return dict(found)


@pytest.mark.parametrize("typed", ["F1", "f1", "F1 예시기업 F1", "예시기업 F1", "예시기업F1"])
def test_a_firm_is_found_by_code_or_name_and_fills_in_its_organization(
    facilitator: FlaskClient, db: Database, firms: dict[str, str], typed: str
) -> None:
    empty = {"participants-1-organization": "", "participants-1-org_kind": ""}
    new_record(facilitator, **{"participants-1-firm": typed, **empty})
    found = participant(db, "A정밀 대표")
    assert (found["firm_code"], found["organization"], found["org_kind"]) == ("F1", "예시기업 F1", "firm")


def test_what_was_written_as_organization_stays_and_brackets_do_not_matter(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    with writing(db):
        db.conn.execute("update firm set name = '가람정밀(예시)' where code = 'F1'")
    new_record(facilitator, **{"participants-1-firm": "가람정밀"})
    assert (participant(db, "A정밀 대표")["firm_code"], participant(db, "A정밀 대표")["organization"]) == (
        "F1",
        "A정밀(예시)",
    )


def test_a_name_of_several_firms_must_be_chosen_among(wide: FlaskClient, db: Database, firms: dict[str, str]) -> None:
    with writing(db):
        db.conn.execute("update firm set name = '가람정밀'")
    page = send(wide, "/roundtables/new", **{**FORM, "participants-1-firm": "가람정밀", "areas": ["B001", "B002"]})
    assert page.status_code == 422 and "같은 이름의 기업이 여럿 있습니다" in page.text
    # The areas of the roundtable decide where they can.
    new_record(wide, **{"participants-1-firm": "가람정밀"})
    assert participant(db, "A정밀 대표")["firm_code"] == "F1"


def test_faults_are_listed_at_the_top_with_links_to_their_fields(
    facilitator: FlaskClient, firms: dict[str, str]
) -> None:
    page = send(facilitator, "/roundtables/new", **{**FORM, "place": "", "participants-1-firm": "없는 회사"}).text
    top = page.split('role="alert"')[1].split("</ul>")[0]
    assert '<a href="#field-place">장소</a>' in top
    assert '<a href="#participants-1-firm">참여자 2번째 줄 ‘기업 코드·이름’</a>: 명부에 없는 기업입니다.' in top
    assert 'id="participants-1-firm"' in page and 'id="field-place"' in page


def test_a_record_can_be_edited_after_the_register_moved_one_of_its_firms(
    facilitator: FlaskClient, db: Database, firms: dict[str, str], areas: dict[str, str]
) -> None:
    path = new_record(facilitator)
    before = participant(db, "A정밀 대표")["respondent_id"]
    with writing(db):
        db.conn.execute("update firm set area_id = ? where code = 'F1'", [areas["B002"]])
    page = facilitator.get(f"{path}/edit")
    assert page.status_code == 200
    changed = {
        **FORM,
        "title": "고친 제목",
        "seen": page.text.split('name="seen"')[1].split('value="')[1].split('"')[0],
    }
    assert send(facilitator, f"{path}/edit", **changed).status_code == 302
    assert participant(db, "A정밀 대표")["respondent_id"] == before
    spoken_of = rows(db, "select area_id from respondent_area where respondent_id = ?", [before])
    assert [r["area_id"] for r in spoken_of] == [areas["B001"]]
    # A firm that was not there before must still be of a chosen area.
    other = {**changed, "participants-1-firm": "F2", "seen": ""}
    assert send(facilitator, f"{path}/edit", **other).status_code == 422


def test_a_record_file_brought_again_after_a_move_changes_nothing(
    db: Database, people: dict[str, str], record: dict[str, Any], areas: dict[str, str]
) -> None:
    record = {**record, "areas": ["B001"], "participants": record["participants"][:2]}
    first = importing.import_record(db, record, None, None)
    with writing(db):
        db.conn.execute("update firm set area_id = ? where code = 'F1'", [areas["B002"]])
    assert importing.import_record(db, record, None, None).state == "unchanged"
    recording.check_record(db, store.draft_of(db, first.id), EVERYTHING, first.id)
