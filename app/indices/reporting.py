"""An index as plain data: what the command prints as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

import numpy as np

from app.indices.adding import without_each
from app.indices.building import Built
from app.indices.drawing import HIGH, LOW, Intervals, Space, intervals, space_of
from app.indices.screening import Pair, pairs, with_whole
from app.indices.sensitivity import Sobol, rank_sensitivities
from app.indices.weighing import effective

# Digits after the point: more are noise of the machine, fewer would hide a tie.
DIGITS = 10


def report(built: Built) -> dict[str, Any]:
    """Everything that is told of an index; floats are rounded to ten digits, NaN is None."""
    scheme, model = built.model.scheme, built.model
    space = space_of(model)
    drawn = intervals(space, scheme.draws, scheme.seed) if space.size else None
    moved = rank_sensitivities(space, scheme.base, scheme.seed) if space.size else None
    found = {
        "scheme": scheme.code,
        "title": scheme.title,
        "units": _units(built, drawn, moved),
        "weights": {code: _plain(each) for code, each in effective(scheme.index, model.weights).items()},
        "treated": _treated(built),
        "missing": _missing(built),
        "screening": _screening(built),
        "adds": _adds(built),
        "uncertainty": _uncertainty(built, drawn),
        "sensitivity": _sensitivity(space, moved),
    }
    return found


def _plain(value: float) -> float | None:
    """A number JSON can hold."""
    return round(float(value), DIGITS) if isfinite(value) else None


def _units(built: Built, drawn: Intervals | None, moved: Sobol | None) -> list[dict[str, Any]]:
    """A unit each, in the order of the file; those without a score say how much of the weight is known."""
    places = {int(at): place for place, at in enumerate(built.scored)}
    found = []
    for at, (unit, row) in enumerate(zip(built.table.units, built.table.rows, strict=True)):
        entry = {"unit": unit, "row": row, "known": _plain(built.known[at]), "score": None, "rank": None}
        if at in places:
            entry |= _scored(built, places[at], drawn, moved)
        found.append(entry)
    return found


def _scored(built: Built, at: int, drawn: Intervals | None, moved: Sobol | None) -> dict[str, Any]:
    model = built.model
    root = model.scheme.index.code
    entry: dict[str, Any] = {
        "score": _plain(model.scores[at]),
        "rank": _plain(model.ranks[at]),
        "groups": {code: _plain(values[at]) for code, values in model.groups.items() if code != root},
        "indicators": {code: _plain(values[at]) for code, values in model.leaves.items()},
    }
    if drawn is not None:
        ranks = {f"rank_{LOW}": drawn.low, "rank_50": drawn.middle, f"rank_{HIGH}": drawn.high, "rank_mean": drawn.mean}
        entry |= {name: _plain(each[at]) for name, each in ranks.items()}
    if moved is not None:
        names = [factor.name for factor in model.scheme.uncertainty]
        entry["total"] = {name: _plain(each) for name, each in zip(names, moved.total[:, 1 + at], strict=True)}
    return entry


def _treated(built: Built) -> list[dict[str, Any]]:
    columns = zip(built.model.scheme.indicators, built.model.treated, strict=True)
    return [
        {"indicator": each.code, "how": column.how, "points": column.points, "still_skewed": bool(column.still)}
        for each, column in columns
        if column.how
    ]


def _missing(built: Built) -> dict[str, Any]:
    table, codes = built.table, [each.code for each in built.model.scheme.indicators]
    known = (~np.isnan(table.values)).sum(axis=0)
    out = sorted(set(range(len(table.units))) - set(built.scored.tolist()))
    return {
        "units": len(table.units),
        "scored": int(built.scored.size),
        "indicators": {
            code: {"known": int(n), "share": _plain(n / len(table.units)), "empty": dict(table.marks.get(code, {}))}
            for code, n in zip(codes, known, strict=True)
        },
        "without_score": [{"unit": table.units[at], "row": table.rows[at]} for at in out],
        "unused_columns": list(table.unused),
    }


def _screening(built: Built) -> dict[str, Any]:
    model = built.model
    index = model.scheme.index
    return {
        "pairs": [_pair(each) for each in pairs(index, model.leaves)],
        "with_index": [_pair(each) for each in with_whole(model.leaves, model.scores, index.code)],
    }


def _pair(each: Pair) -> dict[str, Any]:
    found = {"one": each.one, "other": each.other, "r": _plain(each.r), "n": each.n, "flag": each.flag}
    return found | {"group": each.group} if each.group else found


def _adds(built: Built) -> list[dict[str, Any]]:
    """Each place of the tree: how far the ranks move without it, and scores and ranks in the order of the scored units."""
    base, found = built.model.ranks, []
    names = [built.table.units[at] for at in built.scored]
    for each in without_each(built.model):
        moved = np.abs(each.ranks - base)
        far = int(np.nanargmax(moved)) if not np.isnan(moved).all() else None
        found.append(
            {
                "without": each.code,
                "shift": _plain(each.shift),
                "farthest": None if far is None else {"unit": names[far], "ranks": _plain(each.ranks[far] - base[far])},
                "scores": [_plain(value) for value in each.scores],
                "ranks": [_plain(value) for value in each.ranks],
            }
        )
    return found


def _uncertainty(built: Built, drawn: Intervals | None) -> dict[str, Any] | None:
    if drawn is None:
        return None
    low, middle, high = np.percentile(drawn.shifts, [LOW, 50, HIGH])
    return {
        "draws": built.model.scheme.draws,
        "seed": built.model.scheme.seed,
        "shift": {
            "mean": _plain(drawn.shifts.mean()),
            f"p{LOW}": _plain(low),
            "p50": _plain(middle),
            f"p{HIGH}": _plain(high),
        },
    }


def _sensitivity(space: Space, moved: Sobol | None) -> list[dict[str, Any]]:
    """Each factor: the share of the variance of the mean absolute shift, with 90 % of the resamples."""
    if moved is None:
        return []
    bands = zip(moved.first_low, moved.first_high, moved.total_low, moved.total_high, strict=True)
    return [
        {
            "factor": factor.name,
            "first": _plain(moved.first[at, 0]),
            "first_90": _both(band[:2]),
            "total": _plain(moved.total[at, 0]),
            "total_90": _both(band[2:]),
        }
        for at, (factor, band) in enumerate(zip(space.factors, bands, strict=True))
    ]


def _both(band: Sequence[float]) -> list[float | None]:
    return [_plain(each) for each in band]


def table_lines(found: Mapping[str, Any]) -> list[str]:
    """The scores as lines of a table, the highest first."""
    drawn = found["uncertainty"] is not None
    head = ["순위", "단위", "점수", "아는 비중", *([f"순위 {LOW}–{HIGH}%"] if drawn else [])]
    lines = ["\t".join(head)]
    for each in sorted(found["units"], key=lambda unit: (unit["rank"] is None, unit["rank"], unit["row"])):
        if each["rank"] is None:
            lines.append(f"-\t{each['unit']}\t판단 유보\t{each['known']:.2f}")
            continue
        cells = [f"{each['rank']:g}", each["unit"], f"{each['score']:.4g}", f"{each['known']:.2f}"]
        if drawn:
            cells.append(f"{each[f'rank_{LOW}']:g}–{each[f'rank_{HIGH}']:g}")
        lines.append("\t".join(cells))
    return lines
