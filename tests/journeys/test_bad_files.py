"""What a browser shows for files that are far too large, or nothing like what they say they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served, enter, look

pytestmark = pytest.mark.journey


def test_a_file_of_two_hundred_megabytes_gets_a_page_and_not_a_broken_connection(
    page: Page, served: Served, tmp_path: Path
) -> None:
    big = tmp_path / "큰 파일.csv"
    with big.open("wb") as file:
        file.write("코드,밀집지역코드\n".encode())
        file.truncate(200 * 1024 * 1024)
    enter(page, served, "analyst")
    page.goto(served.address + "areas/import")
    page.locator("input[type=file]").set_input_files(big)
    page.get_by_role("button", name="가져오기", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("파일이 너무 큽니다")
    look(page, "90-too-large")


def test_an_address_that_is_none_gets_a_page_in_korean(page: Page, served: Served) -> None:
    enter(page, served, "facilitator")
    answer = page.goto(served.address + "no-such-page")
    assert answer is not None and answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("찾을 수 없습니다")
    look(page, "90-not-found")
