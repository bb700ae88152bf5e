"""Damage that tables suffer on their way: each changes how a good table is written, or what is true of it."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl import Workbook
from sqlite_utils import Database

Truth = set[tuple[Any, ...]]


@dataclass
class Copy:
    """A table being damaged: what it says, how it is written, and what is true of it."""

    kind: str
    titles: list[str]
    lines: list[list[str]]
    truth: Truth
    above: list[list[str]] = field(default_factory=list)
    below: list[list[str]] = field(default_factory=list)
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    formats: dict[int, str] = field(default_factory=dict)
    xlsx: bool = False
    spoil: Callable[[bytes], bytes] | None = None

    def file(self) -> tuple[bytes, str]:
        whole = [*self.above, self.titles, *self.lines, *self.below]
        if self.xlsx:
            return _xlsx(whole, self.formats), "표.xlsx"
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self.delimiter).writerows(whole)
        data = out.getvalue().encode(self.encoding)
        return (self.spoil(data) if self.spoil else data), "표.csv"


def _xlsx(whole: list[list[str]], formats: dict[int, str]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for cells in whole:
        sheet.append(cells)
    for at, number_format in formats.items():
        for (cell,) in sheet.iter_rows(min_row=2, min_col=at + 1, max_col=at + 1):
            number = float(cell.value)
            cell.value = number / 100 if "%" in number_format else number
            cell.number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Kind:
    """`figures`, `months`, `days`: titles of columns that hold them. `true` says what a good line stands for."""

    name: str
    titles: list[str]
    lines: list[list[str]]
    true: Callable[[dict[str, str]], tuple[Any, ...]]
    taken: Callable[[Database, bytes, str], Truth]
    figures: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


def at_of(copy: Copy, kind: Kind, of: str) -> int | None:
    titles = getattr(kind, of)
    return copy.titles.index(titles[0]) if titles and titles[0] in copy.titles else None


def spoil_line(change: Callable[[bytes, random.Random], bytes]) -> Callable[[Copy, Kind, random.Random], Copy | None]:
    """A damage of the bytes of one line of the file."""

    def damage(copy: Copy, _kind: Kind, dice: random.Random) -> Copy | None:
        def spoil(data: bytes) -> bytes:
            lines = data.split(b"\r\n")
            at = dice.randrange(1, len(lines) - 1)
            lines[at] = change(lines[at], dice)
            return b"\r\n".join(lines)

        return replace(copy, spoil=spoil)

    return damage


def _put(what: bytes) -> Callable[[bytes, random.Random], bytes]:
    def change(line: bytes, dice: random.Random) -> bytes:
        starts = [0, *(i + 1 for i, c in enumerate(line) if c == 0x2C)]
        at = dice.choice(starts)
        return line[:at] + what + line[at:]

    return change


def _inside(line: bytes, dice: random.Random) -> bytes:
    """A control character between two letters of a cell."""
    places = [i for i in range(1, len(line)) if line[i - 1 : i].isalnum() and line[i : i + 1].isalnum()]
    at = dice.choice(places)
    return line[:at] + b"\x0b" + line[at:]


def _cells(change: Callable[[list[str], random.Random], None]) -> Callable[[bytes, random.Random], bytes]:
    """A damage of a line's cells: a comma within quotes parts none."""

    def damage(line: bytes, dice: random.Random) -> bytes:
        (cells,) = csv.reader([line.decode()])
        change(cells, dice)
        out = io.StringIO(newline="")
        csv.writer(out).writerow(cells)
        return out.getvalue().removesuffix("\r\n").encode()

    return damage


def _drop_cell(cells: list[str], dice: random.Random) -> None:
    cells.pop(dice.randrange(len(cells)))


def _add_cell(cells: list[str], dice: random.Random) -> None:
    cells.insert(dice.randrange(len(cells)), "예시")


def two_quotes(copy: Copy, _kind: Kind, dice: random.Random) -> Copy:
    """A quote before a cell of one line, another behind a cell of a later one."""

    def spoil(data: bytes) -> bytes:
        lines = data.split(b"\r\n")
        one, other = sorted(dice.sample(range(1, len(lines) - 1), 2))
        lines[one] = _put(b'"')(lines[one], dice)
        cells = lines[other].split(b",")
        at = dice.randrange(len(cells))
        cells[at] += b'"'
        lines[other] = b",".join(cells)
        return b"\r\n".join(lines)

    return replace(copy, spoil=spoil)


