"""Bring a text to NFC for matching and lead offsets back to the text as given."""

from __future__ import annotations

import re
import unicodedata

# A base character with all that combines with it, Hangul jamo of one syllable together.
_CLUSTER = re.compile(
    r"[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*[\u0300-\u036f]*|"
    r".[\u0300-\u036f\u3099\u309a]*",
    re.DOTALL,
)


def composed(text: str) -> tuple[str, list[int] | None]:
    """The NFC text and, for each of its positions and its end, the position in `text`.

    None stands for "the same": a stored text is NFC already and costs one quick check.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    back: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", cluster[0])
        pieces.append(piece)
        back.extend([cluster.start()] * len(piece))
    return "".join(pieces), [*back, len(text)]
