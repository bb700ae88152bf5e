"""spaCy without its command line and downloader, which its package loads and nothing here calls."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_UNUSED = ("spacy.cli", "spacy.cli.info")


def spacy() -> Any:
    """The library; its first loading passes over typer, requests, weasel and what else a terminal wants.

    That is a third of the time it takes to load, and 20 MB. Afterwards `import spacy` gives the same.
    """
    if "spacy" not in sys.modules:
        for name in _UNUSED:
            sys.modules[name] = empty = ModuleType(name)
            empty.__dict__["info"] = None
    try:
        import spacy as library
    finally:
        for name in _UNUSED:
            if name in sys.modules and not hasattr(sys.modules[name], "__file__"):
                del sys.modules[name]
    return library
