"""Measured values of the quantitative strand: mean relative changes of indicators, BSI of survey items."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from app.evaluation.method.scheme import Scheme
from app.evaluation.method.window import Filled, last_complete_month
from app.evaluation.round import evidence_store
from app.evaluation.round.inputs import EvaluatedArea, Measured
from app.monitoring.method.analysis import Analysis, analyze, in_order
from app.monitoring.method.change import Why, recent_mean
from app.monitoring.method.indicators import Indicator, load_indicators
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.results.bsi import bsi_of_counts
from forms.questionnaire import Questionnaire

By_code = dict[str, Measured]
NOTHING = Measured(None, {"reason": "no_data", "months": []})
FIRMS = "establishments"  # the firms behind an area's values


@dataclass(frozen=True)
class Cube:
    """Values of areas and of the reference region over consecutive months, with the rows they came from.

    Attributes
    ----------
    months : tuple of T str
    indicators : tuple of I Indicator
    x : ndarray, shape (A, I, T)
    nation, city : ndarray, shape (I, T)
    rows : mapping of (area id or region, indicator code, month) to the observation's id
    """

    months: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    x: NDArray[np.float64]
    nation: NDArray[np.float64]
    city: NDArray[np.float64]
    rows: dict[tuple[str, str, str], str]


def months_until(last: str, count: int) -> tuple[str, ...]:
    """`count` consecutive months that end with `last` (2026-10)."""
    end = int(last[:4]) * 12 + int(last[5:]) - 1
    return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in range(end - count + 1, end + 1))


# Indicators ------------------------------------------------------------------------------------------------


def measure_indicators(
    db: Database, areas: Sequence[EvaluatedArea], scheme: Scheme, *, as_of: str, until: str
) -> tuple[str | None, dict[str, By_code]]:
    """The last month of the window, and area id to its monitoring indicators.

    The window is the scheme's last months up to the last one that is complete for nearly all areas by `as_of`
    within the round; each month's relative change needs the month a year before too.
    """
    last = _last_month(db, scheme, as_of=as_of, until=until)
    wanted = [each.code for each in scheme.indicators if each.source == "monitoring"]
    if last is None:
        return None, {area.id: dict.fromkeys(wanted, NOTHING) for area in areas}
    cube = _cube(db, areas, scheme, months_until(last, scheme.months + 12), as_of)
    analysis = analyze(
        cube.x,
        cube.nation,
        cube.city,
        indicators=cube.indicators,
        rules=scheme.monitoring,
        firms=_firms(cube),
    )
    y = recent_mean(analysis.relative, months=scheme.months, at_least=scheme.months_at_least)
    places = {each.code: i for i, each in enumerate(cube.indicators)}
    return last, {
        area.id: {code: _measured(cube, analysis, y, scheme, (a, places[code]), area.id) for code in wanted}
        for a, area in enumerate(areas)
    }


def _last_month(db: Database, scheme: Scheme, *, as_of: str, until: str) -> str | None:
    region = evidence_store.REGIONS[scheme.monitoring.reference]
    wanted = {each.code for each in scheme.indicators if each.source == "monitoring"}
    found = evidence_store.filled_months(db, as_of=as_of, until=until, region=region)
    months = [r for r in found if r["indicator"] in wanted]
    filled = [Filled(r["indicator"], r["month"], r["areas"], bool(r["reference"])) for r in months]
    return last_complete_month(filled, {r["indicator"]: r["have"] for r in months}, share=scheme.complete_share)


def _cube(db: Database, areas: Sequence[EvaluatedArea], scheme: Scheme, months: tuple[str, ...], as_of: str) -> Cube:
    indicators = in_order(load_indicators(), scheme.monitoring)
    codes = {each.code: i for i, each in enumerate(indicators)}
    times = {month: t for t, month in enumerate(months)}
    places = {each.id: a for a, each in enumerate(areas)} | {"nation": len(areas), "busan": len(areas) + 1}
    values = np.full((len(places), len(codes), len(times)), np.nan)
    ids = {}
    for r in evidence_store.observations(db, as_of=as_of, first=months[0], last=months[-1]):
        place = r["area_id"] or r["region"]
        if r["indicator_code"] in codes:
            values[places[place], codes[r["indicator_code"]], times[r["month"]]] = r["value"]
            ids[place, r["indicator_code"], r["month"]] = r["id"]
    return Cube(months, indicators, values[:-2], values[-2], values[-1], ids)


def _firms(cube: Cube) -> NDArray[np.float64] | None:
    """Firms of each area and month, where they are collected."""
    place = next((i for i, each in enumerate(cube.indicators) if each.code == FIRMS), None)
    return None if place is None else cube.x[:, place]


def _measured(
    cube: Cube,
    analysis: Analysis,
    y: NDArray[np.float64],
    scheme: Scheme,
    cell: tuple[int, int],
    area_id: str,
) -> Measured:
    a, i = cell
    window = range(len(cube.months) - scheme.months, len(cube.months))
    known = [t for t in window if not np.isnan(analysis.relative[a, i, t])]
    small = any(analysis.why[a, i, t] == Why.BASE_TOO_SMALL for t in window)
    value = None if np.isnan(y[a, i]) else float(y[a, i])
    reason = None if value is not None else "base_too_small" if small else "few_months"
    evidence = {
        "reference": scheme.monitoring.reference,
        "change": cube.indicators[i].kind,
        "known": len(known),
        "at_least": scheme.months_at_least,
        "reason": reason,
        "months": [_month(cube, analysis, scheme, (a, i, t), area_id) for t in window],
    }
    return Measured(value, evidence)


def _month(cube: Cube, analysis: Analysis, scheme: Scheme, cell: tuple[int, int, int], area_id: str) -> dict[str, Any]:
    """One month's arithmetic: value and base, change, that of the reference, and the rows of all four."""
    a, i, t = cell
    region = evidence_store.REGIONS[scheme.monitoring.reference]
    reference = cube.nation if region == "nation" else cube.city
    code, month, before = cube.indicators[i].code, cube.months[t], cube.months[t - 12]
    relative, change = analysis.relative[a, i, t], analysis.change[a, i, t]
    return {
        "month": month,
        "value": _number(cube.x[a, i, t]),
        "base": _number(cube.x[a, i, t - 12]),
        "change": _number(change),
        "reference_value": _number(reference[i, t]),
        "reference_base": _number(reference[i, t - 12]),
        "reference_change": _number(change - relative),
        "relative": _number(relative),
        "rows": [cube.rows.get((place, code, m)) for place in (area_id, region) for m in (month, before)],
    }


