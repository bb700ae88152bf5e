"""Bytes of a text file into characters: strictly, so that no letter is guessed or lost in silence."""

from __future__ import annotations

import codecs

from transcripts.problems import Message, TranscriptError, at_line, refusal

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CANDIDATES = ("utf-8", "cp949")  # CP949 holds all of EUC-KR
_RIGHT = Message("메모장에서 '다른 이름으로 저장'을 눌러 인코딩을 UTF-8로 고른 뒤 다시 올려 주십시오.")
# Of the Hangul in real CP949 text nearly all is among EUC-KR's 2,350 syllables; other encodings misread as
# CP949 give syllables outside them ("It's" of Windows-1252 becomes "It뭩").
_RARE_SHARE = 0.2


def decode(data: bytes) -> tuple[str, str]:
    """Decode a text file.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    text : str
        Its characters, not yet normalized, without byte-order mark.
    encoding : str
        ``utf-8``, ``utf-8-sig``, ``utf-16`` or ``cp949``.

    Raises
    ------
    TranscriptError
        Code ``encoding``: with the line and the byte that fit no encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    failures = []
    for encoding in _CANDIDATES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            failures.append(error)
            continue
        if encoding == "cp949" and _misread(text):
            break
        return text, encoding
    raise _unfit(data, max(failures, key=lambda error: error.start).start)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # Line ends are counted in the part that could be read: in UTF-16 a byte 0x0A need not be one.
        before = data[: error.start].decode(encoding, errors="ignore").count("\n")
        raise _unfit(data, error.start, line=before + 1) from error


def _misread(text: str) -> bool:
    hangul = [letter for letter in text if "가" <= letter <= "힣"]
    rare = sum(1 for letter in hangul if not _in_euc_kr(letter))
    return rare > _RARE_SHARE * len(hangul)


def _in_euc_kr(letter: str) -> bool:
    try:
        return len(letter.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False


def _unfit(data: bytes, place: int, *, line: int | None = None) -> TranscriptError:
    return refusal(
        "encoding",
        Message(
            "%(byte)d번째 바이트(0x%(value)s)를 UTF-8, CP949(EUC-KR), UTF-16 어느 것으로도 읽을 수 없습니다.",
            byte=place + 1,
            value=data[place : place + 1].hex().upper(),
        ),
        _RIGHT,
        where=at_line(line or data[:place].count(b"\n") + 1),
    )
