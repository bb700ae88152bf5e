"""Reaching firms: contacts brought from a file, whom a sending reaches, letters that can be printed again, reminders."""

from __future__ import annotations

import io
import re
import sqlite3
from dataclasses import replace

import hwpx
import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import row, writing
from app.errors import BadInput
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from app.surveys.reaching import contact_store, contacts, letters, messages, sending, sending_store
from app.surveys.reaching.contact_importing import import_contacts
from app.surveys.reaching.sending import Wanted
from tests.conftest import all_rows, sign_in, token
from tests.surveys.conftest import ANSWERS

FILE = (
    "기업코드,담당자,전화번호,이메일,우편번호,주소\n"
    "F1,예시 담당자,+82 10-1234-5678,Sample@EXAMPLE.kr,46900,부산 사상구 예시로 1\n"
    "F2,,513456789,,,부산 사상구 예시로 2\n"
)


def bring(db: Database, text: str = FILE):
    return import_contacts(db, text.encode("cp949"), "연락처.csv", None, EVERYTHING)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("０１０ 1234 5678", "010-1234-5678"),
        ("+82-51-123-4567", "051-123-4567"),
        ("0082 2 345 6789", "02-345-6789"),
        ("(02)3456.7890", "02-3456-7890"),
        ("1012345678", "010-1234-5678"),
        ("15881234", "1588-1234"),
        ("0505 123 4567", "0505-123-4567"),
    ],
)
def test_a_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert contacts.as_phone(typed) == kept


@pytest.mark.parametrize("typed", ["051-12-3456", "전화 없음", "010-1234-567", "12", "051-123-4567, 010-1234-5678"])
def test_what_is_no_number_is_refused_with_what_would_be_right(typed: str) -> None:
    with pytest.raises(ValueError, match="010-1234-5678"):
        contacts.as_phone(typed)


def test_a_file_of_contacts_is_kept_once(db: Database, firms: dict[str, str]) -> None:
    assert vars(bring(db)) == {"new": 2, "changed": 0, "unchanged": 0}
    assert vars(bring(db)) == {"new": 0, "changed": 0, "unchanged": 2}
    found = contact_store.contact_of(db, firms["F1"])
    assert (found["phone"], found["email"]) == ("010-1234-5678", "Sample@example.kr")
    assert contact_store.contact_of(db, firms["F2"])["phone"] == "051-345-6789", "a sheet dropped the first zero"


def test_every_problem_of_a_file_is_told_and_nothing_is_kept(db: Database, firms: dict[str, str]) -> None:
    with pytest.raises(BadInput) as caught:
        bring(db, "기업코드,전화번호,이메일\nF1,12,a@b\nF9,,x@example.kr\nF1,,\n")
    assert len(caught.value.problems) == 4 and not all_rows(db, "firm_contact")


def test_a_sending_reaches_who_has_not_answered_and_makes_the_missing_links(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], areas: dict[str, str], app
) -> None:
    bring(db)
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    with app.test_request_context():
        sending.send(db, survey, EVERYTHING, Wanted("letter"), person_id=None)
        link = row(db, "select * from invitation where firm_id = ?", [firms["F2"]])
        told = inviting.told_again(link)
        assert inviting.invitation_of(db, told)["firm_id"] == firms["F2"], "the same address, printed once more"
        with pytest.raises(BadInput):
            sending.send(db, survey, EVERYTHING, Wanted("letter"), person_id=None)
    assert [r["firm_id"] for r in all_rows(db, "sending_firm")] == [firms["F2"]]
    assert all_rows(db, "invitation")[0]["token_hash"] != told, "the database knows the hash alone"


def test_a_reminder_leaves_out_who_answered_or_refused_and_says_how_many(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], app, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(db)
    with app.test_request_context():
        sending.send(db, survey, EVERYTHING, Wanted("letter"), person_id=None)
        monkeypatch.setattr("app.surveys.reaching.sending.today", lambda: tomorrow())
        monkeypatch.setattr(sending, "REFUSED", {"visits": lambda _db, _survey: {firms["F2"]}})
        found = sending.reach(db, survey, EVERYTHING, Wanted("letter"))
        assert [f["code"] for f in found.firms] == ["F1"] and (found.refused, found.number, found.numbers) == (
            1,
            1,
            {1: 1},
        )
        assert not sending.reach(db, survey, EVERYTHING, Wanted("letter", whom="first")).firms
        links = len(all_rows(db, "invitation"))
        again = sending.send(db, survey, EVERYTHING, Wanted("letter"), person_id=None)
        made = letters.letters_of(sending_store.firms_of_sending(db, again, EVERYTHING), lambda each: f"/s/{each}")
    assert [letter.again for letter in made] == [True], "who was written to before is told so"
    assert len(all_rows(db, "invitation")) == links, "a live link stays the same"
    assert [s["number"] for s in sending_store.list_sendings(db, survey["id"], EVERYTHING)] == [1, 0]


def tomorrow():
    from datetime import timedelta

    from app.clock import today

    return today() + timedelta(days=1)


def test_a_message_is_measured_as_carriers_do() -> None:
    told = messages.message("{firm} {link}", office="", title="", day="", address="a" * 10, firm="예시정밀")
    assert (told.size, told.kind) == (19, "SMS") and messages.Message("가" * 46).kind == "LMS"
    assert messages.Message("가" * 1001).kind == "too long"


