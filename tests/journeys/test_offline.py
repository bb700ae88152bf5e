"""A laptop in the field, every way it fails: what the page called saved is at the office, once. bench/offline runs 200."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from bench.offline.__main__ import run_one, settled
from bench.offline.desk import Desk
from bench.offline.faults import Run
from bench.offline.office import Office
from bench.offline.proxy import Proxy

pytestmark = pytest.mark.journey
# Twelve of the bench's kinds; the others wait for clocks, or are held by tests of the server alone. One laptop's life:
# a browser for each would be most of the time.
KINDS = (
    "browser killed while typing",
    "browser killed before sending",
    "browser killed after the commit",
    "answer dropped",
    "delivered twice",
    "401 in the middle",
    "office killed and restarted",
    "no room for a row",
    "IndexedDB closed",
    "two tabs",
    "captive portal's 200",
    "on a stick, then sent",
)


def test_nothing_called_saved_is_lost_or_counted_twice(tmp_path: Path, playwright_once: Playwright) -> None:
    office = Office(tmp_path / "data")
    login, firms = office.branch(1)
    proxy = Proxy(office.port)
    desk = Desk(playwright_once, tmp_path / "profile", f"http://127.0.0.1:{proxy.port}", login)
    run = Run(office, proxy, desk, random.Random(12), firms)
    try:
        office.start()
        desk.start()
        desk.prepare()
        for kind in KINDS:
            run_one(run, kind)
        assert settled(run) == (0, 0) and run.wrong == []
        assert len(run.promised) == len(KINDS)
    finally:
        desk.end()
        office.kill()
        proxy.close()
