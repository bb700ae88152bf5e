"""Reading a round at a glance: its lines with what they were before, their spread, cuts, movers, map and evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import store as areas_store
from app.areas.places import place_store
from app.evaluation.display import table, told_store
from app.evaluation.display.lines import Line
from app.evaluation.method.frame import Frame
from app.evaluation.overview import overview_store
from app.evaluation.overview.mapping import Map, map_of
from app.evaluation.overview.moving import Move, move_of, movers
from app.evaluation.overview.quality import Quality, quality_of
from app.evaluation.overview.spreading import Group, Spread, cut, spread
from app.evaluation.round import store
from app.evaluation.round.presets import scheme_of
from app.words.formats import named
from app.words.labels import label


@dataclass(frozen=True)
class Glance:
    """A round at a glance.

    Attributes
    ----------
    lines : tuple of Line
        Of every area, by code.
    worse, better : tuple of Move
    moved : int
        Areas whose score or level can be compared with the last round's.
    untold : bool
        Rules changed since and nobody evaluated the last round by this one's, so that parts cannot be told.
    """

    lines: tuple[Line, ...]
    spread: Spread
    worse: tuple[Move, ...]
    better: tuple[Move, ...]
    moved: int
    untold: bool
    before: sqlite3.Row | None
    quality: Quality | None
    scheme: Frame


def read_lines(db: Database, chosen: sqlite3.Row, scope: Scope, *, alone: bool) -> list[Line]:
    """The lines of a round as they stand, or of one evaluation `alone`."""
    if alone:
        return table.read(db, overview_store.of_evaluation(db, chosen, scope), scope)
    return read_standing(db, chosen["round_id"], scope)


def read_standing(db: Database, round_id: str, scope: Scope) -> list[Line]:
    """The lines that stand in a round."""
    return table.read(db, overview_store.standing(db, round_id, scope), scope)


def read_glance(db: Database, chosen: sqlite3.Row, lines: Sequence[Line], scope: Scope) -> Glance:
    """What a round's page says above and beneath its table."""
    scheme = scheme_of(db, chosen["scheme_id"])
    earlier = next(iter(store.rounds_before(db, chosen["round_id"], limit=1)), None)
    stood = overview_store.before(db, earlier["id"], scope) if earlier else []
    then = [Line(r, 0.0) for r in told_store.results_told(db, stood, scope)]
    moves = _moves(db, lines, then, earlier, chosen)
    worse, better = movers(moves.values())
    changes = {area: move.change for area, move in moves.items()}
    return Glance(
        lines=tuple(
            Line(each.row, each.firm_share, each.respondents, each.parts, changes.get(each.row["area_id"]))
            for each in lines
        ),
        spread=spread(lines, then, [level.id for level in scheme.levels]),
        worse=worse,
        better=better,
        moved=len(moves),
        untold=any(move.rule_kind and move.rule is None for move in (*worse, *better)),
        before=earlier if then else None,
        quality=quality_of(lines, overview_store.summary_of(db, chosen["id"]), means=_means_told(db, chosen, scope)),
        scheme=scheme,
    )


def read_map(db: Database, lines: Sequence[Line], scope: Scope) -> Map | None:
    """The map of these lines with the outlines there are."""
    return map_of(lines, place_store.boundaries(db, scope))


def read_cut(db: Database, lines: Sequence[Line], levels: Sequence[str], by: str) -> tuple[Group, ...]:
    """The lines by district, kind, cluster or the industry most firms of an area have."""
    return cut(lines, _keys(db, lines, by), levels)


def _keys(db: Database, lines: Sequence[Line], by: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    if by == "cluster":
        found = areas_store.clusters_of_areas(db)
        return {area: [(c["code"], named(c)) for c in clusters] for area, clusters in found.items()}
    if by == "industry":
        return {area: [(r["code"], named(r))] for area, r in overview_store.main_industries(db).items()}
    column, kind = ("kind", "area_kind") if by == "kind" else ("district", "district")
    words = {key: label(key, kind) for key in {line.row[column] for line in lines}}
    return {line.row["area_id"]: [(line.row[column], words[line.row[column]])] for line in lines}


def _moves(
    db: Database, lines: Sequence[Line], then: Sequence[Line], earlier: sqlite3.Row | None, chosen: sqlite3.Row
) -> dict[str, Move]:
    before = {line.row["area_id"]: line.row for line in then}
    again = overview_store.restated(db, earlier["id"], chosen["scheme_id"]) if earlier and then else {}
    found = {line.row["area_id"]: move_of(line, before.get(line.row["area_id"]), again) for line in lines}
    return {area: move for area, move in found.items() if move}


def _means_told(db: Database, chosen: sqlite3.Row, scope: Scope) -> bool:
    """Whether means over areas may be told: of all but one that are known, they say the one that is not."""
    ids = [] if scope.answers else told_store.results_of(db, chosen["id"])
    return all(told.score for told in told_store.told_of_results(db, ids, scope).values())