def moved_columns(copy: Copy, _kind: Kind, dice: random.Random) -> Copy:
    order = dice.sample(range(len(copy.titles)), len(copy.titles))
    return replace(
        copy, titles=[copy.titles[i] for i in order], lines=[[line[i] for i in order] for line in copy.lines]
    )


def renamed_column(copy: Copy, _kind: Kind, dice: random.Random) -> Copy:
    at = dice.randrange(len(copy.titles))
    return replace(copy, titles=[f"{t}비고" if i == at else t for i, t in enumerate(copy.titles)])


def doubled_column(copy: Copy, _kind: Kind, dice: random.Random) -> Copy:
    at = dice.randrange(len(copy.titles))
    other = dice.sample(copy.lines, len(copy.lines))
    lines = [[strange[at], *line] for line, strange in zip(copy.lines, other, strict=True)]
    return replace(copy, titles=[copy.titles[at], *copy.titles], lines=lines)


def scaled(copy: Copy, kind: Kind, dice: random.Random) -> Copy | None:
    if kind.name != "observations":
        return None
    factor, at = dice.choice((0.001, 0.01, 0.1, 10, 100, 1000)), copy.titles.index("값")
    whole, one = dice.random() < 0.5, dice.randrange(len(copy.lines))
    lines = [
        [f"{float(c) * factor:.10g}" if i == at and (whole or n == one) else c for i, c in enumerate(line)]
        for n, line in enumerate(copy.lines)
    ]
    return replace(copy, lines=lines)


def exchanged(copy: Copy, _kind: Kind, dice: random.Random) -> Copy | None:
    """The cells of two columns under each other's titles; of columns of one kind nobody could tell, so they differ."""
    kinds = ["".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in cell)[:3] for cell in copy.lines[0]]
    pairs = [(i, j) for i in range(len(kinds)) for j in range(i) if kinds[i] != kinds[j] and kinds[i] and kinds[j]]
    one, other = dice.choice(pairs)
    order = [other if i == one else one if i == other else i for i in range(len(copy.titles))]
    return replace(copy, lines=[[line[i] for i in order] for line in copy.lines])


def numbered_months(copy: Copy, kind: Kind, dice: random.Random) -> Copy | None:
    """Months typed into a sheet as 2026.10, which a sheet takes for a number; its format may hide the last zero."""
    at = at_of(copy, kind, "months")
    if at is None:
        return None
    lines = [[c.replace("-", ".") if i == at else c for i, c in enumerate(line)] for line in copy.lines]
    return replace(copy, lines=lines, xlsx=True, formats={at: dice.choice(["0.00", "General", "0.0"])})


def rewritten(of: str, forms: list[Callable[[str], str]]) -> Callable[[Copy, Kind, random.Random], Copy | None]:
    """Every cell of one column in another hand."""

    def damage(copy: Copy, kind: Kind, dice: random.Random) -> Copy | None:
        at = at_of(copy, kind, of)
        if at is None:
            return None
        form = dice.choice(forms)
        lines = [[form(c) if i == at and c else c for i, c in enumerate(line)] for line in copy.lines]
        return replace(copy, lines=lines)

    return damage


def formatted(copy: Copy, kind: Kind, dice: random.Random) -> Copy | None:
    at = at_of(copy, kind, "figures")
    if at is None or any(not line[at] for line in copy.lines):
        return None
    rate = all("%" in line for line in copy.lines)
    return replace(
        copy, xlsx=True, formats={at: dice.choice(["0.00%"] if rate else ["#,##0", "0.00", "0", '#,##0"  "'])}
    )


