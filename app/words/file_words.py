"""What the command line says of files, in Korean: why one cannot be opened or written, and what one leaves open."""

from __future__ import annotations

import errno
from pathlib import Path

from app.errors import Problem
from transcripts import Question

_WORDS = {
    errno.ENOENT: "파일이나 폴더가 없습니다",
    errno.EISDIR: "파일이 아니라 폴더입니다",
    errno.ENOTDIR: "폴더여야 할 자리에 파일이 있습니다",
    errno.EACCES: "읽거나 쓸 권한이 없습니다",
    errno.EPERM: "읽거나 쓸 권한이 없습니다",
    errno.EEXIST: "같은 이름의 파일이 있습니다",
    errno.ENOSPC: "디스크에 남은 자리가 없습니다",
    errno.EDQUOT: "디스크에 남은 자리가 없습니다",
    errno.EROFS: "쓸 수 없는 디스크입니다",
    errno.EFBIG: "파일이 너무 큽니다",
    errno.ENAMETOOLONG: "이름이 너무 깁니다",
    errno.ELOOP: "바로 가기가 서로를 가리킵니다",
    errno.EMFILE: "한꺼번에 연 파일이 너무 많습니다",
    errno.EIO: "디스크에서 읽거나 쓰지 못했습니다",
}


def words_of(error: OSError) -> str:
    """What the system refused; its own English words are for nobody."""
    return _WORDS.get(error.errno or 0, f"읽거나 쓰지 못했습니다(오류 번호 {error.errno})")


def unreadable(path: Path, error: OSError) -> Problem:
    return Problem(str(path), words_of(error), "파일 경로와 권한을 확인해 주십시오")


def unwritable(path: Path, error: OSError) -> Problem:
    return Problem(str(path), words_of(error), "쓸 수 있는 폴더와 파일 이름을 적어 주십시오")


def open_problem(path: Path, question: Question) -> Problem:
    """A question that is still open, where nothing may be."""
    return Problem(str(path), asked(question), "웹 화면의 미리 보기에서 답하시거나 파일을 고친 뒤 다시 해 주십시오")


def asked(question: Question) -> str:
    """A question a file leaves open, on one line, with the answer it was read by."""
    if question.kind == "columns":
        return f"확인해 주십시오: {question.words} 제목 줄에 ‘발언자’와 ‘발언’이라고 적으면 확실해집니다."
    labels = {choice.value: str(choice.label) for choice in question.choices}
    guess = f" (추정: {labels[question.guess]})" if question.guess in labels else ""
    return f"확인해 주십시오: {question.words}{guess}"
