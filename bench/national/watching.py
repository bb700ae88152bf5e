"""What a page asks of the database: its statements, and those that run through a whole large table."""

from __future__ import annotations

import gc
import re
import sqlite3
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.limiting import limiter
from app.db import get_db

# Tables that grow with areas, firms, returns and talks. A scan of another costs a page nothing.
LARGE = frozenset(
    (
        *("area", "area_result", "domain_result", "source_item", "level_event", "vote", "firm", "classification"),
        *("vintage", "observation", "respondent", "respondent_area", "response", "answer", "visit", "roundtable"),
        *("participant", "document", "turn", "segment", "judgment", "suggestion", "analysed", "reading"),
        *("standing_now", "suggested_now", "queue_now", "answered_now"),
        *("pick", "plan", "plan_task", "proposal", "proposal_segment", "proposal_event"),
    )
)
_SCAN = re.compile(r"^SCAN (\w+)(?! USING)")
_NAMED = re.compile(r"\b(?:from|join)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?", re.IGNORECASE)


@dataclass
class Watch:
    """Statements of the last request, and its scans of large tables as "table: beginning of the statement"."""

    statements: list[str] = field(default_factory=list)

    def scans(self, connection: sqlite3.Connection) -> set[str]:
        found = set()
        for sql in set(self.statements):
            if not sql.lstrip().lower().startswith(("select", "with")):
                continue
            names = {alias or name: name for name, alias in _NAMED.findall(sql)} | {
                n: n for n, _ in _NAMED.findall(sql)
            }
            for step in connection.execute(f"explain query plan {sql}"):
                scanned = _SCAN.match(step["detail"])
                if scanned and names.get(scanned[1], scanned[1]) in LARGE:
                    found.add(f"{names.get(scanned[1], scanned[1])}: {' '.join(sql.split())[:90]}")
        return found


def watched(app: Flask) -> Watch:
    """Count what each request asks from now on; nobody is slowed down."""
    limiter.enabled = False
    # As the server does before it forks: what is loaded is looked at by no collection.
    gc.collect()
    gc.freeze()
    watch = Watch()
    app.before_request(lambda: get_db().conn.set_trace_callback(watch.statements.append))
    return watch


def signed_in(app: Flask, login: str, password: str) -> FlaskClient:
    """Somebody signed in without the form's token, which every page has again afterwards."""
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    client.post("/sign-in", data={"login": login, "password": password})
    app.config["WTF_CSRF_ENABLED"] = True
    return client
