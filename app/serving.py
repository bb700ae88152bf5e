"""Serving: the web server and the worker as two processes of one command; both end when one ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import click

from app.config import Config

# Chosen, not measured: a process more costs its memory, a thread more waits for the one writer of the database.
WORKERS, THREADS = 2, 4


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


def serve(config: Config, port: int) -> None:
    """Run the web server and the worker until one of them ends or a signal comes."""
    environment = {
        **os.environ,
        "MOKSORI_DATA": str(config.data),
        "MOKSORI_EXAMPLE": "1" if config.example else "0",
    }
    worker = [sys.executable, "-m", "app", *(["--example"] if config.example else []), "worker"]
    processes = [subprocess.Popen(command, env=environment) for command in (_web(port, config.proxies), worker)]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:  # the way to end it by hand
        pass
    finally:
        _end(processes)


def _web(port: int, proxies: int) -> list[str]:
    if sys.platform == "win32":
        # Waitress takes the client's address out of what proxies say; ours believes as many as there are.
        kept = ["--no-clear-untrusted-proxy-headers"] if proxies else []
        options = [f"--listen=127.0.0.1:{port}", f"--threads={THREADS}", *kept]
        return [sys.executable, "-m", "waitress", *options, "app.wsgi:app"]
    return [
        *(sys.executable, "-m", "gunicorn", "app.wsgi:app", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", str(WORKERS), "--threads", str(THREADS)),
        # Chosen, not measured; the slowest page takes some ten seconds of processor, with 100,000 segments
        # (bench/README.md).
        *("--timeout", "120", "--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"),
    ]


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
