"""The bench for experts: one more coding of a long talk, another's read meanwhile, the next statement, the list.

    OMP_NUM_THREADS=1 python bench/coding_bench.py [--words 10000,100000] [--segments 1250,100000] [--acts 60]
        [--taguette FOLDER]

Everything is invented. `--taguette` is the folder of an environment with Taguette 1.5.2 (`bin/python` in it): its own server
then gets the same text and as many highlights. CPU is the server's own, by its process; what waits is the wall clock.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sqlite_utils import Database  # noqa: E402

from app import create_app  # noqa: E402
from app.accounts import signing_in  # noqa: E402
from app.clock import now  # noqa: E402
from app.codebook.publishing import install_first  # noqa: E402
from app.coding.statements.dealing import deal  # noqa: E402
from app.config import Config  # noqa: E402
from app.db import connect, open_database, rows, scalar, set_setting, writing  # noqa: E402
from app.ids import new_id  # noqa: E402
from app.running.serving import free_port  # noqa: E402
from bench.taguette import measure_taguette  # noqa: E402

PASSWORD, AREAS, CODINGS = "bench-bench-bench", 87, 2_000
# Words a sentence, sentences a speech: as in the example's talks.
SENTENCE, SPEECH = 12, 5
SAID = "숙련공을 구할 수가 없습니다 대출 금리가 높아서 이자 부담이 심각합니다 임대료와 물류비도 수출이 줄었습니다"
WORDS = SAID.split()
THEMES = ("workforce", "finance", "market", "regulation", "rnd")
# Seconds a server may take to come up beside other work.
PATIENCE = 120
TICKS = os.sysconf("SC_CLK_TCK")


def sentence(draw: random.Random) -> str:
    return " ".join(draw.choices(WORDS, k=SENTENCE - 1)) + " 그렇습니다."


def found_round(db: Database) -> tuple[str, list[str]]:
    """A round, 87 areas and a firm of each; the firms' ids as respondents."""
    install_first(db)
    round_id, firms = new_id(), []
    with writing(db):
        db.conn.execute(
            "insert into round values (?, '2026H2', '예시', 'Example', '2026-07-01', '2026-12-31')", [round_id]
        )
        for n in range(AREAS):
            area, firm = new_id(), new_id()
            db.conn.execute(
                "insert into area(id, code, name_ko, name_en, kind, district, created_at) values (?, ?, ?, ?, ?, ?, ?)",
                [area, f"B{n:03}", f"예시 {n}", f"Example {n}", "complex", "사상구", now()],
            )
            db.conn.execute(
                "insert into respondent(id, round_id, kind, label) values (?, ?, 'expert', ?)", [firm, round_id, f"{n}"]
            )
            db.conn.execute("insert into respondent_area values (?, ?)", [firm, area])
            firms.append(firm)
    return round_id, firms


