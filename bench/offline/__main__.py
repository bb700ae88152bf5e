"""Random faults against the laptop's app: `python -m bench.offline --schedules 200 --answers 10 --seed 1`.

Each schedule is a new profile of Chromium and a new person; each answer meets a fault drawn by the seed. At the end
everything is healed and sent, and what the office has is laid beside what the page had called saved.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections import Counter
from itertools import count
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from bench.offline.desk import Desk
from bench.offline.faults import FAULTS, Run
from bench.offline.office import Office
from bench.offline.proxy import Proxy

NUMBERS = count(1)


def settled(run: Run) -> tuple[int, int]:
    """Heal and send all; how many promised answers are lost, and how many stand twice."""
    run.proxy.heal()
    if run.office.process is None:
        run.office.start()
    run.desk.sign_in()
    left = run.desk.send_all()
    run.expect(left == 0, f"{left} are still unsent")
    found: dict[str, list[dict[str, str]]] = {}
    codes = firm_codes(run.office)
    for told in run.office.responses().values():
        found.setdefault(codes.get(told.pop("firm"), "?"), []).append(told)
    lost = [firm for firm, want in run.promised.items() if not any(_same(want, got) for got in found.get(firm, []))]
    doubled = [firm for firm in run.promised if len(found.get(firm, [])) > 1]
    run.wrong += [f"lost: {firm}, {run.promised[firm]}, {found.get(firm)}" for firm in lost]
    run.wrong += [f"doubled: {firm}" for firm in doubled]
    return len(lost), len(doubled)


def _same(want: dict[str, str], got: dict[str, str]) -> bool:
    return all(got.get(key, "").strip('"') == value for key, value in want.items())


def firm_codes(office: Office) -> dict[str, str]:
    with office.open() as db:
        return {r["id"]: r["code"] for r in db.query("select id, code from firm")}


def schedule(playwright: Playwright, office: Office, folder: Path, kinds: list[str], seed: int) -> tuple[Run, int, int]:
    """One schedule of a new researcher with a new laptop, to its end. The caller reads `wrong`."""
    login, firms = office.branch(next(NUMBERS))
    proxy = Proxy(office.port)
    desk = Desk(playwright, folder / "profile", f"http://127.0.0.1:{proxy.port}", login)
    run = Run(office, proxy, desk, random.Random(seed), firms)
    try:
        if office.process is None or office.process.poll() is not None:
            office.kill()
            office.start()
        desk.start()
        desk.prepare()
        for kind in kinds:
            run_one(run, kind)
        return run, *settled(run)
    finally:
        desk.end()
        proxy.close()


def run_one(run: Run, kind: str) -> None:
    """One answer through one fault, from the first page to the first page."""
    FAULTS[kind](run)
    run.proxy.heal()
    if not run.desk.page.locator("#search").count():
        run.desk.page.click("#nav >> text=오늘")
    run.desk.page.wait_for_selector("#search")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=200)
    parser.add_argument("--answers", type=int, default=10, help="0: every kind once, in order.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", help="Only these kinds, separated by commas.")
    asked = parser.parse_args()
    kinds = asked.kinds.split(",") if asked.kinds else list(FAULTS)
    answers, lost, doubled, broken, begun = Counter[str](), 0, 0, 0, time.monotonic()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="offline-") as base:
        office = Office(Path(base) / "data")
        for number in range(asked.schedules):
            seed = asked.seed * 100_003 + number
            drawn = random.Random(seed).choices(kinds, k=asked.answers) if asked.answers else kinds
            try:
                run, gone, twice = schedule(playwright, office, Path(base) / str(number), drawn, seed)
            except Exception as error:
                broken += 1
                print(f"schedule {number} ended early ({drawn}): {str(error)[:300]}", flush=True)
                continue
            finally:
                shutil.rmtree(Path(base) / str(number), ignore_errors=True)
            answers.update(drawn)
            lost, doubled = lost + gone, doubled + twice
            seconds = time.monotonic() - begun
            print(
                f"schedule {number}: lost {gone}, doubled {twice}, {seconds:.0f} s", *run.wrong, sep="\n  ", flush=True
            )
        office.kill()
    print("\n| fault | answers |\n| --- | ---: |")
    print("\n".join(f"| {kind} | {count} |" for kind, count in sorted(answers.items())))
    ran = asked.schedules - broken
    print(f"\nschedules {ran}, answers {answers.total()}, lost {lost}, doubled {doubled}, ended early {broken}")


if __name__ == "__main__":
    main()
