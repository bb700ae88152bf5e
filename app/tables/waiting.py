"""A file that waits for a person's yes: kept in the data folder, one a person, gone once it is stored."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "waiting"
SHA256 = re.compile(r"[0-9a-f]{64}")


def keep(data_folder: Path, person_id: str, data: bytes) -> str:
    """Keep a person's file, instead of an earlier one; returns its SHA-256, by which it is asked for."""
    forget(data_folder, person_id)
    folder = data_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    sha256 = hashlib.sha256(data).hexdigest()
    descriptor = os.open(folder / f"{person_id}.{sha256}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return sha256


def kept(data_folder: Path, person_id: str, sha256: str) -> bytes | None:
    """The person's file, or None where it is no longer there."""
    path = data_folder / FOLDER / f"{person_id}.{sha256}"
    return path.read_bytes() if SHA256.fullmatch(sha256) and path.is_file() else None


def since(data_folder: Path, person_id: str, sha256: str) -> str:
    """The instant the person's file was kept, as ISO text in UTC; "" where it is no longer there."""
    path = data_folder / FOLDER / f"{person_id}.{sha256}"
    if not (SHA256.fullmatch(sha256) and path.is_file()):
        return ""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="microseconds")


def forget(data_folder: Path, person_id: str) -> None:
    for path in (data_folder / FOLDER).glob(f"{person_id}.*"):
        path.unlink(missing_ok=True)
