"""The examiner finds what is wrong at one size alone, though the narrow page is asked only what can differ there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.examining import Examiner, Tally, watch

pytestmark = pytest.mark.journey
PAGE = """<!doctype html><html lang="en"><head><title>Example</title><style>@media (max-width: 640px) {{ {style} }}</style>
</head><body><main><h1>Example</h1>{body}</main></body></html>"""
NARROW = "it at 390"
TWO = ("<aside aria-label='", "'></aside><aside aria-label='", "'></aside>")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page, _ = watch(browser.new_context(viewport={"width": 1366, "height": 768}))
    return page


@pytest.fixture(scope="module")
def examiner(page: Page) -> Examiner:
    """One that knows the shell of the pages below: a new shell is examined whole, and so is what it stands on."""
    examiner = Examiner()
    tally = seen(page, examiner, "", "<p>Sound.</p>")
    assert (tally.examined, tally.less, tally.found) == (2, 0, {})
    return examiner


def seen(page: Page, examiner: Examiner, style: str, body: str) -> Tally:
    tally = Tally()
    page.goto("about:blank")  # takes axe along, which a page that is only written does not
    page.set_content(PAGE.format(style=style, body=body))
    examiner.look(page, "it", "en", tally)
    return tally


@pytest.mark.parametrize(
    ("wrong", "where", "less", "style", "body"),
    [
        ("color-contrast", NARROW, 2, "p { color: #ccc }", "<p>Pale.</p>"),
        ("button-name", NARROW, 0, "span { display: none }", "<button><span>Go</span></button>"),
        ("target-size", NARROW, 1, "a { font: 5px/5px serif }", "<div><a href='#a'>a</a><a href='#b'>b</a></div>"),
        ("image-alt", "it at 1366", 1, "", "<img src='data:,'>"),
        ("landmark-unique", "it at 1366", 1, "", f"{TWO[0]}한{TWO[1]}한{TWO[2]}"),
        ("px too wide at 390 px", "it", 2, "p { width: 600px }", "<p>Long.</p>"),
    ],
)
def test_a_fault_is_found_where_it_stands(
    page: Page, examiner: Examiner, wrong: str, where: str, less: int, style: str, body: str
) -> None:
    tally = seen(page, examiner, style, body)
    assert tally.less == less
    assert any(wrong in what and where in places for what, places in tally.found.items()), tally.listed()


def test_a_page_built_alike_is_asked_what_is_painted_unless_other_words_are_the_same(
    page: Page, examiner: Examiner
) -> None:
    one, two, three = (part.replace("aside", "nav") for part in TWO)
    assert seen(page, examiner, "", f"{one}가{two}나{three}").less == 1
    assert seen(page, examiner, "", f"{one}this{two}that{three}").less == 2
    tally = seen(page, examiner, "", f"{one}this{two}this{three}")
    assert tally.less == 1 and any("landmark-unique" in what for what in tally.found)
