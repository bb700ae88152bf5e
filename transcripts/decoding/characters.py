"""Text files down to clean characters: decoded, in NFC, free of what no page or export can carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import is_normalized

from transcripts.decoding.encodings import decode
from transcripts.text.normalizing import Run, cleaned, mapped, normal
from transcripts.text.problems import Message, at_line, refusal
from transcripts.text.questions import NOTHING, Answers, Question

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# A page or an export in UTF-8 cannot carry half of a UTF-16 pair either.
BROKEN = re.compile(f"{_CONTROLS.pattern}|[\ud800-\udfff]")
# A stray mark or two come from converters; more of them mean that the file is not text.
_MOST_CONTROLS = 0.01


@dataclass(frozen=True)
class Decoded:
    """A text file down to characters.

    Attributes
    ----------
    text : str
        NFC, ``\\n`` line ends, no control characters but tab.
    encoding : str
        As `transcripts.decoding.encodings.decode` names it.
    notes : tuple of Message
        How many control characters were left out, if any; by what encoding the file was read, if an unusual one.
    normalizing : tuple of Run
        Where the file's own characters differ from the text.
    questions : tuple of Question
        The encoding, where it cannot be told.
    """

    text: str
    encoding: str
    notes: tuple[Message, ...]
    normalizing: tuple[Run, ...]
    questions: tuple[Question, ...]


def decoded(data: bytes, answers: Answers = NOTHING) -> Decoded:
    """Decode and clean a text file, by the encoding a person chose where one was chosen.

    Raises
    ------
    TranscriptError
        Codes ``encoding``; ``binary`` where more than one character in a hundred is a control character.
    """
    found = decode(data, answers.get("encoding"))
    own = found.text
    text = normal(own)
    controls = _CONTROLS.findall(text)
    if len(controls) > max(3, _MOST_CONTROLS * len(text)):
        raise refusal(
            "binary",
            Message("글자가 아닌 제어 문자가 %(count)d개 있습니다.", count=len(controls)),
            Message("글만 담긴 TXT 파일로 저장한 뒤 다시 올려 주십시오."),
            where=at_line(text[: _CONTROLS.search(text).start()].count("\n") + 1),  # type: ignore[union-attr]
        )
    stored, runs = mapped(own, BROKEN)
    return Decoded(stored, found.encoding, (*found.notes, *left_out(len(controls))), runs, found.questions)


def left_out(count: int) -> tuple[Message, ...]:
    """Say that control characters were left out, if any were."""
    return (Message("제어 문자 %(count)d개를 뺐습니다.", count=count),) if count else ()


def printable(text: str) -> tuple[str, int]:
    """Text of a document without control characters and halves of letters; and how many were left out."""
    if text.isprintable() and is_normalized("NFC", text):  # nearly every cell of a table: no need to look closer
        return text, 0
    return cleaned(text, BROKEN), len(BROKEN.findall(normal(text)))
