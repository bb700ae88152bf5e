"""What came of a visit: told twice it is one, two different ones are both kept, and nobody tells of another's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import now, today
from app.db import row, rows, scalar, writing
from app.errors import BadInput
from app.field.visits import assigning, ending, reporting, store
from app.field.visits.outcomes import OUTCOMES, outcomes, reason_word
from app.files import keeping
from app.files.sender import Sender
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.reaching import contact_store, sending
from app.surveys.reaching.contacts import Contact
from app.surveys.reaching.sending import Wanted
from app.surveys.sealed import ending as returns
from tests.files.test_keeping import sha256
from tests.files.test_pictures import photo

Tell = Callable[..., reporting.Reported]
CONSENT = {"consent_sha256": outcomes().consent.id, "consent_at": "2026-11-30T05:00:00+00:00"}


def state_of(db: Database, visit_id: str) -> sqlite3.Row:
    found = row(db, "select * from visit_now where id = ?", [visit_id])
    assert found is not None
    return found


def test_the_same_report_may_come_as_often_as_it_likes(db: Database, send: Callable[..., str], tell: Tell) -> None:
    visit_id, report_id = send(), new_id()
    told = {"id": report_id, "note": "예시: 공장장이 답함", **CONSENT}
    assert tell(visit_id, **told).new and not tell(visit_id, **told).new
    assert len(rows(db, "select * from visit_report")) == 1 and state_of(db, visit_id)["state"] == "done"
    assert scalar(db, "select count(*) from audit where action = 'visit reported'") == 1
    with pytest.raises(reporting.OtherReport):
        tell(visit_id, **{**told, "note": "예시: 다른 말"})


def test_a_visit_done_twice_keeps_both_and_the_later_one_holds(
    db: Database, send: Callable[..., str], tell: Tell
) -> None:
    visit_id = send()
    tell(visit_id, visited_at="2026-11-30T05:00:00+00:00")
    tell(visit_id, "absent", reason="locked", visited_at="2026-11-29T05:00:00+00:00")  # came later, was earlier
    found = state_of(db, visit_id)
    assert (found["reports"], found["state"]) == (2, "done")
    assert [r["outcome"] for r in store.reports_of(db, visit_id)] == ["done", "absent"]


def test_anothers_visit_is_refused_but_one_that_was_given_away_on_the_way_is_taken(
    db: Database, send: Callable[..., str], tell: Tell, people: dict[str, str]
) -> None:
    visit_id = send()
    with pytest.raises(reporting.NotYours):
        tell(visit_id, who="facilitator")
    moved = {"researcher_id": people["researcher"], "planned_on": today() + timedelta(days=1)}
    assigning.move(db, [visit_id], EVERYTHING, **moved, person_id=None)
    report_id = new_id()
    assert tell(visit_id, id=report_id).new
    with pytest.raises(reporting.NotYours):  # nor is another's report told again
        tell(visit_id, id=report_id, who="facilitator")


def test_a_second_visit_is_planned_once_and_moved_by_a_later_word(
    db: Database, send: Callable[..., str], tell: Tell, people: dict[str, str]
) -> None:
    visit_id, report_id = send(), new_id()
    soon, later = ((today() + timedelta(days=n)).isoformat() for n in (3, 6))
    told = {"id": report_id, "reason": "person_out", "second_on": soon}
    second = tell(visit_id, "absent", **told).second_id
    assert second and tell(visit_id, "absent", **told).second_id == second
    assert tell(visit_id, "absent", reason="person_out", second_on=later).second_id == second
    found = state_of(db, second)
    assert (found["cause"], found["follows"], found["planned_on"]) == ("again", visit_id, later)
    assert found["researcher_id"] == people["researcher"] and len(rows(db, "select * from visit")) == 2


@pytest.mark.parametrize(
    ("outcome", "more", "where"),
    [
        ("gone", {}, "결과"),
        ("refused", {}, "까닭"),
        ("refused", {"reason": "drop table"}, "까닭"),
        ("refused", {"reason": "other"}, "메모"),
        ("done", {"second_on": "2999-01-01"}, "다시 방문할 날"),
        ("absent", {"reason": "locked", "second_on": "2020-01-01"}, "다시 방문할 날"),
        ("absent", {"reason": "locked", "second_on": "tomorrow"}, "다시 방문할 날"),
        ("done", {"consent_sha256": "0" * 64, "consent_at": "2026-11-30T05:00:00+00:00"}, "동의"),
        ("done", {**CONSENT, "consent_at": "today"}, "동의"),
        ("done", {"note": "가" * 2001}, "메모"),
        ("done", {"photos": ("0" * 64,)}, "사진"),
        ("done", {"photos": tuple(f"{n:064d}" for n in range(11))}, "사진"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_nothing_stored(
    db: Database, send: Callable[..., str], tell: Tell, outcome: str, more: dict[str, object], where: str
) -> None:
    with pytest.raises(BadInput) as refused:
        tell(send(), outcome, **more)
    assert where in {p.where for p in refused.value.problems}
    assert not rows(db, "select * from visit_report")


def test_words_agreed_to_stay_readable_when_the_file_says_other_ones(
    db: Database, send: Callable[..., str], tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit_id = send()
    tell(visit_id, **CONSENT)
    today_words, agreed = outcomes(), CONSENT["consent_sha256"]
    other = type(today_words)(today_words.reasons, today_words.again, type(today_words.consent)("f" * 64, "새", "new"))
    monkeypatch.setattr(reporting, "outcomes", lambda: other)
    assert tell(send("F2"), **CONSENT).new  # a laptop that has the old words still
    (told,) = store.reports_of(db, visit_id)
    assert told["consent_sha256"] == agreed and told["words_ko"] == today_words.consent.ko


def test_a_clock_that_is_a_year_ahead_is_not_believed(db: Database) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=365)).isoformat()
    assert reporting.believed(ahead)[:10] == now()[:10] == reporting.believed(None)[:10]
    assert reporting.believed("2026-11-20T15:00:00+09:00") == "2026-11-20T06:00:00.000000+00:00"


def test_names_and_numbers_in_a_note_are_covered(db: Database, send: Callable[..., str], tell: Tell) -> None:
    tell(send(), note="예시: 표은하 대표(010-7391-5528)는 내일 온다고 함")
    note = scalar(db, "select note from visit_report")
    assert "010-7391-5528" not in note and "내일" in note


def test_every_outcome_but_done_has_reasons_in_both_languages() -> None:
    known = outcomes()
    assert set(known.reasons) == set(OUTCOMES) and not known.reasons["done"]
    for outcome in set(OUTCOMES) - {"done"}:
        assert len(known.reasons[outcome]) > 2 and all(each.ko and each.en for each in known.reasons[outcome])
    assert reason_word("refused", "busy", "en") == "Busy now" and reason_word("refused", "of old", "ko") == "of old"


def with_photo(db: Database, person_id: str) -> str:
    data = photo()
    keeping.keep(db, sha256(data), data, Sender(person_id=person_id))
    return sha256(data)


def test_photos_and_notes_go_with_the_return_and_what_was_decided_stays(
    db: Database,
    send: Callable[..., str],
    tell: Tell,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    answered = {"consent": "y", "biz_past": "2"}
    first, newer = (
        accept(db, survey, Return(new_id(), areas["B001"], answered, "onsite", firms["F1"])) for _n in range(2)
    )
    tell(send(), note="예시 메모", photos=(with_photo(db, people["researcher"]),), **CONSENT)
    returns.destroy(db, first.response_id, "mistake", person_id=None)
    assert scalar(db, "select note from visit_report")  # another return of the firm stands
    returns.destroy(db, newer.response_id, "request", person_id=None)
    told = row(db, "select * from visit_report")
    assert told and (told["note"], told["consent_sha256"], told["outcome"]) == ("", None, "done")
    assert scalar(db, "select data from stored_file") is None


def test_what_was_seen_and_heard_is_destroyed_when_its_day_is_over(
    db: Database, send: Callable[..., str], tell: Tell, people: dict[str, str]
) -> None:
    sent = with_photo(db, people["researcher"])
    visit_id, report_id = send(), new_id()
    told = {"id": report_id, "reason": "busy", "note": "예시", "photos": (sent,)}
    tell(visit_id, "refused", **told)
    assert ending.destroy_due(db) == 0
    assert ending.destroy_due(db, "2999-01-01") == 1 and ending.destroy_due(db, "2999-01-01") == 0
    assert scalar(db, "select data from stored_file") is None and state_of(db, visit_id)["state"] == "refused"
    assert not tell(visit_id, "refused", **told).new  # a laptop that sends it once more brings nothing back
    assert scalar(db, "select note from visit_report") == ""
    with pytest.raises(sqlite3.IntegrityError, match="nothing else changes"):
        db.conn.execute("update visit_report set outcome = 'done'")


def test_who_refused_at_a_visit_is_not_written_to_again(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], send: Callable[..., str], tell: Callable[..., object]
) -> None:
    with writing(db):
        for firm in ("F1", "F2"):
            contact_store.write_contact(db, Contact(firms[firm], address="예시시 예시구 예시로 1"), person_id=None)
    tell(send("F1"), "refused", reason="busy")
    found = sending.reach(db, survey, EVERYTHING, Wanted("letter"))
    assert [firm["code"] for firm in found.firms] == ["F2"] and found.refused == 1
