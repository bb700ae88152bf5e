"""What is to be drawn: everything a drawing shows, and nothing else, so that equal orders are one drawing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal

FONTS = Path(__file__).parents[1] / "static" / "vendor" / "pretendard-gov"
DRAWER = Path(__file__).with_name("drawing.py")


@dataclass(frozen=True)
class Order:
    """A drawing that is wanted.

    Attributes
    ----------
    kind : str
        "svg" for a page, "png" for a document.
    spec : str
        A Vega-Lite specification as JSON: data, words in the reader's language, colors, font and size.
    title, description : str
        The words a screen reader says of an SVG.
    name : str
        Makes the ids of an SVG differ where one page shows the very same chart twice.
    scale : float
        Pixels of a PNG for each of the specification.
    """

    kind: Literal["svg", "png"]
    spec: str
    title: str = ""
    description: str = ""
    name: str = ""
    scale: float = 1.0

    @property
    def key(self) -> str:
        """A hash of all that is shown and of what draws it: another drawing has another."""
        told = json.dumps([drawing_version(), *astuple(self)], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


@lru_cache(maxsize=1)
def drawing_version() -> str:
    """What draws, exactly: our own code, the library, and each font by its size."""
    fonts = [f"{each.relative_to(FONTS)} {each.stat().st_size}" for each in sorted(FONTS.rglob("*")) if each.is_file()]
    told = [DRAWER.read_bytes(), version("vl-convert-python").encode(), "\n".join(fonts).encode()]
    return hashlib.sha256(b"\0".join(told)).hexdigest()
