"""What is told at a series' next meeting, by page and paper; the minutes of one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.clock import today
from app.db import row, scalar, writing
from app.papers.model import Table, Text
from app.proposals import told_routes
from app.proposals.keeping.proposal import Answer
from app.proposals.meetings.minutes import minutes_paper, read_minutes
from app.proposals.meetings.telling import read_told
from app.proposals.meetings.told_paper import told_paper
from app.roundtables.record.series_store import find_series
from app.roundtables.record.store import find_roundtable
from tests.conftest import sign_in
from tests.proposals.conftest import Proposed
from tests.proposals.keeping.test_answering import answer


def test_what_was_said_earlier_is_told_and_what_is_new_is_marked(db: Database, proposed: Proposed) -> None:
    done, late = proposed.make("숙련공을"), proposed.make("대출 금리가", due_on="2026-10-20", title="이자를 낮춰 달라")
    answer(proposed, done, Answer("reflected", organization="예시 시", reflected_in="예시 계획"))
    told = read_told(db, proposed.series, EVERYTHING)
    assert {line.proposal["id"]: (line.fresh, line.late > 0) for line in told.lines} == {
        done: (True, False),
        late: (False, True),
    }
    assert "2건 가운데 1건을 반영했고" in told.sentences()[0] and told.sentences()[1].endswith("1건이 달라졌습니다.")
    assert [name for name, _lines in told.grouped("organization")] == ["예시 시", "답할 곳을 정하지 않은 제안"]
    assert all(line.firms is None for line in told.lines), "one firm is not told as one"


def test_nothing_is_told_at_the_meeting_at_which_it_was_said(db: Database, proposed: Proposed) -> None:
    proposed.make("숙련공을")
    meeting = scalar(db, "select id from roundtable")
    assert read_told(db, proposed.series, EVERYTHING, meeting).lines == ()
    assert read_told(db, proposed.series, Scope(frozenset()), "").lines == ()


def test_the_next_meeting_is_the_record_ahead_or_the_day_planned(db: Database, proposed: Proposed) -> None:
    coming = (today() + timedelta(days=9)).isoformat()
    with writing(db):
        db.conn.execute("update series set next_on = ?", [coming])
    series = find_series(db, proposed.series, EVERYTHING)
    told = read_told(db, proposed.series, EVERYTHING)
    assert series is not None and told.meeting is None and told.since == "2026-10-14"
    paper = told_paper(told, series, by="state", office="예시 센터", made_on="2026-11-30", example=True)
    assert paper.title == "말씀하신 것, 한 것" and paper.example


def test_minutes_tell_firms_by_number_and_nobody_by_name(db: Database, proposed: Proposed) -> None:
    proposed.make("숙련공을")
    found = find_roundtable(db, scalar(db, "select id from roundtable"), EVERYTHING)
    assert found is not None
    minuted = read_minutes(db, found, EVERYTHING)
    given = {"office": "예시 센터", "made_on": "2026-10-14", "example": True}
    short, whole = (minutes_paper(db, minuted, **given, verbatim=v) for v in (False, True))  # type: ignore[arg-type]
    words = " ".join(cell for b in short.blocks if isinstance(b, Table) for r in b.rows for cell in r)
    assert "숙련공을 구하게 해 달라" in words and "숙련공을 구할 수가" not in words and "예시기업" not in words
    said = [b.text for b in whole.blocks if isinstance(b, Text)][-4:]
    assert [each.partition(":")[0] for each in said] == ["사회자", "A정밀 대표", "B소프트 대표", "외부 전문가"]
    assert "숙련공을 구할 수가 없습니다" in said[1]


def test_minutes_of_another_area_leave_its_speeches_out(db: Database, proposed: Proposed) -> None:
    mine = Scope(frozenset({proposed.world.areas["B002"]}))
    found = find_roundtable(db, scalar(db, "select id from roundtable"), mine)
    assert found is not None
    paper = minutes_paper(db, read_minutes(db, found, mine), office="", made_on="", example=True, verbatim=True)
    said = " ".join(b.text for b in paper.blocks if isinstance(b, Text))
    assert "임대료가" in said and "숙련공을" not in said


def test_a_long_list_has_pages_and_a_group_goes_on_over_them(
    client: FlaskClient, proposed: Proposed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told_routes, "PAGE", 2)
    done, *_open = [
        proposed.make(words, title=words) for words in ("숙련공을", "대출 금리가", "숙련공을", "대출 금리가")
    ]
    answer(proposed, done, Answer("reflected", organization="예시 시", reflected_in="예시 계획"))
    sign_in(client, "analyst")
    first, second = (client.get(f"/series/{proposed.series}/told?page={n}").text for n in (1, 2))
    listed = [re.findall(r'href="/proposals/([0-9a-f-]{36})"', page) for page in (first, second)]
    assert [len(each) for each in listed] == [2, 2] and len({*listed[0], *listed[1]}) == 4
    groups = [re.findall(r'<h2>(.+?) <span class="soft">(\d)건', page) for page in (first, second)]
    assert groups == [[("예시 시", "1"), ("답할 곳을 정하지 않은 제안", "3")], [("답할 곳을 정하지 않은 제안", "3")]]


def test_the_papers_come_in_each_form(client: FlaskClient, proposed: Proposed) -> None:
    proposed.make("숙련공을")
    sign_in(client, "analyst")
    meeting = row(proposed.db, "select id, series_id from roundtable")
    assert meeting is not None
    told, minutes = f"/series/{meeting['series_id']}/told", f"/roundtables/{meeting['id']}/minutes"
    assert "말씀하신 것, 한 것" in client.get(told).text
    for path in (f"{told}/paper.docx", f"{told}/paper.hwpx", f"{minutes}.docx", f"{minutes}/verbatim.hwpx"):
        answer = client.get(path)
        assert answer.status_code == 200 and answer.data[:2] == b"PK", path
    asked = client.get(f"{minutes}/verbatim.docx", headers={"Referer": "/"})
    assert asked.status_code == 200
    client.gives = ""  # type: ignore[attr-defined]
    assert client.get(f"{minutes}/verbatim.docx").status_code == 428, "a reason is asked for what people said"
