"""The child that reads one file within bounds: answers and file in, JSON out (``python -m transcripts.child``)."""

from __future__ import annotations

import json
import sys

from transcripts.exchange import packed
from transcripts.reading import MAX_BYTES, read
from transcripts.text.problems import Message, TranscriptError, refusal

_MEGABYTE = 1024 * 1024


def main(suffix: str, seconds: str, megabytes: str) -> None:
    """Read the file on standard input and answer with a transcript or with what is wrong."""
    bound(int(seconds), int(megabytes))
    answers = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        answer = packed(read(data, f"file{suffix}", answers))
    except TranscriptError as error:
        answer = packed(error)
    except MemoryError:
        answer = packed(too_much())
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def bound(seconds: int, megabytes: int) -> None:
    """Bound this process's time and memory; on Windows the parent's clock is the only bound."""
    if sys.platform == "win32":
        return
    import resource

    bounds = {
        resource.RLIMIT_AS: (megabytes * _MEGABYTE, megabytes * _MEGABYTE),
        resource.RLIMIT_CPU: (seconds, seconds + 1),  # the first ends the child by a signal with a name
        resource.RLIMIT_FSIZE: (0, 0),  # reading writes no file
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, most in bounds.items():
        allowed = resource.getrlimit(kind)[1]
        if allowed != resource.RLIM_INFINITY:
            most = (min(most[0], allowed), min(most[1], allowed))
        resource.setrlimit(kind, most)


def too_much() -> TranscriptError:
    """Error for a file that takes more memory than it may."""
    return refusal(
        "limit",
        Message("파일을 여는 데 메모리가 너무 많이 들어 멈췄습니다."),
        Message("그림을 빼거나 파일을 나누어 올려 주십시오. TXT로 저장하면 더 빨리 읽습니다."),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
