"""What the reader of .xlsb and .ods passes over or stumbles at, written as it reads it; other bytes stay as they are.

Some programs write the cells of an .xlsb in their short form, without a column: the reader passes them over in silence
([MS-XLSB] 2.4: BrtShortBlank to BrtShortIsst). Others put spaces between the cells of an .ods: the reader stops there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

# Records of cells: the short form's number to the long one's.
SHORT = {12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7}
CELLS = range(1, 12)
ROW = 0
_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin")
# Spaces before these are of the file's layout, never of a cell's words.
_SPACED = re.compile(rb"(?<=>)\s+(?=<(?:/?table:|text:p[ >/]|/?office:))")


def long_cells(data: bytes) -> bytes:
    """An .xlsb with all its cells in their long form."""
    return _rewritten(data, lambda name: _SHEET.fullmatch(name) is not None, _lengthened)


def unspaced(data: bytes) -> bytes:
    """An .ods without spaces between its cells."""
    return _rewritten(data, lambda name: name == "content.xml", lambda part: _SPACED.sub(b"", part))


def _rewritten(data: bytes, which: Callable[[str], bool], how: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    fresh = {name: how(part) if which(name) else part for name, part in parts.items()}
    if fresh == parts:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in fresh.items():
            archive.writestr(name, part)
    return out.getvalue()


def _lengthened(part: bytes) -> bytes:
    if not any(kind in SHORT for kind, _body in _records(part)):
        return part
    out, column = bytearray(), -1
    for kind, body in _records(part):
        if kind in SHORT:
            column += 1
            kind, body = SHORT[kind], column.to_bytes(4, "little") + body
        elif kind in CELLS:
            column = int.from_bytes(body[:4], "little")
        elif kind == ROW:
            column = -1
        out += _number(kind) + _number(len(body)) + body
    return bytes(out)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and body of each record: both numbers seven bits a byte, the lowest first."""
    at = 0
    while at < len(part):
        kind, at = _read_number(part, at, 2)
        size, at = _read_number(part, at, 4)
        if at + size > len(part):
            raise ValueError("a record beyond the end")
        yield kind, part[at : at + size]
        at += size


def _read_number(part: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for shift in range(most):
        if at >= len(part):
            raise ValueError("a number beyond the end")
        byte = part[at]
        at += 1
        number |= (byte & 0x7F) << 7 * shift
        if not byte & 0x80:
            break
    return number, at


def _number(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
