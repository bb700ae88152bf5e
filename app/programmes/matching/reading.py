"""Reading what programmes are held against: the areas of a scope in a round, one area, or one firm of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.areas import store as areas_store
from app.clock import today
from app.codebook import store as codebook
from app.coding.statements.named_store import firms_naming
from app.coding.telling.firms import firm_cells
from app.coding.telling.opening import words_told
from app.evaluation.display.told_store import told_of_results
from app.programmes.matching import ground_store
from app.programmes.matching.fit import Fits, hold
from app.programmes.matching.ground import Ground
from app.programmes.matching.ground_store import Counts
from app.programmes.matching.rules import Rules
from app.programmes.matching.ruling import rules_in_use
from app.programmes.register import store
from app.programmes.register.programme import Programme


@dataclass(frozen=True)
class Held:
    """Programmes held against places: what was read, and what came of it, on one day."""

    places: list[Ground]
    programmes: list[Programme]
    rules: Rules
    domains: Mapping[str, str | None]
    day: str
    fits: Fits


def themes_of(db: Database) -> dict[str, sqlite3.Row]:
    """The themes of the newest codebook by code, in its order."""
    book = codebook.newest(db)
    return {theme["code"]: theme for theme in codebook.themes(db, book["id"])} if book else {}


def domains_of(db: Database) -> dict[str, str | None]:
    """Theme to its domain, None for a theme of none."""
    return {code: theme["domain"] for code, theme in themes_of(db).items()}


def hold_all(db: Database, places: list[Ground], programmes: list[Programme] | None = None) -> Held:
    """Every programme against these places, today, by the rules in use."""
    rules, day = rules_in_use(db), today().isoformat()
    listed = store.all_programmes(db) if programmes is None else programmes
    domains = domains_of(db)
    return Held(places, listed, rules, domains, day, hold(places, listed, rules, domains=domains, day=day))


def hold_round(db: Database, round_id: str | None, scope: Scope) -> Held:
    """The programmes that could be offered today against every area of a scope."""
    offered = store.offered_here(db, today().isoformat(), rules_in_use(db).region)
    return hold_all(db, read_grounds(db, round_id, scope), offered)


def read_grounds(db: Database, round_id: str | None, scope: Scope, *, whole: Scope | None = None) -> list[Ground]:
    """What is known of each area of a scope in the round. A few queries, however many areas.

    Scores of one or two firms' words are left out for who may not read single answers, and so are themes whose number
    of firms pages of themes withhold: what may not be told decides nothing either, or it would be told by what it
    decides (docs/decisions/0033). `whole` is all the reader sees, which these depend on.
    """
    there = {a["id"]: a for a in areas_store.list_areas(db, scope)}
    stands = {r["area_id"]: r for r in ground_store.results(db, round_id, scope)} if round_id else {}
    said = _heard(db, round_id, scope, whole or scope) if round_id else {}
    spoke = ground_store.spoke(db, round_id, scope) if round_id else {}
    points = _points_told(db, stands, scope)
    industries, stages, sizes = ground_store.firms(db, scope)
    return [
        Ground(
            area_id=area_id,
            kind=area["kind"],
            level=stands[area_id]["level"] if area_id in stands else None,
            spoke=spoke.get(area_id, 0),
            said=said.get(area_id, {}),
            guarded=not scope.answers,
            points=points.get(area_id, {}),
            firms=sum(sizes.get(area_id, {}).values()),
            industries=industries.get(area_id, {}),
            stages=stages.get(area_id, {}),
            sizes=sizes.get(area_id, {}),
        )
        for area_id, area in there.items()
    ]


def _heard(db: Database, round_id: str, scope: Scope, whole: Scope) -> Counts:
    """What firms said of the areas of a scope, as far as their number is told."""
    every = ground_store.said(db, round_id, scope if scope.answers else EVERYTHING)
    if scope.answers:
        return every
    cells = firm_cells(every, words_told(db, round_id, whole))
    return {
        area: {theme: n for theme, n in there.items() if (area, theme) in cells}
        for area, there in every.items()
        if scope.allows(area)
    }


def most_asking(db: Database, round_id: str, scope: Scope) -> dict[str, int]:
    """Area to how many of its firms named a problem of one domain, of that which most did; of those told alone."""
    said = _heard(db, round_id, scope, scope)
    cells = None if scope.answers else sorted((area, theme) for area, there in said.items() for theme in there)
    asking = firms_naming(db, round_id, domains_of(db), scope=scope, areas=scope.area_ids, cells=cells)
    return {area: max(there.values()) for area, there in asking.items()}


def ground_of_area(db: Database, round_id: str | None, area_id: str, scope: Scope) -> Ground:
    """What is known of one area, which the reader may see."""
    return read_grounds(db, round_id, replace(scope, area_ids=frozenset({area_id})), whole=scope)[0]


def ground_of_firm(db: Database, round_id: str | None, firm: sqlite3.Row, scope: Scope) -> Ground:
    """What is known of a firm: its area's level, voices and numbers, and of the register its own line alone.

    What the firm itself said is known to who reads single answers, and to nobody else.
    """
    area = ground_of_area(db, round_id, firm["area_id"], scope)
    own = ground_store.said_by(db, round_id, firm["id"]) if round_id and scope.answers else set()
    kind = next((i["kind"] for i in areas_store.list_industries(db) if i["code"] == firm["industry_code"]), None)
    return replace(
        area,
        firm_id=firm["id"],
        firms=1,
        industries={kind: 1} if kind else {},
        stages={firm["growth_stage"]: 1} if firm["growth_stage"] else {},
        sizes={firm["size_band"]: 1},
        own=frozenset(own),
    )


def _points_told(db: Database, stands: Mapping[str, sqlite3.Row], scope: Scope) -> dict[str, dict[str, float]]:
    points = ground_store.points(db, {r["id"]: area for area, r in stands.items()})
    if scope.answers:
        return points
    # Only a score that reaches the mark is told.
    least = rules_in_use(db).domain_points
    high = {a: stands[a]["id"] for a, each in points.items() if a in stands and max(each.values()) >= least}
    may = told_of_results(db, sorted(high.values()), scope)
    return {area: each for area, each in points.items() if area not in high or may[high[area]].score}
