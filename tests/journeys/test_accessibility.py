"""Accessibility held: axe-core finds nothing on any page of any role, in both languages, at both sizes.

The pages of collecting and of what follows from a level here, those of judging in the file beside: with a process a file
each has half of them, which is what all other tests together take.
"""

from __future__ import annotations

import io
import re
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from flask import Flask, template_rendered

from app.accounts.access import is_file
from tests.conftest import token
from tests.house.test_routes import PUBLIC, address
from tests.journeys.conftest import ROOT
from tests.journeys.examining import Window
from tests.journeys.helping.visits_programmes import PLANS, PROGRAMMES
from tests.journeys.helping.visits_proposing import PROPOSING
from tests.journeys.helping.walking import Staged, base, built, hold, opened, staged, window
from tests.journeys.visits import NOT_PAGES, Visit
from tests.journeys.visits_collecting import COLLECTING
from tests.journeys.visits_judging import JUDGING

__all__ = ["built", "staged", "window"]
pytestmark = pytest.mark.journey
HERE = {**COLLECTING, **PLANS, **PROGRAMMES, **PROPOSING}
VISITS = {**HERE, **JUDGING}


@pytest.mark.parametrize("feature", HERE)
def test_axe_finds_nothing_wrong(staged: Staged, window: Window, feature: str) -> None:
    hold(staged, window, feature, HERE[feature])


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
        data = {"csrf_token": token(client, base(visit.logins()[0])), **dict(fields)}
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
