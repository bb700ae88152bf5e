"""The app a laptop keeps: the list of its files with their hashes, and the version made of them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
# Everything a form may load: folders are taken whole, so that a new script is on the laptop without a line here.
PARTS = (
    "favicon.svg",
    "css/moksori.css",
    "css/surveys.css",
    "css/field.css",
    "vendor/krds/css/token/krds_tokens.css",
    "vendor/idb/index.js",
    "js/field/**/*.js",
    "js/answering/**/*.js",
    "js/logic/**/*.js",
    "js/resident_number.js",
    "vendor/pretendard-gov/*.subset.woff2",
)


@lru_cache(maxsize=1)
def files() -> dict[str, str]:
    """Name below `static` to SHA-256, of every file the app needs."""
    found = sorted({path for part in PARTS for path in STATIC.glob(part) if path.is_file()})
    return {path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def version(*pages: str) -> str:
    """The version of the app: a hash of its files and of the pages it starts with."""
    told = [*(f"{name} {sha256}" for name, sha256 in files().items()), *pages]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]
