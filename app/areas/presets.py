"""The industries and Busan's five innovation clusters: data beside this file, installed once."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from sqlite_utils import Database

from app.areas import store
from app.db import writing


def load(name: str) -> list[dict[str, Any]]:
    """One preset file (`industries` or `clusters`): codes and names in the order they are shown."""
    return json.loads(files("app.areas").joinpath(f"{name}.json").read_text(encoding="utf-8"))


def install(db: Database) -> int:
    """Insert what is missing; what is there stays. May be repeated. Returns how many were new."""
    with writing(db):
        return store.insert_industries(db, load("industries")) + store.insert_clusters(db, load("clusters"))
