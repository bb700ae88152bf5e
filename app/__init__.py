"""Moksori: the workbench of the crisis response system for SME-dense areas. `create_app` builds it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config


def create_app(config: Config | None = None, *, pages: bool = True) -> Flask:
    """The Flask application over one data folder; its database is brought to the newest migration.

    Without `pages` it has words, jobs and what features bring each other, for a command that shows none.
    """
    # Only here: a command that needs no application does not load the pages of all features.
    from app.building import build

    return build(config, pages=pages)


def _one_thread() -> None:
    """Let matrices be reckoned in one thread, unless whoever starts us says otherwise; told before NumPy is loaded.

    A thread of OpenBLAS that waits does so by turning: where other processes want the cores, the example's learning took
    71 s of processor instead of 3 (two cores, load 9). What is large is spread over processes.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _spare_arrays() -> None:
    """Load sqlite-utils without pandas and NumPy, which it wants only to know their types of columns.

    They are a tenth of a second and 40 MB of every process. No row of ours holds such types; whoever needs the
    libraries themselves loads them as ever.
    """
    hidden = [name for name in ("pandas", "numpy") if name not in sys.modules]
    try:
        sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: not there, says the import
        import sqlite_utils  # noqa: F401
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


_one_thread()
_spare_arrays()
