"""What a paper says, before anybody has asked in which form: blocks in their order, and the head an office gives it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from app.charts.charts import Chart as Drawn
from app.words.i18n import language


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; a line break within it stays one."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Lead:
    """The sentence a reader should take along if only one."""

    text: str


@dataclass(frozen=True)
class Mark:
    """A level in large letters: its shape and word, how far it has gone, and its code, by which it is colored."""

    text: str
    note: str = ""
    level: str = ""


@dataclass(frozen=True)
class Numbers:
    """The few numbers a reader keeps, large: each under its word, with what it stands beside."""

    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and what is so."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table whose head stands again on every page it runs over.

    Attributes
    ----------
    head : tuple of str
    rows : tuple of tuple of str
        As long as the head; line breaks within a cell stay.
    caption, source : str
        Above and beneath it; empty for none.
    numeric : frozenset of int
        Columns (from 0) that stand at the right.
    shares : tuple of float
        Widths of the columns to each other; equal where empty.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    source: str = ""
    numeric: frozenset[int] = frozenset()
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """A row of another length would be told under the wrong heads: raises ValueError."""
        for n, row in enumerate(self.rows):
            if len(row) != len(self.head):
                raise ValueError(f"row {n} of '{self.caption}' has {len(row)} cells, its head {len(self.head)}")

    def parts(self) -> tuple[float, ...]:
        """The share of each column in the whole width."""
        shares = self.shares or (1.0,) * len(self.head)
        return tuple(each / sum(shares) for each in shares)


@dataclass(frozen=True)
class Chart:
    """A picture with its caption and its text alternative: a chart of ours, or the bytes of a PNG."""

    drawn: Drawn | bytes
    title: str = ""
    told: str = ""
    source: str = ""

    @property
    def caption(self) -> str:
        return self.title or (self.drawn.title if isinstance(self.drawn, Drawn) else "")

    @property
    def alternative(self) -> str:
        return self.told or (self.drawn.description if isinstance(self.drawn, Drawn) else self.title)

    def png(self) -> bytes:
        return self.drawn.png() if isinstance(self.drawn, Drawn) else self.drawn

    def svg(self, name: str = "", *, responsive: bool = False) -> Markup:
        """The drawing for a page; `name` keeps its marks apart from those of others there."""
        if not isinstance(self.drawn, Drawn):
            picture = b64encode(self.drawn).decode()
            return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(picture, self.alternative)
        return self.drawn.responsive() if responsive else self.drawn.svg(name=name)


@dataclass(frozen=True)
class Pair:
    """Charts beside each other."""

    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class Quote:
    """What somebody said, verbatim unless `verbatim` says otherwise, who (told without a name) and where."""

    text: str
    who: str = ""
    where: str = ""
    verbatim: bool = True
    language: str = ""

    @property
    def said(self) -> str:
        return f"“{self.text}”" if self.verbatim else self.text

    @property
    def by(self) -> str:
        return " · ".join(filter(None, (self.who, self.where)))


@dataclass(frozen=True)
class Note:
    """Small print."""

    text: str


@dataclass(frozen=True)
class Break:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class SignOff:
    """Cells to sign in, each under its word: who drew up, who looked through, who decides."""

    lines: tuple[str, ...]


Block = Heading | Text | Lead | Mark | Numbers | Bullets | Facts | Table | Chart | Pair | Quote | Note | Break | SignOff


@dataclass(frozen=True)
class Paper:
    """A paper, ready to be written in any form.

    Attributes
    ----------
    title : str
    blocks : tuple of Block
    office, department, to : str
        Who makes it and whom it goes to.
    number : str
        Its number in the office's series; empty for a paper that is not filed (yet).
    made_on : str
        The day it takes effect, ISO.
    language : str
        "ko" or "en": the one its words were just made in, unless another is named.
    example : bool
        Invented data: the head of every page says so.
    subtitle, running : str
        Under the title; at the head of every page.
    sign_off : SignOff or None
    keywords : tuple of str
    letter : bool
        A letter: no table at its head, the office signs at its end.
    """

    title: str
    blocks: tuple[Block, ...]
    office: str = ""
    number: str = ""
    made_on: str = ""
    language: str = field(default_factory=language)
    example: bool = False
    subtitle: str = ""
    sign_off: SignOff | None = None
    keywords: tuple[str, ...] = field(default=())
    department: str = ""
    to: str = ""
    running: str = ""
    letter: bool = False

    def charts(self) -> Iterator[Chart]:
        for block in self.blocks:
            if isinstance(block, Chart):
                yield block
            elif isinstance(block, Pair):
                yield from block.charts

    def filed(self, *, number: str, made_on: str, office: str, department: str, to: str) -> Paper:
        """The same paper under the head an office gives it."""
        return replace(self, number=number, made_on=made_on, office=office, department=department, to=to)
