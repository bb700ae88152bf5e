"""Work shared among processes: forked once everything is loaded, and none of them can take the others along.

`Alone` does the same work here, one task after the other; both are used alike.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

# A process may die by chance; a task that takes two along would take a third.
TRIES = 2
# How long a process that was told to end may take before it is ended.
PATIENCE = 2.0
Work = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its result, or why there is none.

    Attributes
    ----------
    task : object
        As it was given.
    result : object
    error : str
        Empty where there is a result; otherwise ``died`` (its process was ended from outside, twice) or what the
        work raised.
    """

    task: Any
    result: Any = None
    error: str = ""


DIED = "died"


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def attempt(work: Work, task: Any) -> Outcome:
    """Do one task; what it raises becomes its outcome."""
    try:
        return Outcome(task, work(task))
    except Exception as error:
        return Outcome(task, error=f"{type(error).__name__}: {error}")


class Alone:
    """One task after the other in this process."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._waiting: deque[Any] = deque()

    @property
    def room(self) -> bool:
        return not self._waiting

    def give(self, task: Any) -> None:
        self._waiting.append(task)

    def take(self) -> Outcome:
        """Do the next task given. Raises IndexError where none is."""
        return attempt(self._work, self._waiting.popleft())

    def close(self) -> None:
        self._waiting.clear()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    task: Any = None
    busy: bool = False


class Processes:
    """Several processes, each with one task at a time.

    Parameters
    ----------
    work : callable
        Of the top level of a module (or a partial of one), so that it can be sent where processes cannot be forked.
    count : int
    method : str, optional
        ``fork`` or ``spawn``; forked on Linux, where a child shares all that is loaded already. Elsewhere each
        process loads its own.
    """

    def __init__(self, work: Work, count: int, *, method: str | None = None) -> None:
        self._work, self._count = work, count
        self._method = method or ("fork" if sys.platform == "linux" else "spawn")
        self._waiting: deque[Any] = deque()
        self._tries: dict[int, int] = {}  # of tasks whose process died, by id
        self._workers: list[_Worker] = []
        if self._method == "fork":
            # Collecting would write into every object and so copy in each child what could have been shared.
            gc.collect()
            gc.freeze()

    @property
    def room(self) -> bool:
        """Whether another task would keep a process from waiting."""
        return len(self._waiting) < self._count

    @property
    def pids(self) -> list[int]:
        return [worker.process.pid for worker in self._workers if worker.process.pid]

    def give(self, task: Any) -> None:
        self._waiting.append(task)
        self._hand_out()

    def take(self) -> Outcome:
        """The outcome of whichever task is done first. Raises IndexError where none was given."""
        while True:
            self._hand_out()
            busy = [worker for worker in self._workers if worker.busy]
            if not busy:
                raise IndexError("no task was given")
            ready = wait([worker.line for worker in busy])
            found = self._heard(next(worker for worker in busy if worker.line in ready))
            if found:
                return found

    def close(self) -> None:
        """End all processes, also in the midst of a task."""
        for worker in self._workers:
            worker.line.close()
            if worker.busy:
                worker.process.terminate()
        for worker in self._workers:
            _end(worker.process)
        self._workers.clear()
        self._waiting.clear()

    def _heard(self, worker: _Worker) -> Outcome | None:
        """The answer of a process, or None where it died and its task is to be tried once more."""
        task = worker.task
        try:
            result, error = worker.line.recv()
        except Exception:  # also half an answer: whatever the reason, this process is of no more use
            self._bury(worker)
            self._tries[id(task)] = self._tries.get(id(task), 0) + 1
            if self._tries[id(task)] < TRIES:
                self._waiting.appendleft(task)
                return None
            result, error = None, DIED
        self._tries.pop(id(task), None)
        worker.task, worker.busy = None, False
        return Outcome(task, result, error)

    def _hand_out(self) -> None:
        while self._waiting:
            worker = next((each for each in self._workers if not each.busy), None)
            if worker is None:
                if len(self._workers) >= self._count:
                    return
                worker = self._begin()
            try:
                worker.line.send(self._waiting[0])
            except OSError:  # it died while it had nothing to do
                self._bury(worker)
                continue
            worker.task, worker.busy = self._waiting.popleft(), True

    def _begin(self) -> _Worker:
        context: Any = multiprocessing.get_context(self._method)
        here, there = context.Pipe()
        # A forked child holds copies of these ends; as long as it does, its brothers cannot see this process end.
        others = (here, *(worker.line for worker in self._workers)) if self._method == "fork" else ()
        process = context.Process(target=_serve, args=(there, others, self._work), daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> None:
        worker.line.close()
        _end(worker.process)
        self._workers.remove(worker)


def _end(process: BaseProcess) -> None:
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def _serve(line: Connection, others: tuple[Connection, ...], work: Work) -> None:
    """Do tasks until the other end is closed, be it because its process is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process says what to do
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    try:
        while True:
            done = attempt(work, line.recv())
            line.send((done.result, done.error))
    except (EOFError, OSError):
        return