# Survey items ----------------------------------------------------------------------------------------------


def measure_survey(db: Database, areas: Sequence[EvaluatedArea], round_id: str, scheme: Scheme) -> dict[str, By_code]:
    """Area id to the BSI of its items; a respondent counts once, with the newest answer of the round."""
    wanted = [each.code for each in scheme.indicators if each.source == "survey"]
    given: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    asked: dict[str, Questionnaire] = {}
    if wanted:
        definitions = evidence_store.definitions_asked(db, round_id)
        asked = {version: questionnaire_of(definition) for version, definition in definitions.items()}
        for answer in evidence_store.closed_answers(db, round_id, wanted):
            given[answer["area_id"], answer["question_id"]].append(answer)
    return {
        area.id: {code: _index(given[area.id, code], asked, least=scheme.survey_at_least) for code in wanted}
        for area in areas
    }


def _index(answers: list[sqlite3.Row], asked: Mapping[str, Questionnaire], *, least: int) -> Measured:
    """BSI of one area's answers to one question; counts of fewer than `least` firms are not kept."""
    sides = [side for answer in answers if (side := _side(answer, asked)) is not None]
    found = bsi_of_counts(sides.count(1), sides.count(0), sides.count(-1), least=least)
    evidence = {
        "n": found.n,
        "at_least": least,
        "positive": found.positive,
        "neutral": found.neutral,
        "negative": found.negative,
        "reason": found.reason or None,
        "responses": [answer["response_id"] for answer in answers],
    }
    return Measured(found.value, evidence)


def _side(answer: sqlite3.Row, asked: Mapping[str, Questionnaire]) -> int | None:
    """1 better, 0 the same, -1 worse; None where nothing was chosen or it does not apply."""
    value = json.loads(answer["value"])
    question = asked[answer["version_id"]].question(answer["question_id"])
    if not isinstance(value, int) or question is None:
        return None
    middle = ((question.scale or 5) + 1) // 2
    return int(np.sign(int(value) - middle))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
