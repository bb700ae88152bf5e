"""Every kind of fault, each as one answer given through it: what was called saved must be there afterwards, once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from app.field.records import bundle
from bench.offline.desk import PATIENCE, Desk
from bench.offline.office import Office
from bench.offline.proxy import Proxy


@dataclass
class Run:
    """One schedule: the three parts it plays with, what was promised to be there, and what went wrong."""

    office: Office
    proxy: Proxy
    desk: Desk
    rng: random.Random
    firms: list[str]
    promised: dict[str, dict[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def firm(self) -> str:
        return self.firms.pop()

    def answers(self, firm: str) -> dict[str, Any]:
        """Answers nobody else gives."""
        number = self.rng.randint(1, 9999)
        return {
            "consent": "y",
            "biz": str(self.rng.randint(1, 5)),
            "employees": number,
            "hardest": f"{firm} 일감 {number}",
        }

    def promise(self, firm: str, answers: dict[str, Any]) -> None:
        self.promised[firm] = {key: str(value) for key, value in answers.items() if key != "consent"}

    def expect(self, holds: bool, what: str) -> None:
        if not holds:
            self.wrong.append(what)


def plain(run: Run) -> None:
    firm = run.firm()
    answers = run.answers(firm)
    run.desk.open_firm(firm)
    run.desk.fill(answers)
    run.desk.finish()
    run.promise(firm, answers)


def _faulty(*faults: str) -> Callable[[Run], None]:
    """An answer whose sending meets these faults, one try after the other."""

    def act(run: Run) -> None:
        run.proxy.faults.extend(faults)
        plain(run)
        until = time.monotonic() + 8
        while run.proxy.faults and time.monotonic() < until:
            run.desk.wake()
            run.desk.page.wait_for_timeout(100)
        run.proxy.heal()

    return act


def _again(run: Run) -> None:
    """After a power-off: the browser with the same profile, unlocked, perhaps without any network."""
    run.desk.start()
    run.desk.unlock()


def killed_typing(run: Run) -> None:
    firm = run.firm()
    answers = run.answers(firm)
    run.proxy.cut = run.rng.random() < 0.5
    run.desk.open_firm(firm)
    run.desk.fill({"consent": "y", "employees": answers["employees"]})
    run.desk.saved()
    run.desk.fill({"hardest": answers["hardest"]})
    time.sleep(run.rng.random() * 0.6)
    said = run.desk.page.evaluate("document.querySelector('.saved').dataset.state")
    run.desk.kill()
    _again(run)
    run.desk.go_on(firm)
    there = run.desk.written()
    run.expect(there["employees"] == str(answers["employees"]), f"killed typing: lost {firm} {there}")
    run.expect(said != "saved" or there["hardest"] == answers["hardest"], f"killed typing: called saved, lost {firm}")
    run.desk.fill(answers)
    run.desk.finish()
    run.promise(firm, answers)
    run.proxy.heal()


def killed_unsent(run: Run) -> None:
    run.proxy.cut = True
    plain(run)
    run.desk.kill()
    _again(run)
    run.proxy.heal()


def killed_committed(run: Run) -> None:
    before = len(run.office.responses())
    run.proxy.faults.extend(["half"] * 3)
    plain(run)
    until = time.monotonic() + 10
    while len(run.office.responses()) == before and time.monotonic() < until:
        run.desk.page.wait_for_timeout(50)
    run.desk.kill()
    run.proxy.heal()
    _again(run)


def signed_out(run: Run) -> None:
    run.desk.context.clear_cookies()
    plain(run)
    run.desk.page.wait_for_selector("[data-matter=sign-in]")
    run.expect(run.desk.unsent() >= 1, "signed out: nothing waits")
    run.desk.sign_in()
    run.desk.wake()


def office_killed(run: Run) -> None:
    run.desk.open_firm(firm := run.firm())
    answers = run.answers(firm)
    run.desk.fill(answers)
    moment = run.rng.random()
    if moment < 0.5:
        run.office.kill()
        run.desk.finish()
    else:
        run.desk.finish()
        time.sleep(moment - 0.5)
        run.office.kill()
    run.promise(firm, answers)
    run.office.start()


def full(run: Run) -> None:
    """The browser's own quota. It asks anew how much room there is only every half minute, so typing goes on till then."""
    cdp = run.desk.context.new_cdp_session(run.desk.page)
    limit = partial(cdp.send, "Storage.overrideQuotaForOrigin")
    _no_room(
        run, lambda: limit({"origin": run.desk.address, "quotaSize": 1}), lambda: limit({"origin": run.desk.address})
    )


def refused_room(run: Run) -> None:
    """The same answer of the browser without the half minute: each writing of a row fails as a full disk makes it fail."""
    page = run.desk.page
    fail = """() => { const put = IDBObjectStore.prototype.put; window.roomy = () => { IDBObjectStore.prototype.put = put; };
      IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; }"""
    _no_room(run, lambda: page.evaluate(fail), lambda: page.evaluate("window.roomy()"))


