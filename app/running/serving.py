"""Serving: the application is loaded once; the web server and the worker are forked of it, and end when one ends."""

from __future__ import annotations

import gc
import signal
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

import click
from flask import Flask

from app import create_app, daily, jobs
from app.config import Config
from app.db import lender

# Chosen, not measured: a process more costs its memory, a thread more waits for the one writer of the database.
WORKERS, THREADS = 2, 4
# Elsewhere a process cannot be forked, or not safely: there each loads the application itself.
FORKS = sys.platform == "linux"
_CONTEXT: Any = get_context("fork" if FORKS else "spawn")


def free_port(wanted: int) -> int:
    """The wanted port, or the next free one of the twenty after it."""
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise click.ClickException(f"127.0.0.1:{wanted}–{wanted + 19} 포트를 모두 쓰고 있습니다 (all ports are taken).")


def end_on_sigterm() -> None:
    """Being told to end lets what is under way be ended as well."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)


def apart(app: Flask, act: Callable[[], None]) -> None:
    """Do something in a process of its own where one can be forked, and end where it fails.

    The example's first loading takes the analyser, half a gigabyte that the server's processes would inherit (0019).
    """
    if not FORKS:
        return act()
    _let_go(app)
    process = _CONTEXT.Process(target=act, name="prepare")
    process.start()
    try:
        process.join()
    finally:
        _end([process])
    if process.exitcode:
        sys.exit(process.exitcode)


def serve(app: Flask, config: Config, port: int) -> None:
    """Run the web server and the worker until one of them ends or a signal comes."""
    _let_go(app)
    # What is loaded stays: no collection need look at it, and no look makes a page of memory a process's own.
    gc.collect()
    gc.freeze()
    loaded = app if FORKS else None
    web = _CONTEXT.Process(target=serve_web, args=(config, port, loaded), name="web")
    worker = _CONTEXT.Process(target=serve_jobs, args=(config, loaded), name="worker")
    processes: list[BaseProcess] = [web, worker]
    for process in processes:
        process.start()
    try:
        while all(process.is_alive() for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:  # the way to end it by hand
        pass
    finally:
        _end(processes)


def serve_web(config: Config, port: int, app: Flask | None = None) -> None:
    """The web server: gunicorn's processes, which share what was loaded; on Windows waitress's threads."""
    app = app or create_app(config)
    if sys.platform == "win32":
        from waitress import serve as serve_in_threads

        # Waitress takes the client's address out of what proxies say; ours believes as many as there are.
        kept: dict[str, Any] = {"clear_untrusted_proxy_headers": False} if config.proxies else {}
        serve_in_threads(app, listen=f"127.0.0.1:{port}", threads=THREADS, **kept)
        return
    from app.running.gunicorn_server import Server

    Server(app, port, workers=WORKERS, threads=THREADS).run()


def serve_jobs(config: Config, app: Flask | None = None) -> None:
    """The worker: jobs as they are ordered, and what is due by the day."""
    app = app or create_app(config)
    daily.start(app)
    jobs.work(app)


def _let_go(app: Flask) -> None:
    """No connection may pass into a forked process: closing it there would end this one's locks."""
    lender.close()
    jobs.let_go(app)


def _end(processes: list[BaseProcess]) -> None:
    for process in processes:
        if process.is_alive():
            process.terminate()
    for process in processes:
        process.join(15)
        if process.is_alive():
            process.kill()
