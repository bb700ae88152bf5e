"""The series of Busan as the city announced them: data beside this file, installed once."""

from __future__ import annotations

import json
from importlib.resources import files

from sqlite_utils import Database

from app.clusters import series_store
from app.clusters.series import Value
from app.db import scalar, writing


def install(db: Database) -> int:
    """Insert the series that are missing, and their figures where nobody has told any. May be repeated."""
    shipped = json.loads(files("app.clusters").joinpath("series.json").read_text(encoding="utf-8"))
    with writing(db):
        series_store.insert_series(db, shipped["series"])
        if scalar(db, "select 1 from place_value limit 1"):
            return 0
        for each in shipped["values"]:
            series_store.insert_value(db, Value(id=0, cluster="", **each, **shipped["told"]))
    return len(shipped["values"])
