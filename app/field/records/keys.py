"""The office's own keys, made once and kept beside the databases: receipts are signed, files on sticks read, by them.

Losing them loses nothing that was stored; laptops take the new ones with the next day's package.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

SIGNING, READING, WRAPPING = "field-signing.pem", "field-reading.pem", "field-wrapping.key"
_SIZE = 32  # bytes of a coordinate of P-256


def signing_key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """By which receipts are signed."""
    return _pem(folder / SIGNING)


def reading_key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """By which what laptops wrote on a stick is read."""
    return _pem(folder / READING)


def secret_of(folder: Path, person_id: str, device: str) -> str:
    """What opens one store of one person beside the PIN: told to that person signed in, kept by no laptop."""
    master = _kept(folder / WRAPPING, lambda: secrets.token_bytes(_SIZE))
    return to_text(hmac.digest(master, f"{person_id}:{device}".encode(), "sha256"))


def jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """The public half as the browser's crypto takes it."""
    numbers = key.public_key().public_numbers()
    return {"kty": "EC", "crv": "P-256", **{n: to_text(getattr(numbers, n).to_bytes(_SIZE, "big")) for n in "xy"}}


def public_key(found: object) -> ec.EllipticCurvePublicKey:
    """The key of a JWK. Raises ValueError where it is none on P-256."""
    if not isinstance(found, dict) or (found.get("kty"), found.get("crv")) != ("EC", "P-256"):
        raise ValueError("not a public key on P-256")
    x, y = (int.from_bytes(from_text(found.get(name)), "big") for name in "xy")
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def sign(key: ec.EllipticCurvePrivateKey, text: str) -> str:
    """A signature as the browser's crypto verifies it: r and s, one after the other."""
    r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return to_text(r.to_bytes(_SIZE, "big") + s.to_bytes(_SIZE, "big"))


def is_signed(key: ec.EllipticCurvePublicKey, data: bytes, signature: str) -> bool:
    """Whether the browser's crypto signed these bytes with the key."""
    try:
        raw = from_text(signature)
        halves = (int.from_bytes(raw[:_SIZE], "big"), int.from_bytes(raw[_SIZE:], "big"))
        key.verify(encode_dss_signature(*halves), data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return len(raw) == 2 * _SIZE


def to_text(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_text(text: object) -> bytes:
    """The bytes of base64url without padding. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError("not a text")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def fingerprint(key: ec.EllipticCurvePrivateKey) -> str:
    """Sixteen characters by which people tell keys apart."""
    point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    return hashlib.sha256(point).hexdigest()[:16]


def _pem(path: Path) -> ec.EllipticCurvePrivateKey:
    return _loaded(_kept(path, _new_pem))


@lru_cache(maxsize=8)
def _loaded(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def _new_pem() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What a file holds, made the first time. It appears whole or not at all, so that two processes have one key."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(name)
    return path.read_bytes()
