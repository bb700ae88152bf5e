"""Distribution HWP (배포용 문서): its true body out of ViewText, where BodyText holds only a placeholder.

Such a file is read-only, not secret: the key stands in the file itself, as Hancom's published format says.
"""

from __future__ import annotations

import re
import struct
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_VIEW = re.compile(r"ViewText/Section(\d+)$")
_COMPRESSED, _DISTRIBUTION = 1, 4
_FLAGS_AT = 36
_DATA_TAG, _DATA_SIZE = 0x1C, 256
_BLOCK = 16
# As much as a zip may unpack to (transcripts/decoding/packages.py), here a section.
MAX_UNPACKED = 100 * 1024 * 1024


def opened(streams: dict[str, bytes]) -> dict[str, bytes] | None:
    """Give a distribution document's streams the shape of an ordinary one.

    Parameters
    ----------
    streams : dict of str to bytes
        By path, e.g. ``BodyText/Section0``.

    Returns
    -------
    dict of str to bytes or None
        With the decrypted sections as ``BodyText``; None for a document that is no distribution document.

    Raises
    ------
    ValueError
        Where a section is broken.
    """
    header = streams.get("FileHeader", b"")
    (flags,) = struct.unpack_from("<I", header, _FLAGS_AT) if len(header) >= _FLAGS_AT + 4 else (0,)
    views = {int(found[1]): data for path, data in streams.items() if (found := _VIEW.match(path))}
    if not flags & _DISTRIBUTION or not views:
        return None
    plain = header[:_FLAGS_AT] + struct.pack("<I", flags & ~_DISTRIBUTION) + header[_FLAGS_AT + 4 :]
    kept = {path: data for path, data in streams.items() if not path.startswith(("ViewText/", "BodyText/"))}
    sections = {f"BodyText/Section{at}": _section(views[at], flags) for at in sorted(views)}
    return {**kept, "FileHeader": plain, **sections}


def _section(data: bytes, flags: int) -> bytes:
    word = int.from_bytes(data[:4], "little")
    if word & 0x3FF != _DATA_TAG or word >> 20 != _DATA_SIZE or len(data) < 4 + _DATA_SIZE:
        raise ValueError("a section of ViewText does not begin with its key")
    body = _decrypted(data[4 + _DATA_SIZE :], _key(data[4 : 4 + _DATA_SIZE]))
    if not flags & _COMPRESSED:
        return body
    # Blocks are filled up to 16 bytes: unpack and pack anew, so that no odd end stays.
    unpacker = zlib.decompressobj(-15)
    try:
        whole = unpacker.decompress(body, MAX_UNPACKED)
    except zlib.error as error:
        raise ValueError("a section of ViewText does not unpack") from error
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(whole) + packer.flush()


def _decrypted(data: bytes, key: bytes) -> bytes:
    """AES-128 block by block, as Hancom's format says; what goes beyond the last whole block is left out."""
    cipher = Cipher(algorithms.AES128(key), modes.ECB()).decryptor()
    return cipher.update(data[: len(data) // _BLOCK * _BLOCK]) + cipher.finalize()


def _key(scrambled: bytes) -> bytes:
    """Undo the scrambling: runs of 1 to 16 bytes are each XORed with one byte of a seeded generator."""
    seed = state = int.from_bytes(scrambled[:4], "little")
    clear, mask, left = bytearray(scrambled), 0, 0
    for at in range(len(clear)):
        if not left:
            state, mask = _next(state)
            state, run = _next(state)
            left = (run & 15) + 1
        clear[at] ^= mask & 0xFF
        left -= 1
    start = 4 + (seed & 15)
    return bytes(clear[start : start + 16])


def _next(state: int) -> tuple[int, int]:
    """Microsoft's C library ``rand()``."""
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, (state >> 16) & 0x7FFF
