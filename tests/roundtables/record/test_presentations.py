"""Presentations and a meeting's number: written, read again, refused where they cannot be, told without names."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import scalar
from app.roundtables.record import recording, store
from app.roundtables.record.presentation_lines import line_of, number_in, presentations_in
from app.roundtables.record.record_file import draft_from
from app.roundtables.record.records import PresentationDraft
from tests.coding.conftest import World, record, world
from tests.conftest import sign_in

__all__ = ["world"]
SPOKEN = {"title": "경력직이 빈 자리", "speaker": "A정밀 대표", "from_minute": 3, "to_minute": 12}


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("제도 | 예시기관 | 팀장 | 팀장님 | 3-12", ("제도", "예시기관", "팀장", "팀장님", 3, 12)),
        ("제도\t예시기관\t팀장", ("제도", "예시기관", "팀장", "", None, None)),
        ("제조/서비스 / 예시기관", ("제조/서비스", "예시기관", "", "", None, None)),
        ("제도 | 예시기관 | 팀장 | 3분~12분", ("제도", "예시기관", "팀장", "", 3, 12)),
        ("제도 | 예시기관 | | | 나중", ("제도", "예시기관", "", "", -1, None)),
    ],
)
def test_a_line_is_read_as_it_is_typed_or_pasted(line: str, read: tuple[object, ...]) -> None:
    assert presentations_in(line) == (PresentationDraft(*read),)  # type: ignore[arg-type]


def test_what_is_read_is_written_as_the_same_line() -> None:
    for line in ("제도 | 예시기관 | 팀장 | 팀장님 | 3-12", "제도 | 예시기관", "제도 | | | 팀장님 | 3"):
        assert presentations_in(line_of(*presentations_in(line))) == presentations_in(line)


@pytest.mark.parametrize(("text", "number"), [("51", 51), ("제51차", 51), (" 7 회 ", 7), ("", None), ("첫째", 0)])
def test_a_meetings_number_is_read_as_it_is_said(text: str, number: int | None) -> None:
    assert number_in(text) == number


def saved(db: Database, **more: object) -> recording.Saved:
    draft = draft_from({**record(), **more})
    stored = scalar(db, "select id from roundtable")
    return recording.save_record(db, draft, scope=EVERYTHING, person_id=None, roundtable_id=stored)


def test_a_record_keeps_its_presentations_and_an_equal_one_changes_nothing(db: Database, world: World) -> None:
    given = {"number": 51, "presentations": [SPOKEN, {"title": "지원 제도", "organization": "예시 지원기관"}]}
    assert [saved(db, **given).state for _again in range(2)] == ["changed", "unchanged"]
    draft = store.draft_of(db, scalar(db, "select id from roundtable"))
    spoken = PresentationDraft("경력직이 빈 자리", "", "", "A정밀 대표", 3, 12)
    assert draft.number == 51 and draft.presentations[0] == spoken
    assert saved(db).state == "changed" and scalar(db, "select count(*) from presentation") == 0


@pytest.mark.parametrize(
    "more",
    [
        {"presentations": [{**SPOKEN, "speaker": "없는 사람"}]},
        {"presentations": [{"title": "지원 제도"}]},
        {"presentations": [{**SPOKEN, "from_minute": 12, "to_minute": 3}]},
        {"number": 3, "series": None},
        {"number": 0},
    ],
)
def test_what_cannot_be_is_refused(db: Database, world: World, more: dict[str, object]) -> None:
    with pytest.raises(recording.FlawedRecord):
        saved(db, **more)


def test_two_meetings_of_a_series_have_not_the_same_number(db: Database, world: World) -> None:
    saved(db, number=51)
    other = draft_from({**record(), "code": "next-talk", "number": 51})
    with pytest.raises(recording.FlawedRecord, match="다른 회의"):
        recording.save_record(db, other, scope=EVERYTHING, person_id=None)


def test_others_than_the_facilitator_read_no_speakers_name(db: Database, client: FlaskClient, world: World) -> None:
    saved(db, presentations=[SPOKEN], number=51)
    meeting, series = (scalar(db, f"select {column} from roundtable") for column in ("id", "series_id"))
    sign_in(client, "analyst")
    page = client.get(f"/roundtables/{meeting}").text
    assert "경력직이 빈 자리" in page and "제51차" in page and "예시기업" not in page
    assert "제51차" in client.get(f"/series/{series}").text and "예시 협의체" in client.get("/series").text
