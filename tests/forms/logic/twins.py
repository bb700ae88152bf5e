"""The same programs in Python and in JavaScript: states as texts, to be compared to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from forms.logic import Model, State, evaluate
from forms.logic.figures import text_of

HERE = Path(__file__).parent
LOGIC = Path(__file__).resolve().parents[3] / "app" / "static" / "js" / "logic"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
Case = dict[str, Any]


def written(value: Any) -> str:
    """A JSON value as one text; numbers as forms.logic writes them."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int | float):
        return "#" + text_of(float(value))
    if isinstance(value, list):
        return f"[{','.join(map(written, value))}]"
    return "{" + ",".join(f"{encode_basestring(k)}:{written(value[k])}" for k in sorted(value)) + "}"


def told(state: State) -> str:
    """A state as twins.js writes it."""
    listed = {"relevant": sorted(state.relevant), "required": sorted(state.required)}
    return written(
        {"answers": state.answers, "wrong": state.wrong, "choices": state.choices, "counts": state.counts, **listed}
    )


def run(cases: list[Case]) -> list[str]:
    """What Python says: for each answers of each case one text."""
    found = []
    for case in cases:
        model = Model(case["program"])
        found += [told(evaluate(model, each, now=case["now"], lang=case["lang"])) for each in case["answers"]]
    return found


@contextmanager
def browser_page(browser: Browser | None = None) -> Iterator[Page]:
    """A page in Chromium, an open one or one of its own, that can import twins.js; no server, no network."""

    def served(route: Route) -> None:
        path = route.request.url.removeprefix("http://twins.invalid/")
        file = LOGIC / path.removeprefix("logic/") if path.startswith("logic/") else HERE / path
        if path:
            route.fulfill(body=file.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(body="<!doctype html><title>twins</title>", content_type="text/html")

    with ExitStack() as opened:
        if browser is None:
            driver = opened.enter_context(sync_playwright())
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
            opened.callback(browser.close)
        page = browser.new_page()
        opened.callback(page.close)
        page.route("**/*", served)
        page.goto("http://twins.invalid/")
        yield page


def run_in_browser(page: Page, cases: list[Case]) -> list[str]:
    """What JavaScript says; the cases travel as one text, so that both read the same bytes."""
    ask = "async (text) => (await import('/twins.js')).run(JSON.parse(text))"
    return list(page.evaluate(ask, json.dumps(cases, ensure_ascii=False)))
