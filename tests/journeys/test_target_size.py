"""On a phone every link, button and field is at least 24 by 24 pixels (WCAG 2.5.8), measured on pages of all kinds."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Served, enter

LEAST = 24
# A map's marks are left out: on a phone nothing answers to a finger there, and the table beneath has the same links.
SMALL = """least => [...document.querySelectorAll("a[href], button, select, summary, input:not([type=hidden]), textarea")]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest(".sr-only, .skip, svg.map"))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 1 && (Math.round(r.width) < least || Math.round(r.height) < least))
  .map(([e, r]) => `${e.tagName} ${Math.round(r.width)}x${Math.round(r.height)} ${e.textContent.trim().slice(0, 30)}`)"""


def ident(served: Served, sql: str) -> str:
    with closing(sqlite3.connect(served.data / "example.db")) as db:
        return str(db.execute(sql).fetchone()[0])


@pytest.mark.journey
def test_targets_on_a_phone_are_large_enough_for_a_finger(page: Page, served: Served) -> None:
    area = ident(served, "select id from area where code = 'B012'")
    survey = ident(served, "select id from survey")
    enter(page, served, "analyst")
    page.set_viewport_size({"width": 390, "height": 844})
    wrong = {}
    for path in (
        *("", "areas", f"areas/{area}", "surveys", f"surveys/{survey}", f"surveys/{survey}/manage"),
        *(
            "evaluation",
            f"areas/{area}/evaluation",
            f"areas/{area}/indicators",
            f"areas/{area}/themes",
            "themes/quotes",
        ),
        *("roundtables", "codebook", "indicators", "indicators/data"),
    ):
        page.goto(served.address + path)
        if small := page.evaluate(SMALL, LEAST):
            wrong[path] = small[:5]
    assert wrong == {}
