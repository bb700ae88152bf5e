"""The round's table to take home: one line an area, a sheet of domains, a sheet of what it stands on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import today
from app.coding.telling.name_store import mask_of
from app.evaluation.display import table, tracing
from app.evaluation.display.lines import ordered
from app.evaluation.display.told import Row
from app.evaluation.round.presets import scheme_of
from app.reports import store
from app.reports.noted import memos_of_round
from app.reports.rounds.reading import read_round_report
from app.reports.rounds.workbook import sheets_of
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import label

Sheet = tuple[Sequence[str], Iterable[Sequence[Any]]]
# Figures of a domain that say what was said; where too few said it, none of them stands.
VOICES = ("l", "contribution_l", "prevalence_k", "mean_severity")


def round_sheet(db: Database, evaluation: sqlite3.Row, scope: Scope) -> Sheet:
    """The areas of a scope, worst score first; it leaves the house, so that nobody's single answer is in it."""
    scope = replace(scope, answers=False)
    scheme = scheme_of(db, evaluation["scheme_id"])
    lines = ordered(table.standing_lines(db, evaluation["round_id"], scope), "-score")
    return table.titles(scheme), table.rows_of(lines, db, scheme)


def workbook_sheets(db: Database, round_: sqlite3.Row, evaluation: sqlite3.Row, scope: Scope) -> dict[str, Sheet]:
    """All sheets of the round's workbook."""
    lines = table.standing_lines(db, evaluation["round_id"], replace(scope, answers=False))
    titles, memos = memos_of_round(db, round_["id"], scope, mask_of(db, round_["id"]))
    return {
        _("종합평가"): round_sheet(db, evaluation, scope),
        _("영역"): _domains(db, [line.row["id"] for line in lines]),
        _("근거"): _basis(db, round_, evaluation),
        **({_("메모"): (titles, memos)} if memos else {}),
    }


def all_sheets(db: Database, round_: sqlite3.Row, evaluation: sqlite3.Row, scope: Scope) -> dict[str, Sheet]:
    """Every table of a round: the evaluation's own sheets with all their columns, then those of the report."""
    report = read_round_report(db, round_, scope)
    return workbook_sheets(db, round_, evaluation, scope) | (sheets_of(report) if report else {})


def _domains(db: Database, result_ids: list[str]) -> Sheet:
    titles = [
        *(_("코드"), _("밀집지역"), _("영역"), _("비중"), _("지표·설문(점)"), _("목소리(점)")),
        *(_("지표·설문이 보탠 점수"), _("목소리가 보탠 점수"), _("애로를 말한 곳"), _("말한 곳")),
        *(_("평균 심각도(1–5)"), _("일치 여부"), _("비고")),
    ]
    rows = [_domain(d) for d in tracing.domains_told(db, store.domain_table(db, result_ids), result_ids)]
    return titles, rows


def _domain(d: Row) -> list[Any]:
    short = d["withheld"] or d["few"] or d["contribution_q"] is None
    # What one or two firms said: no figure of the voices stands beside the blank ones, for they would seem to differ.
    few = d["withheld"] or d["few"]
    voices = dict.fromkeys(VOICES) if few else {name: d[name] for name in VOICES}
    return [
        *(d["code"], named(d), label(d["domain"], "domain"), _round(d["weight"], 4)),
        *(_round(d["q"], 1), _round(voices["l"], 1)),
        *(_round(d["contribution_q"], 4), _round(voices["contribution_l"], 4)),
        *(voices["prevalence_k"], d["prevalence_n"], _round(voices["mean_severity"], 1)),
        *(
            label(d["fit"] or "", "fit"),
            _("3곳 미만이거나 다른 수로 짐작할 수 있어 싣지 않은 칸이 있습니다") if short else "",
        ),
    ]


def _basis(db: Database, round_: sqlite3.Row, evaluation: sqlite3.Row) -> Sheet:
    """What the figures stand on: data, scheme, draws; and that they are invented where they are."""
    scheme = scheme_of(db, evaluation["scheme_id"])
    english = language() == "en"
    rows = [
        [_("회차"), named(round_)],
        [_("자료 기준일"), evaluation["as_of"]],
        [_("평가한 날"), evaluation["created_at"]],
        [_("평가 방식"), f"{evaluation['scheme_code']} v{evaluation['scheme_number']}"],
        [_("평가 방식 해시값"), evaluation["scheme_sha256"]],
        [_("정한 사람과 날짜"), f"{scheme.author}, {scheme.date}"],
        [_("결정 사유"), scheme.reason_en if english else scheme.reason_ko],
        [_("법적 근거"), scheme.legal_basis_en if english else scheme.legal_basis_ko],
        [_("코드북"), evaluation["codebook_number"]],
        [_("재계산 횟수"), evaluation["draws"]],
        [_("난수 초깃값"), evaluation["seed"]],
        [_("입력 해시값"), evaluation["inputs_sha256"]],
        [_("내려받은 날"), today().isoformat()],
    ]
    if current_app.config["MOKSORI"].example:
        rows.insert(0, [_("예시 자료"), _("지역·기업·사람·발언은 모두 지어낸 것입니다.")])
    return [_("항목"), _("내용")], rows


def _round(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
