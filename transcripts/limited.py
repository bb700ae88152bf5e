"""Reading in a process of its own with bounded time and memory, so that a bad file cannot take the server along."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import PurePath

from transcripts.child import too_much
from transcripts.decoding.sniffing import is_packed
from transcripts.exchange import answer_of
from transcripts.reading import MAX_BYTES, read
from transcripts.text.problems import Message, TranscriptError, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Transcript

_IN_PROCESS = frozenset({".txt", ".vtt", ".srt", ".lrc", ".csv", ".tsv", ".json"})
# Some hours of talk. Chosen, not measured: larger keeps the server at one file, smaller starts a child for each note.
_SMALL = 1024 * 1024
_XCPU = int(getattr(signal, "SIGXCPU", 0))  # Windows has no such signal
# The child needs to find Python and its libraries; what else the server knows (keys, paths) is none of its business.
_PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP", "TMP", "LANG")


# The slowest real file, whole or damaged, takes 1.3 s of processor and 153 MB (bench/README.md).
def read_limited(
    data: bytes, filename: str, answers: Answers = NOTHING, *, seconds: int = 30, megabytes: int = 1500
) -> Transcript:
    """Read an uploaded transcript as `transcripts.read` does, within bounds.

    Parameters
    ----------
    data : bytes
        The file, at most 20 MB.
    filename : str
        Only its suffix is used.
    answers : mapping of str to str, optional
        As for `transcripts.read`.
    seconds : int
        Time after which the child is ended.
    megabytes : int
        Address space of the child; Windows bounds the time alone.

    Returns
    -------
    Transcript

    Raises
    ------
    TranscriptError
        As `transcripts.read`; also ``limit`` (too long, too much memory) and ``damaged`` where a library broke
        down over the file.

    Notes
    -----
    Plain text of up to a megabyte is read right here: no library but Python's own and webvtt touches it, and its time
    grows with its length.
    """
    suffix = PurePath(filename).suffix.lower()
    if len(data) > MAX_BYTES or (len(data) <= _SMALL and suffix in _IN_PROCESS and not is_packed(data)):
        return read(data, filename, answers)
    command = [sys.executable, "-B", "-m", "transcripts.child", suffix, str(seconds), str(megabytes)]
    sent = json.dumps(dict(answers)).encode() + b"\n" + data
    try:
        done = subprocess.run(command, input=sent, capture_output=True, timeout=seconds, env=_environment())
    except subprocess.TimeoutExpired as error:
        raise _too_long(seconds) from error
    if _XCPU and done.returncode == -_XCPU:
        raise _too_long(seconds)
    if done.returncode != 0:
        raise _broke_down(done.stderr)
    return answer_of(done.stdout)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # One thread for numerical libraries: each thread more would claim address space of its own.
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}


def _too_long(seconds: int) -> TranscriptError:
    return refusal(
        "limit",
        Message("%(seconds)d초 안에 다 읽지 못해 멈췄습니다.", seconds=seconds),
        Message("그림을 빼거나 파일을 나누어 올려 주십시오. TXT로 저장하면 더 빨리 읽습니다."),
    )


def _broke_down(said: bytes) -> TranscriptError:
    if b"MemoryError" in said or b"memory allocation of" in said:
        return too_much()
    return refusal(
        "damaged",
        Message("파일이 손상되어 열 수 없습니다."),
        Message("파일을 만든 프로그램에서 열어 다시 저장한 뒤 올려 주십시오."),
    )
