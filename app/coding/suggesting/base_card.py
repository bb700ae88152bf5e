"""The base model's card laid out for a page: whatever keys it has, in sections of facts, points and one table each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# What readers ask first and what they shall leave with; any other section stands between, in the card's order.
FIRST = ("corpus", "labelled_by", "agreement", "kept", "grades", "themes", "stance", "statement", "severity")
LAST = ("is_not",)


@dataclass(frozen=True, slots=True)
class Section:
    """A key of the card with what it holds; what it does not hold is empty.

    Attributes
    ----------
    facts : tuple of (tuple of str, value)
        Path of keys and a single value.
    points : tuple of str
        Sentences.
    columns : tuple of tuple of str
        Paths of keys over the table's values.
    rows : tuple of (str, tuple)
        A key and its values, None where it has none.
    """

    key: str
    facts: tuple[tuple[tuple[str, ...], Any], ...] = ()
    points: tuple[str, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[str, tuple[Any, ...]], ...] = ()


def sections(card: Mapping[str, Any], language: str, themes: Sequence[str] = ()) -> list[Section]:
    """The card's sections; single values come first, under the key ''. Rows of themes stand in the order given."""
    place = {code: n for n, code in enumerate(themes)}
    told = {key: _in(value, language) for key, value in card.items()}
    single = tuple(((key,), value) for key, value in told.items() if _is_single(value))
    between = (key for key in told if key not in FIRST + LAST)
    order = [key for key in (*FIRST, *between, *LAST) if key in told]
    found = [_section(key, told[key], place) for key in order if not _is_single(told[key]) and told[key]]
    return [Section("", single), *found] if single else found


def _in(value: Any, language: str) -> Any:
    """Texts in several languages as the one of the page; nothing else is changed."""
    if isinstance(value, Mapping):
        if value and set(value) <= {"ko", "en"} and all(isinstance(text, str | list) for text in value.values()):
            return _in(value.get(language) or next(iter(value.values())), language)
        return {str(key): _in(each, language) for key, each in value.items()}
    return [_in(each, language) for each in value] if isinstance(value, list | tuple) else value


def _is_single(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _section(key: str, value: Any, place: Mapping[str, int]) -> Section:
    if isinstance(value, list):
        return Section(key, points=tuple(_sentence(each) for each in value))
    tables = {row: dict(_paths(each)) for row, each in value.items() if isinstance(each, dict)}
    # One row is no table: its values stand among the facts.
    tables = {} if len(tables) == 1 else tables
    columns = tuple(dict.fromkeys(path for cells in tables.values() for path in cells))
    return Section(
        key,
        facts=tuple(
            fact
            for name, each in value.items()
            if name not in tables and not isinstance(each, list)
            for fact in _paths(each, (name,))
        ),
        points=tuple(_sentence(each) for own in value.values() if isinstance(own, list) for each in own),
        columns=columns,
        rows=tuple(
            (row, tuple(tables[row].get(path) for path in columns))
            for row in sorted(tables, key=lambda row: place.get(row, len(place)))
        ),
    )


def _paths(value: Any, above: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], Any]]:
    """Every single value of a nested dict with the keys that lead to it.

    >>> list(_paths({"ko": {"precision": 0.9, "n": 40}, "en": 0.8}))
    [(('ko', 'precision'), 0.9), (('ko', 'n'), 40), (('en',), 0.8)]
    """
    if not isinstance(value, dict):
        yield above, _sentence(value) if isinstance(value, list) else value
        return
    for key, each in value.items():
        yield from _paths(each, (*above, key))


def _sentence(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{'.'.join(path)}: {each}" for path, each in _paths(value))
    return ", ".join(map(_sentence, value)) if isinstance(value, list) else str(value)
