"""What a finding of personal information is, and what finding may know beforehand: persons and firms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcripts.personal.firms import Register

KINDS = (
    "word", "email", "web", "contact", "resident", "corporate", "business", "passport", "licence", "plate", "card", "phone",
    "account", "birth", "place", "firm", "person",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """A stretch of a text that may say who somebody is.

    Attributes
    ----------
    kind : str
        One of `KINDS`; ``word`` is a word the person at the page asked for.
    start, end : int
        Half-open range in code points. It never reaches over a line end. Of a name with a title only the name.
    text : str
        Always ``whole[start:end]``.
    sure : bool
        Whether it is replaced without asking.
    reason : str
        A short code of why it was taken for one; the app says it in words.
    original : str
        Whom or what it stands for, in one way of writing: digits only, a firm without (주), a person's full name.
        Findings of one kind and original get one pseudonym.
    """

    kind: str
    start: int
    end: int
    text: str
    sure: bool
    reason: str
    original: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.original


@dataclass(frozen=True)
class Mark:
    """A finding before its text is cut out."""

    kind: str
    start: int
    end: int
    sure: bool
    reason: str
    original: str


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who speaks or takes part; `name` is a full name, or a surname alone where no more is known.

    Not `sure` where the name is only likely one: what is found by it is asked about. `met` where it is known from the
    text alone, by a title or 씨.
    """

    name: str
    title: str = ""
    sure: bool = True
    met: bool = False


@dataclass(frozen=True)
class KnownFirm:
    """A firm by its name as a record writes it; `present` where it takes part, else it stands in the register.

    `met` where it is known from the text alone, by (주) or ㈜.
    """

    name: str
    present: bool = True
    met: bool = False


@dataclass(frozen=True)
class Known:
    """What is known before a text is searched.

    Attributes
    ----------
    people, firms : tuple
    words : mapping of str to str
        Words to be replaced whatever they are, with the word that is to stand there ("" for none chosen).
    spared : tuple of str
        Names of institutions: they stay, and none of their words is taken for a person's name.
    register : Register or None
        Further firms, prepared once for many texts.
    """

    people: tuple[KnownPerson, ...] = ()
    firms: tuple[KnownFirm, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    spared: tuple[str, ...] = ()
    register: Register | None = None
