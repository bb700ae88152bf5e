"""The codebook's themes and terms as the taggers see them: plain frozen values, identified by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

LANGUAGES = ("ko", "en")
KINDS = ("surface", "near")


class LexiconError(ValueError):
    """A lexicon that cannot be used; `problems` holds one sentence per fault."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Term:
    """One word, compound or near pattern that speaks for a theme.

    Attributes
    ----------
    theme : str
        Id of the theme it speaks for.
    lang : str
        ``ko`` or ``en``.
    form : str
        The written form; a near pattern is ``a~b``: lemma a, then lemma b at most four tokens later.
    kind : str
        ``surface`` or ``near``.
    weight : float
        In (0, 1]; below 1 the term is weak and counts only in company (see `nlp.lexicon.tagging`).
    note : str
        Why it is as it is; no part of the version.
    """

    theme: str
    lang: str
    form: str
    kind: str = "surface"
    weight: float = 1.0
    note: str = ""

    @property
    def weak(self) -> bool:
        return self.weight < 1.0


@dataclass(frozen=True, slots=True)
class Yield:
    """An exclusion rule as data: where a term of another theme names the cause, the statement belongs there.

    Attributes
    ----------
    theme, to : str
        The theme that gives way, and the one it gives way to.
    terms : tuple of str
        Forms of the other theme's terms, of either language; one that the lexicon does not have never decides.
    why_ko, why_en : str
        The rule in words.
    """

    theme: str
    to: str
    terms: tuple[str, ...]
    why_ko: str
    why_en: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A top-level theme with its names, terms and exclusion rules; its criteria stay with the codebook."""

    id: str
    name_ko: str
    name_en: str
    domain: str | None
    terms: tuple[Term, ...]
    yields: tuple[Yield, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All themes of one codebook version, ready for a tagger."""

    themes: tuple[Theme, ...]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Lexicon:
        """Read the form of ``codebook.json``.

        Raises
        ------
        LexiconError
            With every fault found: an unknown language or kind, a weight outside (0, 1], a repeated
            term or theme.
        """
        themes = tuple(_theme(raw) for raw in data.get("themes", ()))
        lexicon = cls(themes)
        problems = tuple(lexicon.problems())
        if problems:
            raise LexiconError(problems)
        return lexicon

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for theme in self.themes for term in theme.terms)

    @cached_property
    def version(self) -> str:
        """First 12 hex digits of the SHA-256 of the canonical JSON of terms and exclusion rules, whatever their order."""
        rows: list[list[Any]] = sorted([t.theme, t.lang, t.form, t.kind, t.weight] for t in self.terms)
        rows += sorted([y.theme, y.to, sorted(y.terms)] for theme in self.themes for y in theme.yields)
        canonical = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:12]

    def problems(self) -> list[str]:
        """Every fault, in the order of the themes; an empty list means the lexicon can be used."""
        found = [] if self.themes else ["the lexicon has no theme"]
        seen: set[tuple[str, ...]] = set()
        for theme in self.themes:
            if (theme.id,) in seen:
                found.append(f"theme {theme.id}: stands twice")
            seen.add((theme.id,))
            for term in theme.terms:
                found.extend(f"theme {theme.id}, term {term.form!r}: {fault}" for fault in _faults(term))
                key = (theme.id, term.lang, term.form)
                if key in seen:
                    found.append(f"theme {theme.id}, term {term.form!r}: stands twice in {term.lang}")
                seen.add(key)
        known = {theme.id for theme in self.themes}
        every = [each for theme in self.themes for each in theme.yields]
        found.extend(
            f"theme {y.theme}, yields to {y.to!r}: {fault}" for y in every for fault in _faults_of_yield(y, known)
        )
        return found


def _theme(raw: Mapping[str, Any]) -> Theme:
    identity = str(raw.get("id", ""))
    terms = tuple(
        Term(
            theme=identity,
            lang=str(t.get("lang", "")),
            form=str(t.get("form", "")).strip(),
            kind=str(t.get("kind", "surface")),
            weight=float(t.get("weight", 1.0)),
            note=str(t.get("note") or ""),
        )
        for t in raw.get("terms", ())
    )
    yields = tuple(
        Yield(
            identity,
            str(y.get("to", "")),
            tuple(str(form).strip() for lang in LANGUAGES for form in y.get(lang) or ()),
            str(y.get("why_ko") or ""),
            str(y.get("why_en") or ""),
        )
        for y in raw.get("yields") or ()
    )
    return Theme(identity, str(raw.get("name_ko", "")), str(raw.get("name_en", "")), raw.get("domain"), terms, yields)


def _faults_of_yield(found: Yield, known: set[str]) -> list[str]:
    faults = []
    if found.to not in known or found.to == found.theme:
        faults.append("it is no other theme of the codebook")
    if not all(found.terms) or not found.terms:
        faults.append("it names no term, or an empty one")
    return faults


def _faults(term: Term) -> list[str]:
    faults = []
    if not term.theme:
        faults.append("its theme has no id")
    if term.lang not in LANGUAGES:
        faults.append(f"language {term.lang!r} is not one of {', '.join(LANGUAGES)}")
    if term.kind not in KINDS:
        faults.append(f"kind {term.kind!r} is not one of {', '.join(KINDS)}")
    if not 0 < term.weight <= 1:
        faults.append(f"weight {term.weight} is not above 0 and at most 1")
    parts = [part.strip() for part in term.form.split("~")]
    if not all(parts) or (len(parts) == 2) != (term.kind == "near") or len(parts) > 2:
        faults.append("a near pattern is written a~b, a surface form without ~, neither with an empty part")
    return faults
