"""Answering in a real browser: errors, reload, Back, no network, starting over, a second phone, a second press."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Served, choose_area, enter, press

pytestmark = pytest.mark.journey


def fill(page: Page, figure: str) -> None:
    """Every scale and choice at its first, the numbers as given, the consent."""
    names = page.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    for name in names:
        page.locator(f"input[type=radio][name={name}]").first.check()
    page.locator("input[name=consent]").check()
    page.locator("[data-most] input").first.check()
    for box in page.locator("input[inputmode]").all():
        box.fill(figure)
    for said in page.locator("[data-aside] select").all():
        said.select_option(index=1)


def entry(page: Page, served: Served, *, place: int) -> None:
    """From the first page to the form of a firm that has not answered, without pressing 찾기."""
    enter(page, served, "researcher")
    press(page.get_by_role("link", name="응답 입력").first)
    choose_area(page, place=1)
    page.wait_for_url(re.compile("area="))
    press(page.get_by_role("link", name="입력", exact=True).nth(place))


def test_what_was_typed_after_an_error_survives_reload_no_network_and_the_way_home(page: Page, served: Served) -> None:
    entry(page, served, place=0)
    words = page.locator("textarea").first
    words.fill("첫 말")
    page.get_by_role("button", name="저장").click()
    expect(page.locator("#wrong-list")).to_contain_text("아직 저장하지 않았습니다.")
    words.fill("고친 말")
    expect(page.locator("[data-status]")).to_contain_text("임시 저장됨")
    page.reload()
    expect(words).to_have_value("고친 말")
    fill(page, "20")
    page.context.set_offline(True)
    page.get_by_role("button", name="저장").click()
    expect(page.locator("[data-offline]")).to_contain_text("인터넷이 끊겼습니다")
    page.context.set_offline(False)
    page.goto(served.address)
    unsent = page.locator("section[data-unsent]")
    expect(unsent).to_contain_text("보내지 않은 응답이 1건")
    unsent.get_by_role("link").click()
    expect(words).to_have_value("고친 말")

    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator("[data-forget]").click()
    expect(words).to_have_value("고친 말")
    words.fill("막 적은 말")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-forget]").click()
    expect(words).to_have_value("")
    expect(page.locator("input:checked")).to_have_count(0)
    page.goto(served.address)
    expect(unsent).to_be_hidden()


def test_causes_stop_at_three_and_back_from_the_saved_page_works(page: Page, served: Served) -> None:
    entry(page, served, place=1)
    boxes = page.locator("[data-most] input")
    for place in range(3):
        boxes.nth(place).check()
    expect(page.locator("[data-picked]")).to_have_text("3/3")
    expect(boxes.nth(3)).to_be_disabled()
    fill(page, "없음")
    page.get_by_role("button", name="저장").click()
    expect(page.locator("#wrong-list")).to_be_visible()
    fill(page, "20")
    page.get_by_role("button", name="저장").click()
    expect(page.locator("h1")).to_have_text("저장되었습니다")
    page.go_back()
    expect(page.locator("form[data-draft]")).to_be_visible()


def made(page: Page, served: Served, kind: str) -> str:
    """A new link: personal for the first firm of an area, or open."""
    enter(page, served, "researcher")
    page.goto(served.address + "surveys")
    press(page.get_by_role("rowheader").get_by_role("link").first)
    press(page.get_by_role("link", name="응답 링크"))
    page.wait_for_load_state("load")  # before that the page does not listen yet
    choose_area(page, place=1)
    page.wait_for_url(re.compile("area="))
    if kind == "firm":
        page.select_option("#firm", index=1)
    expect(page.locator("#kind")).to_have_value(kind)
    page.get_by_role("button", name="링크 만들기").click()
    page.get_by_role("button", name="복사").click()
    expect(page.locator("[data-copy]")).to_have_text("복사했습니다")
    return page.locator("code").inner_text()


def test_the_second_phone_on_a_personal_link_keeps_its_answers(page: Page, browser: Browser, served: Served) -> None:
    link = made(page, served, "firm")
    phones = [browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR").new_page() for _ in range(2)]
    for phone in phones:
        phone.goto(link)
        fill(phone, "30")
    phones[0].get_by_role("button", name="응답 보내기").click()
    expect(phones[0].locator("h1")).to_have_text("저장되었습니다")
    phones[1].locator("textarea").first.fill("두 번째 말")
    phones[1].get_by_role("button", name="응답 보내기").click()
    expect(phones[1].locator("h1")).to_contain_text("지금 보내신 답은 저장하지 않았습니다")
    expect(phones[1].locator(".given")).to_contain_text("두 번째 말")
    phones[1].goto(link)
    expect(phones[1].locator("[data-unsent]")).to_be_visible()
    for phone in phones:
        phone.context.close()


def test_a_device_whose_answers_were_sent_from_another_says_so_and_forgets_them(
    page: Page, browser: Browser, served: Served
) -> None:
    link = made(page, served, "firm")
    here, there = (browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR").new_page() for _ in "12")
    here.goto(link)
    fill(here, "30")
    here.locator("textarea").first.fill("이어 쓸 말")
    expect(here.locator("[data-kept][role=status]")).to_contain_text("서버에 임시 저장했습니다")
    # What was typed last is on the server too, and this device has heard so.
    kept = "v.includes('이어 쓸 말') && JSON.parse(v).begun?.clean"
    here.wait_for_function(f"() => Object.values({{ ...localStorage }}).some((v) => {kept})")
    here.close()
    there.goto(link)
    expect(there.locator("textarea").first).to_have_value(re.compile("이어 쓸"))
    fill(there, "30")
    there.get_by_role("button", name="응답 보내기").click()
    expect(there.locator("h1")).to_have_text("저장되었습니다")
    again = here.context.new_page()
    again.goto(link)
    expect(again.locator("[data-elsewhere]")).to_be_visible()
    assert "이어 쓸" not in again.evaluate("JSON.stringify({ ...localStorage })")
    for each in (again, there):
        each.context.close()


def test_an_open_link_asks_before_the_same_phone_sends_again(page: Page, served: Served) -> None:
    link = made(page, served, "open")
    page.goto(link + ".")
    expect(page).to_have_url(link)
    fill(page, "30")
    page.get_by_role("button", name="응답 보내기").click()
    expect(page.locator("h1")).to_have_text("저장되었습니다")
    page.goto(link)
    expect(page.locator("[data-sent-before]")).to_contain_text("이 기기에서")
    fill(page, "31")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="응답 보내기").click()
    assert "다시 보내시겠습니까?" in asked[0]
    expect(page.locator("form[data-draft]")).to_be_visible()


def test_answers_go_on_on_another_device_and_of_two_that_differ_none_is_lost(
    page: Page, browser: Browser, served: Served
) -> None:
    link = made(page, served, "open")
    here, there = (browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR").new_page() for _ in "12")
    put: list[str] = []
    here.on("request", lambda request: put.append(request.url) if request.method == "PUT" else None)
    here.goto(link)
    here.locator("textarea").first.fill("첫 말")
    expect(here.locator("[data-status]")).to_contain_text("임시 저장됨")
    assert put == [], "nothing leaves the device before the consent"
    here.locator("input[name=consent]").check()
    expect(here.locator("[data-number]")).to_have_text(re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}$"))
    code = here.locator("[data-number]").inner_text()
    there.goto(link)
    there.get_by_text("다른 기기에서 쓰던 답이 있습니다").click()
    there.locator("#begun").fill(code.lower())
    there.get_by_role("button", name="이어서 쓰기").click()
    expect(there.locator("textarea").first).to_have_value("첫 말")
    assert code not in there.url, "others use this browser after us"
    with there.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        there.locator("textarea").first.fill("저쪽 말")
    here.locator("textarea").first.fill("이쪽 말")
    expect(here.locator("[data-choice]")).to_be_visible()
    expect(here.locator("[data-differing]")).to_contain_text("이 기기: 이쪽 말 · 다른 기기: 저쪽 말")
    here.get_by_role("button", name="다른 기기의 답으로 쓰기").click()
    expect(here.locator("textarea").first).to_have_value("저쪽 말")
    here.get_by_role("button", name="고르지 않은 답으로 바꾸기").click()
    expect(here.locator("textarea").first).to_have_value("이쪽 말")
    fill(here, "30")
    here.get_by_role("button", name="응답 보내기").click()
    expect(here.locator("h1")).to_have_text("저장되었습니다")
    assert here.request.get(f"{link}/begun?code={code}").json() == {"begun": False}, "what was sent is not kept twice"
    # The other device: a page opened anew leads to the receipt; one still open says that what is typed now was not sent.
    anew = there.context.new_page()
    anew.goto(link)
    expect(anew.locator(".receipt")).to_be_visible()
    assert "저쪽 말" not in anew.evaluate("JSON.stringify({ ...localStorage })")
    there.locator("textarea").first.fill("늦은 말")
    expect(there.locator("[data-sent-elsewhere]")).to_contain_text("이미 보냈습니다(접수번호")
    there.reload()
    expect(there.locator("[data-sent-elsewhere]")).to_be_visible()
    expect(there.locator("textarea").first).to_have_value("늦은 말")
    there.get_by_role("link", name="접수 확인을 열고").click()
    expect(there.locator(".receipt")).to_be_visible()
    for each in (here, there):
        each.context.close()


def test_a_resident_number_does_not_leave_the_device(page: Page, served: Served) -> None:
    link = made(page, served, "open")
    page.goto(link)
    fill(page, "30")
    words, sent = page.locator("textarea").first, []
    words.fill("주민번호 900101-1234568입니다.")
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="응답 보내기").click()
    expect(page.locator("[role=alert]", has_text="번호를 지워야 보낼 수 있습니다")).to_be_visible()
    expect(words).to_be_focused()
    assert sent == []
    expect(page.locator("[data-status]")).not_to_be_empty()
    assert "900101" not in page.evaluate("JSON.stringify({ ...localStorage })")
    # The browser's own rule: a day in front, and no two decimals side by side.
    told = page.evaluate("""async (texts) => {
        const { holdsResident } = await import("/static/js/resident_number.js");
        return texts.filter(holdsResident);
    }""", ["35.1796 129.0756", "35.1028, 129.0403", "990101 1234567", "001345 1234567", "90-01-01-1234567"])  # fmt: skip
    assert told == ["990101 1234567", "90-01-01-1234567"]
    words.fill("자금난이 심각합니다.")
    page.get_by_role("button", name="응답 보내기").click()
    expect(page.locator("h1")).to_have_text("저장되었습니다")
