"""The client's address: as many proxies are believed as stand before the server, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import create_app
from app.config import from_environment
from app.db import connect, scalar
from tests.conftest import token


@pytest.mark.parametrize(
    ("proxies", "address"),
    [("", "127.0.0.1"), ("0", "127.0.0.1"), ("1", "203.0.113.5"), ("2", "198.51.100.7"), ("many", "127.0.0.1")],
)
def test_as_many_proxies_are_believed_as_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxies: str, address: str
) -> None:
    monkeypatch.setenv("MOKSORI_PROXIES", proxies)
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path))
    client = create_app().test_client()
    form = {"login": "somebody", "password": "x", "csrf_token": token(client, "/sign-in")}
    client.post("/sign-in", data=form, headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.5"})
    db = connect(from_environment().database)
    assert scalar(db, "select address from audit order by id desc limit 1") == address
    db.conn.close()
