"""What the worker does once a day: a thread looks every hour whether today's work is done."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable

from flask import Flask
from sqlite_utils import Database

from app.clock import today
from app.config import Config
from app.db import open_database, set_setting, setting, writing

# What is due by the day is late by no more. Chosen, not measured.
EVERY_SECONDS = 3600

# Name -> act. Acts may be repeated; one that fails is tried again at the next look.
DAILY: dict[str, Callable[[Database], object]] = {}


def run_due(db: Database) -> list[str]:
    """Do what has not been done today, in Korea's days. Returns the names of what was done."""
    day, done = today().isoformat(), []
    for name, act in DAILY.items():
        if setting(db, f"daily {name}") == day:
            continue
        act(db)
        with writing(db):
            set_setting(db, f"daily {name}", day)
        done.append(name)
    return done


def start(app: Flask) -> threading.Thread:
    """Look now and every hour, beside the worker's jobs; the thread ends with the process."""
    thread = threading.Thread(target=_keep_looking, args=(app,), name="daily", daemon=True)
    thread.start()
    return thread


def _keep_looking(app: Flask) -> None:
    config: Config = app.config["MOKSORI"]
    while True:
        with app.app_context():
            db = open_database(config.database)
            try:
                run_due(db)
            except Exception:
                traceback.print_exc()
            finally:
                db.conn.close()
        threading.Event().wait(EVERY_SECONDS)
