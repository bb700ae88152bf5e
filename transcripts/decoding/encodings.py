"""Bytes of a text file into characters: strictly, so that no letter is lost in silence; asked where it cannot be told."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from transcripts.text.problems import Message, TranscriptError, at_line, refusal
from transcripts.text.questions import Choice, Question

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CANDIDATES = ("utf-8", "cp949")  # CP949 holds all of EUC-KR
_WIDE = ("utf-16-le", "utf-16-be")
# UTF-8 or CP949 that a program took for Windows' Latin letters and saved as UTF-8: "ì‚¬íšŒìž", "»çÈ¸ÀÚ".
_REPAIRS = {"utf-8 (mojibake)": "utf-8", "cp949 (mojibake)": "cp949"}
ENCODINGS = ("utf-8", "cp949", *_WIDE, *_REPAIRS)
_NAMES = {
    "utf-8": Message("UTF-8 (적힌 그대로)"),
    "cp949": Message("CP949 (EUC-KR, 옛 윈도 한글)"),
    "utf-16-le": Message("UTF-16"),
    "utf-16-be": Message("UTF-16 (바이트 순서 반대)"),
    "utf-8 (mojibake)": Message("깨져서 저장된 UTF-8을 되돌림"),
    "cp949 (mojibake)": Message("깨져서 저장된 CP949를 되돌림"),
}
_RIGHT = Message("메모장에서 '다른 이름으로 저장'을 눌러 인코딩을 UTF-8로 고른 뒤 다시 올려 주십시오.")
# Of the Hangul in real CP949 text nearly all is among EUC-KR's 2,350 syllables; other encodings misread as
# CP949 give syllables outside them ("It's" of Windows-1252 becomes "It뭩").
_RARE_SHARE = 0.2
# Shares of different letters that Korean and English are made of, and how far UTF-16 may lie behind CP949 to be a
# rival. Chosen, not measured: stricter asks people more often, milder misreads in silence.
_LIKELY, _POSSIBLE, _AHEAD = 0.9, 0.5, 0.3
# Letters looked at, which bounds the time, and letters by which a person knows the right reading.
_HEAD, _SAMPLE = 20_000, 80
_LATIN_TRACE = re.compile(r"[\u00a1-\u00ff\u0152-\u0178\u02c6\u2010-\u203a\u20ac\u2122]{2}")
_PLAIN = re.compile(r"[가-힣 -~\n\r\t·…‘’“”「」○◯●□■※→~　-〃]")


@dataclass(frozen=True)
class Decoding:
    """Characters of a text file, not yet normalized, without byte-order mark; what they were read by."""

    text: str
    encoding: str
    questions: tuple[Question, ...] = ()
    notes: tuple[Message, ...] = ()


def decode(data: bytes, chosen: str | None = None) -> Decoding:
    """Decode a text file.

    Parameters
    ----------
    data : bytes
        The file.
    chosen : str, optional
        The encoding a person chose, one of `ENCODINGS`.

    Returns
    -------
    Decoding
        Encoding ``utf-8``, ``utf-8-sig``, ``utf-16``, ``cp949``, or one of `ENCODINGS` that was asked for; with
        a question where several readings are likely, or a note where the only likely one is unusual.

    Raises
    ------
    TranscriptError
        Code ``encoding``: with the line and the byte that fit no encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoding(_decoded(data, encoding), encoding)
    readings = _readings(data)
    if chosen in readings:
        return Decoding(readings[chosen], chosen)
    likely = {name: _likeness(text) for name, text in readings.items()}
    if "utf-8" in readings and not set(readings) & set(_REPAIRS):
        return Decoding(readings["utf-8"], "utf-8")
    return _best(data, readings, likely)


def is_wide(data: bytes) -> bool:
    """Whether bytes with zeros among them read as UTF-16 without its mark."""
    return any(_likeness(text) > _LIKELY for name, text in _readings(data).items() if name in _WIDE)


def _best(data: bytes, readings: dict[str, str], likely: dict[str, float]) -> Decoding:
    repaired = [name for name in _REPAIRS if name in readings]
    if repaired:
        return _asked(readings, likely, [*repaired, "utf-8"])
    ranked = sorted(likely, key=lambda name: -likely[name])
    # One clear winner that needs no asking can only be CP949; a file without zeros is hardly UTF-16.
    if "cp949" in likely and not _misread(readings["cp949"]) and b"\x00" not in data:
        rivals = [name for name in _WIDE if likely.get(name, 0) > max(_LIKELY, likely["cp949"] - _AHEAD)]
        if not rivals:
            return Decoding(readings["cp949"], "cp949")
    open_ = [name for name in ranked if likely[name] > _POSSIBLE and (name != "cp949" or not _misread(readings[name]))]
    if not open_ or likely[open_[0]] < _LIKELY:
        raise _unfit(data, _failing(data))
    if len(open_) == 1:  # a question with one answer asks nothing
        told = Message(
            "인코딩 표시가 없는 파일이라 %(name)s 인코딩으로 읽었습니다. 글이 깨져 보이면 UTF-8로 저장해 올려 주십시오.",
            name=open_[0].upper(),
        )
        return Decoding(readings[open_[0]], open_[0], notes=(told,))
    return _asked(readings, likely, open_)


def _asked(readings: dict[str, str], likely: dict[str, float], names: list[str]) -> Decoding:
    choices = tuple(Choice(name, _NAMES[name], _sample(readings[name])) for name in names)
    words = Message("글자의 인코딩을 확실히 알 수 없습니다. 바르게 보이는 것을 골라 주십시오.")
    return Decoding(readings[names[0]], names[0], (Question("encoding", "encoding", words, choices, names[0]),))


def _sample(text: str) -> str:
    """The first words that tell encodings apart: those with letters beyond ASCII."""
    line = next((line for line in text.splitlines() if not line.isascii()), text)
    return "".join(letter if letter.isprintable() else "�" for letter in line.strip()[:_SAMPLE])


def _readings(data: bytes) -> dict[str, str]:
    """Every way in which the bytes read without a fault."""
    found: dict[str, str] = {}
    zeros = b"\x00" in data  # no text has them, but every Latin letter in UTF-16
    for name in _WIDE if zeros else (*_CANDIDATES, *_WIDE):
        if name in _WIDE and ("utf-8" in found or len(data) % 2):
            continue
        try:
            found[name] = data.decode(name)
        except UnicodeDecodeError:
            continue
    if "utf-8" in found and _LATIN_TRACE.search(found["utf-8"][:_HEAD]):
        found |= _repaired(found["utf-8"])
    return found


def _repaired(text: str) -> dict[str, str]:
    found = {}
    for name, encoding in _REPAIRS.items():
        try:
            whole = _latin(text).decode(encoding)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if any("가" <= letter <= "힣" for letter in whole) and not _misread(whole):
            found[name] = whole
    return found


def _latin(text: str) -> bytes:
    """Windows-1252 as programs write it: the five bytes it has no letter for stand as themselves."""
    return b"".join(
        letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252") for letter in text
    )


def _likeness(text: str) -> float:
    """Share of the letters at the text's beginning that Korean and English texts are made of."""
    head = text[:_HEAD]
    plain = sum(1 for letter in set(head) if _PLAIN.match(letter) and (letter < "가" or _in_euc_kr(letter)))
    every = len(set(head)) or 1
    return plain / every


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


def _failing(data: bytes) -> int:
    """The byte up to which the best of the usual encodings reads."""
    places = [0]
    for name in _CANDIDATES:
        try:
            data.decode(name)
        except UnicodeDecodeError as error:
            places.append(error.start)
    return max(places)


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
