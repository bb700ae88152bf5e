"""Addresses of lists: filters are kept, hostile arguments change nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from app.paging import Page, here, page_number


def test_a_page_knows_its_first_last_and_neighbors() -> None:
    page = Page(number=5, size=50, total=512)
    assert (page.count, page.first, page.last) == (11, 201, 250)
    assert page.around() == [1, None, 3, 4, 5, 6, 7, None, 11]
    assert (Page(1, 50, 0).count, Page(1, 50, 0).first) == (1, 0)


def test_a_page_past_the_end_leads_to_the_last_one_with_the_filters_kept(app: Flask) -> None:
    with app.test_request_context("/review?q=가&page=99"), pytest.raises(HTTPException) as sent:
        Page(page_number(), 50, 219)
    assert sent.value.get_response().location == "/review?q=%EA%B0%80&page=5"
    with app.test_request_context("/review?page=5"):
        assert Page(page_number(), 50, 219).last == 219
    with app.test_request_context("/review?page=2"), pytest.raises(HTTPException) as sent:
        Page(page_number(), 50, 0)
    assert sent.value.get_response().location == "/review?page=1"


@pytest.mark.parametrize("text", ["0", "-3", "x", "99999999999", "1e9", ""])
def test_nonsense_pages_are_pages(app: Flask, text: str) -> None:
    with app.test_request_context(f"/sign-in?page={text}"):
        assert 1 <= page_number() <= 100_000


@pytest.mark.parametrize(
    "query", ["endpoint=x", "_scheme=x", "_external=1", "_anchor=a", "_method=POST", "values=1", "self=1"]
)
def test_hostile_arguments_do_not_reach_the_maker_of_addresses(app: Flask, query: str) -> None:
    with app.test_request_context(f"/sign-in?q=가&{query}"):
        assert here(page=2).startswith("/sign-in?")
        assert "page=2" in here(page=2) and "q=%EA%B0%80" in here(page=2)
