"""Text files down to clean characters: decoded, in NFC, free of what no page or export can carry."""

from __future__ import annotations

import re

from transcripts.encodings import decode
from transcripts.normalizing import normal
from transcripts.problems import Message, at_line, refusal

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# A page or an export in UTF-8 cannot carry half of a UTF-16 pair either.
_BROKEN = re.compile(f"{_CONTROLS.pattern}|[\ud800-\udfff]")
# A stray mark or two come from converters; more of them mean that the file is not text.
_MOST_CONTROLS = 0.01


def decoded(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Decode and clean a text file.

    Returns
    -------
    text : str
        NFC, ``\\n`` line ends, no control characters but tab.
    encoding : str
        As `transcripts.encodings.decode` names it.
    notes : tuple of str
        How many control characters were left out, if any.

    Raises
    ------
    TranscriptError
        Codes ``encoding``; ``binary`` where more than one character in a hundred is a control character.
    """
    text, encoding = decode(data)
    text = normal(text)
    controls = _CONTROLS.findall(text)
    if not controls:
        return text, encoding, ()
    if len(controls) > max(3, _MOST_CONTROLS * len(text)):
        raise refusal(
            "binary",
            Message("글자가 아닌 제어 문자가 %(count)d개 있습니다.", count=len(controls)),
            Message("글만 담긴 TXT 파일로 저장한 뒤 다시 올려 주십시오."),
            where=at_line(text[: _CONTROLS.search(text).start()].count("\n") + 1),  # type: ignore[union-attr]
        )
    # Normalized once more: a mark between a letter and its accent had kept them apart.
    note = Message("제어 문자 %(count)d개를 뺐습니다.", count=len(controls))
    return normal(_CONTROLS.sub("", text)), encoding, (note,)


def printable(text: str) -> tuple[str, int]:
    """Text of a document without control characters and halves of letters; and how many were left out."""
    text = normal(text)
    clean = normal(_BROKEN.sub("", text))
    return clean, len(text) - len(clean)
