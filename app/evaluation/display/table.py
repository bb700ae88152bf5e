"""Reading the round's table: its lines, and the table as people take it home."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.evaluation.display import told_store
from app.evaluation.display.lines import Line
from app.evaluation.method.frame import Frame
from app.evaluation.round import standing_store, store
from app.evaluation.round.presets import scheme_of
from app.words.formats import named
from app.words.labels import label


def lines_of(db: Database, evaluation: sqlite3.Row, scope: Scope) -> list[Line]:
    """The lines of one evaluation within a scope, whether or not they stand."""
    return read(db, store.results_of(db, evaluation["id"], scope), scope)


def standing_lines(db: Database, round_id: str, scope: Scope) -> list[Line]:
    """The lines that stand in a round within a scope; they may come from several evaluations."""
    return read(db, standing_store.standing_lines(db, round_id, scope), scope)


def read(db: Database, found: Sequence[sqlite3.Row], scope: Scope) -> list[Line]:
    """Rows of results as lines, as far as they may be told."""
    shares = {each: scheme_of(db, each).uncertain.firm_share for each in {r["scheme_id"] for r in found}}
    told = told_store.told_of_results(db, [r["id"] for r in found], scope)
    return [
        Line(r, shares[r["scheme_id"]], told[r["id"]].respondents, told[r["id"]].parts)
        for r in told_store.results_told(db, found, scope, known=told)
    ]


def titles(scheme: Frame) -> list[str]:
    """Column titles of the table people take home."""
    return [
        *(_("코드"), _("밀집지역"), _("구군"), _("종류"), _("점수"), _("지표·설문 점수"), _("목소리 점수")),
        *(_("산출 단계"), _("현재 단계"), _("상태"), _("지난 회차 단계"), _("견고도(%)"), _("견고함")),
        *(_("점수 하한(5 %)"), _("점수 상한(95 %)"), _("순위 하한"), _("순위 상한")),
        *(_("새로 계산한 단계"), _("새로 계산한 점수")),
        *(_("%(level)s 비율(%%)", level=label(level.id, "level")) for level in scheme.levels),
        *(_("목소리(곳)"), _("불일치 영역"), _("의견이 필요한 영역"), _("자료 기준일"), _("평가 방식")),
        *(_("근거 등급"), _("자료만의 하한(5 %)"), _("자료만의 상한(95 %)"), _("물은 곳")),
        _("비고"),
    ]


def rows_of(lines: Sequence[Line], db: Database, scheme: Frame) -> list[list[Any]]:
    """The table's rows; each names the day and the scheme of the evaluation it comes from."""
    runs = {each: store.find_evaluation(db, each) for each in {line.row["evaluation_id"] for line in lines}}
    versions = {
        key: f"{run['scheme_code']} v{run['scheme_number']} ({run['scheme_sha256'][:12]})"
        for key, run in runs.items()
        if run is not None
    }
    return [_row(line, line.row["as_of"], versions[line.row["evaluation_id"]], scheme) for line in lines]


def _row(line: Line, as_of: str, version: str, scheme: Frame) -> list[Any]:
    row, shares = line.row, json.loads(line.row["shares"])
    firm = "" if row["score"] is None else _("견고") if line.firm else _("경계")
    return [
        *(row["code"], named(row), label(row["district"], "district"), label(row["kind"], "area_kind")),
        *(_one(row["score"]), *((_one(row["numbers"]), _one(row["voices"])) if line.parts else (None, None))),
        *(label(row["level"], "level"), label(line.level, "level"), label(row["state"], "level_state")),
        *(label(row["previous_level"], "level"), _one(row["robustness"], 100), firm),
        *(_one(row["band_low"]), _one(row["band_high"]), _one(row["rank_low"]), _one(row["rank_high"])),
        *((label(row["newer_level"], "level"), _one(row["newer_score"])) if line.newer else ("", None)),
        *(_one(shares.get(level.id), 100) for level in scheme.levels),
        *(line.respondents, line.dissonant, row["open"] if line.parts else None, as_of, version),
        *(row["grade"] or "", _one(row["data_low"]), _one(row["data_high"])),
        *(None if line.respondents is None else row["asked"], _withheld(line)),
    ]


def _withheld(line: Line) -> str:
    """Why cells of the line are empty."""
    return "" if line.parts and line.respondents is not None else _("3곳 미만이라 싣지 않은 칸이 있습니다")


def _one(value: float | None, times: float = 1.0) -> float | None:
    return None if value is None else round(value * times, 1)
