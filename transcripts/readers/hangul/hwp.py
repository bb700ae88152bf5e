"""Reader for HWP 5, the binary Hangul document: turned into the XML of HWPX, then read like it."""

from __future__ import annotations

from typing import Any

from transcripts.decoding import packages
from transcripts.readers.hangul import distribution, hangul
from transcripts.text.problems import Message, TranscriptError, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft, Passage

_OLD = b"HWP Document File V"
_LOCKED = {"hwp5-password", "hwp5-drm"}
# A distribution document whose true body is gone: what is left is a placeholder that asks for a newer Hangul.
_NO_BODY = "hwp5-distribution"
_SIMPLER = Message(
    "문서의 짜임을 다 알아볼 수 없어 글만 읽었습니다. 표와 각주의 자리, 빠진 말이 없는지 원본과 견주어 주십시오."
)


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a HWP 5 document, a distribution document (배포용 문서) too.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``locked``, ``format`` (Hangul 97 and before),
        ``empty`` (words outside of the body alone).
    """
    if data.startswith(_OLD):
        raise _too_old()
    plain = _opened(data)
    try:
        return hangul.draft(*_parts(plain), answers)
    except TranscriptError:
        raise
    except Exception:  # a damaged file meets the library at any place, with any error
        return _text_alone(plain)


def _opened(data: bytes) -> bytes:
    """Bytes of an ordinary document: those of the file, or a distribution document without its wrapping."""
    # Imported here: each upload is read in a process of its own, which loads what its format needs.
    from hwpx.hwp5.cfb import CompoundFile, build_compound_file

    try:
        compound = CompoundFile(data)
        streams = {path: compound.read(path) for path in compound.stream_paths()}
        streams = distribution.opened(streams) or {}
        return build_compound_file(streams.items()) if streams else data
    except Exception as error:  # as above
        raise packages.damaged("HWP") from error


def _parts(data: bytes) -> tuple[list[bytes], bytes | None]:
    """The sections, and the header that says how their paragraphs are numbered."""
    from hwpx.hwp5.errors import Hwp5Error
    from hwpx.hwp5.package import convert

    try:
        parts = convert(data).files
    except Hwp5Error as error:
        if error.code in _LOCKED:
            raise packages.locked() from error
        if error.code == _NO_BODY:
            raise packages.damaged("HWP") from error
        raise
    names = (name for name in parts if name.startswith("Contents/section"))
    return [parts[name] for name in sorted(names, key=_number)], parts.get("Contents/header.xml")


def _number(name: str) -> int:
    return int("".join(letter for letter in name if letter.isdigit()) or 0)


def _text_alone(data: bytes) -> Draft:
    """The second reader knows less of tables and notes but forgives more."""
    import unhwp

    try:
        with unhwp.parse_bytes(data) as document:
            text = document.text
    except unhwp.UnhwpError as error:
        raise _named(error) from error
    if not text.strip():
        raise packages.damaged("HWP")
    return Draft((Passage(text),), None, (_SIMPLER,))


def _named(error: Any) -> TranscriptError:
    import unhwp

    return packages.locked() if error.kind == unhwp.ErrorKind.ENCRYPTED else packages.damaged("HWP")


def _too_old() -> TranscriptError:
    return refusal(
        "format",
        Message("한글 97 이전의 HWP 문서입니다."),
        Message("한글에서 '다른 이름으로 저장'을 눌러 HWPX로 저장한 뒤 다시 올려 주십시오."),
    )
