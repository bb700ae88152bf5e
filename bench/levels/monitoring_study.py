"""Simulated areas through the whole of monitoring: false alarms, delays and recovery against the method's targets.

    python bench/levels/monitoring_study.py                # 4,000 areas a world
    python bench/levels/monitoring_study.py --ewma 7       # with an EWMA in the CUSUM's place
    python bench/levels/monitoring_study.py --write        # and keep the figures where the page of the rules reads them

Every figure runs the product's own code from monthly values on (changes, robust z with its own MAD, CUSUM, breadth,
hysteresis), quarter by quarter. Whoever is on watch before anything happened is left out of delays and recovery.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.evaluation.method.scheme_file import DEFAULT, PRESETS
from app.monitoring.method.analysis import analyze, classify_quarter, in_order
from app.monitoring.method.classification import Standings
from app.monitoring.method.indicators import Indicator, load_indicators
from app.monitoring.method.rules import MonitoringRules, rules_in
from app.monitoring.method.study import Study, StudyLine, rules_hash, write_study

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Measure = Callable[["Setting"], StudyLine]
# SD of a month's own move: % of a level, %p of a rate. Chosen, not measured, since no series of real areas are public:
# yearly changes of a healthy area then have an SD of about 1.1-2.2 % (AR) and 1.4-2.8 % (walk), power twice that.
NOISE = {"establishments": 0.4, "employees": 0.5, "wages": 0.8, "delinquency": 0.08, "insured": 0.5, "power": 1.5}
START = {"delinquency": 2.0}  # % of a rate at first; levels start at 1,000
NOISES = (1.0, 2.0)  # and areas twice as restless, of which the method promises nothing
PERSISTENCE, CORRELATION = 0.9, 0.5  # of the method's targets
NATION = 0.1  # % a month: the nation's own move, and as much noise
BURN = 61  # months: 49 before the first z, and a year in which states forget their start
AFTER = 48  # months watched after that
WEIGHT = 0.1  # of the EWMA, as in Montgomery's example
FALLING = ("establishments", "employees", "wages", "insured")  # the levels of full weight
SEED = 20261130
# Worlds and limits are those of the method.
WORLDS = {
    "ar_independent": (False, 0.0),
    "ar_correlated": (False, CORRELATION),
    "walk_independent": (True, 0.0),
    "walk_correlated": (True, CORRELATION),
}


@dataclass(frozen=True)
class Setting:
    """A world with the rules it is judged by."""

    world: str
    areas: int
    indicators: tuple[Indicator, ...]
    rules: MonitoringRules
    noise: float
    ewma: float | None = None  # limit of an EWMA in the CUSUM's place [SD of the mean of independent z]

    @property
    def relative_only(self) -> Setting:
        """Without absolute rules and hard triggers: what z and CUSUM find alone."""
        bare = tuple(replace(each, worse_by=None) for each in self.rules.indicators)
        return replace(self, rules=replace(self.rules, indicators=bare, triggers=()))


def study(areas: int, rules: MonitoringRules, *, noise: float = 1.0, limit: float | None = None) -> list[StudyLine]:
    """Every question in every world."""
    indicators = in_order(load_indicators(), rules)
    settings = [Setting(world, areas, indicators, rules, noise, limit) for world in WORLDS]
    questions: tuple[Measure, ...] = (false_alarms, fast_decline, slow_decline, recovery)
    return [question(setting) for question in questions for setting in settings]


# Questions -------------------------------------------------------------------------------------------------


def false_alarms(setting: Setting) -> StudyLine:
    """Share of healthy area-quarters on watch."""
    on = watched(deviations(setting, 1), setting)[:, BURN // 3 + 1 :]
    limit = 0.15 if setting.world == "walk_correlated" else 0.10
    return StudyLine("healthy", setting.world, setting.noise, round(float(on.mean()), 4), limit, on.size, 0, None)


def fast_decline(setting: Setting) -> StudyLine:
    """1 % a month in two indicators, found within nine months."""
    return _decline(setting.relative_only, "fast", percent=1.0, count=2, months=9, limit=0.75)


def slow_decline(setting: Setting) -> StudyLine:
    """.3 % a month in four indicators, found within eighteen months."""
    limit = 0.70 if WORLDS[setting.world][1] else 0.80
    return _decline(setting.relative_only, "slow", percent=0.3, count=4, months=18, limit=limit)


def recovery(setting: Setting) -> StudyLine:
    """One fall of 8 % in two indicators and nothing since: off watch within six quarters of the fall's."""
    deviation, onset = deviations(setting, 4), _onsets(setting.areas)
    t = np.arange(deviation.shape[-1])
    fall = np.where(t >= onset[:, None], 100 * np.log(0.92), 0.0)
    on = watched(deviation + _chosen(setting, 2)[:, :, None] * fall[:, None, :], setting)
    fell = onset // 3  # the quarter of the fall
    quarters = np.arange(on.shape[1])
    flagged = ~_at(on, fell - 1) & ((quarters >= fell[:, None]) & (quarters <= fell[:, None] + 1) & on).any(axis=1)
    on, fell = on[flagged], fell[flagged]
    back = ~on & (quarters > fell[:, None]) & (np.cumsum(on, axis=1) > _before(on, fell)[:, None])
    took = np.where(back.any(axis=1), back.argmax(axis=1) - fell, np.inf)
    return _line("recovered", setting, took <= 6, 3 * took, limit=0.80, months=18)


