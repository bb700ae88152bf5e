"""Accessibility held: axe-core finds nothing on any page of any role, in both languages, at both sizes."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from app.accounts.access import is_file
from tests.conftest import made_once, token
from tests.house.test_routes import PUBLIC, address
from tests.journeys import stage
from tests.journeys.acting import enter
from tests.journeys.conftest import ROOT
from tests.journeys.examining import Examiner, Tally, Window, watch
from tests.journeys.helping.visits_programmes import PLANS, PROGRAMMES
from tests.journeys.helping.visits_proposing import PROPOSING
from tests.journeys.visits import NOBODY, NOT_PAGES, Visit
from tests.journeys.visits_collecting import COLLECTING
from tests.journeys.visits_judging import JUDGING

pytestmark = pytest.mark.journey
VISITS = {**COLLECTING, **JUDGING, **PLANS, **PROGRAMMES, **PROPOSING}

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
        client.get(f"{_base(login)}?lang={language}")
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


def _base(login: str) -> str:
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


@pytest.mark.parametrize("feature", VISITS)
def test_axe_finds_nothing_wrong(staged: Staged, window: Window, feature: str) -> None:
    tally, visits = Tally(), VISITS[feature]
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
            page.goto(staged.address + _base(login))
        fields, files = staged.sent(visit)
        with page.expect_navigation() as navigation:
            page.evaluate(SEND, {"path": path, "fields": fields, "files": files})
        answer = navigation.value
    assert answer is not None, path
    return answer.status


def test_every_page_there_is_is_visited(staged: Staged) -> None:
    gettable = {rule.endpoint for rule in staged.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    visited = {visit.endpoint for visits in VISITS.values() for visit in visits}
    assert gettable - visited - set(NOT_PAGES) == set(), "neither visited nor told why not (visits.py)"
    assert set(NOT_PAGES) - gettable == set(), "no longer there"
    assert visited & set(NOT_PAGES) == set(), "both visited and said to be no page"


def test_every_template_that_makes_a_page_is_seen(built: Path, tmp_path: Path) -> None:
    """Pages that only an answer to a form shows have no address by which their absence would be noticed."""
    seen: set[str] = set()

    def note(_app: Flask, template: Any, **_more: Any) -> None:
        seen.add(template.name)

    with opened(built, tmp_path / "data") as (app, told), template_rendered.connected_to(note, app):
        walked = Staged(app, "", told["places"], told["passwords"])
        wrong = [told for visits in VISITS.values() for visit in visits if (told := _walked(walked, visit))]
        pages = {name for name in app.jinja_env.list_templates() if _makes_a_page(app, name)}
    assert not wrong, "\n".join(wrong)
    assert {name for name in pages - seen if PurePosixPath(name).name not in UNSEEN} == set()
    assert set(UNSEEN) == {PurePosixPath(name).name for name in pages - seen}, "seen after all"


def test_no_page_plays_or_frames_anything() -> None:
    """What `examining.OPTIONS` leaves out of axe's preparations looks at nothing else.

    The editor of questionnaires frames its preview, which is a page of its own and looked at as such; a recording of a
    roundtable is heard only by who presses for it.
    """
    templates = (ROOT / "app" / "templates").rglob("*.html")
    found = {path: path.read_text() for path in templates}
    playing = {path for path, text in found.items() if re.search(r"<(audio|video|iframe|frame|object|embed)\b", text)}
    assert {f"{path.parent.name}/{path.name}" for path in playing} == {"drafting/draft.html", "sealed/raw.html"}
    assert not any("autoplay" in found[path] for path in playing)


# Templates of pages no visit brings up, and why.
UNSEEN = {
    "foretold.html": "answers a form with words that would be masked: tests/personal asks it",
    "no_round.html": "stands where no round was ever opened: a workbench without its first minute",
}


def _makes_a_page(app: Flask, name: str) -> bool:
    source = app.jinja_env.loader.get_source(app.jinja_env, name)[0]  # type: ignore[union-attr]
    # Pages the office publishes as files are examined by axe where they are made (tests/reports/test_public.py).
    return "{% block content %}" in source and name != "base.html" and not name.startswith("reports/public/")


def _walked(staged: Staged, visit: Visit) -> str:
    """A visit without a browser, by the first of those who make it; what is wrong with its answer."""
    client, path = staged.client(visit.logins()[0]), staged.filled(visit.path)
    if visit.send is None:
        answer = client.get(path)
    else:
        fields, files = staged.sent(visit)
        data = {"csrf_token": token(client, _base(visit.logins()[0])), **dict(fields)}
        data |= {name: (io.BytesIO(text.encode()), called) for name, called, text in files}
        answer = client.post(path, data=data, headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=True)
    fine = answer.status_code == visit.status and answer.mimetype == "text/html"
    return "" if fine else f"{visit}: {answer.status_code} {answer.mimetype}"


def test_what_is_said_to_be_no_page_is_none(built: Path, tmp_path: Path) -> None:
    with opened(built, tmp_path / "data") as (app, told):
        walked = Staged(app, "", told["places"], told["passwords"])
        wrong = []
        for rule in app.url_map.iter_rules():
            # No worker stands behind the stage: the file of an export is never made there. A form asks for its survey.
            # No recording lies there and no saved question; memos are asked for by what they stand on. What is published
            # is pages of its own.
            if rule.endpoint in NOT_PAGES.keys() - PUBLIC - {
                "surveys.export_file",
                "exchange.export_file",
                "field.form",
                *("corpus.open_saved", "memos.listed", "roundtables.recording"),
                "reports.public_file",
            } and "GET" in (rule.methods or ()):
                answer = walked.client(_reader(rule.endpoint)).get(address(rule, _values(told["places"])))
                if answer.status_code not in (200, 302, 303) or (
                    answer.status_code == 200 and "html" in answer.mimetype and not is_file(answer)
                ):
                    wrong.append(f"{rule}: {answer.status_code} {answer.mimetype}")
    assert wrong == [], "\n".join(wrong)


def _reader(endpoint: str) -> str:
    # The analyst, where he or she may: an expert or official sees the team's things from a seat alone.
    logins = Visit(endpoint, "").logins()
    return "analyst" if "analyst" in logins else logins[0]


def _values(places: dict[str, str]) -> dict[str, str]:
    return {
        **{f"{name}_id": places[name] for name in ("area", "survey", "roundtable", "visit", "paper")},
        **{"area_result_id": places["result"], "number": "1"},
        **{"sending_id": places["sending"], "job_id": places["export_job"]},
        **{"version": places["version"], "item_kind": "survey", "sha256": places["photo"]},
        **{"version_id": places["questionnaire"], "plan_id": places["response_plan"]},
        **{"segment_id": places["segment"], "document_id": places["document"]},
    }
