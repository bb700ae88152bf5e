"""The files of a batch: what is to be coded, where the results lie, and a journal of what is finished."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from app.errors import BadInput, Problem
from app.words.file_words import unreadable, unwritable
from transcripts import SUFFIXES

JOURNAL = ".moksori-code.jsonl"


@dataclass(frozen=True)
class Source:
    """One file to code; `document` is its name in the results, with the folders below the one that was given.

    `strict` refuses it where it leaves anything open; `vectors` asks for those of its segments too.
    """

    path: Path
    document: str
    size: int
    strict: bool = False
    vectors: bool = False


def sources(given: Iterable[Path], *, without: Path | None = None) -> tuple[list[Source], list[Problem]]:
    """The files given, and in folders given every file of a format that can be read, in the order of their names.

    Hidden files and what lies in the folder `without` are passed over. What is not there comes back as a problem.
    """
    found: dict[Path, Source] = {}
    problems = []
    for path in given:
        here = list(_below(path, without)) if path.is_dir() else [(path, path.name)]
        if not here:
            right = f"{', '.join(SUFFIXES)} 파일이 든 폴더를 적어 주십시오"
            problems.append(Problem(str(path), "읽을 수 있는 파일이 없는 폴더입니다", right))
        for file, name in here:
            try:
                found.setdefault(file.absolute(), Source(file, _named(name), file.stat().st_size))
            except OSError as error:
                problems.append(unreadable(file, error))
    return list(found.values()), problems


def _below(folder: Path, without: Path | None) -> Iterator[tuple[Path, str]]:
    passed_over = without.resolve() if without else None
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != "." and (Path(root) / name).resolve() != passed_over)
        for name in sorted(files):
            path = Path(root) / name
            if name[0] not in ".~" and path.suffix.lower() in SUFFIXES:
                yield path, path.relative_to(folder).as_posix()


def _named(name: str) -> str:
    """A file's name as text that can be written down: composed, and without bytes that are no characters."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def refuse_same_names(found: list[Source]) -> None:
    """Refuse files whose results would overwrite each other."""
    first: dict[str, Path] = {}
    problems = []
    for source in found:
        other = first.setdefault(source.document.casefold(), source.path)
        if other != source.path:
            right = "이름을 바꾸거나, 두 파일을 담은 폴더를 적거나, 따로 실행해 주십시오"
            problems.append(Problem(str(source.path), f"이름이 같은 결과 파일이 또 있습니다: {other}", right))
    if problems:
        raise BadInput(*problems, source="moksori code")


@dataclass
class Shelf:
    """A folder of results, one file an input, with the journal that knows of what each was made.

    A result is written aside and renamed, then the journal says so: at no moment does a half result bear its name.
    """

    folder: Path
    made_by: str
    _journal: IO[bytes] = field(init=False)
    _known: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._journal = (self.folder / JOURNAL).open("a+b")
        except OSError as error:
            raise BadInput(unwritable(self.folder, error)) from error
        if not _locked(self._journal):
            right = "그 작업이 끝난 뒤 다시 하시거나 다른 폴더를 적어 주십시오"
            raise BadInput(Problem(str(self.folder), "다른 작업이 이 폴더에 결과를 쓰고 있습니다", right))
        self._known = self._read()

    def finished(self, document: str, sha256: str) -> bool:
        """Whether the very same file was coded by the very same analyser, and its result is still as it was."""
        known = self._known.get(document)
        if known is None or (known["sha256"], known["made_by"]) != (sha256, self.made_by):
            return False
        try:
            return hashlib.sha256(self._place(document).read_bytes()).hexdigest() == known["result"]
        except OSError:
            return False

    def keep(self, document: str, sha256: str, result: bytes) -> None:
        """Store a result for good: once this returns, a stop of any kind does not lose it."""
        place = self._place(document)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{place.name}.part")
        with aside.open("wb") as file:
            file.write(result)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, place)
        entry = {"document": document, "sha256": sha256, "made_by": self.made_by}
        self._known[document] = {**entry, "result": hashlib.sha256(result).hexdigest()}
        self._journal.write(_line(self._known[document]))
        self._journal.flush()
        os.fsync(self._journal.fileno())

    def close(self) -> None:
        """Leave the journal in one order, whatever the order of the work was."""
        aside = self.folder / f"{JOURNAL}.part"
        aside.write_bytes(b"".join(_line(self._known[name]) for name in sorted(self._known)))
        self._journal.close()
        os.replace(aside, self.folder / JOURNAL)

    def _place(self, document: str) -> Path:
        return self.folder / f"{document}.jsonl"

    def _read(self) -> dict[str, dict[str, Any]]:
        """The last word on every document; a line that a kill cut off counts for nothing."""
        self._journal.seek(0)
        lines = self._journal.read().split(b"\n")
        if lines[-1]:
            self._journal.write(b"\n")
        known = {}
        for line in lines:
            try:
                entry = json.loads(line)
                known[entry["document"]] = {key: entry[key] for key in ("document", "sha256", "made_by", "result")}
            except (ValueError, KeyError, TypeError):  # cut off: the document is done again
                continue
        return known


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _locked(file: IO[bytes]) -> bool:
    """Whether the journal is ours alone now; the lock ends with this process, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            # Not flock: a forked child would hold it too, and outlive a killed parent by a moment.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
