"""Answers begun, sealed by their link: the database alone opens none of them, nor does the server without the address."""

from __future__ import annotations

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Which way of sealing a text names; one that begins like a list of JSON was kept readable, before there was any.
_WAY, _READABLE = "1:", "["
_NONCE = 12  # bytes, as AES-GCM wants them (NIST SP 800-38D); drawn anew each time


def seal(text: str, *, token: str, code: str, draft_id: str) -> str:
    """Seal a text by a link's token and, of an open one, the code: neither of them stands in the database."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key(token, code, draft_id)).encrypt(nonce, text.encode(), draft_id.encode())
    return _WAY + base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, token: str, code: str, draft_id: str) -> str | None:
    """The text again; None where another link, another code or other bytes are there. Old ones are read as they are."""
    if sealed.startswith(_READABLE):
        return sealed
    try:
        data = base64.urlsafe_b64decode(sealed.removeprefix(_WAY))
        return AESGCM(_key(token, code, draft_id)).decrypt(data[:_NONCE], data[_NONCE:], draft_id.encode()).decode()
    except (InvalidTag, ValueError):
        return None


def _key(token: str, code: str, draft_id: str) -> bytes:
    """A key of its own for each draft, by HKDF (RFC 5869) from the 128 bits of the token."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=draft_id.encode(), info=b"moksori answers begun")
    return derived.derive(f"{token}:{code}".encode())
