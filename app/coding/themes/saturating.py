"""How much new each roundtable of a round (or of one area) brought: themes by area, and things said of a theme."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import is_small
from app.coding.meaning.encoded import as_encoded
from app.coding.themes import saturation_store
from nlp.exploring.saturation import Yield, clusters, first_brought
from nlp.vectors.encoding import version_here

# Cosine of vectors as encoded from which two statements on one theme count as one thing said. Of 3,973 labelled Korean
# statements 83 % have another so near, which shares a theme 2.4 times as often as by chance (bench/README.md): rather
# too much counts as new than too little. English lies .05 lower: of English talk more counts as new.
SAME = 0.90


@dataclass(frozen=True)
class Saturation:
    """What the roundtables brought, in the order of their days.

    Attributes
    ----------
    sittings : tuple of sqlite3.Row
        id, title, title_en, held_on.
    statements : tuple of int
        At each, how many statements carry a theme.
    pairs : Yield
        Pairs of theme and area nobody had named before.
    things : Yield or None
        Things said of a theme that nobody had said of it before; None where statements have no vectors.
    respondents : int
        Who named anything.
    unread : int
        Statements with a theme and without a vector: not among `things`.
    """

    sittings: tuple[sqlite3.Row, ...]
    statements: tuple[int, ...]
    pairs: Yield
    things: Yield | None
    respondents: int
    unread: int

    @property
    def few(self) -> bool:
        """Whether so few named anything that figures of it are told to readers of reports no more."""
        return is_small(self.respondents)


def saturation(
    db: Database, round_id: str, scope: Scope, *, area_id: str = "", themed: str = "coding", blind_for: str = ""
) -> Saturation:
    """Count what each roundtable of the scope was the first to bring, by the codings (or what `themed` gives)."""
    held = saturation_store.sittings(db, round_id, scope, area_id)
    said = saturation_store.named(db, round_id, scope, area_id, themed=themed, blind_for=blind_for)
    by_sitting: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for each in said:
        by_sitting[each["roundtable_id"]].append(each)
    sittings = [by_sitting[each["id"]] for each in held]
    segments = sorted({each["segment_id"] for sitting in sittings for each in sitting})
    read = as_encoded(db, segments, version_here())
    meanings = {} if read is None else {s: v for s, v in zip(segments, read, strict=True) if v.any()}
    things = first_brought(_things(sittings, meanings)) if meanings else None
    return Saturation(
        tuple(held),
        tuple(len({each["segment_id"] for each in sitting}) for sitting in sittings),
        Yield(first_brought({(r["theme_code"], r["area_id"]) for r in sitting} for sitting in sittings)),
        None if things is None else Yield(things),
        len({each["respondent_id"] for sitting in sittings for each in sitting}),
        len(segments) - len(meanings),
    )


def _things(sittings: Sequence[Sequence[sqlite3.Row]], meanings: dict[str, np.ndarray]) -> list[set[tuple[str, int]]]:
    """What was said at each sitting: the clusters its statements on a theme fall into, theme by theme."""
    found: list[set[tuple[str, int]]] = [set() for _ in sittings]
    for theme in sorted({each["theme_code"] for sitting in sittings for each in sitting}):
        spoken = [
            list(
                dict.fromkeys(
                    r["segment_id"] for r in sitting if r["theme_code"] == theme and r["segment_id"] in meanings
                )
            )
            for sitting in sittings
        ]
        vectors = [np.array([meanings[each] for each in segments]) for segments in spoken]
        for n, numbers in enumerate(clusters(vectors, SAME)):
            found[n] |= {(theme, number) for number in numbers}
    return found
