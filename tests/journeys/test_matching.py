"""A public table with months side by side, matched by an analyst in a real browser, at both widths and without a mouse."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served, enter, look

KOSIS = Path(__file__).parents[1] / "tables" / "cases" / "46_kosis_wide.csv"


def test_a_wide_table_is_matched_previewed_and_known_the_next_time(page: Page, served: Served) -> None:
    enter(page, served, "analyst")
    page.goto(served.address + "indicators/import")
    page.locator("input[type=file]").set_input_files(KOSIS)
    page.get_by_role("button", name="가져오기", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("열 맞추기")
    page.get_by_role("combobox", name="행정구역별(1)").select_option("place")
    page.get_by_role("combobox", name="항목").select_option("indicator")
    page.get_by_label("공표일").first.fill("2025-05-01")
    page.get_by_role("button", name="미리 보기").click()
    expect(page.locator("#preview")).to_be_focused()
    expect(page.get_by_text("고칠 것이 없습니다")).to_be_visible()
    expect(page.get_by_role("region", name="담길 값의 처음").locator("tbody tr")).to_have_count(6)
    assert Axe().run(page).response["violations"] == []
    look(page, "24-matching")
    page.get_by_label("자료 이름").fill("통계청 예시")
    page.get_by_role("button", name="이대로 가져오기").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("값을 확인해 주십시오")
    page.get_by_label("이 값들이 맞습니다").check()
    page.get_by_role("button", name="그대로 저장").click()
    expect(page.get_by_text("비공개·미상 2건")).to_be_visible()
    page.locator("input[type=file]").set_input_files(KOSIS)
    page.get_by_role("button", name="가져오기", exact=True).click()
    expect(page.get_by_text("지난번에 맞춘 대로 채웠습니다: ‘통계청 예시’")).to_be_visible()
