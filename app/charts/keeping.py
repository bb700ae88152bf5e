"""Drawings kept on disk for all processes and after a restart; none is ever old, for its name is a hash of all it shows.

The folder may be emptied at any time. Names say nothing; what is in it is what pages show, and is read by the owner alone.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import current_app, has_app_context

from app.charts.asking import drawn
from app.charts.orders import Order

# Some 10,000 drawings: an office's areas in both languages, or of the nation those that are looked at.
MOST_BYTES = 200 * 1024**2
# Thinned to this share, so that not every drawing from then on asks to thin.
LEFT = 0.75
# What nobody looked at for so long shows data that have changed since. Chosen, not measured.
UNUSED_SECONDS = 60 * 86_400
# The last use is written down once a day: more would be a writing for every look.
USED_SECONDS = 86_400
# A process looks at the folder's size once in so many of its own drawings.
EVERY = 100
_SUFFIX, _PART = ".chart", ".part"
_written = 0


def drawing(order: Order) -> bytes:
    """The drawing that is kept, else drawn now and kept. Raises Undrawn."""
    folder = folder_here()
    if folder is None:
        return drawn(order)
    path = folder / (order.key + _SUFFIX)
    found = _read(path)
    if found is None:
        found = drawn(order)
        try:
            _keep(path, found)
        except OSError as error:  # a full disk takes the time of drawing, never the page
            logging.getLogger(__name__).warning("a chart was not kept: %s", error)
    return found


def folder_here() -> Path | None:
    """Where this workbench keeps its drawings; None where there is no workbench."""
    return current_app.config["MOKSORI"].charts if has_app_context() else None


def thin(folder: Path, *, most: int = MOST_BYTES) -> int:
    """Take out what was not used for long and, of too much, what was used longest ago. Returns how many files went."""
    now, found = time.time(), []
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):
                told = entry.stat()
                found.append((told.st_mtime, told.st_size, entry))
    left, gone = sum(size for _used, size, _entry in found), 0
    bound = most if left <= most else most * LEFT
    for used, size, entry in sorted(found, key=lambda each: each[0]):
        # A part is a drawing that was being written, at most for a moment.
        unused = now - used > (3600 if entry.name.endswith(_PART) else UNUSED_SECONDS)
        if unused or left > bound:
            with suppress(FileNotFoundError):
                os.unlink(entry.path)
            left, gone = left - size, gone + 1
    return gone


def _read(path: Path) -> bytes | None:
    """A drawing as it was written, whole; else None, and it is drawn anew."""
    try:
        data = path.read_bytes()
        used = path.stat().st_mtime
    except OSError:
        return None
    digest, body = data[:32], data[32:]
    if hashlib.sha256(body).digest() != digest:
        return None
    if time.time() - used > USED_SECONDS:
        with suppress(OSError):
            os.utime(path)
    return body


def _keep(path: Path, data: bytes) -> None:
    """Whole or not at all: written aside and put in place, its hash before it."""
    global _written
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Readable by its owner alone, as NamedTemporaryFile makes it.
    with NamedTemporaryFile(dir=path.parent, suffix=_PART, delete=False) as part:
        try:
            part.write(hashlib.sha256(data).digest() + data)
            part.close()
            os.replace(part.name, path)
        except BaseException:
            part.close()
            with suppress(OSError):
                os.unlink(part.name)
            raise
    _written += 1
    if _written % EVERY == 0:
        thin(path.parent)
