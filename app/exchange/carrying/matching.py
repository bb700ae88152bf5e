"""Which stored text a text of another tool is, and where its selections stand in ours; which theme a code means."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.codebook.definitions import plain
from app.exchange.carrying.ids import marks_by_id, theme_id
from app.exchange.project.finding import Findable, bare
from app.exchange.project.positions import Span
from app.exchange.project.project import Project, Source

# Words too short to tell a text by: they stand in any. Chosen, not measured.
LEAST_QUOTE = 8
# A text is another tool's copy of ours where at least so large a share of its coded words stands in ours, each once.
LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Stored:
    """A text of the workbench: a transcript or an open answer."""

    kind: str
    id: str
    name: str
    text: str


@dataclass(frozen=True)
class Match:
    """A text of the file and the stored one it is.

    Attributes
    ----------
    way : str
        "exact"; "bare", the same but for spaces and line ends; "quotes", not the same, but the coded words stand in it;
        "none", no stored text is it.
    spans : dict
        Selection to its place in the stored text; those that stand nowhere in it, or several times, are missing.
    """

    source: Source
    way: str
    stored: Stored | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)


def match(sources: Iterable[Source], stored: Sequence[Stored]) -> list[Match]:
    """Every text of a file with the stored one it is."""
    exact = {each.text: each for each in reversed(stored)}
    alike = {bare(each.text)[0]: each for each in reversed(stored)}
    talks = [(each, Findable(each.text)) for each in stored if each.kind == "document"]
    return [_match(source, exact, alike, talks) for source in sources]


def _match(
    source: Source, exact: Mapping[str, Stored], alike: Mapping[str, Stored], talks: Sequence[tuple[Stored, Findable]]
) -> Match:
    if found := exact.get(source.text):
        return Match(source, "exact", found, {s.guid: (s.start, s.end) for s in source.selections})
    letters, places = bare(source.text)
    if letters and (found := alike.get(letters)):
        return Match(source, "bare", found, _moved(source, places, found.text))
    ranked = [(found, spans) for found, findable in talks if (spans := _by_words(source, findable))]
    best = max(ranked, key=lambda each: len(each[1]), default=None)
    if best is None or len(best[1]) < LEAST_SHARE * len(source.selections):
        return Match(source, "none")
    return Match(source, "quotes", *best)


def _moved(source: Source, places: Sequence[int], text: str) -> dict[str, Span]:
    """Selections of a text that differs in white space alone: each begins and ends at the same letter."""
    ours = bare(text)[1]
    number = {at: n for n, at in enumerate(places)}
    found = {}
    for each in source.selections:
        said = [number[at] for at in range(each.start, each.end) if at in number]
        if said:
            found[each.guid] = (ours[said[0]], ours[said[-1]] + 1)
    return found


def _by_words(source: Source, findable: Findable) -> dict[str, Span]:
    found = {}
    for each in source.selections:
        quote = source.text[each.start : each.end]
        places = findable.find(quote) if len(quote.strip()) >= LEAST_QUOTE else []
        if len(places) == 1:
            found[each.guid] = places[0]
    return found


def themes_of(project: Project, themes: Mapping[str, sqlite3.Row]) -> dict[str, str]:
    """Code to the theme it means by its id or its name, "" for none; what is no theme but a mark of ours is left out.

    A code without a name of a theme means what the code above it does.
    """
    marks, named = marks_by_id(), named_themes(project, themes)
    found: dict[str, str] = {}
    for code in project.codes:
        if code.guid not in marks:
            found[code.guid] = named.get(code.guid) or found.get(code.parent, "")
    return found


def named_themes(project: Project, themes: Mapping[str, sqlite3.Row]) -> dict[str, str]:
    """Code to the theme it is by its own id or name; others are left out."""
    words = {plain(word).casefold(): code for code, theme in themes.items() for word in _names(code, theme)}
    ours = {theme_id(code): code for code in themes}
    told = {code.guid: ours.get(code.guid) or words.get(plain(code.name).casefold()) for code in project.codes}
    return {guid: theme for guid, theme in told.items() if theme}


def _names(code: str, theme: sqlite3.Row) -> tuple[str, str, str]:
    return code, theme["name_ko"], theme["name_en"]
