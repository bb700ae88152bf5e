"""Coding many files: reading them, cutting them into pieces, having the pieces coded, putting the results together.

Whoever codes the pieces (this process, several, a cluster) and in whatever order they come back, the bytes are the same.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.batch.files import Shelf, Source
from app.errors import Problem
from app.words.file_words import asked, open_problem, unreadable, words_of
from transcripts import Transcript, TranscriptError, read_limited

if TYPE_CHECKING:
    from nlp.batch import Piece
    from nlp.lexicon.lexicon import Lexicon
    from nlp.pool import Outcome

# Characters of a piece: a fifth of a second of work, so that two cores end together and a message costs nothing.
PIECE = 20_000
# Pieces that may wait to be coded, for each process; and files that may wait for one before them.
AHEAD, OPEN = 16, 200
# Open questions that are not told: a text of one person has no speakers, and when one spoke changes no suggestion.
UNTOLD = ("speakers", "times")


@dataclass(frozen=True)
class Reading:
    """The task of reading a file."""

    source: Source


@dataclass(frozen=True)
class Read:
    """A file that was read: its hash and its pieces, or what is wrong with it."""

    sha256: str
    pieces: tuple[Piece, ...] = ()
    problems: tuple[Problem, ...] = ()
    asked: tuple[str, ...] = ()  # what the file leaves open: it is coded as it was read best


class Hands(Protocol):
    """Who does the tasks: `nlp.pool.Alone`, `nlp.pool.Processes` or `app.batch.cluster.Cluster`."""

    @property
    def room(self) -> bool: ...
    def give(self, task: Any) -> None: ...
    def take(self) -> Outcome: ...
    def close(self) -> None: ...


def do(task: Reading | Piece, *, lexicon: Lexicon, size: int) -> Read | bytes:
    """One task of a batch, whatever kind it is: the work of each process."""
    from nlp.batch import code_piece

    return read_source(task.source, size) if isinstance(task, Reading) else code_piece(task, lexicon)


def read_source(source: Source, size: int) -> Read:
    """Read a file within bounds of time and memory and cut it into pieces."""
    from nlp.batch import pieces

    try:
        data = source.path.read_bytes()
    except OSError as error:
        return Read("", problems=(unreadable(source.path, error),))
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        transcript = read_limited(data, source.path.name)
    except TranscriptError as error:
        wrong = (Problem(f"{source.path} {p.where}", str(p.what), str(p.right)) for p in error.problems)
        return Read(sha256, problems=tuple(wrong))
    if source.strict and transcript.questions:
        return Read(sha256, problems=tuple(open_problem(source.path, each) for each in transcript.questions))
    open_questions = tuple(asked(q) for q in transcript.questions if q.kind not in UNTOLD)
    cut = pieces(source.document, stretches(transcript), size, vectors=source.vectors)
    return Read(sha256, tuple(cut), asked=open_questions)


def stretches(transcript: Transcript) -> Iterator[Any]:
    """What was said, turn by turn; headings and stage directions are not coded."""
    from nlp.batch import Stretch

    return (Stretch(turn.start, turn.text, turn.speaker) for turn in transcript.turns if not turn.aside)


@dataclass
class Done:
    """What became of a file: its result, or problems. `fresh` is false where an earlier run had finished it."""

    source: Source
    result: bytes = b""
    problems: tuple[Problem, ...] = ()
    asked: tuple[str, ...] = ()
    words: int = 0
    fresh: bool = True


@dataclass
class _Open:
    """A file under way."""

    source: Source
    sha256: str = ""
    parts: dict[int, bytes] = field(default_factory=dict)
    count: int = -1  # pieces, once the file is read
    words: int = 0
    problems: tuple[Problem, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return bool(self.problems) or len(self.parts) == self.count

    @property
    def missing(self) -> int:
        """Pieces not coded yet; a file not read yet is one."""
        return max(1, self.count) - len(self.parts)


class Batch:
    """One run over many files.

    Parameters
    ----------
    found : list of Source
    hands : Hands
    shelf : Shelf, optional
        Where results are stored and finished files are known; without one, results come back in order.
    ahead : int
        How many pieces may wait at once.
    tell : callable
        Called with every piece done: its words.
    """

    def __init__(
        self,
        found: list[Source],
        hands: Hands,
        *,
        shelf: Shelf | None = None,
        ahead: int = AHEAD,
        tell: Callable[[int], None] = lambda _words: None,
    ) -> None:
        self._left, self._hands, self._shelf, self._ahead, self._tell = deque(found), hands, shelf, ahead, tell
        self._pieces: deque[tuple[Piece, _Open]] = deque()
        self._open: deque[_Open] = deque()
        self._under_way: dict[int, _Open] = {}  # whose each task is, by the task's id

    def run(self) -> Iterator[Done]:
        """Every file as it is finished; in the order given where there is no shelf."""
        while self._left or self._open:
            yield from self._hand_out()
            if self._under_way:
                self._heard(self._hands.take())
            yield from self._finished()

    def _hand_out(self) -> Iterator[Done]:
        while self._hands.room and (self._pieces or self._left):
            if self._pieces:
                self._give(*self._pieces.popleft())
            elif len(self._open) >= OPEN or sum(own.missing for own in self._open) >= self._ahead:
                return
            elif done := self._begin(self._left.popleft()):
                yield done

    def _begin(self, source: Source) -> Done | None:
        """Have a file read, unless an earlier run has finished it."""
        if self._shelf and self._shelf.finished(source.document, _digest(source.path)):
            return Done(source, fresh=False)
        own = _Open(source)
        self._open.append(own)
        self._give(Reading(source), own)
        return None

    def _give(self, task: Reading | Piece, own: _Open) -> None:
        self._under_way[id(task)] = own
        self._hands.give(task)

    def _heard(self, outcome: Outcome) -> None:
        task = outcome.task
        own = self._under_way.pop(id(task))
        if own.problems:  # another piece of it has failed
            return
        if outcome.error:
            own.problems = (failure(own.source.path, outcome.error),)
            self._pieces = deque(pair for pair in self._pieces if pair[1] is not own)
        elif isinstance(task, Reading):
            found: Read = outcome.result
            own.sha256, own.problems, own.asked = found.sha256, found.problems, found.asked
            own.count = len(found.pieces)
            self._pieces.extend((piece, own) for piece in found.pieces)
        else:
            own.parts[task.number] = outcome.result
            words = sum(len(stretch.text.split()) for stretch in task.stretches)
            own.words += words
            self._tell(words)

    def _finished(self) -> Iterator[Done]:
        for own in list(self._open):
            if own.complete:
                self._open.remove(own)
                yield self._done(own)
            elif self._shelf is None:
                return

    def _done(self, own: _Open) -> Done:
        if own.problems:
            return Done(own.source, problems=own.problems)
        result = b"".join(own.parts[number] for number in range(own.count))
        if self._shelf is None:
            return Done(own.source, result, asked=own.asked, words=own.words)
        try:
            self._shelf.keep(own.source.document, own.sha256, result)
        except OSError as error:
            right = "폴더의 남은 자리와 쓰기 권한을 확인해 주십시오"
            what = f"결과를 저장하지 못했습니다: {words_of(error)}"
            return Done(own.source, problems=(Problem(str(own.source.path), what, right),))
        return Done(own.source, asked=own.asked, words=own.words)


def failure(path: Path, error: str) -> Problem:
    """Why a file that can be read was not coded."""
    from nlp.pool import DIED

    if error == DIED:
        what = "두 번 해 보았으나 처리하던 프로세스가 도중에 끝났습니다(대개 메모리 부족)"
        return Problem(str(path), what, "--processes 1로 이 파일만 다시 하시거나 파일을 나누어 주십시오")
    return Problem(str(path), f"처리하지 못했습니다: {error}", "이 파일을 빼고 다시 하시고, 오류를 알려 주십시오")


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # told when the file is read
        return ""
