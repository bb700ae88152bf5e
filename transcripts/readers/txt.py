"""Reader for plain text: the characters as they stand; speakers are found in them afterwards."""

from __future__ import annotations

import re

from transcripts.decoding.characters import decoded
from transcripts.text.problems import Message
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft, Passage

_PAGE = re.compile(
    r"^[ \t]*(?:(?:Page|쪽|페이지)[ \t]*\d{1,4}(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?|-[ \t]*\d{1,4}[ \t]*-)"
    r"[ \t]*$",
    re.MULTILINE,
)
# Fewer such lines may be numbers somebody wrote. Chosen, not measured.
_FEW_PAGES = 3


def read(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a text file into one passage.

    Raises
    ------
    TranscriptError
        Codes ``encoding``, ``binary``.
    """
    found = decoded(data, answers)
    notes = (*found.notes, *_page_numbers(found.text))
    return Draft((Passage(found.text),), found.encoding, notes, found.questions, normalizing=found.normalizing)


def _page_numbers(text: str) -> tuple[str, ...]:
    """Say that page numbers stand in the text, as in one saved from a PDF; the text stays as it is."""
    pages = len(_PAGE.findall(text))
    if pages < _FEW_PAGES:
        return ()
    return (Message("쪽 번호로 보이는 줄 %(count)d개를 본문에 그대로 두었습니다.", count=pages),)
