"""The researcher at the laptop: a browser with a profile on the disk, started, signed in, unlocked, typed into, killed."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from bench.offline.office import LOGIN, PASSWORD, PIN

CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# How long anything may take beside others on two processors.
PATIENCE = 120_000
# What only a bench needs, told to the page before its scripts: shorter patience with dead connections, fewer rounds of
# the PIN's key, and the handles of databases, so that they can be closed as a browser under memory pressure does.
BEFORE = """
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => timeout(Math.min(ms, 1500));
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  crypto.subtle.deriveKey = (way, ...rest) => derive(way.iterations ? { ...way, iterations: 1000 } : way, ...rest);
  window.handles = [];
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    const asked = open.apply(this, given);
    asked.addEventListener("success", () => window.handles.push(asked.result));
    return asked;
  };
"""
ANSWERED = "#firm-name, [name=consent]"


class Desk:
    """A laptop in front of an address."""

    def __init__(self, playwright: Playwright, profile: Path, address: str, login: str = LOGIN) -> None:
        self.playwright, self.profile, self.address, self.login = playwright, profile, address, login
        self.context: BrowserContext
        self.page: Page

    def start(self) -> None:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path="/usr/bin/chromium", args=CHROMIUM, locale="ko-KR"
        )
        self.context.add_init_script(BEFORE)
        self.page = self.context.pages[0]
        self.page.set_default_timeout(PATIENCE)

    def kill(self) -> None:
        """As a power-off does: the browser's own process, by the lock of its profile, and what it started."""
        pid = int(os.readlink(self.profile / "SingletonLock").rpartition("-")[2])
        children = _children(pid)
        for each in (pid, *children):
            try:
                os.kill(each, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.end()
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self.profile / name).unlink(missing_ok=True)

    def end(self) -> None:
        """Let go of the browser, which may be gone already: that was meant then."""
        with suppress(Error, AttributeError):
            self.context.close()

    def sign_in(self) -> None:
        """In the browser's own session, beside the open page."""
        page = self.context.request.get(f"{self.address}/sign-in").text()
        token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
        form = {"login": self.login, "password": PASSWORD, "csrf_token": token}
        self.context.request.post(f"{self.address}/sign-in", form=form)

    def prepare(self) -> None:
        self.sign_in()
        self.page.goto(f"{self.address}/field/?prepare=1")
        self.page.fill("#pin", PIN)
        self.page.fill("#again", PIN)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#search")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    def unlock(self) -> None:
        self.page.goto(f"{self.address}/field/")
        self.page.fill("#login", self.login)
        self.page.fill("#pin", PIN)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#search")

    def open_firm(self, code: str) -> None:
        self.page.fill("#search", code)
        self.page.locator(".rows li", has_text=code).get_by_role("button").first.click()
        self.page.wait_for_selector(ANSWERED)

    def go_on(self, firm: str) -> None:
        """Open what is being written about a firm."""
        self.page.locator("section", has_text="쓰고 있는 것").locator("li", has_text=firm).get_by_role("button").click()
        self.page.wait_for_selector(ANSWERED)

    def fill(self, answers: dict[str, Any], page: Page | None = None) -> None:
        page = page or self.page
        for key, value in answers.items():
            if key == "consent":
                page.check("[name=consent]")
            elif key == "biz":
                page.locator(f"[name=biz][value='{value}']").dispatch_event("click")  # a pointer may hit the bar below
            else:
                page.fill(f"[name={key}]", str(value))

    def saved(self) -> None:
        """Wait until the page says that what was typed is saved."""
        self.page.wait_for_selector(".saved[data-state=saved]")

    def finish(self) -> None:
        self.page.get_by_role("button", name="마치기").click()
        self.page.wait_for_selector(".notice.done")

    def written(self) -> dict[str, str]:
        """What stands in the form."""
        return {name: self.page.input_value(f"[name={name}]") for name in ("employees", "hardest")}

    def unsent(self) -> int:
        return int(self.page.evaluate("Number(document.querySelector('#state').dataset.unsent ?? -1)"))

    def wake(self) -> None:
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def send_all(self, seconds: float = 120) -> int:
        """Wake it until nothing is unsent; how many are left in the end."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.wake()
            self.page.wait_for_timeout(250)
            if self.unsent() == 0:
                return 0
        return self.unsent()


def _children(pid: int) -> list[int]:
    """Every process a process started, and theirs."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += [int(path.parent.name), *_children(int(path.parent.name))]
    return found
