"""Assessing a quarter: what the rules say of all areas on the data of a day. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from flask_babel import gettext as _
from sqlite_utils import Database

from app.errors import Conflict
from app.monitoring.method.analysis import Analysis, analyze, classify_quarter, in_order
from app.monitoring.method.classification import STABLE, WATCH, Standings
from app.monitoring.method.grounds import Grounds, grounds_of
from app.monitoring.method.indicators import Indicator
from app.monitoring.method.rules import NEWEST, MonitoringRules, rules_in
from app.monitoring.observations import store
from app.monitoring.observations.panel import Panel
from app.monitoring.observations.quarters import last_day_of, months_of, quarter_moved
from app.monitoring.quarter import classification_store

SCHEME = "national3"  # whose "monitoring" part rules where no other is named
FIRMS = "establishments"  # the firms behind an area's values
PART = 250  # areas worked on together: 40 indicators of 120 months are about 100 MB of figures
Stood = tuple[str, int]  # stable or watch, and the quarters running with a low breadth


@dataclass(frozen=True)
class Policy:
    """The rules of a scheme's version, with its hash."""

    sha256: str
    rules: MonitoringRules


@dataclass(frozen=True)
class Known:
    """Values known on a day, and the monthly figures made of them."""

    day: str
    indicators: tuple[Indicator, ...]
    panel: Panel
    analysis: Analysis


@dataclass(frozen=True)
class Assessed:
    """One area's quarter.

    Attributes
    ----------
    kept : str
        stable or watch; where not `determined`, the old state.
    breadth : float or None
        None where nothing is known.
    """

    kept: str
    determined: bool
    breadth: float | None
    coverage: float
    grounds: Grounds

    @property
    def state(self) -> str:
        """stable, watch, or undetermined (the old state kept)."""
        return self.kept if self.determined else "undetermined"


def policy_in_use(db: Database, code: str = SCHEME) -> Policy:
    """The rules of the newest version of a scheme. Raises Conflict where there is none yet."""
    found = store.newest_scheme(db, code)
    if found is None:
        raise Conflict(_("없는 평가 방식입니다: %(code)s. `moksori init`으로 기본 방식을 넣어 주십시오.", code=code))
    rules = rules_of(found["definition"])
    if rules.version < NEWEST:
        text = _(
            "평가 방식 %(code)s의 분기 관찰 규칙은 %(n)s판이어서 새로 분류할 수 없습니다.", code=code, n=rules.version
        )
        raise Conflict(text)
    return Policy(found["sha256"], rules)


@lru_cache(maxsize=16)
def rules_of(definition: str) -> MonitoringRules:
    """The monitoring rules of a stored scheme, which never changes."""
    return rules_in(definition)


def known_on(db: Database, day: str, rules: MonitoringRules, areas: Sequence[str], *, last: str | None = None) -> Known:
    """Values and figures of areas as of a day, up to the month `last` or the newest one."""
    indicators = in_order(store.list_indicators(db), rules)
    panel = store.panel(db, day, codes=[i.code for i in indicators], areas=areas, last=last)
    firms = panel.series(FIRMS)
    figures = analyze(
        panel.x, panel.nation, panel.city, indicators=indicators, rules=rules, firms=firms, opens=panel.opens
    )
    return Known(day, indicators, panel, figures)


def assess(known: Known, quarter: str, before: Mapping[str, Stood], rules: MonitoringRules) -> dict[str, Assessed]:
    """Area id to its quarter; empty where the quarter's months lie outside of what is known.

    `before` holds where areas stood after the quarter before; an area that is not in it starts as stable.
    """
    first, _second, last_month = months_of(quarter)
    months, areas = known.panel.months, known.panel.areas
    if first not in months or last_month not in months:
        return {}
    last = months.index(last_month)
    stood = [before.get(area, ("stable", 0)) for area in areas]
    start = Standings(np.array([state == WATCH for state, _n in stood], bool), np.array([n for _s, n in stood], int))
    found = classify_quarter(known.analysis, last, start, indicators=known.indicators, rules=rules)
    grounds, result = grounds_of(known.analysis, found, last=last, rules=rules), found.areas
    return {
        area: Assessed(
            WATCH if result.watch[a] else STABLE,
            bool(result.determined[a]),
            None if np.isnan(result.breadth[a]) else float(result.breadth[a]),
            float(result.coverage[a]),
            grounds[a],
        )
        for a, area in enumerate(areas)
    }


def assess_areas(
    db: Database, quarter: str, day: str, before: Mapping[str, Stood], rules: MonitoringRules
) -> dict[str, Assessed]:
    """Area id to its quarter on a day's data and register, part by part; empty where no value of it was known.

    An area that closed before the quarter's end, as the register said on that day, is none of them.
    """
    areas = classification_store.areas_on(db, day, last_day=last_day_of(quarter))
    found, told = {}, False
    ordered = sorted(areas)  # as the values lie in the database
    for start in range(0, len(ordered), PART):
        known = known_on(db, day, rules, ordered[start : start + PART], last=months_of(quarter)[2])
        found.update(assess(known, quarter, before, rules))
        months = [known.panel.months.index(m) for m in months_of(quarter) if m in known.panel.months]
        told = told or bool(months and not np.isnan(known.panel.x[:, :, months]).all())
    return {area: found[area] for area in areas if area in found} if told else {}


def standings_before(db: Database, quarter: str, day: str) -> dict[str, Stood]:
    """Where areas stood after the quarter before, as far as it was known on a day."""
    stored = classification_store.standing(db, quarter_moved(quarter, -1), as_of=day)
    return {area: (r["state"], r["quarters_below"]) for area, r in stored.items()}
