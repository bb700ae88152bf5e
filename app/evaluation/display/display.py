"""The joint display of one area: numbers, voices and fit of each domain, read from what was stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas.anonymity import LEAST_FIRMS, is_small
from app.codebook import store as codebook_store
from app.coding.telling.opening import words_told
from app.evaluation.display import trace_store
from app.evaluation.display.grading import Grading, grading_of
from app.evaluation.display.lines import is_firm
from app.evaluation.display.named_store import domains_untold
from app.evaluation.display.quoting import Quote, Said, codings_of, quotes_of, terms_of
from app.evaluation.display.steps import SourceStep, steps_of
from app.evaluation.display.told import Row, Told, contribution, domain_told, hides, result_told, told_of
from app.evaluation.method.fit import needs_statement
from app.evaluation.round import item_store, store
from app.evaluation.round.item_store import Item
from app.evaluation.round.ledger import FIT
from app.evaluation.round.presets import AnyScheme, scheme_of


@dataclass(frozen=True)
class Measure:
    """An indicator or survey item of a domain; `y`, `points` None where it is missing or withheld, `reason` says why.

    `n`: firms behind a survey's figure.
    """

    kind: str
    code: str
    y: float | None
    points: float | None
    weight: float
    contribution: float
    reason: str | None
    n: int | None = None


@dataclass(frozen=True)
class ThemeVoice:
    """A theme of a domain: how many respondents named it and how severe on average (1-5); None where too few did."""

    theme: sqlite3.Row | None
    code: str
    named: int | None
    severity: float | None


@dataclass(frozen=True)
class DomainLine:
    """One row of the joint display. `row` is the domain_result as far as it may be told.

    Which domains need a statement is told as the score is. `if_raised`: nobody need speak at the level that stands, but
    somebody must before it is raised.
    """

    row: Row
    measures: tuple[Measure, ...]
    themes: tuple[ThemeVoice, ...]
    quotes: tuple[Quote, ...]
    statements: tuple[sqlite3.Row, ...]
    needs_statement: bool
    if_raised: bool

    @property
    def contribution(self) -> float | None:
        return contribution(self.row)

    @property
    def open(self) -> bool:
        """A person must still state what the evaluation cannot tell."""
        return self.needs_statement and not self.statements


@dataclass(frozen=True)
class Display:
    """The joint display of one area's result.

    Attributes
    ----------
    result : Item
        As `store.find_result` gives it, as far as it may be told.
    told : Told
        What may be told of the result at all.
    numbers, voices : float or None
        What the two strands contribute to the score [points]; None where that may not be told.
    firms : int
        Firms among the respondents; below `LEAST_FIRMS` there are no quotes for readers of reports.
    quotes_hidden : bool
        True where quotes exist and are held back for that reason.
    losses : tuple of dict
        What could not be counted: kind, domain, indicator.
    unscored : tuple of ThemeVoice
        Themes that belong to no domain, as they stand now: shown and not scored.
    waves : tuple of str
        Waves of the round's surveys: what "the past quarter" of a survey item means.
    steps, grading
        Of method 2: the sources the score is added up from, none where they may not be told; what it rests on.
    """

    result: Item
    scheme: AnyScheme
    domains: tuple[DomainLine, ...]
    told: Told
    numbers: float | None
    voices: float | None
    firms: int
    quotes_hidden: bool
    losses: tuple[dict[str, str | None], ...]
    unscored: tuple[ThemeVoice, ...]
    waves: tuple[str, ...]
    steps: tuple[SourceStep, ...] = ()
    grading: Grading | None = None

    @property
    def firm(self) -> bool:
        """Whether the level stays the same often enough."""
        return is_firm(self.result, self.scheme.uncertain.firm_share)

    @property
    def open(self) -> tuple[DomainLine, ...]:
        """Domains that still need a human statement before sign-off."""
        return tuple(line for line in self.domains if line.open)


def read_display(db: Database, result: sqlite3.Row, *, anonymous: bool, alone: bool = False) -> Display:
    """The joint display of a result; for readers who must not guess who spoke, `anonymous`.

    Then speakers are told by industry and size alone, and quotes only where three firms or more spoke; and of a score
    with the word of one or two firms in it the level alone is told. `alone`: quotes for a paper, see `quotes_of`.
    """
    scheme = scheme_of(db, result["scheme_id"])
    rows = store.domains_of(db, result["id"])
    items = item_store.items_of(db, result["id"])
    firms = store.count_firms(db, result["id"])
    hidden = anonymous and firms < LEAST_FIRMS
    themes, terms = themes_of(db, result["evaluation_id"]), terms_of(db, result["evaluation_id"])
    stated = store.statements_of(db, result["id"])
    needs, raised = (questions(rows, result, scheme, also) for also in ("", scheme.levels[-1].id))
    told = told_of(rows, items, firms=firms, respondents=result["respondents"], answers=not anonymous)
    readable = _readable(db, result) if anonymous else None
    untold = domains_untold(db, [result["id"]]) if anonymous else frozenset()
    lines = tuple(
        DomainLine(
            row=domain_told(row, told, items, untold=(result["id"], row["domain"]) in untold),
            measures=_measures(items, row["domain"]),
            themes=_theme_voices(codings_of(items, row["domain"]), themes, readable) if told.voices else (),
            quotes=() if hidden else quotes_of(db, codings_of(items, row["domain"]), terms, told=readable, alone=alone),
            statements=tuple(s for s in stated if s["domain"] == row["domain"]),
            needs_statement=told.score and row["domain"] in needs,
            if_raised=told.score and row["domain"] in raised and row["domain"] not in needs,
        )
        for row in rows
    )
    return Display(
        result=result_told(result, told),
        scheme=scheme,
        domains=lines,
        told=told,
        numbers=sum(row["contribution_q"] for row in rows) if told.parts else None,
        voices=sum(row["contribution_l"] for row in rows) if told.parts else None,
        firms=firms,
        quotes_hidden=hidden and any(codings_of(items, row["domain"]) for row in rows),
        losses=tuple(json.loads(result["losses"])),
        unscored=_unscored(db, result, scheme, themes, readable) if told.voices else (),
        waves=trace_store.waves_asked(db, result["round_id"]),
        steps=steps_of(items, rows, result["voices_points"]) if result["method"] > 1 and told.parts else (),
        grading=grading_of(result, told),
    )


def _readable(db: Database, result: sqlite3.Row) -> set[str]:
    """Themes whose words may be read of the area by whoever reads no single statements."""
    cells = words_told(db, result["round_id"], EVERYTHING)
    return {theme for area, theme, stance in cells if area == result["area_id"] and stance == "need"}


def questions(rows: Sequence[sqlite3.Row], result: sqlite3.Row, scheme: AnyScheme, also: str = "") -> list[str]:
    """Domains that need a human statement, whether or not there is one.

    Silence asks where the level that stands is not the best one, or where `also`, a level about to be set, is not.
    """
    score, best = result["score"], scheme.levels[0].id
    if score is None:
        return []
    at_risk = any(level and level != best for level in (result["level_now"] or result["level"], also))
    places = {name: fit for fit, name in FIT.items()}
    fits = [[places[row["fit"]] for row in rows]]
    carried = [[row["contribution_q"] + row["contribution_l"] for row in rows]]
    found = needs_statement(fits, carried, [score], at_risk=[at_risk], share=scheme.statement_share)[0]
    return [row["domain"] for row, needed in zip(rows, found, strict=True) if needed]


def open_questions(db: Database, area_result_id: str, also: str = "") -> list[str]:
    """Domains of a result that need a human statement and have none: nobody may sign off before (see `questions`)."""
    result = store.find_result(db, area_result_id)
    if result is None:
        return []
    needed = questions(store.domains_of(db, area_result_id), result, scheme_of(db, result["scheme_id"]), also)
    stated = {statement["domain"] for statement in store.statements_of(db, area_result_id)}
    return [domain for domain in needed if domain not in stated]


def themes_of(db: Database, evaluation_id: str) -> dict[str, sqlite3.Row]:
    """Themes by code of the codebook the evaluation used."""
    evaluation = store.find_evaluation(db, evaluation_id)
    book = evaluation["codebook_id"] if evaluation else ""
    return {theme["code"]: theme for theme in codebook_store.themes(db, book)}


def _measures(items: Iterable[Item], domain: str) -> tuple[Measure, ...]:
    return tuple(
        _measure(item) for item in items if item["domain"] == domain and item["kind"] in ("indicator", "survey")
    )


def _measure(item: Item) -> Measure:
    hidden, evidence = hides(item), json.loads(item["evidence"])
    return Measure(
        kind=item["kind"],
        code=item["ref"],
        y=None if hidden else item["raw"],
        points=None if hidden else item["points"],
        weight=item["weight"],
        contribution=item["contribution"],
        reason="too_few" if hidden else evidence.get("reason"),
        n=evidence.get("n") if item["kind"] == "survey" else None,
    )


def _theme_voices(said: Sequence[Said], themes: dict[str, Any], told: Collection[str] | None) -> tuple[ThemeVoice, ...]:
    """Themes with how many respondents named them; each counts with his or her worst, most named first.

    `told`: those whose number the reader may know, None where all.
    """
    worst: dict[str, dict[str, int]] = {}
    for each in said:
        of_theme = worst.setdefault(each.theme, {})
        of_theme[each.respondent] = max(of_theme.get(each.respondent, 0), each.severity)
    found = [_theme_voice(themes, code, len(by), sum(by.values()) / len(by), told) for code, by in worst.items()]
    return tuple(sorted(found, key=lambda t: (-(t.named or 0), -(t.severity or 0), t.code)))


def _theme_voice(
    themes: dict[str, Any], code: str, named: int, severity: float, told: Collection[str] | None
) -> ThemeVoice:
    few = is_small(named) or (told is not None and code not in told)
    return ThemeVoice(themes.get(code), code, None if few else named, None if few else severity)


def _unscored(
    db: Database,
    result: sqlite3.Row,
    scheme: AnyScheme,
    themes: dict[str, sqlite3.Row],
    told: Collection[str] | None,
) -> tuple[ThemeVoice, ...]:
    found = trace_store.voices_of_themes(db, result["round_id"], result["area_id"], scheme.unscored_themes)
    return tuple(_theme_voice(themes, r["theme_code"], r["named"], r["severity"], told) for r in found)
