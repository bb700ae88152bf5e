"""How long the bench takes in a browser: a long transcript until it can be used, scrolling, the next statement after a key.

    OMP_NUM_THREADS=1 python bench/bench_page.py [--words 100000] [--codings 2000] [--rounds 5]

The transcript is invented; the workbench is served by gunicorn on loopback, as `moksori serve` does it, and looked at with
Chromium. "Usable" is the mark the page sets itself once turns, codings, stripes and keys are there.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("MOKSORI_VECTORS", "0")

from playwright.sync_api import Page, sync_playwright
from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in
from app.clock import now
from app.codebook.publishing import install_first
from app.coding.judging import judging
from app.coding.suggesting.suggesting import suggest_round
from app.config import Config
from app.db import connect, rows, scalar, writing
from app.ids import new_id
from app.roundtables.preview.importing import import_record

PASSWORD = "bench-bench-bench"
THEMES = ("workforce", "finance", "market", "supply_cost", "location", "regulation", "rnd", "fair_trade")
SAYINGS = (
    "숙련공을 구할 수가 없어서 야간 물량을 돌려보냈습니다.",
    "대출 금리가 높아서 이자 부담이 작년보다 훨씬 심각합니다.",
    "수출 물량이 줄어서 창고에 재고가 두 달 치 쌓여 있습니다.",
    "임대료가 올라서 옆 단지로 옮길까 생각하고 있습니다.",
    "원자재 값이 두 배가 됐는데 납품 단가는 그대로입니다.",
    "인증을 받는 데 여덟 달이 걸려서 계약을 놓쳤습니다.",
    "젊은 사람들은 통근 버스가 없으면 면접도 오지 않습니다.",
    "요즘은 그래도 주문이 조금씩 돌아오는 느낌입니다.",
)
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SCROLLED = """() => new Promise((done) => {
  const frames = []; let last = 0, n = 0;
  const step = (at) => {
    if (last) frames.push(at - last);
    last = at; scrollBy(0, 180);
    if ((n += 1) < 120) requestAnimationFrame(step);
    else done(frames.sort((a, b) => a - b));
  };
  requestAnimationFrame(step);
})"""
# From the key to two frames after the page has changed: what stands on the screen then.
KEYED = """() => new Promise((done) => {
  const before = document.querySelector(".bench").dataset.segment;
  addEventListener("keydown", () => {
    const at = performance.now();
    const look = () => (document.querySelector(".bench").dataset.segment !== before
      ? requestAnimationFrame(() => done(performance.now() - at)) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  }, { once: true, capture: true });
  window.armed = true;
})"""


def fill(db: Database, words: int, codings: int) -> str:
    """A round with one area and one roundtable of so many words, cut and suggested for; codings by one expert."""
    draw = random.Random(20261130)
    round_id, area = new_id(), new_id()
    with writing(db):
        db.conn.execute(
            "insert into round values (?, '2026H2', '예시', 'Example', '2026-07-01', '2026-12-31')", [round_id]
        )
        db.conn.execute("insert into wave values (?, ?, '2026Q4', '2026-10-01', '2026-12-31')", [new_id(), round_id])
        db.conn.execute(
            """insert into area(id, code, name_ko, name_en, kind, district, created_at)
               values (?, 'B001', '예시', 'Example', 'complex', '사상구', ?)""",
            [area, now()],
        )
        for n in range(8):
            db.conn.execute(
                """insert into firm(id, code, area_id, name, size_band, created_at)
                   values (?, ?, ?, ?, 'small', ?)""",
                [new_id(), f"F{n}", area, f"예시기업 {n}", now()],
            )
    install_first(db)
    person = signing_in.add_person(
        db, login="expert", name="예시", role="expert", password=PASSWORD, area_ids=[], all_areas=True
    )
    import_record(db, _record(), ("talk.txt", _talk(words, draw).encode()), None)
    suggest_round(db, round_id)
    _code(db, person, codings, draw)
    return str(scalar(db, "select id from document"))


def _talk(words: int, draw: random.Random) -> str:
    turns, said = [], 0
    while said < words:
        text = " ".join(draw.choice(SAYINGS) for _ in range(draw.randint(2, 9)))
        turns.append(f"{draw.choice('가나다라마바사아')}기업 대표: {text}")
        said += len(text.split())
    return "\n\n".join(turns) + "\n"


def _record() -> dict[str, object]:
    people = [
        {
            "label": f"{n}기업 대표",
            "organization": f"{n}기업",
            "org_kind": "firm",
            "role": "",
            "firm": f"F{k}",
            "areas": [],
        }
        for k, n in enumerate("가나다라마바사아")
    ]
    times = {"date": "2026-10-14", "start": "15:00", "end": "16:30"}
    return {
        **{"code": "long", "kind": "roundtable", "series": "예시", "title": "예시", "title_en": "Example", **times},
        **{"place": "예시", "industry": None, "language": "ko", "areas": ["B001"], "topics": ["예시"]},
        **{"participants": people, "transcript": "talk.txt"},
    }


def _code(db: Database, person: str, codings: int, draw: random.Random) -> None:
    segments = rows(db, 'select id, start, "end" from segment order by start')
    with writing(db):
        for each in draw.sample(segments, min(codings // 2, len(segments))):
            seen = 0
            for theme in draw.sample(THEMES, 2):
                span = (each["start"], each["end"] - draw.randint(0, (each["end"] - each["start"]) // 2))
                word = {"stance": "need", "severity": draw.randint(1, 5), "theme_code": theme}
                seen = judging.judge(db, each["id"], coder_id=person, action="add", seen=seen, span=span, **word)


def serve(data: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--threads", "8", "-b", f"127.0.0.1:{port}", "app.wsgi:app"]
    process = subprocess.Popen(command, env={**os.environ, "MOKSORI_DATA": str(data)}, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    return process, f"http://127.0.0.1:{port}"


def document_page(page: Page, address: str, document: str, rounds: int) -> dict[str, float]:
    usable, painted, scrolled, worked = [], [], [], []
    driver = page.context.new_cdp_session(page)
    driver.send("Performance.enable", {"timeDomain": "threadTicks"})
    for _ in range(rounds):
        page.goto("about:blank")
        page.goto(f"{address}/review/documents/{document}", wait_until="commit")
        page.locator("html[data-usable]").wait_for(state="attached", timeout=60_000)
        usable.append(page.evaluate("performance.getEntriesByName('usable')[0].startTime"))
        told = {each["name"]: each["value"] for each in driver.send("Performance.getMetrics")["metrics"]}
        worked.append(told["TaskDuration"] * 1000)
        painted.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        scrolled.append(page.evaluate(SCROLLED))
    coded = page.evaluate("[...CSS.highlights.values()].reduce((sum, each) => sum + each.size, 0)")
    frames = [median(each) for each in scrolled]
    return {
        "codings painted": coded,
        "turns": page.locator(".doc-turn").count(),
        "first paint, ms": median(painted),
        "until usable, ms": median(usable),
        "until usable, ms of a processor in the page": median(worked),
        "a frame while scrolling, ms": median(frames),
        "slowest of 20 frames, ms": median(each[int(len(each) * 0.95)] for each in scrolled),
    }


def code_here(page: Page) -> float:
    """From the key to the painted coding, in the long transcript."""
    took = []
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(150)
        page.evaluate("""() => { window.coded = new Promise((done) => addEventListener("keydown", () => {
          const at = performance.now(), told = () => done(performance.now() - at);
          requestAnimationFrame(() => requestAnimationFrame(told));
        }, { once: true, capture: true })); }""")
        page.keyboard.press("Shift+Digit2")
        took.append(page.evaluate("window.coded"))
        page.wait_for_timeout(200)
    return median(took)


def queue_page(page: Page, address: str, items: int = 15) -> dict[str, float]:
    page.goto(f"{address}/review/next")
    page.wait_for_timeout(1500)
    took = []
    for _ in range(items):
        page.evaluate(f"() => {{ window.shown = ({KEYED})(); }}")
        page.keyboard.press("KeyN")
        took.append(page.evaluate("window.shown"))
        page.wait_for_timeout(600)  # an expert reads the statement
    return {"key to next statement shown, ms": median(took), "slowest of those, ms": max(took)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--codings", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data=Path(folder), example=False)
        with create_app(config).app_context():
            db = connect(config.database)
            document = fill(db, given.words, given.codings)
            db.conn.close()
        process, address = serve(Path(folder))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
                page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="ko-KR")
                _sign_in(page, address)
                told = document_page(page, address, document, given.rounds)
                told["key to painted coding, ms"] = code_here(page)
                told |= queue_page(page, address)
                browser.close()
        finally:
            process.terminate()
            process.wait()
    for name, value in told.items():
        print(f"| {name} | {value:,.0f} |")


def _sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("아이디").fill("expert")
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.get_by_role("button", name="로그인").click()
    page.wait_for_url(re.compile(r"/$"))


if __name__ == "__main__":
    main()
