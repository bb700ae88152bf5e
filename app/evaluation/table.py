"""Reading the round's table: its lines, how levels are spread, and the table as people take it home."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.evaluation import store
from app.evaluation.lines import Line, distribution
from app.evaluation.presets import scheme_of
from app.evaluation.scheme import Scheme
from app.formats import named
from app.labels import label


@dataclass(frozen=True)
class Spread:
    """How many areas stand at each level, now and in the round before (None where it was not evaluated)."""

    total: int
    now: tuple[tuple[str, int], ...]
    before: dict[str, int] | None
    total_before: int
    borderline: int
    dissonant: int
    open: int


def lines_of(db: Database, evaluation: sqlite3.Row, scope: Scope) -> list[Line]:
    """The lines of an evaluation within a scope."""
    scheme = scheme_of(db, evaluation["scheme_id"])
    found = store.results_of(db, evaluation["id"], scope, statement_share=scheme.statement_share)
    return [Line(row, scheme.uncertain.firm_share) for row in found]


def spread(db: Database, evaluation: sqlite3.Row, scheme: Scheme, scope: Scope) -> Spread:
    """How the levels of an evaluation are spread, beside the round before."""
    lines = lines_of(db, evaluation, scope)
    levels = [level.id for level in scheme.levels]
    earlier = next(iter(store.rounds_before(db, evaluation["round_id"], limit=1)), None)
    last = store.newest_evaluation(db, earlier["id"]) if earlier else None
    then = lines_of(db, last, scope) if last else []
    return Spread(
        total=len(lines),
        now=tuple(distribution(lines, levels)),
        before=dict(distribution(then, levels)) if then else None,
        total_before=len(then),
        borderline=sum(line.borderline for line in lines),
        dissonant=sum(line.row["dissonant"] > 0 for line in lines),
        open=sum(line.row["open"] > 0 for line in lines),
    )


def titles(scheme: Scheme) -> list[str]:
    """Column titles of the table people take home."""
    return [
        *(_("코드"), _("밀집지역"), _("구군"), _("종류"), _("점수"), _("지표·설문 점수"), _("목소리 점수")),
        *(_("산출 단계"), _("현재 단계"), _("상태"), _("지난 회차 단계"), _("견고도(%)"), _("견고함")),
        *(_("점수 하한(5 %)"), _("점수 상한(95 %)"), _("순위 하한"), _("순위 상한")),
        *(_("%(level)s 비율(%%)", level=label(level.id, "level")) for level in scheme.levels),
        *(_("목소리(곳)"), _("불일치 영역"), _("의견이 필요한 영역"), _("자료 기준일"), _("평가 방식")),
    ]


def rows_of(lines: Iterable[Line], evaluation: sqlite3.Row, scheme: Scheme) -> list[list[Any]]:
    """The table's rows."""
    version = f"{evaluation['scheme_code']} v{evaluation['scheme_number']} ({evaluation['scheme_sha256'][:12]})"
    return [_row(line, evaluation["as_of"], version, scheme) for line in lines]


def _row(line: Line, as_of: str, version: str, scheme: Scheme) -> list[Any]:
    row, shares = line.row, json.loads(line.row["shares"])
    firm = "" if row["score"] is None else _("견고") if line.firm else _("경계")
    return [
        *(row["code"], named(row), row["district"], label(row["kind"], "area_kind")),
        *(_one(row["score"]), _one(row["numbers"]), _one(row["voices"])),
        *(label(row["level"], "level"), label(line.level, "level"), label(row["state"], "level_state")),
        *(label(row["previous_level"], "level"), _one(row["robustness"], 100), firm),
        *(_one(row["band_low"]), _one(row["band_high"]), _one(row["rank_low"]), _one(row["rank_high"])),
        *(_one(shares.get(level.id), 100) for level in scheme.levels),
        *(row["respondents"], row["dissonant"], row["open"], as_of, version),
    ]


def _one(value: float | None, times: float = 1.0) -> float | None:
    return None if value is None else round(value * times, 1)
