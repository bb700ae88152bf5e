"""Walking a feature as its people do, with axe at every page: the stage that is served, who signs in, what is sent."""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.conftest import made_once
from tests.journeys import stage
from tests.journeys.acting import enter
from tests.journeys.examining import Examiner, Tally, Window, watch
from tests.journeys.visits import NOBODY, Visit

# A form as a page would send it: with the token of the page that is open, and with files that are typed here.
SEND = """({ path, fields, files }) => {
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: path, enctype: 'multipart/form-data', noValidate: true });
  const put = (name, value) => {
    const input = Object.assign(document.createElement('textarea'), { name, value });
    form.append(input);
  };
  const token = document.querySelector('input[name=csrf_token]');
  if (token && !fields.some(([name]) => name === 'csrf_token')) put('csrf_token', token.value);
  fields.forEach(([name, value]) => put(name, value));
  files.forEach(([name, called, text]) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', name });
    const held = new DataTransfer();
    held.items.add(new File([text], called));
    input.files = held.files;
    form.append(input);
  });
  document.body.append(form);
  form.submit();
}"""


@dataclass
class Staged:
    """The stage being served from this process: its app, its address, what stands on it, who is signed in."""

    app: Flask
    address: str
    places: dict[str, str]
    passwords: dict[str, str]
    examiner: Examiner = field(default_factory=Examiner)
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def client(self, login: str) -> FlaskClient:
        if login not in self.clients:
            anew = self.app.test_client
            self.clients[login] = anew() if login == NOBODY else enter(self.app, login, self.passwords[login])
        return self.clients[login]

    def cookie(self, login: str, language: str) -> dict[str, str]:
        """The session of somebody who reads in a language, for a browser."""
        client = self.client(login)
        client.get(f"{base(login)}?lang={language}")
        kept = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert kept is not None
        return {"name": kept.key, "value": kept.value, "url": self.address}

    def filled(self, text: str) -> str:
        return text.format_map(self.places)

    def sent(self, visit: Visit) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
        """The fields and the files a visit sends."""
        fields: dict[str, str] = {}
        files = []
        for name, value in (visit.send or {}).items():
            if isinstance(value, tuple):
                files.append((name, *value))
            elif name == "*":
                fields |= json.loads(self.filled(value))
            else:
                fields[name] = self.filled(value)
        return list(fields.items()), files


def base(login: str) -> str:
    """A page everybody of that kind can open, with a form on it."""
    return "/sign-in" if login == NOBODY else "/account"


@contextmanager
def opened(folder: Path, data: Path) -> Iterator[tuple[Flask, dict[str, Any]]]:
    """An app over a copy of the stage of its own."""
    shutil.copytree(folder, data)
    yield stage.open_app(data), json.loads((data / "places.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "stage", lambda data: stage.build(example_data, data))


@pytest.fixture(scope="session")
def staged(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staged]:
    """The stage, served by a thread: with no worker beside it, a job that waits goes on waiting."""
    with opened(built, tmp_path_factory.mktemp("staged") / "data") as (app, told):
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Staged(app, f"http://127.0.0.1:{server.server_port}", told["places"], told["passwords"])
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def window(staged: Staged, browser: Browser) -> Iterator[Window]:
    """One window for everybody: a new one would load fonts, style and axe anew, which takes as long as axe does."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield watch(context)
    context.close()


def hold(staged: Staged, window: Window, feature: str, visits: list[Visit]) -> None:
    """Nothing is wrong on any page of a feature, whoever reads it, in either language."""
    tally = Tally()
    for language in ("ko", "en"):
        for login in dict.fromkeys(login for visit in visits for login in visit.logins()):
            mine = [visit for visit in visits if login in visit.logins()]
            _read(staged, window, mine, login=login, language=language, tally=tally)
    print(f"{feature}: {tally.told()}")
    assert not tally.found, f"{feature}: {tally.told()}\n\n{tally.listed()}"


def _read(staged: Staged, window: Window, visits: list[Visit], *, login: str, language: str, tally: Tally) -> None:
    """Everything one person opens of a feature, in one language."""
    page, faults = window
    _hand_over(page, staged, staged.cookie(login, language))
    for visit in visits:
        if visit.only not in ("", language):
            continue
        sent = "" if visit.send is None else " sent"
        where = f"{visit.endpoint} {staged.filled(visit.path)}{sent} ({login}, {language})"
        faults.clear()
        status = _open(page, staged, visit, login)
        if status != visit.status:
            tally.wrong(f"status {status} instead of {visit.status}", where)
        if visit.then:
            page.evaluate(visit.then)
        staged.examiner.look(page, where, language, tally)
        for fault in faults:
            if not (visit.status >= 400 and fault.startswith("Failed to load resource")):
                tally.wrong(f"console: {fault}", where)


def _hand_over(page: Page, staged: Staged, cookie: dict[str, str]) -> None:
    """The window to the next person: nothing of the one before is kept in it but what everybody's pages are made of."""
    if page.url.startswith(staged.address):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")
    page.context.clear_cookies()
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def _open(page: Page, staged: Staged, visit: Visit, login: str) -> int:
    """Go to a page, or send a form to it as a page would. Returns the status of the answer."""
    path = staged.filled(visit.path)
    if visit.send is None:
        answer = page.goto(staged.address + path)
    else:
        if not page.locator("input[name=csrf_token]").count():
            page.goto(staged.address + base(login))
        fields, files = staged.sent(visit)
        with page.expect_navigation() as navigation:
            page.evaluate(SEND, {"path": path, "fields": fields, "files": files})
        answer = navigation.value
    assert answer is not None, path
    return answer.status
