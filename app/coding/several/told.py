"""What was settled of a coding, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.words.labels import label


def settled_words(settled: Mapping[str, Mapping[str, sqlite3.Row]], coding: Any) -> str:
    """What stands for a coding's theme by `settlement_store.settled_of`; empty where nothing was settled."""
    if coding["id"] not in settled:
        return ""
    stands = settled[coding["id"]].get(coding["theme_code"])
    if stands is None:
        return _("이 주제가 아님")
    word = label(stands["stance"], "stance")
    return f"{word} {stands['severity']}" if stands["severity"] else word
