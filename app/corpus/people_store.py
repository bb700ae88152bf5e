"""All SQL of who spoke: respondents of some rounds with what the register says of them, within a scope."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.themes.quote_store import waves_of_respondents
from app.corpus.ground_store import plain
from app.corpus.people import Person
from app.db import row, rows

_PEOPLE = """
select re.rowid, coalesce(f.rowid, -re.rowid), re.id, re.kind, coalesce(f.industry_code, re.industry_code, ''),
  coalesce(f.size_band, re.size_band, ''), coalesce(f.growth_stage, ''), (
    select group_concat(ra.area_id) from respondent_area ra where ra.respondent_id = re.id)
from respondent re left join firm f on f.id = re.firm_id
where re.round_id in (select value from json_each(?)) and exists (
  select 1 from spoke_now v where v.respondent_id = re.id and v.round_id in (select value from json_each(?)))
order by re.rowid"""


def rounds_of(db: Database, when: str, usual: str) -> list[str]:
    """Ids of the rounds a time means: of a round, of a wave, of all; `usual` where it is empty or unknown."""
    if when == "all":
        return [r["id"] for r in rows(db, "select id from round order by starts_on")]
    found = row(
        db, "select id from round where code = :when union select round_id from wave where code = :when", {"when": when}
    )
    return [found["id"] if found else usual]


def list_rounds(db: Database) -> list[sqlite3.Row]:
    """Rounds by code and name, the newest first; what was collected in them is not asked."""
    return rows(db, "select code, name_ko, name_en from round order by starts_on desc")


def is_wave(db: Database, when: str) -> bool:
    return row(db, "select 1 from wave where code = ?", [when]) is not None


def wave_codes(db: Database, rounds: Collection[str]) -> list[str]:
    """Codes of the rounds' waves, in the order of time."""
    sql = "select code from wave where round_id in (select value from json_each(?)) order by starts_on"
    return [r["code"] for r in rows(db, sql, [json.dumps(list(rounds))])]


def people_of(db: Database, rounds: Collection[str], scope: Scope, *, waves: bool = False) -> list[Person]:
    """Everyone who answered or spoke in these rounds and speaks of an area of the scope; the denominator of all figures.

    With `waves` each has the waves in which he or she did.
    """
    with _uncollected():
        return _people_of(db, rounds, scope, waves=waves)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: for so many tuples, all of which stay, every object of the process was looked through."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _people_of(db: Database, rounds: Collection[str], scope: Scope, *, waves: bool) -> list[Person]:
    clusters, spoke = _clusters(db), _waves(db, rounds) if waves else {}
    asked = json.dumps(list(rounds))
    # Of a hundred thousand respondents a few hundred speak of other areas than the one before.
    places: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    found = []
    for *told, joined in plain(db, _PEOPLE, [asked, asked]):
        if joined not in places:
            areas = tuple(sorted(a for a in (joined or "").split(",") if a and scope.allows(a)))
            places[joined] = (areas, tuple(dict.fromkeys(c for a in areas for c in clusters[a])))
        if places[joined][0]:
            found.append(Person._make((*told, *places[joined], frozenset(spoke.get(told[2], ())))))
    return found


def spoke_in(db: Database, round_id: str) -> set[str]:
    """Ids of everyone who answered or spoke in a round."""
    return {key for (key,) in plain(db, "select respondent_id from spoke_now where round_id = ?", [round_id])}


def _clusters(db: Database) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for r in rows(db, "select area_id, cluster_code from area_cluster order by cluster_code"):
        found[r["area_id"]].append(r["cluster_code"])
    return found


def _waves(db: Database, rounds: Iterable[str]) -> dict[str, set[str]]:
    """Respondent to the waves in which he or she answered or spoke."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in rounds:
        for wave, there in waves_of_respondents(db, each).items():
            for respondent in there:
                found[respondent].add(wave)
    return found