def _decline(setting: Setting, question: str, *, percent: float, count: int, months: int, limit: float) -> StudyLine:
    deviation, onset = deviations(setting, 2 if question == "fast" else 3), _onsets(setting.areas)
    t = np.arange(deviation.shape[-1])
    down = -percent * np.maximum(0, t - onset[:, None] + 1)
    on = watched(deviation + _chosen(setting, count)[:, :, None] * down[:, None, :], setting)
    stable = ~_at(on, (onset - 3) // 3)
    on, onset = on[stable], onset[stable]
    months_in = 3 * np.arange(on.shape[1]) + 3 - onset[:, None]  # months of decline seen by each quarter's end
    found = on & (months_in > 0)
    took = np.where(found.any(axis=1), np.take_along_axis(months_in, found.argmax(axis=1)[:, None], 1)[:, 0], np.inf)
    return _line(question, setting, took <= months, took, limit=limit, months=months)


def _line(question: str, setting: Setting, yes: Flags, took: Floats, *, limit: float, months: int) -> StudyLine:
    median = float(np.median(took[yes])) if yes.any() else None
    return StudyLine(
        question, setting.world, setting.noise, round(float(yes.mean()), 4), limit, len(yes), months, median
    )


# Areas -----------------------------------------------------------------------------------------------------


def deviations(setting: Setting, question: int) -> Floats:
    """Healthy areas' monthly deviations from the nation, (A, I, T): % of a level, %p of a rate."""
    walk, correlation = WORLDS[setting.world]
    rng = np.random.default_rng([SEED, question, list(WORLDS).index(setting.world)])
    months = BURN + AFTER
    shared = rng.standard_normal((setting.areas, 1, months))
    moves = rng.standard_normal((setting.areas, len(setting.indicators), months))
    moves = np.sqrt(1 - correlation) * moves + np.sqrt(correlation) * shared
    # Bad moves come together: where levels fall, a rate that is bad when it rises goes up.
    moves *= setting.noise * np.array([NOISE[each.code] * each.direction for each in setting.indicators])[:, None]
    if walk:
        return np.cumsum(moves, axis=-1)
    moves[..., 0] /= np.sqrt(1 - PERSISTENCE**2)
    for t in range(1, months):
        moves[..., t] += PERSISTENCE * moves[..., t - 1]
    return moves


def watched(deviation: Floats, setting: Setting) -> Flags:
    """Which areas are on watch after each quarter, (A, Q), from the first month on."""
    months = deviation.shape[-1]
    country = np.cumsum(NATION * (1 + np.random.default_rng(SEED).standard_normal(months)))
    nation = np.stack([_values(country, each, 0.0) for each in setting.indicators])
    x = np.stack([_values(country, each, deviation[:, i]) for i, each in enumerate(setting.indicators)], axis=1)
    analysis = analyze(x, nation, nation, indicators=setting.indicators, rules=setting.rules)
    if setting.ewma is not None:
        reach = setting.ewma * np.sqrt(WEIGHT / (2 - WEIGHT))
        analysis = replace(analysis, cusum=-ewma(np.nan_to_num(analysis.z), WEIGHT) / reach * setting.rules.alarm)
    standing, found = Standings.first(len(x)), []
    for last in range(2, months, 3):
        quarter = classify_quarter(analysis, last, standing, indicators=setting.indicators, rules=setting.rules)
        standing = quarter.areas.standings
        found.append(standing.watch)
    return np.stack(found, axis=1)


def ewma(x: Floats, weight: float, *, start: float = 0.0) -> Floats:
    """Exponentially weighted moving average over the last axis (Roberts 1959): what one might use instead of a CUSUM."""
    found, now = np.empty(x.shape), np.full(x.shape[:-1], start)
    for t in range(x.shape[-1]):
        now = weight * x[..., t] + (1 - weight) * now
        found[..., t] = now
    return found


def _values(country: Floats, indicator: Indicator, deviation: Floats | float) -> Floats:
    if indicator.kind == "rate":
        return START[indicator.code] + 0 * country + deviation
    return 1000 * np.exp((country + deviation) / 100)


def _onsets(areas: int) -> NDArray[np.int64]:
    """The month in which something begins: a third of the areas each in a quarter's first, second and third."""
    return BURN + 2 + np.arange(areas) % 3


def _chosen(setting: Setting, count: int) -> Floats:
    """Which indicators are hit, (A, I): some of FALLING, by chance."""
    rng = np.random.default_rng([SEED, count])
    order = rng.permuted(np.tile(np.arange(len(FALLING)), (setting.areas, 1)), axis=1)
    places = [[each.code for each in setting.indicators].index(code) for code in FALLING]
    found = np.zeros((setting.areas, len(setting.indicators)))
    found[:, places] = order < count
    return found


def _at(on: Flags, quarter: NDArray[np.int64]) -> Flags:
    return np.take_along_axis(on, quarter[:, None], axis=1)[:, 0]


def _before(on: Flags, quarter: NDArray[np.int64]) -> NDArray[np.int64]:
    """Quarters on watch before each area's quarter."""
    return np.asarray((on & (np.arange(on.shape[1]) < quarter[:, None])).sum(axis=1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--areas", type=int, default=4000)
    parser.add_argument("--scheme", default=DEFAULT, choices=sorted(PRESETS))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ewma", type=float, metavar="L", help="An EWMA with this limit in the CUSUM's place.")
    given = parser.parse_args()
    rules, begun = rules_in(PRESETS[given.scheme].read_text("utf-8")), time.process_time()
    noises = NOISES if given.ewma is None else NOISES[:1]
    lines = [line for noise in noises for line in study(given.areas, rules, noise=noise, limit=given.ewma)]
    seconds = round(time.process_time() - begun, 1)
    print(
        "| noise | question | world | share | limit | median months | n |\n| --- | --- | --- | ---: | ---: | ---: | ---: |"
    )
    for each in lines:
        sign = "<=" if each.question == "healthy" else ">="
        told = f"{each.noise:g} | {each.question} | {each.world} | {each.share:.1%}{'' if each.met else ' **missed**'}"
        print(
            f"| {told} | {sign} {each.limit:.0%} | {'' if each.median is None else f'{each.median:g}'} | {each.n:,} |"
        )
    print(f"\n{given.areas:,} areas a world, {seconds} s of processor, rules {rules_hash(rules)[:12]}")
    if given.write and given.ewma is None:
        command = f"python bench/levels/monitoring_study.py --areas {given.areas} --scheme {given.scheme} --write"
        day = datetime.now(UTC).date().isoformat()
        write_study(Study(day, command, rules_hash(rules), given.areas, seconds, tuple(lines)))


if __name__ == "__main__":
    main()
