"""A first guess at what a file's columns, rows and words are. It is shown and may be changed; nothing is stored by it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from statistics import median

from app.areas.matching import Kind, Layout
from app.tables.heads import Column, squeezed
from app.tables.mapping import FROM_TITLE, Mapping, Match
from app.tables.periods import SIGNS, years_in
from app.tables.sums import is_sum

# Words looked at to know a column by; a column of more is no breakdown but names (of industries there are some hundred).
SEEN_WORDS, MOST_WORDS = 50, 200
_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
Knows = Callable[[str, str], bool]


@dataclass(frozen=True)
class Guesses:
    """Other offices' words, as data.

    Attributes
    ----------
    columns : field to the titles it has elsewhere, the likeliest first.
    indicators : code of an indicator to the titles of its columns.
    years : titles of a column that holds the year of a month in another.
    words : field to {our code: what another office's word for it holds}.
    """

    columns: Dict[str, Sequence[str]] = field(default_factory=dict)
    indicators: Dict[str, Sequence[str]] = field(default_factory=dict)
    words: Dict[str, Dict[str, Sequence[str]]] = field(default_factory=dict)
    years: Sequence[str] = ()


@dataclass(frozen=True)
class Left:
    """Rows that may stay in the file: the column and word they have, their numbers, and whether that is proposed."""

    key: str
    title: str
    word: str
    rows: tuple[int, ...]
    stays: bool


@lru_cache(maxsize=8)
def guesses_of(file: Path, part: str = "") -> Guesses:
    """The guesses of a data file, or of one part of it."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Guesses(**(data[part] if part else data))


def guessed(layout: Layout, columns: Sequence[Column], guesses: Guesses, knows: Knows) -> Mapping:
    """Columns by the months and indicators in their titles, by titles, by what they hold; the rest stays in the file."""
    chosen: dict[str, Match] = {}
    if any(column.name == "value" for column in columns):
        chosen = {match.key: match for match in _values(layout.kinds, guesses)}
    taken: set[str] = {match.field for match in chosen.values()}
    for name, kind in _by_titles(layout.kinds, columns, guesses, knows):
        if kind.key not in chosen and name not in taken:
            chosen[kind.key] = Match(kind.key, name)
            taken.add(name)
    if year := _year_beside(layout.kinds, chosen, guesses, knows):
        chosen[year.key] = Match(year.key, "month")
    for name in (column.name for column in columns if column.required and column.name not in taken):
        rest = (kind for kind in layout.kinds if kind.key not in chosen and not kind.period)
        if found := next((each for each in rest if _holds(each, name, knows, guesses)), None):
            chosen[found.key] = Match(found.key, name)
    matches = tuple(chosen.get(kind.key, Match(kind.key, "")) for kind in layout.kinds)
    return Mapping("", matches, layout.head_rows, fixed=_year_above(layout))


def readings(title: str) -> list[str]:
    """What a title may say: without brackets, numbers at its end, and the "by" of a breakdown.

    >>> readings("행정구역(시군구)별(1)")
    ['행정구역(시군구)별(1)', '행정구역별', '행정구역']
    """
    whole = squeezed(title)
    bare = squeezed(_BRACKETS.sub("", title)).rstrip("0123456789.")
    return [each for each in dict.fromkeys((whole, bare, bare.removesuffix("별"))) if each]


def _by_titles(
    kinds: Sequence[Kind], columns: Sequence[Column], guesses: Guesses, knows: Knows
) -> list[tuple[str, Kind]]:
    """Fields and columns whose titles fit, the best first: one that holds words we know before one that does not."""
    found = []
    for column in columns:
        ours = (*column.titles, column.name, *guesses.columns.get(column.name, ()))
        ranks = {squeezed(word): rank for rank, word in reversed(list(enumerate(ours)))}
        for at, kind in enumerate(kinds):
            rank = min((ranks[each] for each in readings(kind.key) if each in ranks), default=None)
            if rank is not None and not kind.period:
                known = any(knows(column.name, word) for word in kind.words[:SEEN_WORDS])
                found.append((not known, rank, at, column.name, kind))
    return [(name, kind) for _unknown, _rank, _at, name, kind in sorted(found, key=lambda each: each[:3])]


def _year_beside(kinds: Sequence[Kind], chosen: Dict[str, Match], guesses: Guesses, knows: Knows) -> Kind | None:
    """The column with the years of a column that holds months alone."""
    month = next((kind for kind in kinds if kind.key in chosen and chosen[kind.key].field == "month"), None)
    if month is None or any(knows("month", word) for word in month.words[:SEEN_WORDS]):
        return None
    years = {squeezed(word) for word in guesses.years}
    rest = (kind for kind in kinds if kind.key not in chosen)
    return next((kind for kind in rest if years & set(readings(kind.key))), None)


def _year_above(layout: Layout) -> dict[str, str]:
    """The one year the lines above the titles name, where the titles are months without theirs."""
    if not any(kind.yearless for kind in layout.kinds):
        return {}
    years = {
        year for cells in layout.sheet.rows[: layout.head.row - layout.head_rows] for c in cells for year in years_in(c)
    }
    return {"year": years.pop()} if len(years) == 1 else {}


def _holds(kind: Kind, name: str, knows: Knows, guesses: Guesses) -> bool:
    """Whether all words of a column, but for sums, are ones of a field, or words another office has for them."""
    words = [word for word in kind.words[:SEEN_WORDS] if not is_sum(word)]
    return bool(words) and all(knows(name, word) or word_guessed(name, word, guesses) for word in words)


def _values(kinds: Sequence[Kind], guesses: Guesses) -> list[Match]:
    """Columns of figures: by the month in their titles, by the indicator, or by both."""
    months = [kind for kind in kinds if kind.period == "month"]
    named = {kind.key: code for kind in kinds if kind.numeric and (code := indicator_of(_rest(kind), guesses))}
    wide = [kind for kind in months if kind.key in named]
    wide = wide or [kind for kind in months if not _rest(kind) or is_sum(_rest(kind))] or months
    found = [Match(kind.key, "value", _sets(named.get(kind.key, ""), FROM_TITLE)) for kind in wide]
    plain = [kind for kind in kinds if not kind.period and kind.key in named]
    return found or [Match(kind.key, "value", _sets(named[kind.key], "")) for kind in plain]


def _sets(indicator: str, month: str) -> dict[str, str]:
    return {name: text for name, text in (("month", month), ("indicator", indicator)) if text}


def _rest(kind: Kind) -> str:
    return kind.key.replace(SIGNS.get(kind.period, "\0"), "").strip(" .-_/")


def indicator_of(title: str, guesses: Guesses) -> str:
    """The indicator a title or a word names; a sum behind it (종사자수 합계) names the same."""
    for code, words in guesses.indicators.items():
        listed = {squeezed(word) for word in words}
        for each in readings(title):
            if each in listed or any(each.startswith(word) and is_sum(each[len(word) :]) for word in listed):
                return code
    return ""


def word_guessed(name: str, text: str, guesses: Guesses) -> str:
    """The code another office's word may mean: of all words it holds the longest decides; "" where none or two do."""
    if name == "indicator":
        return indicator_of(text, guesses)
    whole = squeezed(text)
    lengths = {
        code: max((len(squeezed(word)) for word in words if squeezed(word) in whole), default=0)
        for code, words in guesses.words.get(name, {}).items()
    }
    longest = max(lengths.values(), default=0)
    best = [code for code, length in lengths.items() if length == longest]
    return best[0] if longest and len(best) == 1 else ""


# Rows ------------------------------------------------------------------------------------------------------


def proposed(layout: Layout, mapping: Mapping, knows: Knows) -> list[Left]:
    """Rows that sum others, and where a column left in the file breaks figures down, all but the sum of them.

    A word we know (전국 is a place of ours) is taken, and so is a row that has all we need, whatever stands in a column
    that stays in the file. What a person said of a word before stands.
    """
    found = []
    for kind in layout.kinds:
        match = mapping.of_key(kind.key)
        name = match.field if match else ""
        sums = [word for word in kind.words if is_sum(word)] if name != "value" else []
        if not sums and kind.key not in mapping.left:
            continue
        numbers = _numbers(layout, kind)
        said = mapping.left.get(kind.key, {})
        if sums and not name and (kept := _breakdown(layout, kind, mapping, sums, numbers)):
            fresh = {word: word != kept for word in kind.words}
        elif name:
            fresh = {word: not knows(name, word) for word in sums}
        else:
            fresh = {word: not _whole(layout, mapping, numbers[word]) for word in sums}
        fresh |= {word: said[squeezed(word)] for word in kind.words if squeezed(word) in said}
        found += [Left(kind.key, kind.titles[0], word, numbers[word], stays) for word, stays in fresh.items()]
    return found


def with_left(mapping: Mapping, left: Sequence[Left]) -> Dict[str, Dict[str, bool]]:
    """What the mapping says of rows, with what is proposed now."""
    said = {key: dict(words) for key, words in mapping.left.items()}
    for each in left:
        said.setdefault(each.key, {})[squeezed(each.word)] = each.stays
    return said


def _numbers(layout: Layout, kind: Kind) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {word: [] for word in kind.words}
    for number, cells in enumerate(layout.sheet.rows[layout.head.body - 1 :], start=layout.head.body):
        if kind.at < len(cells) and (text := cells[kind.at].strip()) in found:
            found[text].append(number)
    return {word: tuple(rows) for word, rows in found.items()}


def _breakdown(
    layout: Layout, kind: Kind, mapping: Mapping, sums: Sequence[str], numbers: dict[str, tuple[int, ...]]
) -> str:
    """The sum to take, where figures stand once for each word of a column that nobody wants; else ""."""
    if "value" not in mapping.fields() or kind.numeric or not 1 < len(kind.words) <= MOST_WORDS:
        return ""
    others = [len(numbers[word]) for word in kind.words if word not in sums]
    best = max(sums, key=lambda word: len(numbers[word]))
    if not others or 2 * len(numbers[best]) < median(others):
        return ""
    return best if _whole(layout, mapping, numbers[best]) else ""


def _whole(layout: Layout, mapping: Mapping, numbers: Sequence[int]) -> bool:
    """Whether rows have a word, and no sum, for every field that is no figure."""
    needed = [each.at for each in layout.kinds if (m := mapping.of_key(each.key)) and m.field and m.field != "value"]
    rows = [layout.sheet.rows[number - 1] for number in numbers]
    return bool(needed) and all(at < len(c) and c[at].strip() and not is_sum(c[at]) for c in rows for at in needed)