def add_talk(db: Database, round_id: str, firms: list[str], words: int, *, codings: int, coder: str) -> str:
    """A talk of so many words, every sentence a segment, a third of them with a suggestion; its document's id."""
    draw, talk, document = random.Random(words), new_id(), new_id()
    speeches = [[sentence(draw) for _ in range(SPEECH)] for _ in range(max(1, words // (SENTENCE * SPEECH)))]
    with writing(db):
        db.conn.execute(
            """insert into roundtable(id, code, kind, round_id, title, held_on, starts_at, ends_at, place, created_at)
               values (?, ?, 'roundtable', ?, '예시 협의체', '2026-10-14', '15:00', '16:30', '예시', ?)""",
            [talk, talk[-8:], round_id, now()],
        )
        db.conn.execute("insert into roundtable_area select ?, id from area where true", [talk])
        people = [new_id() for _ in firms]
        db.conn.executemany(
            """insert into participant(id, roundtable_id, label, organization, org_kind, role, respondent_id, position)
               values (?, ?, ?, '예시', 'expert', '', ?, ?)""",
            [(p, talk, f"{n}", firm, n) for n, (p, firm) in enumerate(zip(people, firms, strict=True))],
        )
        whole = "\n\n".join(" ".join(speech) for speech in speeches)
        db.conn.execute(
            """insert into document(id, roundtable_id, format, language, text, sha256, file_name, file_sha256,
                 created_at) values (?, ?, 'txt', 'ko', ?, '', '예시.txt', ?, ?)""",
            [document, talk, whole, document, now()],
        )
        segments, at = [], 0
        for n, speech in enumerate(speeches):
            turn, start = new_id(), at
            end = start + len(" ".join(speech))
            db.conn.execute(
                """insert into turn(id, document_id, position, speaker, participant_id, identified, start, "end", aside)
                   values (?, ?, ?, ?, ?, 1, ?, ?, 0)""",
                [turn, document, n + 1, f"{n % AREAS}", people[n % AREAS], start, end],
            )
            for said in speech:
                segments.append((new_id(), round_id, document, turn, firms[n % AREAS], len(segments), at, said))
                at += len(said) + 1
            at = end + 2
        _segments(db, segments)
        _suggest(db, [each[0] for each in segments])
        book = scalar(db, "select id from codebook")
        db.conn.executemany(
            """insert into judgment(segment_id, coder_id, action, theme_code, stance, severity, codebook_id, at)
               values (?, ?, 'add', ?, 'need', 3, ?, ?)""",
            [
                (segments[n % len(segments)][0], coder, THEMES[n // len(segments) % len(THEMES)], book, now())
                for n in range(codings)
            ],
        )
    return document


def _segments(db: Database, segments: list[tuple[Any, ...]]) -> None:
    db.conn.executemany(
        """insert into segment(id, round_id, document_id, turn_id, respondent_id, position, start, "end", text, language,
             created_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7 + length(?8), ?8, 'ko', ?9)""",
        [(*each, now()) for each in segments],
    )


def _suggest(db: Database, segment_ids: list[str]) -> None:
    draw, book, at = random.Random(3), scalar(db, "select id from codebook"), now()
    db.conn.executemany(
        """insert into suggestion(id, segment_id, theme_code, score, stance, severity, evidence, lexicon_version,
             analyser_version, grade, codebook_id, created_at)
           values (?, ?, ?, ?, 'need', 3, '{"terms": [], "cues": []}', 'l', 'a', 'sure', ?, ?)""",
        [
            (new_id(), each, draw.choice(THEMES), draw.uniform(0.4, 0.99), book, at)
            for each in segment_ids
            if draw.random() < 0.35
        ],
    )
    db.conn.executemany(
        "insert into analysed(segment_id, lexicon_version, analyser_version, at) values (?, 'l', 'a', ?)",
        [(each, at) for each in segment_ids],
    )


class Person:
    """Somebody signed in at a server on this machine, over HTTP."""

    def __init__(self, port: int, login: str) -> None:
        self.connection, self.cookies = HTTPConnection("127.0.0.1", port, timeout=60), {}  # type: ignore[var-annotated]
        form = f"login={login}&password={PASSWORD}&csrf_token={self.token('/sign-in')}"
        self.ask("POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded"})
        self.csrf = self.token("/account")

    def token(self, path: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.ask("GET", path)[1].decode())
        assert found, path
        return found[1]

    def ask(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        cookie = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        given = {"Cookie": cookie, **(headers or {})}
        try:
            self.connection.request(method, path, body.encode() or None, given)
            answer = self.connection.getresponse()
        except (OSError, HTTPException):  # an idle connection is closed by the server; the same act may be sent again
            self.connection.close()
            self.connection.request(method, path, body.encode() or None, given)
            answer = self.connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"([^=]+)=([^;]*)", value):
                self.cookies[found[1]] = found[2]
        return answer.status, answer.read()

    def act(self, sent: dict[str, Any]) -> dict[str, int]:
        """One act; of each segment it is on the newest judgment from now."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.csrf}
        status, told = self.ask("POST", "/review/acts", json.dumps(sent), headers)
        assert status in (200, 201), told[:300]
        return json.loads(told)["seen"]

    def act_on_and_on(self, acts: list[dict[str, Any]]) -> Iterator[None]:
        """The same codings one after the other without an end, each a new act with the theme that follows."""
        seen: dict[str, int] = {}
        for n in count():
            each = acts[n % len(acts)]
            theme = THEMES[n // len(acts) % len(THEMES)]
            now = {"seen": seen.get(each["segment"], each["seen"]), "theme": theme, "act": new_id()}
            seen |= self.act({**each, **now})
            yield


def acts_on(db: Database, document: str, many: int, draw: random.Random) -> Iterator[dict[str, Any]]:
    """New codings of single words, each in another segment nobody has coded."""
    free = rows(
        db,
        """select s.* from segment s where s.document_id = ? and s.id not in (select segment_id from judgment)
           order by random() limit ?""",
        [document, many],
    )
    if len(free) < many:
        free += rows(db, "select * from segment where document_id = ? limit ?", [document, many - len(free)])
    for each in free:
        seen = scalar(db, "select coalesce(max(id), 0) from judgment where segment_id = ?", [each["id"]])
        start = each["start"] + draw.randrange(0, 20)
        yield {
            **{"act": new_id(), "segment": each["id"], "seen": seen, "action": "add", "theme": "energy_env"},
            **{"stance": "need", "severity": 4, "span": [start, start + 9]},
        }


def timed(act: Callable[[], Any], cpu: Callable[[], float], many: int = 1) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock."""
    begin, began = cpu(), time.perf_counter()
    act()
    return (cpu() - begin) * 1000 / many, (time.perf_counter() - began) * 1000 / many


def cpu_of(pid: int) -> float:
    """Seconds of the processor a server has had, its processes together."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(map(cpu_of, map(int, children)))


@contextmanager
def served(data: Path) -> Iterator[tuple[int, int]]:
    """A server of its own process on a port the system gives; its port and process."""
    port = free_port(9_850)
    environment = {**os.environ, "MOKSORI_DATA": str(data), "MOKSORI_EXAMPLE": "0", "OMP_NUM_THREADS": "1"}
    serve = (
        f"from app.config import from_environment as c; from app.running.serving import serve_web as s; s(c(), {port})"
    )
    made = subprocess.Popen([sys.executable, "-c", serve], env=environment, cwd=ROOT)
    try:
        for _second in range(PATIENCE):
            time.sleep(1)
            with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=10)) as asked:
                asked.request("GET", "/sign-in")
                if asked.getresponse().status == 200:
                    break
        yield port, made.pid
    finally:
        made.terminate()
        made.wait()


def read_while(read: Callable[[], Any], others: Callable[[], Any] | None, seconds: float) -> float:
    """The median of a read in ms; meanwhile the other person does one act after the other."""
    stop, times = threading.Event(), []

    def busy() -> None:
        while not stop.is_set() and others:
            others()

    worker = threading.Thread(target=busy)
    worker.start()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        times.append(timed(read, time.process_time)[1])
    stop.set()
    worker.join()
    return median(times)


def measure_talk(folder: Path, words: int, acts: int, seconds: float) -> None:
    data = folder / f"talk-{words}"
    db, round_id, firms = made(data)
    first = scalar(db, "select id from person where login = 'first'")
    document = add_talk(db, round_id, firms, words, codings=CODINGS, coder=first)
    settle(db, round_id)
    with served(data) as (port, pid):
        coder, other = Person(port, "first"), Person(port, "second")
        turns = scalar(db, "select max(position) from turn where document_id = ?", [document])
        part = f"/review/documents/{document}/codings.json?from={turns // 2}&to={turns // 2 + 40}"
        sent = list(acts_on(db, document, acts + 400, random.Random(5)))
        for each in sent[:10]:
            coder.act(each)
        cpu, wall = timed(lambda: [coder.act(each) for each in sent[10 : acts + 10]], lambda: cpu_of(pid), acts)
        tell(f"add a coding, {words:,} words, {CODINGS:,} codings", cpu, wall)
        more = coder.act_on_and_on(sent[acts + 10 :])
        quiet = read_while(lambda: other.ask("GET", part), None, seconds)
        busy = read_while(lambda: other.ask("GET", part), lambda: next(more), seconds)
        tell(f"another's read of 40 speeches of {words:,} words: alone", None, quiet)
        tell("... while the first codes without a pause", None, busy)
        whole = f"/review/documents/{document}/codings.json"
        cpu, wall = timed(lambda: [coder.ask("GET", whole) for _ in range(5)], lambda: cpu_of(pid), 5)
        tell(f"all codings of {words:,} words", cpu, wall)


def measure_queue(folder: Path, segments: int, rounds: int) -> None:
    data = folder / f"queue-{segments}"
    db, round_id, firms = made(data)
    first = scalar(db, "select id from person where login = 'first'")
    begin = time.process_time()
    add_talk(db, round_id, firms, segments * SENTENCE, codings=min(CODINGS, segments // 4), coder=first)
    settle(db, round_id)
    print(f"| (filled with {segments:,} segments) | {(time.process_time() - begin) * 1000:,.0f} | |", flush=True)
    with served(data) as (port, pid):
        for login in ("first", "one"):
            who = Person(port, login)
            status, _told = who.ask("GET", "/review/next")
            segment = scalar(
                db,
                """select q.segment_id from queue_now q join circle c on c.id = q.circle_id
                   join respondent_area ra on ra.area_id = c.areas join person_area pa on pa.area_id = ra.area_id
                   join person p on p.id = pa.person_id where p.login = 'one' limit 1""",
            )
            assert status in (302, 303), status
            seen = "all areas" if login == "first" else "one area"
            for name, path in (
                ("next", "/review/next"),
                ("one item", f"/review/items/{segment}.json"),
                ("list", "/review"),
                ("list as it was said", "/review?order=text&state=all"),
                ("list of a theme", "/review?theme=market"),
                ("list by a word", f"/review?q={quote('임대료')}"),
            ):
                who.ask("GET", path)
                tell(f"{name}, {segments:,} segments, {seen}", *again(who, path, pid, rounds))


def again(who: Person, path: str, pid: int, rounds: int) -> tuple[float, float]:
    return timed(lambda: [who.ask("GET", path) for _ in range(rounds)], lambda: cpu_of(pid), rounds)


def made(data: Path) -> tuple[Database, str, list[str]]:
    config = Config(data=data, example=False)
    open_database(config.database).conn.close()
    with create_app(config).app_context():
        db = connect(config.database)
        round_id, firms = found_round(db)
        areas = [r["id"] for r in rows(db, "select id from area order by code")]
        for login, wide in (("first", True), ("second", True), ("one", False)):
            signing_in.add_person(
                db, login=login, name="예시", role="expert", password=PASSWORD, area_ids=areas[:1], all_areas=wide
            )
    return db, round_id, firms


def settle(db: Database, round_id: str) -> None:
    with writing(db):
        set_setting(db, "model.theme.version", "")
    deal(db, round_id)
    db.conn.execute("analyze")
    db.conn.execute("pragma wal_checkpoint(truncate)")


def tell(name: str, cpu: float | None, wall: float) -> None:
    print(f"| {name} | {'' if cpu is None else f'{cpu:.1f}'} | {wall:.1f} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--words", default="10000,100000")
    options.add_argument("--segments", default="1250,100000")
    options.add_argument("--acts", type=int, default=60)
    options.add_argument("--seconds", type=float, default=8.0)
    options.add_argument("--taguette", type=Path)
    asked = options.parse_args()
    print("| what | server's CPU ms | wall ms |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for words in map(int, filter(None, asked.words.split(","))):
            measure_talk(Path(folder), words, asked.acts, asked.seconds)
            measure_taguette(Path(folder), asked.taguette, words, CODINGS, asked.acts, asked.seconds)
        for segments in map(int, filter(None, asked.segments.split(","))):
            measure_queue(Path(folder), segments, 20)


if __name__ == "__main__":
    main()
