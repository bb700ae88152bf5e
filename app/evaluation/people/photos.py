"""Photos of a visit: JPEG and PNG stripped of everything but the picture and which side is up."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.errors import Problem

# Four of five megabytes are what one request may carry (app/config.py); a phone's photo has two to four.
MOST, LARGEST = 4, 5 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
# Chunks a PNG is drawn from; text, times, EXIF and profiles are none.
DRAWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"cHRM")
# JFIF and Adobe's color transform are read to draw; all other application segments and comments go.
JFIF, ADOBE, EXIF, COMMENT = 0xE0, 0xEE, 0xE1, 0xFE
START, END, SCAN = 0xD8, 0xD9, 0xDA
ORIENTATION = 0x0112


@dataclass(frozen=True)
class Photo:
    """A picture and nothing else."""

    media: str
    data: bytes


def stripped(data: bytes, name: str) -> Photo | Problem:
    """The photo without what the camera wrote, place and time among it; or what is wrong with the file."""
    if len(data) > LARGEST:
        right = _("%(n)s MB까지 올릴 수 있습니다", n=LARGEST // 1024 // 1024)
        return Problem(name, _("사진이 너무 큽니다"), right)
    try:
        if data.startswith(PNG):
            return Photo("image/png", PNG + b"".join(_chunks(data)))
        if data.startswith(b"\xff\xd8\xff"):
            return Photo("image/jpeg", b"".join(_segments(data)))
    except (ValueError, IndexError, struct.error):
        return Problem(name, _("사진이 손상되었습니다"), _("다른 사진을 고르거나 다시 저장해 주십시오"))
    return Problem(name, _("JPEG나 PNG 사진이 아닙니다"), _("사진을 JPEG나 PNG로 저장해 주십시오"))


def _chunks(data: bytes) -> Iterator[bytes]:
    at, kind = len(PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise ValueError
        if kind in DRAWN:
            yield data[at:end]
        at = end


def _segments(data: bytes) -> Iterator[bytes]:
    """The segments a picture is drawn from, up to its end: what phones append behind goes too."""
    yield data[:2]
    turn = _orientation(data)
    if turn > 1:
        yield _only_orientation(turn)
    at = 2
    while True:
        marker, end = _segment(data, at)
        application = 0xE0 <= marker <= 0xEF and marker not in (JFIF, ADOBE)
        if not application and marker != COMMENT:
            yield data[at:end]
        if marker == END:
            return
        if marker == SCAN:
            begin, end = end, _scanned(data, end)
            yield data[begin:end]
        at = end


def _segment(data: bytes, at: int) -> tuple[int, int]:
    """Marker and end of the segment that begins here."""
    if data[at] != 0xFF:
        raise ValueError
    marker = data[at + 1]
    if marker == END:
        return marker, at + 2
    (length,) = struct.unpack_from(">H", data, at + 2)
    if length < 2 or at + 2 + length > len(data) or marker in (0x00, 0xFF, START):
        raise ValueError
    return marker, at + 2 + length


def _scanned(data: bytes, at: int) -> int:
    """Where the coded picture ends: at the next marker that is neither stuffing nor a restart."""
    while True:
        at = data.index(b"\xff", at)
        follows = data[at + 1]
        if follows and not 0xD0 <= follows <= 0xD7 and follows != 0xFF:
            return at
        at += 1 if follows == 0xFF else 2


def _orientation(data: bytes) -> int:
    """Which side is up by EXIF, 1 to 8; 1 where nothing sound is said."""
    at = 2
    while data[at + 1] not in (SCAN, END):
        marker, end = _segment(data, at)
        if marker == EXIF and data[at + 4 : at + 10] == b"Exif\0\0":
            return _tag(data[at + 10 : end])
        at = end
    return 1


def _tag(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for n in range(count):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * n)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_orientation(turn: int) -> bytes:
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, ORIENTATION, 3, 1, turn, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, EXIF, 2 + len(body)) + body
