"""A font of one box for every letter, for PDFs that name a Chinese, Japanese or Korean font without carrying it.

PDFium drops a piece of text whose letters have no extent. Where no such font is installed, and on a server none is,
every piece of one syllable ("및", "중") vanishes without a word. Reading needs no shapes, only that there are some.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

# Windows names of character sets: Japanese, Korean (two), simplified and traditional Chinese.
_EAST_ASIAN = frozenset({128, 129, 130, 134, 136})
_HANDLE = 1
_EM, _WIDE, _LOW, _HIGH = 1000, 900, -200, 800


@cache
def installed() -> Any:
    """Give PDFium the font, once a process; what is returned has to live as long as the library."""
    import pypdfium2.raw as pdfium

    font = _font()

    def map_font(_this: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any) -> Any:
        return _HANDLE if charset in _EAST_ASIAN else None

    def font_data(_this: Any, _handle: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    info = pdfium.FPDF_SYSFONTINFO(version=1)
    info.MapFont = kinds["MapFont"](map_font)
    info.GetFontData = kinds["GetFontData"](font_data)
    info.GetFontCharset = kinds["GetFontCharset"](lambda _this, _handle: 129)
    info.DeleteFont = kinds["DeleteFont"](lambda _this, _handle: None)
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info


def _font() -> bytes:
    """Write a TrueType font: glyph 0 is empty, glyph 1 a box, and every character is glyph 1."""
    box = _box()
    tables = {
        # One group from "!" to the last code point, all of one glyph (format 13, "many to one").
        b"cmap": struct.pack(">HHHHIHHIIIIII", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0x21, 0x10FFFF, 1),
        b"glyf": box,
        b"head": struct.pack(
            ">IIIIHHQQ4hHHhhh", 1 << 16, 1 << 16, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _LOW, _WIDE, _HIGH, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhH11hH", 1 << 16, _HIGH, _LOW, 0, _EM, 0, 0, _WIDE, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hhh", _EM, 0, 0),
        b"loca": struct.pack(">III", 0, 0, len(box)),
        b"maxp": struct.pack(">I14H", 1 << 16, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }
    head, body = struct.pack(">IHHHH", 1 << 16, len(tables), 64, 2, 48), b""
    start = len(head) + 16 * len(tables)
    for name, table in tables.items():
        head += struct.pack(">4sIII", name, 0, start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return head + body


def _box() -> bytes:
    """The outline of glyph 1: a rectangle of four points on its curve."""
    corners = ((0, _LOW), (0, _HIGH), (_WIDE, _HIGH), (_WIDE, _LOW))
    steps = [
        [here - before for before, here in zip((0, *axis), axis, strict=False)] for axis in zip(*corners, strict=True)
    ]
    glyph = struct.pack(">5hHH4B8h", 1, 0, _LOW, _WIDE, _HIGH, 3, 0, 1, 1, 1, 1, *steps[0], *steps[1])
    return glyph + b"\0" * (-len(glyph) % 4)
