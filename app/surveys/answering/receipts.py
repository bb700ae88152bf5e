"""What a respondent keeps (a receipt number) and what tells two returns apart (the hash of their content)."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
import uuid
from typing import Any

# Read aloud over the telephone: no 0/O, 1/I/L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6
_RECEIPT = re.compile(rf"\d{{4}}Q[1-4][{ALPHABET}]{{{LENGTH}}}")


def new_receipt(wave: str) -> str:
    """A receipt number such as 2026Q4-7KX2MP: the wave and six random characters (887 million)."""
    return f"{wave}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def content_sha256(content: dict[str, Any]) -> str:
    """Hash of a return's content: canonical JSON in NFC, so that the same answers always hash the same."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text_sha256(text)


def text_sha256(text: str) -> str:
    """Hash of a text in NFC; used for the consent a respondent was shown."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def response_id_of(survey_id: str, code: str) -> str:
    """The id of an imported return: the same survey and response code always give the same id (UUIDv5)."""
    return str(uuid.uuid5(uuid.UUID(survey_id), code))


def receipt_typed(text: str) -> str:
    """A receipt number as it is stored, from how a person types or dictates it; empty where it cannot be one.

    >>> receipt_typed(" 2026q4 – 7kx 2mp "), receipt_typed("２０２６Q4-7KX2MP"), receipt_typed("7KX2MP")
    ('2026Q4-7KX2MP', '2026Q4-7KX2MP', '')
    """
    bare = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())
    return f"{bare[:6]}-{bare[6:]}" if _RECEIPT.fullmatch(bare) else ""
