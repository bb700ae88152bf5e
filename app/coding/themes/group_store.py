"""SQL of themes by groups of areas or of firms, from what is kept of each area: somebody of several areas counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.named_store import Spoke, spoke
from app.coding.themes.themes import Prevalence

# Of one that speaks of several areas, in each of which it is counted.
_SPREAD = """from spread_now w cross join {table} d on d.respondent_id = w.respondent_id
  join respondent_area ra on ra.respondent_id = w.respondent_id where d.round_id = :round"""


def spoke_of_areas(db: Database, round_id: str, groups: Mapping[str, Collection[str]]) -> dict[str, Spoke]:
    """Group of areas to who spoke of one of them."""
    by_area = spoke(db, round_id)
    counts = {
        group: [sum(by_area[a][n] for a in areas if a in by_area) for n in (0, 1)] for group, areas in groups.items()
    }
    sql = f"select d.respondent_id, d.firm, ra.area_id {_SPREAD.format(table='spoke_now')}"
    there: dict[tuple[str, int], set[str]] = defaultdict(set)
    for respondent, firm, area in _plain(db, sql, {"round": round_id}):
        there[respondent, firm].add(area)
    for (_who, firm), areas in there.items():
        for group, more in _again(groups, areas):
            counts[group][0] -= more
            counts[group][1] -= more * firm
    return {group: Spoke(*n) for group, n in counts.items() if n[0]}


def named_of_areas(
    db: Database, round_id: str, groups: Mapping[str, Collection[str]], spoke: Mapping[str, Spoke]
) -> dict[tuple[str, str], Prevalence]:
    """(group of areas, theme) to who named a problem of it; `spoke` has who spoke of each group."""
    of_area: dict[str, list[str]] = defaultdict(list)
    for group, areas in groups.items():
        for area in areas:
            of_area[area].append(group)
    counts: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0, 0])
    for area, theme, *n in _plain(
        db,
        """select ra.area_id, d.theme_code, count(*), sum(d.worst), sum(d.firm)
           from said_now d join respondent_area ra on ra.respondent_id = d.respondent_id
           where d.round_id = :round and d.stance = 'need' group by 1, 2""",
        {"round": round_id},
    ):
        for group in of_area.get(area, ()):
            _add(counts[group, theme], n, 1)
    sql = f"""select d.respondent_id, d.theme_code, d.worst, d.firm, ra.area_id
              {_SPREAD.format(table="said_now")} and d.stance = 'need'"""
    there: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for *said, area in _plain(db, sql, {"round": round_id}):
        there[tuple(said)].add(area)
    for (_who, theme, worst, firm), areas in there.items():
        for group, more in _again(groups, areas):
            _add(counts[group, theme], (1, worst, firm), -more)
    return _prevalences(counts, spoke)


def firms_by_area(db: Database, round_id: str) -> dict[tuple[str, str], Prevalence]:
    """(area, theme) to the firms of the area that named a problem of it."""
    there = {area: Spoke(each.firms, each.firms) for area, each in spoke(db, round_id).items()}
    found = _plain(
        db,
        """select ra.area_id, d.theme_code, count(*), sum(d.worst), sum(d.firm)
           from said_now d join respondent_area ra on ra.respondent_id = d.respondent_id
           where d.round_id = :round and d.stance = 'need' and d.firm group by 1, 2""",
        {"round": round_id},
    )
    return _prevalences({(area, theme): n for area, theme, *n in found}, there)


def spoke_of_industry(db: Database, round_id: str, industry_code: str, scope: Scope) -> Spoke | None:
    """Who of a scope spoke and is a firm of an industry of the register."""
    (found,) = _plain(
        db,
        f"""select count(*), sum(s.firm) from firm f
              cross join respondent re on re.round_id = :round and re.firm_id = f.id
              cross join spoke_now s on s.round_id = re.round_id and s.respondent_id = re.id
            where f.industry_code = :industry and {_within("re.id", scope)}""",
        {"round": round_id, "industry": industry_code},
    )
    return Spoke(*found) if found[0] else None


def named_of_industries(
    db: Database, round_id: str, scope: Scope, spoke: Mapping[str, Spoke]
) -> dict[tuple[str, str], Prevalence]:
    """(industry, theme) to which of its firms named a problem of it, of all industries."""
    found = _plain(
        db,
        f"""select f.industry_code, d.theme_code, count(*), sum(d.worst), sum(d.firm)
            from said_now d cross join respondent re on re.id = d.respondent_id cross join firm f on f.id = re.firm_id
            where d.round_id = :round and d.stance = 'need' and f.industry_code is not null
              and {_within("re.id", scope)}
            group by 1, 2""",
        {"round": round_id},
    )
    return _prevalences({(group, theme): n for group, theme, *n in found}, spoke)


def _prevalences(
    counts: Mapping[tuple[str, str], Collection[float]], spoke: Mapping[str, Spoke]
) -> dict[tuple[str, str], Prevalence]:
    found = {}
    for (group, theme), (k, worst, firms) in counts.items():
        if k:
            n = spoke[group].respondents if group in spoke else 0
            found[group, theme] = Prevalence(int(k), n, worst / k, int(firms))
    return found


def _add(counts: list[float], n: Iterable[float], times: int) -> None:
    for place, each in enumerate(n):
        counts[place] += times * each


def _again(groups: Mapping[str, Collection[str]], areas: Collection[str]) -> list[tuple[str, int]]:
    """Groups in which somebody of these areas was counted more than once, and how much too often."""
    return [(group, n - 1) for group, those in groups.items() if (n := sum(a in those for a in areas)) > 1]


def _within(respondent: str, scope: Scope) -> str:
    """Whether a respondent speaks of an area of the scope."""
    if scope.area_ids is None:
        return f"exists (select 1 from respondent_area ra where ra.respondent_id = {respondent})"
    own = scope.sql("ra.area_id")
    return f"exists (select 1 from respondent_area ra where ra.respondent_id = {respondent} and {own})"


def _plain(db: Database, sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    cursor = db.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, parameters).fetchall()
