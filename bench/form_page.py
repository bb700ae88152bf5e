"""A form of 500 questions in a browser: first paint, when it can be used, what a keystroke takes.

    python bench/form_page.py [--questions 500] [--runs 5]

The questionnaire is built like the WHO's verbal autopsy: groups in groups, most questions asked only if an earlier one was
answered in some way, calculations over many answers, constraints, two repeats. Served by the workbench over HTTP on this
machine, opened in Chromium at 390x844 with an empty cache.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page, sync_playwright
from sqlite_utils import Database
from werkzeug.serving import make_server

from app import create_app
from app.clock import now, today
from app.config import Config
from app.db import connect, open_database, writing
from app.ids import new_id
from app.surveys.answering.inviting import make_open_link
from app.surveys.asking import store
from app.surveys.asking.publishing import publish
from app.surveys.asking.surveying import open_survey
from tests.conftest import CHROMIUM

YES_NO = [
    {"id": id, "label": {"ko": ko, "en": en}}
    for id, ko, en in (("yes", "예", "Yes"), ("no", "아니요", "No"), ("dk", "모름", "Not known"))
]
TYPES = ("single", "number", "single", "date", "single", "multiple", "text", "single", "note", "number")


def words(text: str) -> dict[str, str]:
    return {"ko": text, "en": text}


def definition(many: int) -> dict[str, Any]:
    """Sections of twenty-five questions, two of them repeats; each question hangs on one before it, two calculate."""
    sections: list[dict[str, Any]] = [
        {"id": f"part{n}", "title": words(f"예시 묶음 {n + 1}")} for n in range(max(1, many // 25))
    ]
    for place in (7, 13):
        if place < len(sections):
            sections[place]["repeat"] = {"most": 10}
    questions: list[dict[str, Any]] = []
    for n in range(many):
        section = sections[min(n // 25, len(sections) - 1)]
        kind = TYPES[n % len(TYPES)]
        asked: dict[str, Any] = {
            "id": f"q{n}",
            "type": kind,
            "section": section["id"],
            "label": words(f"예시 물음 {n + 1}"),
        }
        if kind in ("single", "multiple"):
            asked["choices"] = "yes_no"
        if kind == "number":
            asked |= {
                "min": 0,
                "max": 150,
                "constraint": f". >= 0 and . <= 150{'' if n < 20 else f' and . != ${{q{n - n % 10 - 9}}}'}",
            }
        if n % 10 in (3, 4, 5, 7) and not section.get("repeat"):
            asked["relevant"] = f"${{q{n - n % 10}}} != 'no' and not(${{q{n - n % 10 + 1}}} > 100)"
        questions.append(asked)
        if n % 25 == 24:
            numbers = [
                each["id"] for each in questions if each["type"] == "number" and each["section"] == section["id"]
            ]
            total = " + ".join(f"coalesce(${{{id}}}, 0)" for id in numbers)
            total = " + ".join(f"sum(${{{id}}})" for id in numbers) if section.get("repeat") else total
            questions.append({"id": f"sum{n}", "type": "calculate", "calculation": total})
            note = {
                "id": f"told{n}",
                "type": "note",
                "label": words(f"모두 ${{sum{n}}}"),
                "relevant": f"${{sum{n}}} > 0",
            }
            questions.append(note if section.get("repeat") else {**note, "section": section["id"]})
    title = words("예시 500문항")
    return {"id": "large", "title": title, "lists": {"yes_no": YES_NO}, "sections": sections, "questions": questions}


def served(folder: Path, many: int) -> tuple[str, float]:
    """A workbench with an open survey of the large questionnaire: its link, and what a page costs the processor [s]."""
    db = open_database(folder / "work.db")
    area = _register(db)
    app = create_app(Config(data=folder, example=False))
    with app.app_context(), app.test_request_context("/"):
        database = connect(app.config["MOKSORI"].database)
        publish(database, definition(many), None)
        survey = open_survey(database, wave_code="2026Q4", questionnaire_code="large", person_id=None,
                             opens_on=today().isoformat(), closes_on=(today() + timedelta(days=1)).isoformat())  # fmt: skip
        place = store.find_area(database, area)
        assert place is not None
        token = make_open_link(database, survey, place, person_id=None).token
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/s/{token}", _cost(app, f"/s/{token}")


def _cost(app: Flask, path: str, times: int = 5) -> float:
    client = app.test_client()
    client.get(path)
    began = time.process_time()
    for _time in range(times):
        client.get(path)
    return (time.process_time() - began) / times


def _register(db: Database) -> str:
    round_id, area = new_id(), new_id()
    with writing(db):
        db.conn.execute(
            "insert into round values (?, '2026H2', '예시', 'Example', '2026-07-01', '2026-12-31')", [round_id]
        )
        db.conn.execute("insert into wave values (?, ?, '2026Q4', '2026-10-01', '2026-12-31')", [new_id(), round_id])
        db.conn.execute(
            """insert into area(id, code, name_ko, name_en, kind, district, created_at)
               values (?, 'B001', '예시 단지', 'Example', 'complex', '사상구', ?)""",
            [area, now()],
        )
    return area


LOADED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return { server: page.responseStart - page.requestStart, paint: paint.startTime, ready: page.loadEventEnd,
           bytes: page.decodedBodySize, fields: document.querySelectorAll("[data-question]").length };
}"""
# Each key: the value changes, the form is judged anew, and the page is laid out; the main thread is busy for so long.
TYPED = """() => {
  const took = [];
  for (const field of document.querySelectorAll("form[data-draft] input[type=text], form[data-draft] textarea")) {
    if (field.closest("[hidden]") || !field.closest("[data-question]")) continue;
    for (const value of ["1", "12"]) {
      const began = performance.now();
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.offsetHeight;
      took.push(performance.now() - began);
    }
  }
  return took;
}"""


def measure(page: Page, link: str) -> tuple[dict[str, float], list[float]]:
    page.goto(link)
    page.wait_for_function("document.querySelector('[data-bar]:not([hidden])')")
    loaded = page.evaluate(LOADED)
    loaded["usable"] = page.evaluate("performance.now()")
    return loaded, page.evaluate(TYPED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    told = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        link, cpu = served(Path(folder), told.questions)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        found, keys = [], []
        for run in range(told.runs + 1):
            context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR")
            loaded, took = measure(context.new_page(), link)
            context.close()
            if run:  # the first warms the server
                found.append(loaded)
                keys += took
        browser.close()
    tell(told.questions, found, sorted(keys), cpu)


def tell(many: int, found: list[dict[str, float]], keys: list[float], cpu: float) -> None:
    size = f"{found[0]['fields']:.0f} on the page, {found[0]['bytes'] / 1024:.0f} KiB of HTML"
    print(f"{many} questions, {size}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"the server works {cpu * 1000:.0f} ms of a processor on the page")
    for name in ("server", "paint", "ready", "usable"):
        values = [each[name] for each in found]
        print(f"{name:>8}: median {statistics.median(values):6.0f} ms, worst {max(values):6.0f} ms")
    late = keys[int(len(keys) * 0.95)]
    print(
        f"keystroke ({len(keys)}): median {statistics.median(keys):.1f} ms, 95 % {late:.1f} ms, worst {keys[-1]:.1f} ms"
    )


if __name__ == "__main__":
    main()
