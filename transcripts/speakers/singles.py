"""Names that come once in a document: which of them the others let one believe."""

from __future__ import annotations

from collections.abc import Iterable

from transcripts.speakers.labels import Label
from transcripts.speakers.people import heads, is_code, is_full_name, plain, stands_alone
from transcripts.speakers.words import GROUPS

_SHORT_NAME = 3


class People:
    """Names of a document, as far as they let one that comes once be believed."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.full = any(map(is_full_name, self.names))
        self.codes = any(map(is_code, self.names))

    def might(self, label: Label, *, late: bool) -> bool:
        """Whether a label that occurs once may be believed beside the others; a person is asked all the same.

        Before the first speaker stand heads of a record (`late` is false): only a name among others counts.
        """
        name = label.name or ""
        if not late and not (is_full_name(name) and self.full):
            return False
        if name in GROUPS or label.shape not in ("colon", "alone", "behind"):
            return False
        if is_code(name):
            return self.codes
        if label.shape == "alone" or is_full_name(name):
            return is_full_name(name) and (self.full or label.shape == "colon")
        return stands_alone(name) and len(self.names) > 1


def short_name(name: str) -> bool:
    """A Korean name's shape, whatever its last syllable may mean: ``신서다``."""
    return is_full_name(plain(name)) and len(plain(name)) <= _SHORT_NAME and not heads(name)


def latin_name(name: str) -> bool:
    """Whether it is two or three words with capitals, as names are written in English."""
    return name.isascii() and stands_alone(name)
