"""Having a chart drawn, by a process that is started for it and ends when nothing was asked for a while."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from app.charts.orders import Order

ROOT = Path(__file__).resolve().parents[2]
# Chosen: a person who looks from area to area finds the process there; one who went home does not keep its memory.
IDLE_SECONDS = 20.0
# The library keeps 2 MB of each drawing, so that after so many it is begun anew.
MOST_DRAWINGS = 200
# The largest heat map takes five seconds of a busy machine; whoever takes longer is stuck. Chosen, not measured.
PATIENCE = 120.0


class Undrawn(RuntimeError):
    """The drawing library refused a specification of ours, or its process ended twice."""


class Drawer:
    """One drawing process at most, for all threads of this one."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS, most_drawings: int = MOST_DRAWINGS) -> None:
        self._idle_seconds, self._most = idle_seconds, most_drawings
        self._begin()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        """No process yet. A forked one must not speak with its parent's."""
        self._inherited = getattr(self, "_process", None)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None
        self._drawn, self._last = 0, 0.0

    def draw(self, order: Order) -> bytes:
        """The drawing. Raises Undrawn."""
        with self._lock:
            try:
                return self._asked(order)
            except OSError:
                self._end()  # it was ended, by whomever, between two orders: one more try
            try:
                return self._asked(order)
            except OSError as error:
                self._end()
                raise Undrawn(str(error)) from error

    def close(self) -> None:
        """End the process; the next order starts another."""
        with self._lock:
            self._end()

    def _asked(self, order: Order) -> bytes:
        process = self._ready()
        assert process.stdin and process.stdout
        stuck = threading.Timer(PATIENCE, process.kill)
        stuck.daemon = True
        stuck.start()
        try:
            process.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
            process.stdin.flush()
            head = process.stdout.read(9)
            data = process.stdout.read(int.from_bytes(head[1:], "big"))
        finally:
            stuck.cancel()
        if len(head) < 9 or len(data) < int.from_bytes(head[1:], "big"):
            raise BrokenPipeError("the drawing process ended")
        self._drawn, self._last = self._drawn + 1, time.monotonic()
        if head[:1] != b"+":
            raise Undrawn(data.decode())
        return data

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process and (self._drawn >= self._most or self._process.poll() is not None):
            self._end()
        if self._process is None:
            command = [sys.executable, "-m", "app.charts.drawer"]
            # A session of its own: Ctrl-C is for its parent, with whom it ends.
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
            self._drawn = 0
            self._wake(self._idle_seconds)
        return self._process

    def _wake(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        with self._lock:
            if self._process is None:
                return
            left = self._last + self._idle_seconds - time.monotonic()
            if left > 0:
                self._wake(left)
            else:
                self._end()

    def _end(self) -> None:
        """Its input ends and so does it; what is stuck is killed."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin and process.stdout
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


_drawer = Drawer()


@lru_cache(maxsize=64)
def drawn(order: Order) -> bytes:
    """The drawing, remembered for a moment: a page may show one twice, and the folder may be closed to us."""
    return _drawer.draw(order)