def _no_room(run: Run, take: Callable[[], object], give: Callable[[], object]) -> None:
    firm = run.firm()
    answers = run.answers(firm)
    run.desk.open_firm(firm)
    run.desk.fill({"consent": "y", "employees": answers["employees"]})
    run.desk.saved()
    take()
    until = time.monotonic() + 60
    while not run.desk.page.locator(".saved[data-state=full]").count() and time.monotonic() < until:
        run.desk.fill({"hardest": f"{answers['hardest']} {time.monotonic()}"})
        run.desk.page.wait_for_timeout(700)
    run.desk.fill({"hardest": answers["hardest"]})
    run.desk.page.wait_for_selector(".saved[data-state=full]")
    run.expect(run.desk.written()["hardest"] == answers["hardest"], "full: what was typed is gone from the page")
    give()
    run.desk.saved()
    run.desk.fill(answers)
    run.desk.finish()
    run.promise(firm, answers)


def store_closed(run: Run) -> None:
    firm = run.firm()
    answers = run.answers(firm)
    run.desk.open_firm(firm)
    for key, value in answers.items():
        if run.rng.random() < 0.6:
            run.desk.page.evaluate("window.handles.forEach((each) => each.close())")
        run.desk.fill({key: value})
    run.desk.page.evaluate("window.handles.forEach((each) => each.close())")
    run.desk.saved()
    run.desk.page.evaluate("window.handles.forEach((each) => each.close())")
    run.desk.finish()
    run.promise(firm, answers)


def clock_off(run: Run) -> None:
    year = run.rng.choice((-1, 1)) * 365 * 86_400_000
    shift = """(off) => { const Real = window.Date; window.Real ??= Real;
      window.Date = class extends window.Real {
        constructor(...given) { given.length ? super(...given) : super(window.Real.now() + off); }
        static now() { return window.Real.now() + off; } }; }"""
    run.desk.page.evaluate(shift, year)
    plain(run)
    run.desk.page.evaluate(shift, 0)


def two_tabs(run: Run) -> None:
    firm = run.firm()
    answers = run.answers(firm)
    run.desk.open_firm(firm)
    run.desk.fill(answers)
    run.desk.saved()
    first, run.desk.page = run.desk.page, run.desk.context.new_page()
    run.desk.page.set_default_timeout(PATIENCE)
    run.desk.unlock()
    run.desk.go_on(firm)
    run.expect(run.desk.page.locator("[name=hardest]").is_disabled(), "two tabs: the second may write too")
    second, run.desk.page = run.desk.page, first
    run.proxy.faults.append("double")
    run.desk.finish()
    second.evaluate("dispatchEvent(new Event('online'))")
    run.desk.wake()
    run.promise(firm, answers)
    second.close()


def new_version(run: Run) -> None:
    firm = run.firm()
    answers = run.answers(firm)
    run.desk.open_firm(firm)
    run.desk.fill({"consent": "y", "employees": answers["employees"]})
    run.desk.saved()
    with run.office.open() as db:
        run.office.publish(db)
    run.desk.page.click("#renew")
    run.desk.page.wait_for_selector("#search")
    run.desk.go_on(firm)
    run.desk.fill(answers)
    run.desk.finish()
    run.promise(firm, answers)


def portal(run: Run) -> None:
    run.proxy.portal = True
    plain(run)
    for _turn in range(3):
        run.desk.wake()
        run.desk.page.wait_for_timeout(150)
    run.expect(run.desk.unsent() >= 1, "portal: a page of a captive portal was taken for a receipt")
    run.proxy.heal()


def on_a_stick(run: Run) -> None:
    run.proxy.cut = True
    plain(run)
    run.desk.page.click("#nav >> text=보낼 자료")
    with run.desk.page.expect_download() as handed:
        run.desk.page.get_by_role("button", name="USB로 내려받기").click()
    data = handed.value.path().read_bytes()
    with run.office.open() as db:
        for _turn in range(2):
            done = bundle.import_bundle(db, data, folder=run.office.config.data, person_id=None)
            run.expect(not done.refused, f"stick: {done.refused}")
    run.proxy.heal()
    run.desk.page.click("#nav >> text=오늘")
    run.desk.page.wait_for_selector("#search")


FAULTS: dict[str, Callable[[Run], None]] = {
    "plain": plain,
    "browser killed while typing": killed_typing,
    "browser killed before sending": killed_unsent,
    "browser killed after the commit": killed_committed,
    "answer dropped": _faulty("drop", "cut", "drop"),
    "delivered twice": _faulty("double"),
    "401 in the middle": signed_out,
    "office killed and restarted": office_killed,
    "stalled connection": _faulty("stall"),
    "half-closed connection": _faulty("half"),
    "quota reached": full,
    "no room for a row": refused_room,
    "IndexedDB closed": store_closed,
    "clock a year off": clock_off,
    "two tabs": two_tabs,
    "new form version": new_version,
    "captive portal's 200": portal,
    "on a stick, then sent": on_a_stick,
}
