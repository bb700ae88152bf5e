"""How far a batch is, on standard error: a line that is written over on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click

# Seconds: a terminal is watched, a log is read.
EVERY_TERMINAL, EVERY_FILE = 0.2, 10.0


class Progress:
    """Counts files, bytes and words; `show` says whether anything is written at all."""

    def __init__(self, files: int, size: int, *, show: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._files, self._size, self._show, self._clock = files, size, show, clock
        self._terminal = sys.stderr.isatty()
        self._begin = self._last = clock()
        self._done = self._kept = self._bytes = self._fresh_bytes = self._words = 0

    def words(self, count: int) -> None:
        self._words += count
        self._tell()

    def file(self, size: int, *, fresh: bool) -> None:
        """A file is finished, now or (`fresh` false) in an earlier run, which says nothing about the pace."""
        self._done += 1
        self._kept += not fresh
        self._bytes += size
        self._fresh_bytes += size if fresh else 0
        self._tell()

    def end(self, failed: int) -> None:
        """Say what became of all of it."""
        if self._show:
            self.wipe()
            new = self._done - self._kept - failed
            told = f"새로 {max(new, 0):,}개, 이미 끝나 있던 것 {self._kept:,}개, 하지 못한 것 {failed:,}개"
            click.echo(f"{told} · {_spoken(self._clock() - self._begin)} · 낱말 {self._words:,}개", err=True)

    def wipe(self) -> None:
        """Make room for another message."""
        if self._show and self._terminal:
            click.echo("\r\033[K", nl=False, err=True)

    def line(self) -> str:
        """Files done, words a second, and the time left by the pace of the bytes so far."""
        took = max(self._clock() - self._begin, 1e-6)
        told = f"파일 {self._done:,}/{self._files:,}개 · 초당 {self._words / took:,.0f}낱말"
        if self._fresh_bytes:
            told += f" · 남은 시간 약 {_spoken((self._size - self._bytes) * took / self._fresh_bytes)}"
        return told

    def _tell(self) -> None:
        now = self._clock()
        if not self._show or now - self._last < (EVERY_TERMINAL if self._terminal else EVERY_FILE):
            return
        self._last = now
        self.wipe()
        click.echo(self.line(), nl=not self._terminal, err=True)


def _spoken(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole}초"
    return f"{whole // 60}분" if whole < 3600 else f"{whole // 3600}시간 {whole % 3600 // 60}분"
