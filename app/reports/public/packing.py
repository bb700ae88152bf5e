"""The pages as one ZIP or as a folder: the same pages give the same bytes, whenever they are packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

# A ZIP keeps when each file was written; the pages say themselves of which day they are. The earliest a ZIP can tell.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """The files in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
            archive.writestr(entry, files[name])
    return out.getvalue()


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files below a folder, which is made where it is missing. Raises OSError."""
    for name in sorted(files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name])
