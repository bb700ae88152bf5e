"""What a file is by its first bytes, whatever it calls itself: the kinds that are taken, as a table."""

from __future__ import annotations

from dataclasses import dataclass

PICTURE = "picture"


@dataclass(frozen=True)
class Kind:
    """Bytes at a place say what a file is; `media` is "picture" for what is drawn anew."""

    media: str
    at: int
    mark: bytes


# The first that fits is it. Of other office files none: they carry macros, and names of who wrote them.
KINDS = (
    Kind(PICTURE, 0, b"\xff\xd8\xff"),
    Kind(PICTURE, 0, b"\x89PNG\r\n\x1a\n"),
    Kind(PICTURE, 8, b"WEBP"),
    Kind("application/pdf", 0, b"%PDF-"),
    Kind("audio/mp4", 4, b"ftypM4A "),
    Kind("video/mp4", 4, b"ftyp"),
    Kind("video/webm", 0, b"\x1aE\xdf\xa3"),
    Kind("audio/ogg", 0, b"OggS"),
    Kind("audio/wav", 8, b"WAVE"),
    Kind("audio/mpeg", 0, b"ID3"),
    Kind("audio/mpeg", 0, b"\xff\xfb"),
)


def media_of(data: bytes) -> str:
    """The media type, "picture", or nothing where it is none that is taken."""
    return next((kind.media for kind in KINDS if data[kind.at :].startswith(kind.mark)), "")
