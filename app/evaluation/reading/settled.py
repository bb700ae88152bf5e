"""Places where coders differed and somebody settled what stands: their values, which win over all codings there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from app.coding.statements.voices import SETTLED
from app.evaluation.method.evidence import NONE
from app.evaluation.reading import voice_store
from app.evaluation.reading.moments import Moment
from app.evaluation.reading.voices import Judged, standing

# Domain to the largest severity there; empty: no problem.
Value = dict[int, int]


def settled_places(db: Database, round_id: str, moment: Moment, domains: Mapping[str, int | None]) -> dict[str, Value]:
    """Place to its adjudicated value, as it was settled by the moment.

    What is settled is a segment, what counts is the place (one answer or one turn). Its value is the largest over its
    segments: as settled, or as its coders have it who agree there. A place in which another segment is still in dispute
    is not adjudicated yet: which of two values would stand there nobody has said.

    Parameters
    ----------
    domains : mapping of theme to domain
        None for themes that belong to none; they count as no problem.
    """
    settled = voice_store.settlements(db, round_id, moment)
    return _values(db, round_id, moment, settled, domains) if settled else {}


def settled_words(db: Database, round_id: str, moment: Moment, domains: Mapping[str, int | None]) -> list[Judged]:
    """What was settled of segments in adjudicated places, as words of a coder "settled"."""
    settled = voice_store.settlements(db, round_id, moment)
    places = _values(db, round_id, moment, settled, domains) if settled else {}
    return [
        Judged(
            0,
            r["segment_id"],
            r["place_id"],
            SETTLED,
            "add" if r["theme"] else "nothing",
            r["theme"],
            r["stance"],
            r["severity"],
            None,
            None,
            r["respondent_id"],
        )
        for r in settled
        if r["place_id"] in places
    ]


def _values(
    db: Database, round_id: str, moment: Moment, settled: Sequence[sqlite3.Row], domains: Mapping[str, int | None]
) -> dict[str, Value]:
    by_place: dict[str, dict[str, Value]] = defaultdict(dict)
    for (place, segment), group in groupby(settled, key=lambda r: (r["place_id"], r["segment_id"])):
        by_place[place][segment] = _largest(group, domains)
    of = sorted({r["respondent_id"] for r in settled if r["respondent_id"]})
    said = _others(voice_store.judgments(db, round_id, moment, of), by_place, domains)
    found = {}
    for place, segments in by_place.items():
        values = _agreed(said.get(place, {}))
        if values is not None:
            found[place] = joined([*segments.values(), *values])
    return found


def rows_of(values: Mapping[int, Value]) -> list[tuple[int, int, int]]:
    """Rows of `Adjudicated`, by place: a domain each, or one without a domain and of severity 0."""
    return [
        (place, domain, severity)
        for place in sorted(values)
        for domain, severity in sorted((values[place] or {NONE: 0}).items())
    ]


def joined(values: Iterable[Value]) -> Value:
    """The largest severity in each domain.

    >>> joined([{0: 2}, {0: 4, 1: 1}])
    {0: 4, 1: 1}
    """
    found: Value = {}
    for value in values:
        for domain, severity in value.items():
            found[domain] = max(found.get(domain, 0), severity)
    return found


def _others(
    rows: Iterable[tuple], settled: Mapping[str, Mapping[str, Value]], domains: Mapping[str, int | None]
) -> dict[str, dict[str, list[Value]]]:
    """Of each settled place its other segments with a value of each coder who decided there."""
    found: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for (segment, _coder), group in groupby(rows, key=lambda row: (row[1], row[3])):
        given = [Judged(*row) for row in group]
        place = given[0].place_id
        if place not in settled or segment in settled[place]:
            continue
        stood = [each for each in standing(given) if each.stance != "undecided"]
        if stood:
            said = ({"theme": j.theme, "stance": j.stance, "severity": j.severity} for j in stood)
            found[place][segment].append(_largest(said, domains))
    return found


def _agreed(segments: Mapping[str, Sequence[Value]]) -> list[Value] | None:
    """The value of each segment on which all its coders agree; None where they differ on one."""
    if any(value != values[0] for values in segments.values() for value in values):
        return None
    return [values[0] for values in segments.values()]


def _largest(codings: Iterable[Any], domains: Mapping[str, int | None]) -> Value:
    needs = [c for c in codings if c["stance"] == "need" and domains.get(c["theme"]) is not None]
    return joined({domains[c["theme"]]: c["severity"]} for c in needs)  # type: ignore[dict-item]
