"""Taguette's own server beside ours: the same length of text, as many highlights, one more, another's read meanwhile.

Its file is filled by its own schema; it is asked over HTTP on this machine, single-user, as its browser would ask.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

PORT = 9_911
SENTENCE = "숙련공을 구할 수가 없습니다 대출 금리가 높아서 이자 부담이 심각합니다 임대료와 물류비도 올랐습니다"
WORDS = SENTENCE.split()
# How long it may take to come up beside other work.
PATIENCE = 90


def measure_taguette(folder: Path, where: Path | None, words: int, highlights: int, acts: int, seconds: float) -> None:
    """Print its rows of the table, or a line that says why there are none."""
    if where is None or not (where / "bin" / "taguette").exists():
        print("| (Taguette 1.5.2 is not there: `--taguette FOLDER`) | | |", flush=True)
        return
    path = folder / f"taguette-{words}.sqlite3"
    server = subprocess.Popen(
        [str(where / "bin" / "taguette"), "--no-browser", "-p", str(PORT), "--database", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        token = _token(server)
        fill(path, words, highlights)
        _measure(server.pid, token, words, highlights, acts, seconds)
    finally:
        server.terminate()
        server.wait()


def _token(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := re.search(r"token=([0-9a-f]+)", server.stdout.readline()):
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return found[1]
    raise TimeoutError("Taguette did not come up")


def fill(path: Path, words: int, highlights: int) -> None:
    """One project with one document of so many words and as many highlights of a word or two."""
    draw = random.Random(words)
    text = [" ".join(draw.choices(WORDS, k=60)) for _ in range(words // 60)]
    html = "".join(f"<p>{each}</p>" for each in text)
    length = sum(len(each.encode()) for each in text)
    db = sqlite3.connect(path)
    at = "2026-11-30 00:00:00"
    with db:
        db.execute("insert into projects values (1, 'bench', '', ?)", [at])
        db.execute("insert into project_members values (1, 'admin', 'ADMIN')")
        db.execute("insert into documents values (1, 'bench', '', 'bench.html', ?, 1, 'LEFT_TO_RIGHT', ?)", [at, html])
        db.execute("insert into tags values (1, 1, 'bench', '')")
        for n in range(1, highlights + 1):
            start = draw.randrange(0, length - 60)
            db.execute("insert into highlights values (?, 1, ?, ?, '예시')", [n, start, start + 30])
            db.execute("insert into highlight_tags values (?, 1)", [n])
    db.close()


class Person:
    """The single user's browser."""

    def __init__(self, token: str) -> None:
        self.connection, self.cookies = HTTPConnection("127.0.0.1", PORT, timeout=60), {}  # type: ignore[var-annotated]
        self.ask("GET", f"/?token={token}")
        self.ask("GET", "/project/1")

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        headers |= {"Content-Type": "application/json", "X-XSRFToken": self.cookies.get("_xsrf", "")}
        self.connection.request(method, path, body.encode() or None, headers)
        answer = self.connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"([^=]+)=([^;]*)", value):
                self.cookies[found[1]] = found[2]
        return answer.status, answer.read()

    def act(self, start: int) -> None:
        sent = {"start_offset": start, "end_offset": start + 30, "tags": [1]}
        status, told = self.ask("POST", "/api/project/1/document/1/highlight/new", json.dumps(sent))
        assert status == 200, told[:300]


def _measure(pid: int, token: str, words: int, highlights: int, acts: int, seconds: float) -> None:
    from bench.coding_bench import cpu_of, read_while, tell, timed

    coder, other, draw = Person(token), Person(token), random.Random(7)
    length = words * 8

    def code() -> None:
        coder.act(draw.randrange(0, length))

    code()
    few = min(acts, 20)
    cpu, wall = timed(lambda: [code() for _ in range(few)], lambda: cpu_of(pid), few)
    tell(f"Taguette: add a highlight, {words:,} words, {highlights:,} highlights", cpu, wall)
    tell(
        "Taguette: another's read of the list of projects, alone",
        None,
        read_while(lambda: other.ask("GET", "/"), None, seconds),
    )
    tell("... while the first codes without a pause", None, read_while(lambda: other.ask("GET", "/"), code, seconds))
    walls = [
        timed(lambda: other.ask("GET", "/api/project/1/document/1/content"), lambda: cpu_of(pid)) for _ in range(3)
    ]
    tell("Taguette: open the document", median(cpu for cpu, _ in walls), median(wall for _, wall in walls))
