"""What every test of the workbench stands on: a fresh data folder, an app, a person of every role, two areas."""

from __future__ import annotations

import contextvars
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

# One thread a process for matrices, told before NumPy is loaded and handed on to every process a test starts: a thread of
# OpenBLAS that waits does so by turning, and with a process of tests on each core the example's learning took 71 s of
# processor instead of 3.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, sync_playwright
from sqlite_utils import Database

from app import create_app, jobs
from app.accounts import signing_in
from app.accounts.limiting import limiter
from app.accounts.reasons import ASKED
from app.clock import now
from app.config import Config
from app.db import connect, open_database, rows, writing
from app.ids import new_id
from nlp.vectors.encoding import SETTING, Encoder

PASSWORD = "bada-sanno-maul-1"
ROLES = ("researcher", "facilitator", "expert", "analyst", "official", "admin")
# Beside other suites drawing examples takes its time; what a test says of time it measures itself.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")
SHARED = Path(__file__).resolve().parents[2] / "shared" / "real"
# Where Linux keeps files in memory, and the room asked of it: a run that keeps only what failed takes a fifth of that.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30


def pytest_configure() -> None:
    """Temporary folders in memory: every writing ends with a sync, a test has seventy, and a disk takes 5 ms for one.

    Databases keep the settings they are told to have; only what lies beneath them is quicker.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys first, for they take longest beside others; of them those that need not wait for the example round."""
    items.sort(
        key=lambda item: (item.get_closest_marker("journey") is None, "served" in getattr(item, "fixturenames", ()))
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Sentence vectors everywhere but for the example round, whose own would take more than half a minute of a core."""
    os.environ[SETTING] = "0" if "example_data" in getattr(item, "fixturenames", ()) else "1"


class FreshClient(FlaskClient):
    """Each request has a context of its own, as on a server: the pushed app context must not lend it `g`.

    Where a file asks why it is wanted, the client says so and asks again, as a person does; unless `gives` is empty.
    """

    gives = "reason=check"

    def open(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        answer = contextvars.Context().run(super().open, *args, **kwargs)
        if answer.status_code == ASKED and self.gives and isinstance(args[0], str):
            path = args[0] + ("&" if "?" in args[0] else "?") + self.gives
            return contextvars.Context().run(super().open, path, *args[1:], **kwargs)
        return answer


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Six people a test, each with an argon2 hash at full cost, would be most of the suite's time."""
    full = signing_in._hasher
    signing_in._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    yield
    signing_in._hasher = full


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated empty database, made once; every test starts from a copy."""
    path = tmp_path_factory.mktemp("empty") / "work.db"
    database = open_database(path)
    database.conn.execute("pragma wal_checkpoint(truncate)")
    database.conn.close()
    return path


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app as it is built: routes and templates compile once a process, which was half of what a small test took."""
    app = create_app(Config(data=tmp_path_factory.mktemp("workbench") / "data", example=False))
    app.testing = True
    app.test_client_class = FreshClient
    return app


_encode = Encoder.encode
_vectors: dict[tuple[str, str], np.ndarray] = {}


def _encoded_once(self: Encoder, texts: Sequence[str]) -> np.ndarray:
    new = [text for text in dict.fromkeys(texts) if (self.version, text) not in _vectors]
    _vectors.update({(self.version, text): vector for text, vector in zip(new, _encode(self, new), strict=True)})
    return np.array([_vectors[self.version, text] for text in texts], dtype=np.float32).reshape(-1, self.dims)


@pytest.fixture
def vectors_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text's vector made once a process: tests say the same few sentences again, and each took 26 ms.

    A text has the same vector alone and in any batch: tests/nlp/vectors, which does without this, holds that.
    """
    monkeypatch.setattr(Encoder, "encode", _encoded_once)


@pytest.fixture
def app(tmp_path: Path, empty_database: Path, workbench: Flask, vectors_once: None) -> Iterator[Flask]:
    """The app over an empty migrated database; its context is pushed. At the end no stray table may exist.

    Only what depends on the data folder is made anew, as `create_app` does it; settings a test changes are put back.
    """
    (tmp_path / "data").mkdir()
    shutil.copy(empty_database, tmp_path / "data" / "work.db")
    config, kept = Config(data=tmp_path / "data", example=False), dict(workbench.config)
    workbench.config.update(MOKSORI=config, SECRET_KEY=config.secret_key)
    jobs.install(workbench)
    limiter.reset()
    with workbench.app_context():
        database = connect(config.database)
        tables = set(database.table_names())
        yield workbench
        assert set(database.table_names()) == tables, "a misspelt table name created a table"
        database.conn.close()
    workbench.config.clear()
    workbench.config.update(kept)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    database = connect(app.config["MOKSORI"].database)
    yield database
    database.conn.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def round_id(db: Database) -> str:
    """The round 2026H2 with its two waves."""
    found = new_id()
    with writing(db):
        db.conn.execute(
            "insert into round values (?, '2026H2', '2026년 하반기', 'Second half of 2026', '2026-07-01', '2026-12-31')",
            [found],
        )
        for code, first, last in (
            ("2026Q3", "2026-07-01", "2026-09-30"),
            ("2026Q4", "2026-10-01", "2026-12-31"),
        ):
            db.conn.execute("insert into wave values (?, ?, ?, ?, ?)", [new_id(), found, code, first, last])
    return found


@pytest.fixture
def areas(db: Database, round_id: str) -> dict[str, str]:
    """Two areas, code to id: B001 is the one people of `people` are given, B002 is another's."""
    found = {"B001": new_id(), "B002": new_id()}
    with writing(db):
        for code, area_id in found.items():
            db.conn.execute(
                """insert into area(id, code, name_ko, name_en, kind, district, created_at)
                   values (?, ?, ?, ?, 'complex', '사상구', ?)""",
                [area_id, code, f"예시 산업단지 {code}", f"Example complex {code}", now()],
            )
    return found


@pytest.fixture
def people(db: Database, areas: dict[str, str]) -> dict[str, str]:
    """One person of each role (login = role), role to id. Field roles see B001 only; the others see all areas."""
    wide = {"analyst", "official", "admin"}
    return {
        role: signing_in.add_person(
            db,
            login=role,
            name=f"예시 {role}",
            role=role,
            password=PASSWORD,
            area_ids=[] if role in wide else [areas["B001"]],
            all_areas=role in wide,
        )
        for role in ROLES
    }


def sign_in(client: FlaskClient, login: str) -> FlaskClient:
    """Sign a person in through the page itself."""
    client.post("/sign-out", data={"csrf_token": token(client, "/account")}) if _signed_in(client) else None
    answer = client.post(
        "/sign-in", data={"login": login, "password": PASSWORD, "csrf_token": token(client, "/sign-in")}
    )
    assert answer.status_code == 302, answer.text
    return client


def _signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def token(client: FlaskClient, path: str) -> str:
    """The anti-forgery token of the form on a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(path).text)
    assert found, f"no form on {path}"
    return found.group(1)


def all_rows(db: Database, table: str) -> list[dict[str, object]]:
    """A table's rows as dicts, for tests to look at."""
    return [dict(r) for r in rows(db, f"select * from {table}")]


CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def playwright_once() -> Iterator[Playwright]:
    """The one driver of browsers a process may have: a second beside it is refused."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright_once: Playwright) -> Iterator[Browser]:
    browser = playwright_once.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
    yield browser
    browser.close()


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one of several test processes makes while the others wait; whoever changes it takes a copy.

    The lock is SQLite's: it needs no further package, works everywhere, and ends with its process.
    """
    shared = factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    with closing(sqlite3.connect(shared / f"{name}.lock", timeout=900, isolation_level=None)) as lock:
        lock.execute("begin exclusive")
        if not (shared / name).exists():
            shutil.rmtree(shared / f"{name}.part", ignore_errors=True)
            make(shared / f"{name}.part")
            (shared / f"{name}.part").rename(shared / name)
    return shared / name


def _load_example(data: Path) -> None:
    from app.setting_up import prepare

    config = Config(data=data, example=True)
    with create_app(config).app_context():
        database = open_database(config.database)
        prepare(database, config, say=lambda _text: None)
        database.conn.close()


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole example round, loaded once as the first command loads it. Copy it to change it."""
    data = tmp_path_factory.mktemp("example") / "data"
    shutil.copytree(made_once(tmp_path_factory, "example-round", _load_example), data)
    return data
