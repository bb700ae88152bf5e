"""What a person said a source's columns are: kept under the source's name, and used when the same titles come again. Pure.

Columns that differ only by the month in their title (2025.01 월, 2025.02 월 …) are one kind of column: what is said of one
is said of all, and of the months that come later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from flask_babel import gettext as _

from app.tables.heads import HEADER_WITHIN, Head, plain_head, squeezed
from app.tables.periods import FREQUENCY, MONTHLY, SIGNS, is_yearless, period_of
from app.tables.problems import row_numbers

FROM_TITLE = "@"  # the month in a column's own title
SAME = "="  # the unit is the one the figure is kept in
# What every row has that the file does not say, and that the next file of the source has otherwise.
OF_ONE_FILE = ("month", "year", "published_on")


@dataclass(frozen=True)
class Match:
    """What one kind of column is: a field's name ("" stays in the file), and what its title says of other fields."""

    key: str
    field: str
    sets: Dict[str, str] = made(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """How a source's table is read.

    Attributes
    ----------
    name : the source's name.
    matches : a kind of column each.
    head_rows : 1 or 2 rows of titles.
    sheet : the sheet to read; empty for the one that has the titles.
    fixed : field to the text every row has (what the file itself does not say).
    words : field to {squeezed word of the file: word of ours}; "" leaves the row in the file.
    above : fields whose empty cells mean what stands above.
    left : key to {squeezed word of that column: whether its rows stay in the file}, as sums do.
    """

    name: str
    matches: tuple[Match, ...]
    head_rows: int = 1
    sheet: str = ""
    fixed: Dict[str, str] = made(default_factory=dict)
    words: Dict[str, Dict[str, str]] = made(default_factory=dict)
    above: tuple[str, ...] = ()
    left: Dict[str, Dict[str, bool]] = made(default_factory=dict)

    def of_key(self, key: str) -> Match | None:
        return next((match for match in self.matches if match.key == key), None)

    def fields(self) -> set[str]:
        """The fields a row gets from somewhere."""
        taken = [match for match in self.matches if match.field]
        return {match.field for match in taken} | {name for m in taken for name in m.sets} | set(self.fixed)

    def find_head(self, rows: Sequence[Sequence[str]]) -> Head | None:
        """The titles this mapping speaks of, among the first rows; None where they are not there."""
        wanted = {match.key for match in self.matches if match.field}
        for number in range(self.head_rows, min(len(rows), HEADER_WITHIN + 1) + 1):
            head = plain_head(rows, number, self.head_rows)
            if wanted and wanted <= set(keys_of(head)):
                return head
        return None

    def unknown(self, head: Head) -> list[int]:
        """Positions of the columns nothing was said of."""
        return [at for at, key in enumerate(keys_of(head)) if self.of_key(key) is None]

    def units(self, head: Head) -> dict[str, str]:
        """Field to the unit that stands with the title of its columns, where they agree."""
        found: dict[str, set[str]] = {}
        for at, key in enumerate(keys_of(head)):
            match = self.of_key(key)
            if match and match.field and at in head.units:
                found.setdefault(match.field, set()).add(head.units[at])
        return {name: units.pop() for name, units in found.items() if len(units) == 1}

    def lines(
        self, head: Head, body: Iterable[tuple[int, list[str]]], told: list[str]
    ) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows of the file as rows of ours: a row of a wide table becomes one for each of its figures."""
        single, spread = self._places(head)
        times = self._times(head)
        stays = self.stays_of(head)
        last: dict[str, str] = {}
        left: Counter[str] = Counter()
        sums: list[int] = []
        for number, cells in body:
            texts = {name: _cell(cells, at) for name, at in single.items()}
            if parts := [text for at in times if (text := _cell(cells, at))]:
                texts["month"] = " ".join(sorted(parts, key=len, reverse=True))  # 2025 and 3, whichever comes first
            for name in self.above:
                texts[name] = last[name] = texts.get(name) or last.get(name, "")
            if any(squeezed(_cell(cells, at)) in words for at, words in stays):
                sums.append(number)
                continue
            for at, line in self._spread(texts, cells, spread, left):
                self._unit_told(line, head.units.get(at if at is not None else single.get("value", -1), ""))
                if self._worded(line):
                    yield number, line
                else:
                    left["rows"] += 1
        if sums:
            told.append(_("담지 않기로 한 행 %(n)s개를 뺐습니다: %(rows)s행", n=len(sums), rows=row_numbers(sums)))
        if left["cells"]:
            told.append(_("값이 없는 칸 %(n)s개는 담지 않았습니다", n=left["cells"]))
        if left["rows"]:
            told.append(_("담지 않기로 한 값 %(n)s개를 뺐습니다", n=left["rows"]))

    def stays_of(self, head: Head) -> list[tuple[int, set[str]]]:
        """Positions of columns, each with the words whose rows stay in the file."""
        found = [
            (at, {word for word, stays in self.left.get(key, {}).items() if stays})
            for at, key in enumerate(keys_of(head))
        ]
        return [(at, words) for at, words in found if words]

    def doubled(self, head: Head) -> list[tuple[str, list[str]]]:
        """Fields that several kinds of columns were chosen for, with their titles: only values may stand side by side."""
        titles = dict(zip(keys_of(head), head.titles, strict=True))
        chosen: dict[str, list[str]] = {}
        for match in self.matches:
            if match.field and match.field != "value" and match.key in titles:
                chosen.setdefault(match.field, []).append(titles[match.key])
        most = {"month": 2}  # a year and a month may stand in two columns
        return [(name, found) for name, found in chosen.items() if len(found) > most.get(name, 1)]

    def _times(self, head: Head) -> list[int]:
        """Positions of the two columns that hold a year and a month; empty where one holds both."""
        keys = [match.key for match in self.matches if match.field == "month"]
        at = [at for at, key in enumerate(keys_of(head)) if key in keys]
        return at if len(at) == 2 else []

    def timeless(self, head: Head) -> list[tuple[str, str]]:
        """Titles of figures over a quarter, a half-year or a year, with its kind, where no column says their month."""
        if "month" in self.fields():
            return []
        found = []
        for key, title in zip(keys_of(head), head.titles, strict=True):
            match, period = self.of_key(key), period_of(title)
            if match and match.field == "value" and period and period.kind != "month":
                found.append((title, period.kind))
        return found

    def other_frequency(self, head: Head, body: Sequence[tuple[int, list[str]]]) -> tuple[str, str] | None:
        """Title and word of a column that says that figures are not monthly: of a quarter 202502 is no February."""
        if "value" not in self.fields():
            return None
        for at, title in enumerate(head.titles):
            words = {_cell(cells, at) for _row, cells in body} if squeezed(title) in FREQUENCY else set()
            for word in sorted(filter(None, words)):
                if squeezed(word) not in MONTHLY:
                    return title, word
        return None

    def _places(self, head: Head) -> tuple[dict[str, int], list[tuple[int, str, dict[str, str]]]]:
        """Fields with one column, and the columns whose cells each become a row: position, field, what the title says."""
        found = [
            (at, match.field, {name: self._said(text, head.titles[at]) for name, text in match.sets.items()})
            for at, key in enumerate(keys_of(head))
            if (match := self.of_key(key)) and match.field and at not in self._times(head)
        ]
        many = {name for name, n in Counter(name for _at, name, _sets in found).items() if n > 1}
        spread = [each for each in found if each[2] or each[1] in many]
        return {name: at for at, name, sets in found if not sets and name not in many}, spread

    def _said(self, text: str, title: str) -> str:
        """What a title says of a field; the year of 3월 is the file's."""
        if text != FROM_TITLE:
            return text
        month, year = month_of(title), self.fixed.get("year", "")
        return f"{year}년 {month}" if year and is_yearless(month) else month

    def _spread(
        self,
        texts: dict[str, str],
        cells: Sequence[str],
        spread: list[tuple[int, str, dict[str, str]]],
        left: Counter[str],
    ) -> Iterator[tuple[int | None, dict[str, str]]]:
        base = {**self.fixed, **texts}
        if not spread:
            yield None, base
        for at, name, sets in spread:
            if text := _cell(cells, at):
                yield at, {**base, **sets, name: text}
            else:
                left["cells"] += 1

    def _unit_told(self, line: dict[str, str], unit: str) -> None:
        """The unit of a figure's title stands against a person's word that it is ours, unless it is converted."""
        if unit and line.get("unit") == SAME and not self.fixed.get("factor"):
            line["unit"] = unit

    def _worded(self, line: dict[str, str]) -> bool:
        """Put our words for the file's; whether the row is one to take."""
        for name, words in self.words.items():
            said = squeezed(line.get(name, ""))
            if words.get(said) == "":
                return False
            line[name] = words.get(said, line.get(name, ""))
        return True

    def as_dict(self) -> dict[str, Any]:
        return {
            "matches": [[m.key, m.field, dict(m.sets)] for m in self.matches],
            "head_rows": self.head_rows,
            "sheet": self.sheet,
            "fixed": dict(self.fixed),
            "words": {name: dict(words) for name, words in self.words.items()},
            "above": list(self.above),
            "left": {key: dict(words) for key, words in self.left.items()},
        }


def from_dict(name: str, data: Dict[str, Any]) -> Mapping:
    """The mapping that `as_dict` wrote."""
    return Mapping(
        name,
        tuple(Match(key, of, sets) for key, of, sets in data["matches"]),
        data["head_rows"],
        data["sheet"],
        data["fixed"],
        data["words"],
        tuple(data["above"]),
        data.get("left", {}),
    )


def keys_of(head: Head) -> list[str]:
    """What each column is called without the period of its title; plain titles that come twice are numbered."""
    seen: Counter[str] = Counter()
    keys = []
    for at, title in enumerate(head.titles):
        period = period_of(title)
        key = title.replace(period.text, SIGNS[period.kind], 1) if period else title or _("%(n)s번째 열", n=at + 1)
        seen[key] += 1
        keys.append(key if period or seen[key] == 1 else f"{key} ({seen[key]})")
    return keys


def month_of(title: str) -> str:
    """The month a title speaks of, as it stands there; empty for none, and for a quarter or a year.

    >>> month_of("2025.01 월 종사자수"), month_of("202501"), month_of("25.1Q")
    ('2025.01 월', '202501', '')
    """
    found = period_of(title)
    return found.text if found and found.kind == "month" else ""


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""
