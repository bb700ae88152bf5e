"""The one way in: pick a reader by suffix and content, read, cut. CONTRIBUTING.md tells where a new format goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from transcripts.assembling import assemble
from transcripts.decoding import packages
from transcripts.decoding.sniffing import kind
from transcripts.readers import docx, sheet, txt
from transcripts.readers.captions import recognized, srt, vtt
from transcripts.readers.hangul import hwp, hwpx
from transcripts.readers.pdf import pdf
from transcripts.text.problems import Message, TranscriptError, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft, Transcript

# As app/config.py says for all uploads; messages name the number. Chosen, not measured.
MAX_BYTES = 20 * 1024 * 1024
# Ten hours of talk are about 150,000 Korean words, 600,000 characters.
MAX_CHARACTERS = 3_000_000

READERS: dict[str, Callable[[bytes, Answers], Draft]] = {
    "txt": txt.read,
    "docx": docx.read,
    "hwp": hwp.read,
    "hwpx": hwpx.read,
    "pdf": pdf.read,
    "vtt": vtt.read,
    "srt": srt.read,
    "json": recognized.read,
    "lrc": txt.read,
    "xlsx": sheet.read_xlsx,
    "csv": sheet.read_csv,
    "tsv": sheet.read_csv,
}
SUFFIXES: tuple[str, ...] = tuple(f".{name}" for name in READERS)

# Their content is no text, so that their name must say what they are.
_PACKED = frozenset({"docx", "hwp", "hwpx", "pdf", "xlsx"})

_WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm"})
_WORKING = Message("HWP, HWPX, DOCX, PDF, TXT, XLSX, CSV, TSV, VTT, SRT, LRC, JSON 파일로 올려 주십시오.")
_NOT_YET = Message("아직 읽지 못하는 형식입니다.")
_FROM_OFFICE = Message("'다른 이름으로 저장'을 눌러 DOCX나 XLSX로 저장한 뒤 다시 올려 주십시오.")
_REFUSED: dict[str, tuple[str, Message, Message]] = {
    "rtf": ("format", _NOT_YET, _FROM_OFFICE),
    "ole": ("format", _NOT_YET, _FROM_OFFICE),
    "pptx": ("format", _NOT_YET, _WORKING),
    "locked": ("locked", Message("암호가 걸린 문서입니다."), Message("암호를 푼 뒤 다시 올려 주십시오.")),
    "sound": ("binary", Message("녹음이나 영상 파일이며 글이 들어 있지 않습니다."), _WORKING),
    "image": ("binary", Message("그림 파일이며 글이 들어 있지 않습니다."), _WORKING),
    "zip": ("binary", Message("글 문서가 아닌 압축 파일입니다."), _WORKING),
    "binary": ("binary", Message("글이 아닌 이진 파일입니다."), _WORKING),
}


def read(data: bytes, filename: str, answers: Answers = NOTHING) -> Transcript:
    """Read an uploaded transcript.

    Parameters
    ----------
    data : bytes
        The file, at most 20 MB.
    filename : str
        Only its suffix is used.
    answers : mapping of str to str, optional
        What a person answered to the transcript's questions, by their key.

    Returns
    -------
    Transcript
        Text in NFC and turns with exact offsets; where `questions` are open, the best reading.

    Raises
    ------
    TranscriptError
        With every problem found; the codes are ``size``, ``empty``, ``format``, ``suffix``, ``binary``,
        ``locked``, ``macros``, ``encoding``, ``damaged``, ``bomb``, ``entities``, ``captions``, ``columns``, ``scanned``,
        ``length``.
    """
    if len(data) > MAX_BYTES:
        raise _too_big(len(data))
    if not data.strip():
        raise _empty()
    name = _reader_name(data, PurePath(filename).suffix.lower().removeprefix("."))
    draft = READERS[name](data, answers)
    length = sum(len(block.text) for block in draft.blocks)
    if length > MAX_CHARACTERS:
        raise _too_long(length)
    transcript = assemble(draft, format=name, answers=answers)
    # A document may hold nothing but footnotes: they are shown, not refused.
    if not (transcript.turns or transcript.notes or transcript.questions):
        raise _empty()
    return transcript


def _reader_name(data: bytes, suffix: str) -> str:
    content = kind(data)
    if content in _REFUSED:
        raise refusal(*_REFUSED[content])
    if suffix in _WITH_MACROS:
        raise packages.macros()
    if suffix not in READERS:
        raise refusal(*_REFUSED.get(suffix, ("format", _NOT_YET, _WORKING)))
    if content in _PACKED or suffix in _PACKED:
        return _same(content, suffix)
    # Captions saved under a text file's name are still captions.
    return "vtt" if content == "vtt" else suffix


def _same(content: str, suffix: str) -> str:
    if content == suffix:
        return content
    raise refusal(
        "suffix",
        Message("파일 이름은 .%(name)s인데 내용은 %(content)s입니다.", name=suffix, content=_said(content)),
        Message("파일 이름 끝을 내용에 맞게 고치거나, 올바른 파일을 골라 주십시오."),
    )


def _said(content: str) -> str:
    return "TXT" if content == "text" else content.upper()


def _empty() -> TranscriptError:
    return refusal("empty", Message("파일에 글이 없습니다."), Message("내용이 있는 파일을 골라 주십시오."))


def _too_big(size: int) -> TranscriptError:
    return refusal(
        "size",
        Message("파일이 %(size).1f MB로 너무 큽니다.", size=size / 1024 / 1024),
        Message("20 MB까지 올릴 수 있습니다. 그림을 빼거나 나누어 저장해 주십시오."),
    )


def _too_long(length: int) -> TranscriptError:
    return refusal(
        "length",
        Message("글이 %(length)d자로 너무 깁니다.", length=length),
        Message("한 파일은 300만 자까지 읽습니다. 파일을 나누어 주십시오."),
    )
