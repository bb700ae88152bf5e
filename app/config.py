"""Where the data lives and how the workbench is set. Everything comes from the environment or has a safe default."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "0.2.0"
# Chosen, not measured. Messages name the number; transcripts/reading.py, which knows nothing of the workbench, says the
# same, and tests/house/test_registries.py holds them equal.
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
LANGUAGES = ("ko", "en")


@dataclass(frozen=True)
class Config:
    """Paths and switches of one workbench.

    Parameters
    ----------
    data : Path
        Folder of the databases; made when it is missing, readable by its owner alone.
    example : bool
        True serves the invented example round from a database of its own.
    proxies : int
        How many proxies of one's own stand before the server: as many addresses of `X-Forwarded-For` are believed.
    """

    data: Path
    example: bool
    proxies: int = 0

    @property
    def database(self) -> Path:
        return self.data / ("example.db" if self.example else "work.db")

    @property
    def queue(self) -> Path:
        return self.data / ("example-queue.db" if self.example else "work-queue.db")

    @property
    def charts(self) -> Path:
        """Drawings that were made once; the folder may be emptied at any time."""
        return self.data / "charts"

    @property
    def secret_key(self) -> str:
        """The key that signs sessions: made once, kept beside the databases."""
        path = self.data / "secret.key"
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        key = secrets.token_hex(32)
        with os.fdopen(descriptor, "w") as file:
            file.write(key)
        return key


def from_environment(*, example: bool | None = None) -> Config:
    """Read MOKSORI_DATA (folder), MOKSORI_EXAMPLE (1: the example round) and MOKSORI_PROXIES (a number)."""
    if example is None:
        example = os.environ.get("MOKSORI_EXAMPLE", "") == "1"
    proxies = os.environ.get("MOKSORI_PROXIES", "")
    return Config(
        data=Path(os.environ.get("MOKSORI_DATA", ROOT / "data")),
        example=example,
        proxies=int(proxies) if proxies.isdecimal() else 0,
    )
