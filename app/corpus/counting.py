"""Counting codes among respondents: by variables, in reach of each other, from wave to wave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np
from sqlite_utils import Database

from app.coding.statements.voices import Voice
from app.coding.themes.themes import Prevalence
from app.coding.themes.trends import trend_told
from app.corpus import coded_store, ground_store, people_store
from app.corpus.asking import Basis, basis_of, matched
from app.corpus.coded_store import Codings
from app.corpus.matching import Ground, in_reach
from app.corpus.questions import SAME, Question, Sight
from app.corpus.tables import Table, cut, paired


def by_variable(db: Database, question: Question, sight: Sight, by: str, orders: Mapping[str, Sequence[str]]) -> Table:
    """Who named which theme, cut by a variable; rows are the themes in the order of `orders["theme"]`."""
    basis = basis_of(db, question, sight)
    _ground, _codings, named = _named(db, basis, orders["theme"])
    return cut(basis.people, named, by, orders[by])


def together(db: Database, question: Question, sight: Sight, themes: Sequence[str]) -> Table:
    """Which themes are named in reach of which."""
    basis = basis_of(db, question, sight)
    ground, codings, named = _named(db, basis, themes)
    once = _once(basis, ground.who)
    places = ground_store.places_of(db, ground.ids) if question.near != SAME else None
    of = {code: codings.of_themes(n) for n, code in enumerate(codings.themes)}
    here = {code: np.isin(ground.ids, ids) for code, ids in of.items()}
    near = {code: in_reach(ground.ids, ids, question.near, places) for code, ids in of.items()}
    both = {}
    for row, column in permutations([code for code in named if code in of], 2):
        there = here[row] & near[column]
        both[row, column] = (len(np.unique(once[there])), int(there.sum()))
    return paired(named, both, len({p.once for p in basis.people}))


def by_wave(
    db: Database, question: Question, sight: Sight, themes: Sequence[str]
) -> tuple[dict[str, int], dict[str, dict[str, Prevalence]]]:
    """Wave to how many spoke in it, and wave to theme to its prevalence, as far as both may be told; in order of time."""
    basis = basis_of(db, question, sight, waves=True)
    ground, codings, named = _named(db, basis, themes)
    once, people = _once(basis, ground.speakers(codings.ids)), {p.id: p for p in basis.people}
    spoke = {
        wave: {p.id for p in basis.people if wave in p.waves} for wave in people_store.wave_codes(db, basis.rounds)
    }
    trend: dict[str, dict[str, Prevalence]] = {}
    for wave in [each for each, there in spoke.items() if there]:
        there = {people[each].once for each in spoke[wave]}
        inside = np.isin(codings.ids, ground_store.statements_of_wave(db, wave))
        cells = {
            code: set(once[inside & (codings.theme == n)].tolist()) & there for n, code in enumerate(codings.themes)
        }
        trend[wave] = {code: Prevalence(len(who), len(there)) for code, who in cells.items() if who}
    voices = [Voice(p.id, p.kind, p.areas) for p in basis.people]
    whole = {code: Prevalence(len(who), len(people)) for code, who in named.items() if who}
    told = trend_told(trend, voices=voices, spoke=spoke, whole=whole)
    return {wave: len(spoke[wave]) for wave in told}, told


def _named(db: Database, basis: Basis, themes: Sequence[str]) -> tuple[Ground, Codings, dict[str, set[int]]]:
    """The statements asked about, their codings, and for every theme in its order who named it."""
    question = basis.question
    codings = coded_store.codings_of(db, question)
    narrowed = question.all or question.any or question.none or question.q or question.source or basis.wave
    ground = matched(db, basis) if narrowed else _coded(db, basis, codings)
    kept = np.isin(codings.ids, ground.ids)
    codings = Codings(codings.themes, *(column[kept] for column in codings[1:]))
    once = _once(basis, ground.speakers(codings.ids))
    at = {code: n for n, code in enumerate(codings.themes)}
    named = {code: set(once[codings.theme == at[code]].tolist()) if code in at else set() for code in themes}
    return ground, codings, named


def _coded(db: Database, basis: Basis, codings: Codings) -> Ground:
    """The coded statements of the people asked about: who said each came with the codings."""
    ids, first = np.unique(codings.ids, return_index=True)
    who = codings.who[first]
    kept = np.isin(who, [p.number for p in basis.people]) & ~np.isin(ids, ground_store.gone(db))
    return Ground(ids[kept], who[kept])


def _once(basis: Basis, who: np.ndarray) -> np.ndarray:
    """Respondents as they are counted: a firm of several rounds once."""
    numbers = np.array([p.number for p in basis.people], dtype=np.int64)
    once = np.array([p.once for p in basis.people], dtype=np.int64)
    order = np.argsort(numbers)
    return once[order][np.searchsorted(numbers, who, sorter=order)] if len(who) else who
