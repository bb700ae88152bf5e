"""Reader for PDF with text: lines with their places from PDFium, paragraphs from their places."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from math import sin
from statistics import median
from typing import Any

from transcripts.decoding import packages
from transcripts.decoding.characters import printable
from transcripts.readers.pdf import fallback_font
from transcripts.readers.pdf.page_columns import in_reading_order
from transcripts.readers.pdf.pages import Line, paragraphs, without_running_heads
from transcripts.text.problems import Message, TranscriptError, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft, Passage

# Ten hours of talk (transcripts/reading.py) are some 300 pages of 2,000 characters.
MAX_PAGES = 1_000
# Letters of a line whose heights are asked for: bounds the time.
_SAMPLES = 8
# An angle past half a right one, as the sine of its half.
_ANGLES, _SLANTED = 50, 0.38
_SPACE = re.compile(r"(?<=\S)\s+(?=\S)")
_WIDE = 1.2  # of the height of letters: no space between words is as wide, columns are farther apart
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
# PDFium puts one of these in place of a hyphen and the line's end after it.
_DIVIDED = ("\ufffe", "\x02")
_LINE = re.compile("([^\n\ufffe\x02]*)(\n|\ufffe|\x02|$)")
# With so large a share of letters the font cannot name, what is left misleads. Chosen, not measured.
_UNNAMED, _UNREADABLE = "\ufffd", 0.1


def read(data: bytes, _answers: Answers = NOTHING) -> Draft:
    """Read the text of a PDF.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``locked``, ``scanned`` (no text, only pictures), ``length``.
    """
    # Imported here: each upload is read in a process of its own, which loads what its format needs.
    import pypdfium2

    fallback_font.installed()
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MAX_PAGES:
            raise _too_many(len(document))
        texts = [page.get_textpage() for page in document]
        pages = in_reading_order([list(_lines(text)) for text in texts])
        turned = [number for number, text in enumerate(texts, 1) if _turned(text)]
    except pypdfium2.PdfiumError as error:
        raise packages.locked() if "password" in str(error).lower() else packages.damaged("PDF") from error
    return _drafted(pages, turned)


def _drafted(pages: list[list[Line]], turned: list[int]) -> Draft:
    written = "".join(line.text for page in pages for line in page)
    if not written.strip():
        raise _scanned()
    if written.count(_UNNAMED) > _UNREADABLE * len(written):
        raise _unreadable()
    kept, left_out = without_running_heads(pages)
    text, controls = printable("\n".join(paragraphs(kept)))
    return Draft((Passage(text),), None, (*_notes(pages, left_out, controls, text), *_turns(turned)))


def _notes(pages: list[list[Line]], left_out: int, controls: int, text: str) -> Iterator[Message]:
    if left_out:
        yield Message("쪽 번호와 쪽마다 되풀이되는 머리글·바닥글 %(count)d줄을 뺐습니다.", count=left_out)
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if empty:
        yield Message(
            "글자가 없는 쪽이 있습니다. 그림이라면 그 안의 말은 읽지 못합니다: %(pages)s쪽", pages=_listed(empty)
        )
    unnamed = text.count(_UNNAMED)
    if unnamed:
        yield Message(
            "글꼴에 정보가 없어 읽지 못한 글자 %(count)d개를 �로 적었습니다. 원본과 견주어 주십시오.", count=unnamed
        )
    if controls:
        yield Message("제어 문자 %(count)d개를 뺐습니다.", count=controls)


def _turns(turned: list[int]) -> Iterator[Message]:
    if turned:
        yield Message("글이 돌려 적힌 쪽은 줄의 차례가 틀릴 수 있습니다: %(pages)s쪽", pages=_listed(turned))


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")


def _turned(page: Any) -> bool:
    """Whether most letters of a page stand on their side or on their head: places tell nothing there."""
    import pypdfium2.raw as pdfium

    count = max(0, page.count_chars())
    sample = range(0, count, max(1, count // _ANGLES))
    slanted = sum(abs(sin(pdfium.FPDFText_GetCharAngle(page, at) / 2)) > _SLANTED for at in sample)
    return slanted > len(sample) / 2


def _lines(page: Any) -> Iterator[list[Line]]:
    """Lines in the order of the file, each followed by the parts into which wide gaps divide it, if any."""
    import pypdfium2.raw as pdfium

    # Letter by letter: the text as a whole leaves out letters that the font cannot name, and with them the places.
    letters = [_letter(pdfium.FPDFText_GetUnicode(page, at)) for at in range(max(0, page.count_chars()))]
    for found in _LINE.finditer("".join(letters)):
        if found[1].strip():
            parts = list(_parts(page, found[1], found.start()))
            divided = found[2] in _DIVIDED
            whole = _placed(page, found[1], found.start(), divided=divided)
            if len(parts) == 1:
                yield [whole]
            else:
                firsts = [_placed(page, *part, divided=False) for part in parts[:-1]]
                yield [whole, *firsts, _placed(page, *parts[-1], divided=divided)]


def _parts(page: Any, text: str, at: int) -> Iterator[tuple[str, int]]:
    """Cut a line where the space between two words is much wider than one: columns share a line there."""
    begin = 0
    for space in _SPACE.finditer(text):
        before, after = _box(page, at + space.start() - 1), _box(page, at + space.end())
        if after[0] - before[2] > _WIDE * max(1.0, before[3] - before[1]) and text[begin : space.start()].strip():
            yield text[begin : space.start()], at + begin
            begin = space.end()
    yield text[begin:], at + begin


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF else _UNNAMED


def _placed(page: Any, text: str, at: int, *, divided: bool) -> Line:
    first = at + len(text) - len(text.lstrip())
    last = at + len(text.rstrip()) - 1
    left, baseline = _origin(page, first)
    # Fonts for Hangul and for Latin letters say different heights of the same line: the middle one counts.
    sample = range(first, last + 1, max(1, (last - first) // _SAMPLES))
    height = median(top - bottom for _, bottom, _, top in (_box(page, place) for place in sample))
    said = _whole(text.replace("\r", "").replace("\xad", "")) + ("-" if divided else "")
    return Line(said, left, _box(page, last)[2], baseline, round(height, 1) or 1.0)


def _whole(text: str) -> str:
    """Put rare letters together that come as two halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _origin(page: Any, at: int) -> tuple[float, float]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, at, x, y)
    return x.value, y.value


def _box(page: Any, at: int) -> tuple[float, float, float, float]:
    import pypdfium2

    try:
        return page.get_charbox(at, loose=True)
    except (pypdfium2.PdfiumError, ValueError, IndexError):
        return _NOWHERE


def _scanned() -> TranscriptError:
    return refusal(
        "scanned",
        Message("글자가 없고 그림만 있는 PDF입니다. 스캔한 문서로 보입니다."),
        Message("문자 인식(OCR)을 거친 PDF나, 원본 문서(HWP, HWPX, DOCX, TXT)를 올려 주십시오."),
    )


def _unreadable() -> TranscriptError:
    return refusal(
        "encoding",
        Message("PDF의 글꼴에 글자 정보가 없어 글로 옮길 수 없습니다."),
        Message("원본 문서(HWP, HWPX, DOCX, TXT)를 올려 주십시오."),
    )


def _too_many(count: int) -> TranscriptError:
    return refusal(
        "length",
        Message("PDF가 %(count)d쪽으로 너무 깁니다.", count=count),
        Message("1,000쪽까지 읽습니다. 파일을 나누어 주십시오."),
    )
