"""A researcher's laptop as the office sees it: records sealed as text, and its keys."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.field.records import keys
from app.ids import new_id
from tests.conftest import sign_in
from tests.surveys.conftest import firms, survey

__all__ = ["firms", "survey"]

# As a laptop has them: values, not a form's texts.
ANSWERS = {"consent": True, "biz_past": "2", "causes": ["finance", "market"], "employees": "1234", "hardest": "인력난"}


@dataclass
class Laptop:
    """One person's store: what it seals, and the key it signs files with."""

    client: FlaskClient
    person: str
    survey: sqlite3.Row
    area: str
    firm: str | None
    device: str = field(default_factory=new_id)
    sequence: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def seal(self, **other: Any) -> bytes:
        """A record as text; `other` replaces what it would say."""
        self.sequence += 1
        told = {
            "v": 1,
            "kind": "return",
            "device": self.device,
            "sequence": self.sequence,
            "made_at": "2027-11-30T09:00:00.000Z",  # a clock a year off
            "person": self.person,
            "base": None,
            "survey": self.survey["id"],
            "version": self.survey["version_id"],
            "area": self.area,
            "firm": self.firm,
            "name": "",
            "visit": None,
            "answers": ANSWERS,
            "lang": "ko",
        }
        return json.dumps({**told, **other}, ensure_ascii=False).encode()

    def send(self, record_id: str, text: bytes) -> TestResponse:
        return self.client.put(f"/field/records/{record_id}", data=text, content_type="application/json")

    def register(self) -> TestResponse:
        return self.client.put(f"/field/devices/{self.device}", json={"public_key": keys.jwk(self.key)})


@pytest.fixture
def laptop(
    client: FlaskClient, people: dict[str, str], survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> Laptop:
    """The researcher's, signed in, about firm F1."""
    sign_in(client, "researcher")
    return Laptop(client, people["researcher"], survey, areas["B001"], firms["F1"])


def sign_as_browser(key: ec.EllipticCurvePrivateKey, data: bytes) -> str:
    """A signature over the hash of some bytes, as the laptop makes it."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    r, s = decode_dss_signature(key.sign(hashlib.sha256(data).digest(), ec.ECDSA(hashes.SHA256())))
    return keys.to_text(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
