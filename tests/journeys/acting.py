"""People who press buttons without a browser: signed in, they send the forms of the pages."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import token


@dataclass
class Person:
    """Somebody signed in, who presses buttons."""

    client: FlaskClient

    def press(self, path: str, **fields: Any) -> Any:
        """Send a form; what it asks of a person must have been right."""
        answer = self.client.post(path, data={"csrf_token": token(self.client, "/account"), **fields})
        assert answer.status_code in (200, 302, 303), (
            path,
            answer.status_code,
            re.findall(r'class="wrong"[^>]*>(.*?)</p>|role="alert"[^>]*>(.*?)</div>', answer.text, re.S),
        )
        return answer

    def send_file(self, path: str, name: str, data: bytes) -> str:
        return str(self.press(path, file=(io.BytesIO(data), name)).location)


def enter(app: Flask, login: str, password: str) -> FlaskClient:
    client = app.test_client()
    sent = {"login": login, "password": password, "csrf_token": token(client, "/sign-in")}
    assert client.post("/sign-in", data=sent).status_code == 302, login
    return client


class _Form(HTMLParser):
    """The fields of a form as they stand; where a choice or a number is missing, the first and twenty."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name, kind = has.get("name"), has.get("type", "text")
        if tag == "select":
            self._select = name
        if tag == "option" and self._select and has.get("value"):
            self.sent.setdefault(self._select, has["value"] or "")
        if not name or name in self.sent or tag not in ("input", "textarea"):
            return
        if kind in ("radio", "checkbox", "hidden"):
            self.sent[name] = has.get("value") or "on"
        else:
            self.sent[name] = has.get("value") or ("20" if has.get("inputmode") else "")


def answers_on(client: FlaskClient, path: str) -> dict[str, str]:
    form = _Form()
    form.feed(client.get(path).text)
    return form.sent
