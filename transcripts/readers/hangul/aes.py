"""AES-128 in its plainest mode (ECB), decryption only: what a distribution HWP needs and nothing more."""

from __future__ import annotations

_ROUNDS, _BLOCK = 10, 16


def decrypted(data: bytes, key: bytes) -> bytes:
    """Decrypt whole blocks.

    Parameters
    ----------
    data : bytes
        What goes beyond the last whole block of 16 bytes is left out.
    key : bytes
        16 bytes.

    Returns
    -------
    bytes
        As long as the whole blocks.

    Notes
    -----
    The n-th bytes of all blocks are kept together as one string, so that each step of the cipher is a
    ``bytes.translate`` over the whole document: 170 KB take about 20 ms without any library.

    References
    ----------
    NIST (2001). Advanced Encryption Standard. FIPS 197, section 5.3.
    """
    size = len(data) // _BLOCK * _BLOCK
    keys = _round_keys(key)
    planes = [_mixed_in(data[at:size:_BLOCK], keys[_ROUNDS][at]) for at in range(_BLOCK)]
    for turn in range(_ROUNDS - 1, -1, -1):
        # Inverse ShiftRows, SubBytes and AddRoundKey in one table for each plane.
        planes = [planes[_shifted(at)].translate(_UNSUB).translate(_xor_table(keys[turn][at])) for at in range(16)]
        if turn:
            planes = [plane for column in range(4) for plane in _unmixed(planes[4 * column : 4 * column + 4])]
    whole = bytearray(size)
    for at, plane in enumerate(planes):
        whole[at::_BLOCK] = plane
    return bytes(whole)


def _times(left: int, right: int) -> int:
    """Multiply in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = (left << 1) ^ (0x11B if left & 0x80 else 0)
        right >>= 1
    return product


_SUB = bytes.fromhex(
    "637c777bf26b6fc53001672bfed7ab76ca82c97dfa5947f0add4a2af9ca472c0b7fd9326363ff7cc34a5e5f171d83115"
    "04c723c31896059a071280e2eb27b27509832c1a1b6e5aa0523bd6b329e32f8453d100ed20fcb15b6acbbe394a4c58cf"
    "d0efaafb434d338545f9027f503c9fa851a3408f929d38f5bcb6da2110fff3d2cd0c13ec5f974417c4a77e3d645d1973"
    "60814fdc222a908846eeb814de5e0bdbe0323a0a4906245cc2d3ac629195e479e7c8376d8dd54ea96c56f4ea657aae08"
    "ba78252e1ca6b4c6e8dd741f4bbd8b8a703eb5664803f60e613557b986c11d9ee1f8981169d98e949b1e87e9ce5528df"
    "8ca1890dbfe6426841992d0fb054bb16"
)
_UNSUB = bytes(_SUB.index(value) for value in range(256))
_FACTORS = {factor: bytes(_times(value, factor) for value in range(256)) for factor in (9, 11, 13, 14)}


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[at : at + 4] for at in range(0, 16, 4)]
    constant = 1
    for at in range(4, 4 * (_ROUNDS + 1)):
        word = words[-1]
        if at % 4 == 0:
            word = (word[1:] + word[:1]).translate(_SUB)
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _times(constant, 2)
        words.append(bytes(a ^ b for a, b in zip(words[at - 4], word, strict=True)))
    return [b"".join(words[at : at + 4]) for at in range(0, len(words), 4)]


def _xor_table(value: int) -> bytes:
    return bytes(each ^ value for each in range(256))


def _mixed_in(plane: bytes, value: int) -> bytes:
    return plane.translate(_xor_table(value))


def _shifted(at: int) -> int:
    """Place from which inverse ShiftRows fetches byte `at`: row r moves r columns to the right."""
    column, row = divmod(at, 4)
    return 4 * ((column - row) % 4) + row


def _unmixed(column: list[bytes]) -> list[bytes]:
    made = []
    for row in range(4):
        total = 0
        for place, factor in enumerate((14, 11, 13, 9)):
            total ^= int.from_bytes(column[(row + place) % 4].translate(_FACTORS[factor]))
        made.append(total.to_bytes(len(column[0])))
    return made