def marked(copy: Copy, kind: Kind, dice: random.Random) -> Copy | None:
    if kind.name != "observations":
        return None
    at, truth, lines = copy.titles.index("값"), set(), []
    marks = [
        ("{}p)", "provisional"),
        ("{} e)", "estimated"),
        ("{}r", "revised"),
        ("{}*", "noted"),
        ("X", "suppressed"),
        ("…", "unknown"),
        ("-", "nil"),
        ("{} (p)", "provisional"),
    ]
    for line in copy.lines:
        text, mark = dice.choice(marks)
        lines.append([text.format(c) if i == at else c for i, c in enumerate(line)])
        said = kind.true(dict(zip(copy.titles, line, strict=True)))
        truth.add((*said[:3], said[3] if "{}" in text else None, said[4], mark))
    return replace(copy, lines=lines, truth=truth)


def two_heads(copy: Copy, _kind: Kind, dice: random.Random) -> Copy:
    """A title, a line of upper titles, and footnotes beneath."""
    split = dice.randrange(1, len(copy.titles))
    blank = [""] * (len(copy.titles) - 2)
    upper = [copy.titles[0], *blank, "현황"] if split % 2 else ["구분", "", *blank][: len(copy.titles)]
    rest = [""] * (len(copy.titles) - 1)
    return replace(
        copy, above=[["2026년 현황(예시)", *rest], upper], below=[["주) 예시 자료임", *rest], ["자료: 예시청", *rest]]
    )


def in_encoding(copy: Copy, _kind: Kind, dice: random.Random) -> Copy:
    return replace(copy, encoding=dice.choice(["cp949", "utf-16", "utf-8", "utf-8-sig"]), delimiter=dice.choice(",\t;"))


def _broken_byte(line: bytes, dice: random.Random) -> bytes:
    high = [i for i, c in enumerate(line) if c > 0x7F]
    return line if not high else line[: (at := dice.choice(high))] + line[at + 1 :]


def dotted_month(text: str) -> str:
    """As Excel leaves 2025.10 when it takes it for a number."""
    return f"{float(text.replace('-', '.')):g}"


MONTHS: list[Callable[[str], str]] = [
    lambda t: t.replace("-", "."),
    lambda t: f"{t[:4]}년 {int(t[5:])}월",
    lambda t: t.replace("-", ""),
    lambda t: f"'{t[2:4]}.{int(t[5:])}",
    lambda t: f"{t[:4]}M{t[5:]}",
    lambda t: f"{t[:4]}. {int(t[5:])}.",
    dotted_month,
    lambda t: f"{t[:4]}.{int(t[5:])}",
]
DAYS: list[Callable[[str], str]] = [
    lambda t: t.replace("-", ". ", 2),
    lambda t: t.replace("-", "/"),
    lambda t: f"{int(t[5:7])}/{int(t[8:10])}/{t[:4]}{t[10:]}",
    lambda t: f"{t[2:4]}.{int(t[5:7])}.{int(t[8:10])}{t[10:]}",
    lambda t: f"{t[:4]}년 {int(t[5:7])}월 {int(t[8:10])}일{t[10:]}",
]
FIGURES: list[Callable[[str], str]] = [
    lambda t: f"{float(t):,.10g}" if float(t) == int(float(t)) else t,
    lambda t: t.replace(".", ","),
    lambda t: f"{t} ",
    lambda t: t.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}),
    lambda t: f"{float(t):.1e}",
    lambda t: f"{t[:1]}_{t[1:]}",
]

DAMAGES: dict[str, Callable[[Copy, Kind, random.Random], Copy | None]] = {
    "none": lambda copy, _kind, _dice: copy,
    "an open quote": spoil_line(_put(b'"')),
    "two stray quotes": two_quotes,
    "an extra cell": spoil_line(_cells(_add_cell)),
    "a missing cell": spoil_line(_cells(_drop_cell)),
    "columns in another order": moved_columns,
    "an unknown title": renamed_column,
    "a doubled title": doubled_column,
    "scaled values": scaled,
    "contents exchanged": exchanged,
    "number formats": formatted,
    "months as numbers": numbered_months,
    "months in other forms": rewritten("months", MONTHS),
    "days in other forms": rewritten("days", DAYS),
    "figures in other forms": rewritten("figures", FIGURES),
    "marks": marked,
    "merged heads and footnotes": two_heads,
    "encodings and delimiters": in_encoding,
    "a damaged letter": spoil_line(_broken_byte),
    "a control character": spoil_line(_inside),
}
