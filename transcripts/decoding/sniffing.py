"""What a file really is, by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs
import io
import zipfile

from transcripts.decoding.encodings import is_wide

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"HWP Document File", "hwp"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"ID3", "sound"),
    (b"RIFF", "sound"),
    (b"OggS", "sound"),
)
# Names inside a zip that say which kind of document it is.
_ZIP_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("Contents/", "hwpx"))
# Where a zip that was cut off still names its first parts. Chosen, not measured.
_HEAD = 65_536
# Readers of PDF look for its mark in the first kilobyte (PDF Reference 1.7, appendix H).
_PDF_HEAD = 1_024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def kind(data: bytes) -> str:
    """Name the content of a file.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    str
        ``docx``, ``xlsx``, ``pptx``, ``hwpx``, ``zip``, ``hwp``, ``locked`` (Office with a password), ``ole``
        (other old Office files), ``pdf``, ``rtf``, ``image``, ``sound``, ``vtt``, ``binary`` or ``text``.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return _CLOSER[name](data) if name in _CLOSER else name
    if b"%PDF-" in data[:_PDF_HEAD]:  # scanners write lines of their own before it
        return "pdf"
    if data[4:8] == b"ftyp":
        return "sound"
    if data.startswith(_UTF16):
        return "text"
    if b"\x00" in data:
        return "text" if is_wide(data) else "binary"
    if data.removeprefix(codecs.BOM_UTF8)[:6] == b"WEBVTT":
        return "vtt"
    return "text"


def is_packed(data: bytes) -> bool:
    """Is this anything but plain text, so that a library has to take it apart?"""
    return b"%PDF-" in data[:_PDF_HEAD] or any(data.startswith(magic) for magic, _name in _MAGIC)


def _zip_kind(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # The directory stands at the end of a zip: without it the file was cut off. Local headers name parts.
        names = [part for part, _name in _ZIP_PARTS if part.encode() in data[:_HEAD]]
    for part, name in _ZIP_PARTS:
        if any(entry.startswith(part) for entry in names):
            return name
    return "zip"


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "locked"
    if b"HWP Document File" in data or "HwpSummaryInformation".encode("utf-16-le") in data:
        return "hwp"
    return "ole"


_CLOSER = {"zip": _zip_kind, "ole": _ole_kind}
