"""Links a respondent answers by without an account: a token nobody can guess, of which only the hash is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

LENGTH = 22
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def token_of(secret: str, invitation_id: str) -> str:
    """The token of a link: 128 bits of an HMAC as 22 characters for an address.

    Who holds the server's secret can print a letter again; the database alone, which keeps hashes, gives no token away.
    """
    bits = hmac.digest(secret.encode(), f"link:{invitation_id}".encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


def hash_token(token: str) -> str:
    """SHA-256 of a token: enough for 128 random bits, which nobody can guess through."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether the text has the shape of a token."""
    return TOKEN.fullmatch(text) is not None


def token_within(text: str) -> str | None:
    """The token at the start of an address to which a message stuck something: a full stop, a bracket, a word."""
    return text[:LENGTH] if len(text) > LENGTH and is_token(text[:LENGTH]) else None
