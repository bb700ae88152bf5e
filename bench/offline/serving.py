"""Serves the bench's office: `python -m bench.offline.serving FOLDER PORT`. A process of its own, to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from argon2 import PasswordHasher
from werkzeug.serving import run_simple

from app import create_app
from app.accounts import signing_in
from app.accounts.limiting import limiter
from app.config import Config

if __name__ == "__main__":
    signing_in._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    app = create_app(Config(data=Path(sys.argv[1]), example=False))
    limiter.enabled = False  # a schedule signs in as often as a month of field days
    run_simple("127.0.0.1", int(sys.argv[2]), app, threaded=True)
