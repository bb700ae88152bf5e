"""The workbench as its first command serves it, with the example round, and a real browser in front of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
SHOTS = Path(__file__).parent / "shots"
# How long a page, or what is expected of it, may take: beside other suites two processors are slow, not wrong.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
LINE = re.compile(r"^([a-z0-9-]+) +((?:[a-z0-9]{5}-){3}[a-z0-9]{5}) ", re.M)


@dataclass(frozen=True)
class Served:
    """A running workbench: its address, its data folder, and the password of every login."""

    address: str
    data: Path
    passwords: dict[str, str]


def unused_port() -> int:
    """One the system gives out: a fixed one and those after it may be taken by a suite, or a worker, beside this one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, *arguments: str) -> tuple[subprocess.Popen[str], Served]:
    """Start the first command's own program and read what it prints; wait until it answers."""
    environment = {**os.environ, "MOKSORI_DATA": str(data)}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *arguments, "serve", "--port", str(unused_port())],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if "Ctrl-C" in line:
            break
    address = re.search(r"http://127\.0\.0\.1:\d+/", printed)
    assert address, printed
    until = time.monotonic() + 120
    while not answers(address[0] + "sign-in"):
        assert process.poll() is None and time.monotonic() < until, printed
        time.sleep(0.05)
    return process, Served(address[0], data, dict(LINE.findall(printed)))


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def end(process: subprocess.Popen[str]) -> None:
    """End what `start` started, all of its processes, by their group."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="session")
def served(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The example round as `bin/serve` shows it, over a copy of the loaded data."""
    data = tmp_path_factory.mktemp("journey") / "data"
    shutil.copytree(example_data, data)
    process, found = start(data, "--example")
    yield found
    end(process)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ko-KR")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test on a script error or on anything the content policy had to stop."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    assert faults == []


def enter(page: Page, served: Served, login: str) -> None:
    """Sign in through the page, out of any earlier session first."""
    page.context.clear_cookies()
    page.goto(served.address + "sign-in")
    page.get_by_label("아이디").fill(login)
    page.get_by_label("비밀번호").fill(served.passwords[login])
    press(page.get_by_role("button", name="로그인"))
    page.wait_for_url(served.address)


def press(control: Locator) -> None:
    """Click what leads to another page and wait for that page.

    A click returns before the server has answered; going elsewhere then takes back what was just sent.
    """
    with control.page.expect_navigation():
        control.click()


# Of a longer page the first window is pictured: beyond 16,384 px the browser waited for its own canvas, a minute and more.
TALLEST = 16_000


def look(page: Page, name: str, *, pictures: bool = True) -> None:
    """Nothing overflows at 1366 and at 390 px, nothing English is left; a picture of both for people to judge."""
    page.wait_for_load_state("load")
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{name}: {over}px too wide at {width}px"
        if pictures:
            SHOTS.mkdir(exist_ok=True)
            whole = page.evaluate("document.documentElement.scrollHeight") <= TALLEST
            page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=whole)
    page.set_viewport_size({"width": 1366, "height": 768})
    assert_korean(page, name)


# Words that are written in Latin letters on Korean pages too, and data that are English by nature.
LATIN = re.compile(
    r"\b(?:English|Apache|BSI|HTML|Markdown|DDI|SPSS|Stata|FGI|ICT|CSV|XLSX|DOCX|TXT|VTT|SRT|JSON|HWP|HWPX|PDF|UTF|CP|MB|MWh|Moksori|moksori|"
    r"init|R|D|AI|SW|XR|IT|"
    r"Q[1-4]|[A-Z]\d{3,4}|Ctrl|UTC|SHA|URL|GPU|n|x|K|Z|b|bsi|IP|MSS|REFI|QDPX|QDC|QDE|Taguette|QualCoder|ESG|AX|DX|ERP|MES|FTA|CBAM|IRA|OK)\b"
)


# What is written on a page outside verbatim quotes, codes and names of files; where scripts run, noscript is no page.
WRITTEN = """() => { const copy = document.body.cloneNode(true);
  copy.querySelectorAll('code, kbd, .verbatim, blockquote, input, textarea, option, svg, [lang=en], .data-en, script'
    + ', noscript').forEach(e => e.remove()); return copy.innerText; }"""


def assert_korean(page: Page, name: str) -> None:
    """No English sentence stands on the page outside verbatim quotes, codes and names of files."""
    left = english_in(page.evaluate(WRITTEN))
    assert left == [], f"{name}: English left on a Korean page: {left[:5]}"


def english_in(text: str) -> list[str]:
    return re.findall(r"\b[A-Za-z]{3,}(?:[ ][A-Za-z]{2,})+\b", LATIN.sub("", text))


def choose_area(page: Page, typed: str = "B0", *, place: int = 0) -> None:
    """Type into the field for an area until the server offers it, then take that: it takes effect at once."""
    asked = "(q) => fetch(`/areas/matches?q=${encodeURIComponent(q)}`).then((answer) => answer.json())"
    value = page.evaluate(asked, typed)[place]
    field = page.get_by_label("밀집지역").first
    field.fill(value.split()[0])
    page.locator(f'datalist option[value="{value}"]').first.wait_for(state="attached")
    field.fill(value)
