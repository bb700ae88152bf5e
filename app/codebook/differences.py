"""What differs between two contents of the codebook, and one's changes carried over onto another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from app.codebook.definitions import (
    MORE,
    WORDS,
    Definition,
    Key,
    term_of,
    theme_of,
    with_term,
    with_theme,
    with_words,
    without_theme,
)


@dataclass(frozen=True)
class TermChange:
    """A term that came, went, or has another kind, weight or note; None where it is not there."""

    theme: str
    lang: str
    form: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def key(self) -> Key:
        return self.theme, self.lang, self.form

    @property
    def what(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def name(self) -> str:
        """The key as one text, for a form's field."""
        return "|".join(("term", *self.key))


@dataclass(frozen=True)
class WordChange:
    """A theme's name or criterion that reads differently."""

    theme: str
    field: str
    before: str
    after: str

    @property
    def name(self) -> str:
        return f"word|{self.theme}|{self.field}"


@dataclass(frozen=True)
class Difference:
    """Everything that differs, in the order of the themes."""

    terms: tuple[TermChange, ...]
    words: tuple[WordChange, ...]
    themes_added: tuple[str, ...]
    themes_gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.terms or self.words or self.themes_added or self.themes_gone)

    def count(self, what: str, theme: str | None = None) -> int:
        """How many terms were added, removed or changed, in all or in one theme."""
        return sum(c.what == what and theme in (None, c.theme) for c in self.terms)

    @property
    def themes(self) -> tuple[str, ...]:
        """Codes of the themes something differs in."""
        codes = [c.theme for c in self.terms] + [c.theme for c in self.words]
        return tuple(dict.fromkeys([*codes, *self.themes_added, *self.themes_gone]))


def compare(before: Definition, after: Definition) -> Difference:
    """What one must do to `before` to have `after`."""
    codes = {t["id"]: None for t in [*before["themes"], *after["themes"]]}
    terms: list[TermChange] = []
    words: list[WordChange] = []
    for code in codes:
        old, new = theme_of(before, code), theme_of(after, code)
        terms.extend(_term_changes(code, old, new))
        if old and new:
            pairs = ((f, old.get(f, ""), new.get(f, "")) for f in (*WORDS, *MORE))
            words.extend(WordChange(code, f, was, now) for f, was, now in pairs if was != now)
    return Difference(
        tuple(terms),
        tuple(words),
        tuple(c for c in codes if theme_of(before, c) is None),
        tuple(c for c in codes if theme_of(after, c) is None),
    )


def _term_changes(code: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> list[TermChange]:
    was = {(t["lang"], t["form"]): t for t in (old or {"terms": ()})["terms"]}
    now = {(t["lang"], t["form"]): t for t in (new or {"terms": ()})["terms"]}
    return [
        TermChange(code, *key, was.get(key), now.get(key)) for key in {**was, **now} if was.get(key) != now.get(key)
    ]


@dataclass(frozen=True)
class Clash:
    """One place both sides changed: what it was, what I made of it, what stands published."""

    name: str
    theme: str
    what: str
    base: dict[str, Any] | str | None
    mine: dict[str, Any] | str | None
    theirs: dict[str, Any] | str | None


def settled(base: Definition, mine: Definition, newest: Definition) -> list[TermChange | WordChange]:
    """My changes since `base` that `newest` has already, so that nothing of them is left to carry over."""
    difference = compare(base, mine)
    terms = [c for c in difference.terms if theme_of(newest, c.theme) and term_of(newest, c.key) == c.after]
    words = [w for w in difference.words if (theme_of(newest, w.theme) or {}).get(w.field, "") == w.after]
    return [*words, *terms]


def carried(
    base: Definition, mine: Definition, newest: Definition, *, prefer_mine: Collection[str] = ()
) -> tuple[Definition, list[Clash]]:
    """My changes since `base` done again on `newest`, and where both sides changed the same.

    Where they clash the published side stands, unless the clash's name is in `prefer_mine`.
    """
    difference, result, clashes = compare(base, mine), newest, []
    for code in difference.themes_added:
        if theme_of(newest, code) is None:
            result = with_theme(result, {**(theme_of(mine, code) or {}), "terms": []})
    for code in difference.themes_gone:
        result = without_theme(result, code)
    for change in difference.terms:
        if theme_of(result, change.theme) is None:
            continue
        there = term_of(newest, change.key)
        if there == change.after:
            continue
        if there != change.before:
            clashes.append(Clash(change.name, change.theme, change.form, change.before, change.after, there))
            if change.name not in prefer_mine:
                continue
        result = with_term(result, change.key, change.after)
    for word in difference.words:
        found = theme_of(newest, word.theme)
        theirs = "" if found is None else found.get(word.field, "")
        if found is None or theirs == word.after:
            continue
        if theirs != word.before:
            clashes.append(Clash(word.name, word.theme, word.field, word.before, word.after, theirs))
            if word.name not in prefer_mine:
                continue
        result = with_words(result, word.theme, {word.field: word.after})
    return result, clashes


def changes_of(difference: Difference, theme: str, search: str) -> list[TermChange | WordChange]:
    """The changes of one theme (or all) that hold the searched letters, themes together."""
    wanted = search.strip().casefold()
    every: list[TermChange | WordChange] = [*difference.words, *difference.terms]
    order = {code: n for n, code in enumerate(difference.themes)}
    found = [c for c in every if theme in ("", c.theme) and wanted in _text(c).casefold()]
    return sorted(found, key=lambda c: order[c.theme])


def _text(change: TermChange | WordChange) -> str:
    return change.form if isinstance(change, TermChange) else f"{change.before} {change.after}"
