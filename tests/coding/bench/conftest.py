"""The bench in a real browser over the workbench itself: no server, each request goes to a person's own test client."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from app.coding.suggesting.suggesting import suggest_round
from tests.conftest import FreshClient, sign_in

HOST = "http://workbench.test"
# What the browser loads for every page is the same: asked for once.
LOADED: dict[str, dict[str, Any]] = {}


@pytest.fixture
def suggested(world):
    suggest_round(world.db, world.round_id)
    return world


# Asked within the page: the policy forbids the driver what it would wait with.
SENT = """(patience) => new Promise((done, fail) => {
  const began = Date.now(), waits = () => Object.keys(localStorage).filter((key) => key.startsWith("bench:"));
  const look = () => {
    if (!waits().length) done();
    else if (Date.now() - began > patience) fail(new Error(waits().map((key) => localStorage.getItem(key)).join(" ")));
    else setTimeout(look, 20);
  };
  look();
})"""
PATIENCE = 20_000


def sent(page: Page) -> None:
    """Wait until every act of a browser is at the server."""
    page.evaluate(SENT, PATIENCE)


class Desk:
    """A browser of its own in front of one person's session; `away`: the network is lost."""

    def __init__(self, context: BrowserContext, client: FreshClient) -> None:
        self.client, self.away, self.faults, self.loaded = client, False, [], 0
        context.route("**/*", self._answer)
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda m: self.faults.append(m.text) if "Content Security Policy" in m.text else None)

    def open(self, path: str) -> Page:
        self.page.goto(HOST + path)
        return self.page

    def press(self, *codes: str) -> None:
        for code in codes:
            self.page.keyboard.press(code)

    def leave(self) -> None:
        """Off the page first: what it still fetches would be answered while its browser closes, and both would wait."""
        self.away = True
        for page in self.page.context.pages:
            with contextlib.suppress(Error):  # a way it was on already ends first: the page is left by the second try
                page.goto("about:blank")
            page.goto("about:blank")
        self.page.context.unroute_all(behavior="ignoreErrors")

    def sent(self) -> None:
        """Wait until every act is at the server."""
        sent(self.page)

    def _answer(self, route: Route) -> None:
        request, path = route.request, route.request.url.removeprefix(HOST)
        if path.startswith("/static/") and path in LOADED:
            return route.fulfill(**LOADED[path])
        if self.away:
            return route.abort()
        self.loaded += request.resource_type == "document"
        told = {name: value for name, value in request.headers.items() if name in ("x-csrftoken", "accept")}
        answered = self.client.open(
            path,
            method=request.method,
            data=request.post_data_buffer,
            content_type=request.headers.get("content-type"),
            headers=told,
            follow_redirects=True,
        )
        headers = {name: value for name, value in answered.headers.items() if name.lower() != "content-length"}
        answer = {"status": answered.status_code, "headers": headers, "body": answered.data}
        if path.startswith("/static/"):
            LOADED[path] = answer
        with contextlib.suppress(Error):  # whoever asked has gone to another page meanwhile
            route.fulfill(**answer)
        return None


@pytest.fixture
def desk(browser: Browser, app: Flask, suggested) -> Iterator[Callable[..., Desk]]:
    """Give a person, by login, a browser at a size; what went wrong in any of them fails the test."""
    contexts, desks = [], []

    def sit(login: str = "expert", width: int = 1366, height: int = 768) -> Desk:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="ko-KR", bypass_csp=False)
        contexts.append(context)
        client = app.test_client()
        sign_in(client, login)  # type: ignore[arg-type]
        desks.append(Desk(context, client))  # type: ignore[arg-type]
        return desks[-1]

    yield sit
    for each in desks:
        each.leave()
    for context in contexts:
        context.close()
    assert [fault for each in desks for fault in each.faults] == []
