"""Asking the corpus: from a question to the statements it means, all of them counted, in an order that can be paged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from sqlite_utils import Database

from app.areas.anonymity import may_be_told
from app.coding.meaning import searching
from app.coding.statements import named_store
from app.coding.telling.opening import told_of
from app.corpus import coded_store, ground_store, people_store
from app.corpus.matching import Ground, Ids, meet, union
from app.corpus.people import Person, chosen
from app.corpus.questions import SAME, Question, Sight


@dataclass(frozen=True)
class Found:
    """What a question found.

    Attributes
    ----------
    ids : ndarray of int, shape (R,)
        Numbers of the statements, in the order that was asked for.
    ground : Ground
        The same statements in ascending order, each with who said it.
    people : list of Person
        Those who spoke of what is asked for or not: the denominator.
    hidden : int
        Statements an expert will find once his or her own word on them is given.
    withheld : int
        Respondents whose words officials may not read.
    few : bool
        Whether officials find nothing because fewer than three said it: a cell that a table withholds leads nowhere.
    counted : bool
        Whether how many said it may be told: to officials of what cells are alone, for what is narrowed further would
        tell of the few that are left out.
    spoke : int
        Where statements are hidden: how many said it with those, as tables count.
    """

    ids: Ids
    ground: Ground
    people: list[Person]
    hidden: int = 0
    withheld: int = 0
    few: bool = False
    counted: bool = True
    spoke: int = 0

    @cached_property
    def who(self) -> list[Person]:
        """Who said something of it, each once, most said first; a firm of several rounds once."""
        numbers, counts = np.unique(self.ground.speakers(self.ids), return_counts=True)
        said = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
        return sorted((p for p in self.people if p.number in said), key=lambda p: (-said[p.number], p.number))

    @property
    def respondents(self) -> int:
        """How many said something of it, each firm once."""
        return len({p.once for p in self.who})

    @property
    def asked(self) -> int:
        """How many could have."""
        return len({p.once for p in self.people})


@dataclass(frozen=True)
class Basis:
    """Who is asked about: what every page begins with.

    `told`: theme to the statements an official may read under it; None for whoever reads single statements.
    """

    question: Question
    sight: Sight
    rounds: list[str]
    people: list[Person]
    wave: str = ""
    withheld: int = 0
    told: Mapping[str, Ids] | None = None

    def ground(self, db: Database, among: Ids | None = None) -> Ground:
        """What these people said that counts; narrowed to some statements it costs only these."""
        return ground_store.ground_of(db, self.people, source=self.question.source, wave=self.wave, among=among)


def basis_of(db: Database, question: Question, sight: Sight, *, quoting: bool = False, waves: bool = False) -> Basis:
    """The people a question is about, before its codes and words.

    Officials have only the people of areas that are told, so that a sum of others stands nowhere, and with `quoting` of
    those they may read quotes of. With `waves` it is known when each spoke.
    """
    rounds = people_store.rounds_of(db, question.when, sight.round_id)
    wave = question.when if people_store.is_wave(db, question.when) else ""
    people = chosen(people_store.people_of(db, rounds, sight.scope, waves=bool(waves or wave)), question)
    if wave:
        people = [p for p in people if wave in p.waves]
    if not sight.official:
        return Basis(question, sight, rounds, people, wave)
    allowed = chosen(_of_told_areas(db, rounds, sight, people, quoting=quoting), question)
    told = _told(db, rounds, sight, {a for p in allowed for a in p.areas}, question) if quoting else None
    return Basis(question, sight, rounds, allowed, wave, len(people) - len(allowed), told)


def _of_told_areas(
    db: Database, rounds: list[str], sight: Sight, people: list[Person], *, quoting: bool
) -> list[Person]:
    """Those who speak of areas that are told, of these areas alone."""
    of: dict[str, Collection[str]] = {}
    for each in rounds:
        if quoting:
            areas: Collection[str] = told_of(db, each, sight.scope).quotable
        else:
            spoke = named_store.spoke(db, each)
            areas = frozenset(a for a, there in spoke.items() if may_be_told(there.firms, there.respondents))
        of |= dict.fromkeys(people_store.spoke_in(db, each), areas)
    # Many share their areas: who keeps all of them stays as he or she is.
    told: dict[tuple[tuple[str, ...], int], tuple[str, ...]] = {}
    kept = []
    for p in people:
        allowed = of.get(p.id, ())
        if (p.areas, id(allowed)) not in told:
            told[p.areas, id(allowed)] = tuple(a for a in p.areas if a in allowed)
        if areas := told[p.areas, id(allowed)]:
            kept.append(p if areas == p.areas else p._replace(areas=areas))
    return kept


def _told(db: Database, rounds: list[str], sight: Sight, areas: set[str], question: Question) -> dict[str, Ids]:
    """Theme to the statements whose cells are told, of these areas and as they were meant, if that is asked."""
    shown = {question.area} & areas if question.area else areas
    found: dict[str, set[int]] = defaultdict(set)
    for each in rounds:
        for theme, numbers in told_of(db, each, sight.scope).statements(shown, question.stance).items():
            found[theme] |= numbers
    return {theme: np.array(sorted(numbers), dtype=np.int64) for theme, numbers in found.items()}


def ask(db: Database, question: Question, sight: Sight) -> Found:
    """The statements a question means, in its order. Reads only numbers; a page reads its own few texts."""
    basis = basis_of(db, question, sight, quoting=True)
    ground = matched(db, basis)
    hidden, spoke = 0, 0
    if sight.blind_for and (question.of_codes or question.none):
        whole = matched(db, replace(basis, sight=replace(sight, blind_for="")))
        hidden = len(whole.ids) - len(ground.ids)
        spoke = Found(whole.ids, whole, basis.people).respondents
    ids = ground.ids
    if question.q and question.mode == "meaning":
        ids = _alike(db, question, basis, ids)
    else:
        ids = _ordered(db, question, sight, ground)
    found = Found(ids, ground, basis.people, max(hidden, 0), basis.withheld, spoke=spoke)
    return _for_officials(found, question) if sight.official else found


def _for_officials(found: Found, question: Question) -> Found:
    """Nothing where one or two said it; how many did only of whole cells."""
    firms = len({p.once for p in found.who if p.kind == "firm"})
    if len(found.ids) and not may_be_told(firms, found.respondents):
        return replace(found, ids=found.ids[:0], ground=found.ground.among(found.ids[:0]), few=True, counted=False)
    asked = question.address(when="", area="", cluster="", stance="", order="")
    return replace(found, counted=not asked or (list(asked) == ["all"] and len(question.all) == 1))


def matched(db: Database, basis: Basis) -> Ground:
    """The statements that codes and words mean, with who said them."""
    question = basis.question
    coded = question.of_codes or bool(question.none)
    ground = _by_codes(db, basis) if coded else None
    if ground is None and basis.told is not None:
        ground = basis.ground(db, union(list(basis.told.values())))
    if question.q and question.mode != "meaning":
        held = ground_store.holding_text(db, question.q, question.mode, ground.ids if ground else None)
        return ground.among(held) if ground else basis.ground(db, held)
    return ground or basis.ground(db)


def _by_codes(db: Database, basis: Basis) -> Ground:
    question, blind = basis.question, basis.sight.blind_for
    carrying = [*question.all, *question.any]
    sets = coded_store.carrying(db, carrying, question, blind_for=blind)
    # What is there may not be left out because of how it was meant: a code of `none` counts in whatever manner.
    none = coded_store.carrying(db, question.none, _any_manner(question), blind_for=blind)
    if basis.told is not None:
        none_there = np.empty(0, dtype=np.int64)
        told = [basis.told.get(code, none_there) for code in [*carrying, *question.none]]
        both = [np.intersect1d(each, may) for each, may in zip([*sets, *none], told, strict=True)]
        sets, none = both[: len(carrying)], both[len(carrying) :]
    all_, any_ = sets[: len(question.all)], sets[len(question.all) :]
    if not carrying and question.of_coding:
        any_ = [np.unique(coded_store.codings_of(db, question, blind_for=blind).ids)]
        any_ = any_ if basis.told is None else [np.intersect1d(any_[0], union(list(basis.told.values())))]
    ground = basis.ground(db, union([*all_, *any_, *none]) if question.of_codes else None)
    every = None if question.of_codes else ground.ids
    places = ground_store.places_of(db, ground.ids) if question.near != SAME else None
    within = [[np.intersect1d(ground.ids, each, assume_unique=True) for each in group] for group in (all_, any_, none)]
    return ground.among(meet(*within, near=question.near, places=places, every=every))


def _any_manner(question: Question) -> Question:
    return replace(question, stance="", statement="", low="", high="")


def _alike(db: Database, question: Question, basis: Basis, ids: Ids) -> Ids:
    """The statements nearest in meaning to the words, the nearest first; at most a hundred a round."""
    sought, among = searching.meaning_of(db, question.q), set(ids.tolist())
    if sought is None:
        return ids[:0]
    near: dict[str, float] = {}
    for each in basis.rounds:
        numbers: dict[str, int] = {}

        def readable(keys: object, numbers: dict[str, int] = numbers) -> set[str]:
            numbers.update(ground_store.numbers_of(db, keys))  # type: ignore[arg-type]
            return {key for key in keys if numbers.get(key) in among}  # type: ignore[attr-defined]

        found = searching.alike(db, each, sought.place, readable, least=searching.floor())
        near.update((like.segment_id, like.likeness) for like in found)
    keys = sorted(near, key=lambda key: -near[key])
    numbered = ground_store.numbers_of(db, keys)
    return np.array([numbered[key] for key in keys], dtype=np.int64)


def _ordered(db: Database, question: Question, sight: Sight, ground: Ground) -> Ids:
    ids = ground.ids
    if sight.official:  # one beside the other in their order they would be a transcript
        mixed = ids[np.argsort(ids * 2654435761 % 2**32, kind="stable")]
        return mixed[
            np.argsort(-_gravity(db, question, sight, np.sort(mixed))[np.searchsorted(ids, mixed)], kind="stable")
        ]
    if question.order == "new":
        return ids[::-1]
    if question.order == "who":
        return ids[np.argsort(ground.who, kind="stable")]
    if question.order == "grave":
        return ids[np.argsort(-_gravity(db, question, sight, ids), kind="stable")]
    return ids


def _gravity(db: Database, question: Question, sight: Sight, ids: Ids) -> np.ndarray:
    """How grave each was said to be: the mean of all codings that count, 0 where none says."""
    codings = coded_store.codings_of(db, question, blind_for=sight.blind_for)
    wanted = set(question.all + question.any)
    asked = [n for n, theme in enumerate(codings.themes) if not wanted or theme in wanted]
    kept = (codings.severity > 0) & np.isin(codings.ids, ids) & np.isin(codings.theme, asked)
    numbers, at = np.unique(codings.ids[kept], return_inverse=True)
    means = np.bincount(at, codings.severity[kept]) / np.maximum(np.bincount(at), 1) if len(numbers) else np.empty(0)
    graded = np.zeros(len(ids))
    graded[np.searchsorted(ids, numbers)] = means
    return graded


def page_of(found: Found, after: int | None, size: int) -> tuple[Ids, int]:
    """The statements that follow one (None: the first), and how many stand before them.

    A statement that is gone in the meantime leads to the place where it would stand, or to the beginning.
    """
    if after is None:
        return found.ids[:size], 0
    at = np.flatnonzero(found.ids == after)
    first = int(at[0]) + 1 if len(at) else 0
    return found.ids[first : first + size], first
