"""Gunicorn over an application that is loaded already: its processes are forked of this one and share its memory."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):
    """Some processes of some threads each, on a port of this machine alone."""

    def __init__(self, app: Flask, port: int, *, workers: int, threads: int) -> None:
        self._app = app
        self._settings: dict[str, Any] = {
            "bind": f"127.0.0.1:{port}",
            "worker_class": "gthread",
            "workers": workers,
            "threads": threads,
            # Chosen, not measured; the slowest page takes some ten seconds of processor, with 100,000 segments
            # (bench/README.md).
            "timeout": 120,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app
