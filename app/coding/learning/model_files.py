"""A model as bytes: its directory in a zip without dates, named by the hash of what is in it; never pickle."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TypeVar

# The earliest day a zip can name: the same model gives the same bytes on every day.
DATE = (1980, 1, 1, 0, 0, 0)


class Saved(Protocol):
    """Whatever writes itself into a directory: models of themes, of stances, of statements."""

    def save(self, directory: Path) -> None: ...


Loaded = TypeVar("Loaded", covariant=True)


class Loader(Protocol[Loaded]):
    """The matching class, read back from a directory."""

    def load(self, directory: Path) -> Loaded: ...


def pack(model: Saved) -> tuple[str, bytes]:
    """The model's version (12 hex digits of the SHA-256 of all its files) and its zip."""
    out, named = io.BytesIO(), hashlib.sha256()
    with TemporaryDirectory() as folder, zipfile.ZipFile(out, "w") as zipped:
        model.save(Path(folder))
        for path in sorted(Path(folder).iterdir()):
            data = path.read_bytes()
            named.update(f"{path.name} {len(data)}\n".encode() + data)
            entry = zipfile.ZipInfo(path.name, DATE)
            entry.external_attr = 0o600 << 16
            zipped.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return named.hexdigest()[:12], out.getvalue()


def unpack(files: bytes, kind: Loader[Loaded]) -> Loaded:
    """Read a packed model back."""
    with TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(files)) as zipped:
            for entry in zipped.infolist():
                (Path(folder) / Path(entry.filename).name).write_bytes(zipped.read(entry))
        return kind.load(Path(folder))
