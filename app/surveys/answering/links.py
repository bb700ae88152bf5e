"""Links a respondent answers by without an account: a random token, of which only the hash is kept."""

from __future__ import annotations

import hashlib
import re
import secrets

LENGTH = 22
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """128 random bits as 22 characters for an address."""
    return secrets.token_urlsafe(16)


def hash_token(token: str) -> str:
    """SHA-256 of a token: enough for 128 random bits, which nobody can guess through."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether the text has the shape of a token."""
    return TOKEN.fullmatch(text) is not None


def token_within(text: str) -> str | None:
    """The token at the start of an address to which a message stuck something: a full stop, a bracket, a word."""
    return text[:LENGTH] if len(text) > LENGTH and is_token(text[:LENGTH]) else None
