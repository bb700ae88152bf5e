"""The form of every type in a real browser, over the workbench itself: no server, each request goes to the test client."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from playwright.sync_api import Browser, Page, Route
from sqlite_utils import Database

from app.clock import today
from app.surveys.answering import response_store
from app.surveys.answering.inviting import make_open_link
from app.surveys.asking import store
from app.surveys.asking.publishing import publish
from app.surveys.asking.surveying import open_survey
from forms.asked import judging
from forms.questionnaire import Questionnaire, check_answers

ROOT = Path(__file__).parents[3]
EVERY = json.loads((ROOT / "tests/forms/every_type.json").read_text(encoding="utf-8"))
HOST = "http://workbench.test"
# What the browser loads for every form is the same: asked for once.
STATIC: dict[str, dict[str, Any]] = {}


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def opened(db: Database, areas: dict[str, str], definition: dict[str, Any]) -> str:
    """The address of an open link to a survey of this definition."""
    publish(db, definition, None)
    days = {
        "opens_on": (today() - timedelta(days=1)).isoformat(),
        "closes_on": (today() + timedelta(days=9)).isoformat(),
    }
    survey = open_survey(db, wave_code="2026Q4", questionnaire_code=definition["id"], person_id=None, **days)
    area = store.find_area(db, areas["B001"])
    assert area is not None
    return f"{HOST}/s/{make_open_link(db, survey, area, person_id=None).token}"


@pytest.fixture
def link(db: Database, areas: dict[str, str]) -> str:
    return opened(db, areas, EVERY)


@pytest.fixture
def page(browser_page: Page, client: FlaskClient, link: str) -> Iterator[Page]:
    """A blank form; what the browser asks for, the test client answers."""
    posted: list[str] = []

    def answer(route: Route) -> None:
        request, path = route.request, route.request.url.removeprefix(HOST)
        if request.method == "POST":
            posted.append(request.url)
        if path not in STATIC:
            sent = {"data": request.post_data_buffer, "content_type": request.headers.get("content-type")}
            answered = client.open(path, method=request.method, follow_redirects=True, **sent)
            headers = {name: value for name, value in answered.headers.items() if name.lower() != "content-length"}
            told = {"status": answered.status_code, "headers": headers, "body": answered.data}
            if not path.startswith("/static/"):
                route.fulfill(**told)
                return
            STATIC[path] = told
        route.fulfill(**STATIC[path])

    browser_page.unroute_all()
    browser_page.route("**/*", answer)
    browser_page.goto(f"{link}?lang=ko")
    browser_page.posted = posted  # type: ignore[attr-defined]
    yield browser_page
    browser_page.evaluate("localStorage.clear()")


def saved(page: Page) -> None:
    page.click(".send [type=submit]")
    page.get_by_role("heading", name="저장되었습니다").wait_for()


def shown(page: Page, key: str) -> bool:
    return page.locator(f'[data-question="{key}"]').is_visible()


def fill_what_must_be(page: Page) -> None:
    page.select_option("[data-paging]", "all")
    page.select_option("[name=firm-size]", "small")
    page.check("[name=agree]")
    page.check("[name=district][value=north]")
    page.fill("[name=employees]", "１０명")
    page.fill('[name="name[1]"]', "예시 가")
    page.fill('[name="heads[1]"]', "7")


def picture() -> bytes:
    """A photo larger than what is kept of one."""
    held = BytesIO()
    Image.new("RGB", (3200, 1600), "steelblue").save(held, "PNG")
    return held.getvalue()


def stored(db: Database) -> dict[str, object]:
    found: list[sqlite3.Row] = list(db.conn.execute("select id from response"))
    assert len(found) == 1
    return response_store.answers_of_response(db, found[0][0])


def test_only_what_is_asked_is_shown_and_what_follows_is_worked_out_and_stored(page: Page, db: Database) -> None:
    page.select_option("[data-paging]", "all")
    assert not shown(page, "estate") and not shown(page, "name[1]") and page.input_value("[name=opens]") == "09:00"
    fill_what_must_be(page)
    assert page.locator("[name=estate]:visible").count() == 3  # two of the north, and 해당 없음
    page.check("[name=estate][value=n2]")
    page.check("[name=district][value=south]")
    assert page.locator("[name=estate]:checked").count() == 0  # it is no longer offered
    page.check("[name=district][value=north]")
    page.check("[name=estate][value=n1]")
    assert page.inner_text('[data-question="heads[1]"] label').startswith("‘예시 가’은 몇 명입니까?")
    assert page.inner_text('[data-question="rest"]') == "10명 가운데 7명을 적었습니다."
    page.click("[data-more] button")
    page.fill('[name="name[2]"]', "틀린 것")
    page.click("[data-more] button")
    page.fill('[name="name[3]"]', "예시 나")
    page.fill('[name="heads[3]"]', "3")
    page.locator("[data-less]").nth(1).click()
    assert page.input_value('[name="name[2]"]') == "예시 나" and not shown(page, "rest")
    page.check("[name=need][value=rnd]")
    assert page.locator('[data-question="wish"] .need').is_visible()
    page.check("[name=need][value=none]")
    assert not page.is_checked("[name=need][value=rnd]")
    page.locator(".ranking li", has_text="교통").get_by_role("button").press("Enter")
    page.locator(".ranking li", has_text="세금").get_by_role("button").press("Enter")
    page.locator(".ranking li", has_text="세금").get_by_role("button", name="위로").press("Enter")
    page.locator('[data-question="busy"] input[type=range]').fill("35")
    page.fill("[name=where]", "37.3382, 126.7430")
    page.set_input_files("[name=photo-file]", {"name": "예시.png", "mimeType": "image/png", "buffer": picture()})
    page.locator('[data-question="read_it"] .need').wait_for()
    page.check("[name=read_it]")
    saved(page)
    answers = stored(db)
    photo = str(answers.pop("photo"))
    kept = db.conn.execute(
        "select f.data from stored_file f join file_use u on u.file_id = f.id where f.sha256 = ?", [photo]
    )
    assert Image.open(BytesIO(kept.fetchone()[0])).size == (1600, 800)  # made small on the device
    assert answers.pop("began") and answers == {
        **{"agree": True, "opens": "09:00", "district": "north", "estate": "n1", "employees": 10, "grade": 2},
        **{"name[1]": "예시 가", "heads[1]": 7, "name[2]": "예시 나", "heads[2]": 3, "all_heads": 10, "need": ["none"]},
        **{"order": ["tax", "road", "rule"], "busy": 35, "read_it": True, "where": "37.3382 126.743 0 0"},
    }


def test_what_is_wrong_is_said_before_anything_is_sent_and_the_first_of_it_is_where_one_lands(page: Page) -> None:
    page.select_option("[data-paging]", "all")
    page.fill("[name=employees]", "5001")
    page.click(".send [type=submit]")
    assert page.posted == []  # type: ignore[attr-defined]
    assert page.evaluate("document.activeElement.name") == "agree"
    assert page.inner_text("#wrong-employees") == "5,000명 이하로 적어 주십시오."
    assert page.get_attribute("[name=employees]", "aria-describedby") == "wrong-employees"
    assert "고칠 곳이 6곳 있습니다" in page.inner_text("#wrong-list")
    listed = [link.get_attribute("href") for link in page.locator("#wrong-list a").all()]
    there = page.evaluate("[...document.querySelectorAll('.is-wrong')].map((each) => `#${each.id}`)")
    assert listed == there[:5] and "#field-firm-size" in listed[:3], "in the order of the page"
    page.fill("[name=employees]", "0")
    page.select_option("[name=firm-size]", "small")
    page.check("[name=agree]")
    page.check("[name=district][value=south]")
    saved(page)


def test_a_question_at_a_time_goes_on_only_past_a_sound_answer_and_is_remembered(page: Page) -> None:
    page.select_option("[data-paging]", "question")
    page.click("[data-next]")
    assert page.locator("#wrong-agree").is_visible() and page.locator("[data-question]:visible").count() == 1
    page.check("[name=agree]")
    for _page in ("what a firm says of itself", "the same, as its size is missing"):
        page.click("[data-next]")
    assert page.locator("#wrong-firm-size").is_visible()
    page.select_option("#firm-size", "small")
    page.click("[data-next]")
    assert shown(page, "welcome") and not page.locator(".send [type=submit]").is_visible()
    page.click("[data-back]")
    assert page.locator("#firm-size").is_visible()
    page.reload()
    assert page.input_value("[data-paging]") == "question" and page.is_checked("[name=agree]")


def test_another_language_keeps_the_answers(page: Page) -> None:
    fill_what_must_be(page)
    page.click("[data-more] button")
    page.fill('[name="name[2]"]', "예시 나")
    page.get_by_role("button", name="Tiếng Việt").click()
    page.wait_for_url("**lang=vi")
    assert page.inner_text('label[for="employees"]').startswith("Có bao nhiêu người làm việc ở đây?")
    assert page.input_value('[name="name[2]"]') == "예시 나" and page.is_checked("[name=district][value=north]")


TYPED = ["10", "１,０００", "25 명", "2.5", "-3", "1e5", "스물", "", " 7 ", "1 000", "٣", "+4"]
PLACES = ["37.3 126.7", "37.3382,126.743, 12.5", "126.7 37.3", "37", "1 2 3 4 5", "-0 0", "90 180 0 -1"]


def test_the_browser_reads_figures_and_places_as_the_server_does(page: Page) -> None:
    words = {"ko": "가", "en": "a"}
    questions = [
        {"id": "n", "type": "number", "unit": {"ko": "명", "en": "p"}, "decimals": 6, "label": words},
        {"id": "p", "type": "geopoint", "label": words},
    ]
    asked = Questionnaire.from_dict({"id": "t", "title": words, "questions": questions})
    script = """async ([figures, places]) => {
      const { numberOf, pointOf } = await import("/static/js/answering/reading.js");
      const told = ({ value, fault }) => (fault ? "wrong" : value === "" ? null : value);
      return [figures.map((each) => told(numberOf(each, "명"))), places.map((each) => told(pointOf(each)))];
    }"""
    figures, places = page.evaluate(script, [TYPED, PLACES])
    ours = [[check_answers(asked, {id: [each]}) for each in given] for id, given in (("n", TYPED), ("p", PLACES))]
    assert [figures, places] == [
        ["wrong" if wrong else found.get(id) for found, wrong in row] for id, row in zip("np", ours, strict=True)
    ]


def test_without_script_everything_stands_there_and_what_is_not_asked_is_dropped(
    client: FlaskClient, link: str, db: Database
) -> None:
    path = link.removeprefix(HOST)
    blank = client.get(path).text
    assert blank.count('name="name[') == 4  # three instances and the pattern of a further one
    sent = {"response-id": "01980000-0000-7000-8000-000000000001", "agree": "y", "district": "north", "employees": "5",
            "name[1]": "예시", "heads[1]": "5", "estate": "", "grade": "", "form-lang": "ko",
            "firm-size": "small"}  # fmt: skip
    moved = client.post(path, data={**sent, "switch-to": "en"}).text
    path = f"{path}?lang=ko"
    assert "How many people work here?" in moved and 'value="예시"' in moved and "is-wrong" not in moved
    wrong = client.post(path, data={**sent, "estate": "s1", "photo-file": (BytesIO(picture()), "a.png"), "paper-file": (
        BytesIO(b"MZ of a program"), "b.pdf")}, content_type="multipart/form-data")  # fmt: skip
    assert "받지 않는 종류입니다" in wrong.text  # and the photo that came beside it need not be sent again
    assert f'name="photo" value="{hashlib.sha256(picture()).hexdigest()}"' in wrong.text
    strange = client.post(path, data={**sent, "paper": "0" * 64, "read_it": "y"})
    assert strange.status_code == 422 and "파일이 오지 않았습니다" in strange.text
    wrong = client.post(path, data={**sent, "estate": "s1"})
    assert wrong.status_code == 422 and 'href="#field-estate"' in wrong.text
    assert client.post(path, data={**sent, "employees": "0", "heads[1]": "70"}).status_code == 303
    assert stored(db) == {"agree": True, "district": "north", "employees": 0}


def test_the_same_form_sent_again_is_one_return_although_the_clock_has_its_part_in_it(
    db: Database, areas: dict[str, str], client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"ko": "가", "en": "a"}
    questions = [
        {"id": "n", "type": "number", "label": words},
        {"id": "ended", "type": "calculate", "metadata": "end"},
        {"id": "at", "type": "calculate", "calculation": "concat(${n}, ' ', now())"},
    ]
    path = opened(db, areas, {"id": "clock", "title": words, "questions": questions}).removeprefix(HOST)
    sent = {"response-id": "01980000-0000-7000-8000-000000000002", "n": "5", "firm-size": "small"}
    monkeypatch.setattr(judging, "here", lambda now=None: "2026-11-30T10:00:00")
    assert client.post(path, data=sent).status_code == 303
    monkeypatch.setattr(judging, "here", lambda now=None: "2026-11-30T10:05:00")
    assert client.post(path, data=sent).status_code == 303
    assert client.post(path, data={**sent, "n": "6"}).status_code == 409
    assert stored(db)["ended"] == "2026-11-30T10:00"