def test_letters_and_lists_are_made_of_a_sending(
    client: FlaskClient, people: dict[str, str], db: Database, survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    bring(db)
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/reach"
    assert "보낼 기업 2곳" in client.get(path).text
    made = client.post(path, data={"channel": "letter", "do": "send", "csrf_token": token(client, "/account")})
    assert made.status_code == 303
    assert "보낼 기업 0곳" in client.get(path).text
    page = client.get(f"{made.location}/letters").text
    assert page.count('class="letter"') == 2 and page.count("<svg") == 2 and "귀하" in page
    address = re.search(r"<code>(http[^<]*/s/([\w-]{22}))</code>", page)
    assert address and inviting.invitation_of(db, address[2])
    document = hwpx.HwpxDocument.open(io.BytesIO(client.get(f"{made.location}/letters.hwpx").data))
    written = [p.text for p in document.paragraphs]
    assert address[1] in written and written[written.index(address[1]) - 1] == "응답 주소(귀사만 쓸 수 있습니다)"
    listed = client.get(f"{made.location}/list.csv?text={{firm}}: {{link}}").data.decode("utf-8-sig")
    assert f"{address[1]}" in listed and "'=" not in listed
    assert client.get(made.location).status_code == 200


def test_contacts_are_for_analysts_of_the_area_alone(
    client: FlaskClient, people: dict[str, str], db: Database, firms: dict[str, str]
) -> None:
    bring(db)
    sign_in(client, "researcher")
    assert client.get("/surveys/contacts").status_code == 403
    sign_in(client, "analyst")
    page = client.get("/surveys/contacts").text
    assert "010-1234-5678" in page and "F1" in page
    assert "예시 담당자" not in client.get("/surveys/contacts?missing=1").text
    assert "F1,예시 담당자,Sample@example.kr,010-1234-5678" in client.get("/surveys/contacts.csv").data.decode(
        "utf-8-sig"
    )


def test_an_open_link_takes_as_many_answers_as_it_was_given(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], client: FlaskClient
) -> None:
    area = row(db, "select * from area where id = ?", [areas["B001"]])
    limits = inviting.Limits(most_a_day=1)
    link = inviting.make_open_link(db, survey["id"], area, person_id=None, limits=limits).token
    sent = {**ANSWERS, "firm-size": "small"}
    assert client.post(f"/s/{link}", data={"response-id": new_id(), **sent}).status_code == 303
    refused = client.post(f"/s/{link}", data={"response-id": new_id(), **sent})
    assert refused.status_code == 429 and "오늘 받을 수 있는 응답" in refused.text and "인력난" in refused.text
    assert row(db, "select size_band from respondent")["size_band"] == "small"
    with writing(db):
        db.conn.execute("update invitation set last_on = '2026-01-01'")
    assert client.get(f"/s/{link}").status_code == 410


def test_the_greeting_names_whom_the_letter_is_addressed_to() -> None:
    words = letters.Words(*(name for name in letters.Words.__dataclass_fields__))
    words = replace(words, greeting="{firm} 대표님께", greeting_person="{firm} {person} 님께")
    letter = letters.Letter("F1", "예시정밀", None, "", "", "", None)  # type: ignore[arg-type]
    assert words.greeted(letter) == "예시정밀 대표님께"
    assert words.greeted(replace(letter, person="예시 부장")) == "예시정밀 예시 부장 님께"


def test_an_answer_counts_under_the_last_sending_before_it_and_a_reminder_says_that_it_is_one(
    client: FlaskClient,
    people: dict[str, str],
    db: Database,
    survey: sqlite3.Row,
    firms: dict[str, str],
    areas: dict[str, str],
    app,
) -> None:
    bring(db)
    with app.test_request_context():
        sending.send(db, survey, EVERYTHING, Wanted("email"), person_id=None)
        with writing(db):
            db.conn.execute("drop trigger sending_no_update")
            db.conn.execute("update sending set sent_on = date(sent_on, '-2 days'), at = '2026-01-01T00:00:00.000Z'")
        again = sending.send(db, survey, EVERYTHING, Wanted("email"), person_id=None)
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/sendings/{again}"
    assert "다시 알리는 글" in client.get(path).text and "다시 부탁드립니다" in client.get(f"{path}/list.csv").text
    with app.test_request_context():
        accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    counted = {s["number"]: s["answered"] for s in sending_store.list_sendings(db, survey["id"], EVERYTHING)}
    assert counted == {1: 1, 0: 0}
    bring(db, "기업코드,전자우편\nF2,two@example.kr\n")
    with app.test_request_context():
        first = sending.send(db, survey, EVERYTHING, Wanted("email", whom="first"), person_id=None)
    assert "다시 부탁드립니다" not in client.get(f"/surveys/{survey['id']}/sendings/{first}/list.csv").text


def test_open_links_have_a_sheet_with_their_code(
    client: FlaskClient, people: dict[str, str], db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    area = store.find_area(db, areas["B001"])
    made = inviting.make_open_link(db, survey["id"], area, person_id=None)
    page = sign_in(client, "researcher").get(f"/surveys/{survey['id']}/posters").text
    assert page.count('class="letter poster"') == 1 and f"/s/{made.token}" in page and "<svg" in page
