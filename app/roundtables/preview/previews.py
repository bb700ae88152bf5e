"""Uploaded transcripts nobody has confirmed yet: files beside the database, for their uploader, one day.

Beside each file stands the uploader's work on it (``.work``) and what was last read of it (``.read``).
"""

from __future__ import annotations

import json
import os
import time
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.ids import is_id, new_id

# The file may hold real names, outside the sealed side. Chosen, not measured: shorter loses work that is put off.
KEPT_SECONDS = 24 * 3600
_BESIDE = ("", ".work", ".read")


@dataclass(frozen=True)
class Preview:
    """An uploaded file as it waits: whose it is, for which roundtable, its name and its bytes.

    `work` is what the uploader has done with it: ``reading`` (answers to the file's questions), ``edits`` (see
    `transcripts.text.editing`), ``answers`` (speaker's label to participant's id, ``nobody`` or ""); beside it ``known``,
    the names on the record's list at the time, and ``settled``, the questions these answer. `place` is where it stands.
    """

    person_id: str
    roundtable_id: str
    file_name: str
    data: bytes
    work: dict[str, Any] = field(default_factory=dict)
    place: Path | None = field(default=None, compare=False)

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def keep(folder: Path, preview: Preview) -> str:
    """Put the file aside, readable by its owner alone, and drop what is older than a day. Returns its id."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    forget_old(folder)
    preview_id = new_id()
    head = {"person_id": preview.person_id, "roundtable_id": preview.roundtable_id}
    head["file_name"] = unicodedata.normalize("NFC", preview.file_name)
    _write(folder / preview_id, json.dumps(head).encode() + b"\n" + preview.data)
    return preview_id


@dataclass(frozen=True)
class Waiting:
    """A waiting file as its uploader is reminded of it; `until` is the second at which it is thrown away."""

    preview_id: str
    roundtable_id: str
    file_name: str
    until: float


def waiting(folder: Path, person_id: str) -> list[Waiting]:
    """A person's files that wait, the one that is thrown away first at the top."""
    forget_old(folder)
    found = []
    for path in folder.iterdir() if folder.exists() else ():
        if not is_id(path.name):
            continue
        with suppress(FileNotFoundError), path.open("rb") as file:
            head = json.loads(file.readline())
            until = path.stat().st_mtime + KEPT_SECONDS
            if head["person_id"] == person_id:
                found.append(Waiting(path.name, head["roundtable_id"], head["file_name"], until))
    return sorted(found, key=lambda each: each.until)


def same(folder: Path, other: Preview) -> str | None:
    """The id under which these very bytes already wait for this person and record, read by the same list of names."""
    for each in waiting(folder, other.person_id):
        mine = find(folder, each.preview_id, person_id=other.person_id, roundtable_id=other.roundtable_id)
        if mine and mine.data == other.data and mine.work.get("known") == other.work.get("known"):
            return each.preview_id
    return None


def find(folder: Path, preview_id: str, *, person_id: str, roundtable_id: str) -> Preview | None:
    """The file with the work on it, if it waits for this person and this roundtable."""
    if not is_id(preview_id):
        return None
    forget_old(folder)
    place = folder / preview_id
    try:
        head, _newline, data = place.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    work = json.loads(beside(place, "work") or b"{}")
    preview = Preview(**json.loads(head), data=data, work=work, place=place)
    return preview if (preview.person_id, preview.roundtable_id) == (person_id, roundtable_id) else None


def keep_work(folder: Path, preview_id: str, work: dict[str, Any]) -> None:
    """Keep what the uploader did; the file's day begins anew."""
    place = folder / preview_id
    if is_id(preview_id) and place.exists():
        keep_beside(place, "work", json.dumps(work).encode())
        os.utime(place)


def beside(place: Path, what: str) -> bytes | None:
    """What was put beside a waiting file: its ``work``, or what was ``read``."""
    try:
        return place.with_name(f"{place.name}.{what}").read_bytes()
    except FileNotFoundError:
        return None


def keep_beside(place: Path, what: str, data: bytes) -> None:
    fresh = place.with_name(f"{place.name}.{new_id()}")
    _write(fresh, data)
    fresh.replace(place.with_name(f"{place.name}.{what}"))


def forget(folder: Path, preview_id: str) -> None:
    if is_id(preview_id):
        for ending in _BESIDE:
            (folder / f"{preview_id}{ending}").unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def forget_old(folder: Path) -> None:
    """Throw away what nobody has touched for a day."""
    if not folder.exists():
        return
    oldest = time.time() - KEPT_SECONDS
    for path in list(folder.iterdir()):
        main = path.with_name(path.name.partition(".")[0])
        try:
            gone = main.stat().st_mtime < oldest
        except FileNotFoundError:
            gone = True
        if gone:
            path.unlink(missing_ok=True)
