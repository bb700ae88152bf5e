"""The same tasks on other machines: pieces go to a Dask cluster a hundred turns at a time; files are read here.

The workers need this program with the very same analysers: each task says which, and refuses where they differ.
"""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING, Any

from app.batch import batching
from app.errors import BadInput, Problem
from nlp.batch import code_piece, made_by
from nlp.lexicon.lexicon import Lexicon
from nlp.pool import DIED, Outcome, attempt

if TYPE_CHECKING:
    from nlp.batch import Piece

# A task costs Dask 2.7 ms, tried once: so many texts make that little.
TEXTS = 100
# A connection takes no second where there is a scheduler; a worker may still be starting.
CONNECT, WORKERS = 10, 30
# Tasks a worker has before it, so that it need not wait for the next.
QUEUE = 3


def code_pieces(pieces: list[Piece], lexicon: Lexicon, version: str) -> list[bytes]:
    """The task of the cluster: a pure function of its arguments.

    Raises RuntimeError on a worker whose analyser is another than `version`.
    """
    own = made_by(lexicon, vectors=any(piece.vectors for piece in pieces))
    if own != version:
        raise RuntimeError(f"{own} != {version}")
    return [code_piece(piece, lexicon) for piece in pieces]


def own_version(lexicon: Lexicon) -> str:
    """What the machine this runs on would make results with."""
    return made_by(lexicon)


class Cluster:
    """The hands of a batch (see `app.batch.batching.Hands`), as many as the cluster has.

    Parameters
    ----------
    address : str
        Of the scheduler, ``tcp://host:8786``.
    lexicon : Lexicon
        Sent once; the workers pass it on among themselves.
    size : int
        Characters of a piece.

    Raises
    ------
    BadInput
        Where Dask is not installed, the scheduler does not answer, it has no workers, or theirs are other versions.
    """

    def __init__(self, address: str, lexicon: Lexicon, size: int) -> None:
        self._client = _connected(address)
        self._lexicon, self._size, self._version = lexicon, size, made_by(lexicon)
        self._with_vectors = made_by(lexicon, vectors=True)
        try:
            self.count = len(self._workers(address))
            self._refuse_other_versions(address)
        except BaseException:
            self._client.close()
            raise
        # A task's result, not scattered data: should all workers that hold it be lost, it is made again.
        self._shared = self._client.submit(Lexicon, lexicon.themes, pure=False)
        self._reading: deque[Any] = deque()
        self._gathered: list[Piece] = []
        self._sent: dict[Any, list[Piece]] = {}
        self._ready: deque[Outcome] = deque()

    @property
    def room(self) -> bool:
        return not self._reading and len(self._sent) < QUEUE * self.count

    def give(self, task: Any) -> None:
        if isinstance(task, batching.Reading):
            self._reading.append(task)
            return
        self._gathered.append(task)
        enough = sum(len(piece.stretches) for piece in self._gathered) >= TEXTS
        if enough or sum(len(s.text) for piece in self._gathered for s in piece.stretches) >= self._size:
            self._send()

    def take(self) -> Outcome:
        """What is done first; a file to be read is read here, while the cluster works."""
        if self._reading:
            task = self._reading.popleft()
            return attempt(lambda task: batching.read_source(task.source, self._size), task)
        if not self._ready:
            self._send()
            self._hear()
        return self._ready.popleft()

    def close(self) -> None:
        self._client.cancel(list(self._sent))
        self._client.close()

    def _send(self) -> None:
        if self._gathered:
            version = self._with_vectors if self._gathered[0].vectors else self._version
            future = self._client.submit(code_pieces, self._gathered, self._shared, version, pure=False)
            self._sent[future] = self._gathered
            self._gathered = []

    def _hear(self) -> None:
        from distributed import wait

        future = next(iter(wait(list(self._sent), return_when="FIRST_COMPLETED").done))
        pieces = self._sent.pop(future)
        if future.status == "finished":
            self._ready.extend(map(Outcome, pieces, future.result()))
            return
        from distributed.scheduler import KilledWorker

        error = future.exception() if future.status == "error" else None
        told = DIED if error is None or isinstance(error, KilledWorker) else f"{type(error).__name__}: {error}"
        self._ready.extend(Outcome(piece, error=told) for piece in pieces)

    def _workers(self, address: str) -> dict[str, Any]:
        try:
            self._client.wait_for_workers(1, timeout=WORKERS)
        except TimeoutError as error:
            right = f"다른 컴퓨터에서 dask worker {address} 로 작업자를 먼저 켜 주십시오"
            raise _refused(address, "스케줄러에 연결된 작업자가 없습니다", right) from error
        return dict(self._client.scheduler_info(n_workers=-1)["workers"])

    def _refuse_other_versions(self, address: str) -> None:
        found = self._client.run(own_version, self._lexicon, on_error="return")
        wrong = {worker: told for worker, told in found.items() if told != self._version}
        if wrong:
            right = f"모든 컴퓨터에 같은 판을 설치해 주십시오. 여기는 {self._version}"
            raise BadInput(*(Problem(f"작업자 {w}", str(t), right) for w, t in sorted(wrong.items())), source=address)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        right = "pip install 'moksori[cluster]' 로 설치하시거나 --scheduler 없이 실행해 주십시오"
        raise _refused(address, "Dask가 설치되어 있지 않습니다", right) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a lost worker is no news here: its work is done again
    try:
        return Client(address, timeout=CONNECT)
    except (OSError, TimeoutError, ValueError, ImportError) as error:
        right = "dask scheduler가 켜져 있는지, 주소(tcp://컴퓨터:8786)가 맞는지 확인해 주십시오"
        raise _refused(address, "스케줄러에 연결할 수 없습니다", right) from error


def _refused(address: str, what: str, right: str) -> BadInput:
    return BadInput(Problem(address, what, right), source="--scheduler")
