"""What starting costs, before and now: commands, `serve` to its first answer, the server's memory, first looks at charts.

    python bench/starting.py --before 6dde648b                # a commit, taken out of git into a folder of its own
    python bench/starting.py --requests 2000 --data data      # a folder with a loaded example.db, which is copied

Processor time of all processes, the better of three; memory as Linux tells it (/proc/PID/smaps_rollup).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

ROOT = Path(__file__).resolve().parents[1]
TEXT = "요즘 원자재값이 올라 자금난이 심각합니다.\n사람을 구하기 어렵습니다.\n"
PORT = 8791
# What 2,000 requests go through, again and again; {area} is one of the areas.
WALK = (
    *(
        "/",
        "/areas",
        "/areas/{area}",
        "/areas/{area}/evaluation",
        "/areas/{area}/indicators",
        "/indicators",
        "/surveys",
    ),
    *("/quotes", "/themes", "/roundtables", "/evaluation", "/areas.xlsx", "/areas/{area}/indicators.csv"),
    *("/areas/{area}/report", "/reports"),
)
Figures = dict[str, str]


def spent(command: list[str], tree: Path, data: Path) -> tuple[float, float]:
    """Seconds of processor and MB at most of a command, the better of three."""
    found = []
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *command], cwd=tree, env=environment(tree, data), stdout=subprocess.DEVNULL
        )
        _pid, _status, used = os.wait4(process.pid, 0)
        found.append((used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))
    return min(found)


def environment(tree: Path, data: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(tree), "MOKSORI_DATA": str(data), "OMP_NUM_THREADS": "1"}


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:  # each thread has children of its own
        children = [
            child for each in Path(f"/proc/{pid}/task").glob("*/children") for child in each.read_text().split()
        ]
    except FileNotFoundError:
        return []
    return [pid, *(each for child in children for each in family(int(child)))]


def processor(pids: list[int]) -> float:
    """Seconds of processor so far, with those of children that ended."""
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int, what: str) -> float:
    """MB of a process: "Rss" with what it shares, "Pss" with its part of that."""
    told = re.search(rf"^{what}:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    return int(told[1]) / 1024 if told else 0.0


def servers(pids: list[int]) -> list[int]:
    """The processes that answer: those that wait on the port and have no children who do; told by their threads."""
    leaves = [pid for pid in pids if len(family(pid)) == 1]
    return [pid for pid in leaves if "gunicorn" in comm(pid) or parent_serves(pid)]


def comm(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def parent_serves(pid: int) -> bool:
    """Forked of a process that is no serve itself: of gunicorn's first one."""
    parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    grand = int(Path(f"/proc/{parent}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return "serve" in comm(parent) and "serve" in comm(grand)


@contextmanager
def served(tree: Path, data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The workbench of a tree, and what it printed, once it has answered."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--example", "serve", "--port", str(PORT)],
        cwd=tree,
        env=environment(tree, data),
        stdout=subprocess.PIPE,
        text=True,
    )
    told = ""
    try:
        assert process.stdout
        while "Ctrl-C" not in told:
            told += process.stdout.readline()
        address = re.search(r"http://[0-9.:]+/", told)
        assert address
        while True:
            try:
                build_opener().open(f"{address[0]}sign-in", timeout=300).read()
                break
            except (URLError, ConnectionError):
                time.sleep(0.05)
        yield process, told
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def person(told: str) -> tuple[OpenerDirector, str]:
    """An analyst who has signed in, and the server's address."""
    address = re.search(r"http://[0-9.:]+/", told)
    password = re.search(r"^analyst\s+(\S+)", told, re.M)
    assert address and password
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(address[0] + "sign-in").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    form = {"login": "analyst", "password": password[1], "csrf_token": token[1]}
    browser.open(address[0] + "sign-in", urlencode(form).encode()).read()
    return browser, address[0].rstrip("/")


def ask(browser: OpenerDirector, address: str) -> int:
    """The bytes of an answer; pages that there are not (or ask why) count as answers."""
    try:
        return len(browser.open(address, timeout=300).read())
    except HTTPError as error:
        return len(error.read())


def areas_of(browser: OpenerDirector, address: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"/areas/([0-9a-f-]{36})", browser.open(f"{address}/areas").read().decode())))


