"""Uploaded transcripts nobody has confirmed yet: files beside the database, for their uploader, one day."""

from __future__ import annotations

import json
import os
import time
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

from app.ids import is_id, new_id

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Preview:
    """An uploaded file as it waits: whose it is, for which roundtable, its name and its bytes."""

    person_id: str
    roundtable_id: str
    file_name: str
    data: bytes


def keep(folder: Path, preview: Preview) -> str:
    """Put the file aside, readable by its owner alone, and drop what is older than a day. Returns its id."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _forget_old(folder)
    preview_id = new_id()
    head = {k: v for k, v in asdict(preview).items() if k != "data"}
    head["file_name"] = unicodedata.normalize("NFC", preview.file_name)
    descriptor = os.open(folder / preview_id, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(json.dumps(head).encode() + b"\n" + preview.data)
    return preview_id


def find(folder: Path, preview_id: str, *, person_id: str, roundtable_id: str) -> Preview | None:
    """The file, if it waits for this person and this roundtable."""
    if not is_id(preview_id):
        return None
    try:
        head, _newline, data = (folder / preview_id).read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    preview = Preview(**json.loads(head), data=data)
    return preview if (preview.person_id, preview.roundtable_id) == (person_id, roundtable_id) else None


def forget(folder: Path, preview_id: str) -> None:
    if is_id(preview_id):
        (folder / preview_id).unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
