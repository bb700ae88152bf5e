"""Assessing a quarter: what the rules say of all areas on the data of a day. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _
from sqlite_utils import Database

from app.errors import Conflict
from app.monitoring.method.analysis import Analysis, analyze, classify_quarter, in_order
from app.monitoring.method.classification import Classified, Standing
from app.monitoring.method.grounds import Grounds, from_json, grounds_of, standing_of
from app.monitoring.method.indicators import Indicator
from app.monitoring.method.rules import MonitoringRules, read_rules
from app.monitoring.observations import store
from app.monitoring.observations.panel import Panel
from app.monitoring.observations.quarters import months_of, quarter_moved
from app.monitoring.quarter import classification_store
from app.tables.checked import Checked, FaultyFile

SCHEME = "national3"  # whose "monitoring" part rules where no other is named
FIRMS = "establishments"  # the firms behind an area's values


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
    """One area's quarter."""

    outcome: Classified
    grounds: Grounds

    @property
    def state(self) -> str:
        """stable, watch, or undetermined (the old state kept)."""
        return self.outcome.state if self.outcome.determined else "undetermined"


def policy_in_use(db: Database, code: str = SCHEME) -> Policy:
    """The rules of the newest version of a scheme. Raises Conflict where there is none yet."""
    found = store.newest_scheme(db, code)
    if found is None:
        raise Conflict(_("없는 평가 방식입니다: %(code)s. `moksori init`으로 기본 방식을 넣어 주십시오.", code=code))
    return Policy(found["sha256"], rules_of(found["definition"]))


@lru_cache(maxsize=16)
def rules_of(definition: str) -> MonitoringRules:
    """The monitoring rules of a stored scheme, which never changes."""
    whole = Checked(json.loads(definition))
    rules = read_rules(whole.part("monitoring"))
    if whole.faults:
        raise FaultyFile(whole.faults)
    return rules


def known_on(db: Database, day: str, rules: MonitoringRules, areas: Sequence[str], *, last: str | None = None) -> Known:
    """Values and figures of areas as of a day, up to the month `last` or the newest one."""
    indicators = in_order(store.list_indicators(db), rules)
    panel = store.panel(db, day, codes=[i.code for i in indicators], areas=areas, last=last)
    firms = panel.series(FIRMS)
    figures = analyze(panel.x, panel.nation, panel.city, indicators=indicators, rules=rules, firms=firms)
    return Known(day, indicators, panel, figures)


def assess(known: Known, quarter: str, before: Mapping[str, Standing], rules: MonitoringRules) -> dict[str, Assessed]:
    """Area id to its quarter; empty where the quarter's months lie outside of what is known.

    `before` holds where areas stood after the quarter before; an area that is not in it starts as stable.
    """
    first, _second, last_month = months_of(quarter)
    months, areas = known.panel.months, known.panel.areas
    if first not in months or last_month not in months:
        return {}
    last = months.index(last_month)
    start = [before.get(area, Standing()) for area in areas]
    found = classify_quarter(known.analysis, last, start, indicators=known.indicators, rules=rules)
    return {
        area: Assessed(found.areas[a], grounds_of(known.analysis, found, a, last=last, rules=rules))
        for a, area in enumerate(areas)
    }


def standings_before(db: Database, quarter: str, day: str) -> dict[str, Standing]:
    """Where areas stood after the quarter before, as far as it was known on a day."""
    stored = classification_store.standing(db, quarter_moved(quarter, -1), as_of=day)
    return {area: standing_of(r["state"], from_json(r["reasons"])) for area, r in stored.items()}