def serving(tree: Path, data: Path, requests: int) -> Figures:
    """The first answer, memory along a long walk, and first looks at the charts of areas."""
    with served(tree, data) as (process, told):
        pids = family(process.pid)
        found = {"serve to the first answer, s of processor": f"{processor(pids):.1f}"}
        found["all its processes then, MB (shared pages once)"] = f"{sum(memory(pid, 'Pss') for pid in pids):,.0f}"
        browser, address = person(told)
        areas = areas_of(browser, address)
        ask(browser, f"{address}/areas/{areas[0]}")  # templates, connections
        looks = {
            "first look at an area's indicators (6 charts), ms": "indicators",
            "the same, its evaluation": "evaluation",
        }
        for what, page in looks.items():
            cold = looked(browser, [f"{address}/areas/{area}/{page}" for area in areas[1:6]], process.pid)
            found[what] = f"{cold:,.0f}"
        found |= walked(browser, address, areas, requests, process.pid)
    with served(tree, data) as (process, told):
        browser, address = person(told)
        for pid in range(8):  # both processes have opened another area's page
            ask(browser, f"{address}/areas/{areas[7 + pid % 2]}/indicators")
        again = looked(browser, [f"{address}/areas/{area}/indicators" for area in areas[1:6]], process.pid)
        found["the same indicators after a restart, ms"] = f"{again:,.0f}"
    return found


def looked(browser: OpenerDirector, addresses: list[str], pid: int) -> float:
    """Milliseconds of processor for a look, of all processes."""
    before = processor(family(pid))
    for address in addresses:
        ask(browser, address)
    return (processor(family(pid)) - before) * 1000 / len(addresses)


def walked(browser: OpenerDirector, address: str, areas: list[str], requests: int, pid: int) -> Figures:
    found: Figures = {}
    for n in range(1, requests + 1):
        path = WALK[n % len(WALK)].format(area=areas[n // len(WALK) % len(areas)])
        ask(browser, address + path)
        if n in (requests // 10, requests // 2, requests):
            told = " / ".join(f"{memory(each, 'Rss'):,.0f}" for each in servers(family(pid)))
            found[f"web processes after {n:,} requests, MB each"] = told
    return found


def tree_of(commit: str, folder: Path) -> Path:
    """The files of a commit; unpacked by others, since a command's peak of memory begins with that of who starts it."""
    packed = folder / "tree.tar"
    subprocess.run(["git", "-C", str(ROOT), "archive", "-o", str(packed), commit], check=True)
    subprocess.run(["tar", "-xf", str(packed), "-C", str(folder)], check=True)
    return folder


def measured(tree: Path, given: Path | None, requests: int) -> Figures:
    found: Figures = {}
    with tempfile.TemporaryDirectory() as name:
        data, text = Path(name, "data"), Path(name, "small.txt")
        text.write_text(TEXT, encoding="utf-8")
        spent(["init"], tree, data)  # bytecode and catalogues are written, the database is there
        for command in (["--help"], ["firms", "import", "--help"], ["rounds", "open", "2027H1"]):
            seconds, most = spent(command, tree, data)
            found[f"moksori {' '.join(command)}, s of processor"] = f"{seconds:.2f} ({most:,.0f} MB)"
        seconds, most = spent(["code", str(text)], tree, data)
        found["moksori code, two Korean sentences, s of processor"] = f"{seconds:.2f} ({most:,.0f} MB)"
        if given:
            loaded = Path(name, "loaded")
            shutil.copytree(given, loaded, ignore=shutil.ignore_patterns("charts"))
            found |= serving(tree, loaded, requests)
    return found


def main() -> None:
    ask_for = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask_for.add_argument("--before", metavar="COMMIT", help="Also measure this commit.")
    ask_for.add_argument("--data", type=Path, help="A data folder with a loaded example: also measure serving it.")
    ask_for.add_argument("--requests", type=int, default=600)
    args = ask_for.parse_args()
    with tempfile.TemporaryDirectory() as name:
        before = measured(tree_of(args.before, Path(name)), args.data, args.requests) if args.before else {}
        now = measured(ROOT, args.data, args.requests)
    print(f"| what | {args.before or 'before'} | now |\n| --- | ---: | ---: |")
    for what, figure in now.items():
        print(f"| {what} | {before.get(what, '')} | {figure} |")


if __name__ == "__main__":
    main()
