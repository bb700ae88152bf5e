"""Pages of themes: areas by themes, quotes, an area's tab, a segment's trail, exports."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.downloading import record_download
from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope, require_area
from app.areas import rounds
from app.areas import store as areas
from app.coding.access import is_expert, is_official, my_segment, themes_by_code
from app.coding.blueprint import bp
from app.coding.codes import code_store
from app.coding.judging import judgment_store
from app.coding.judging.blind import may_see_others
from app.coding.judging.queue import SOURCES
from app.coding.meaning import searching
from app.coding.several import settlement_store
from app.coding.several.told import settled_on, settled_words, whose
from app.coding.statements import segment_store
from app.coding.statements.blurring import blurred
from app.coding.statements.judgments import STANCES, STATEMENTS, all_spans, evidence_of
from app.coding.statements.speaking import asked, firm_cells, place, speaker
from app.coding.statements.voices import problem_codings, respondents
from app.coding.suggesting.reasons import reasons_of
from app.coding.themes import mark_store, quote_store
from app.coding.themes.key_quotes import before_where_needed, key_quotes, stands_alone
from app.coding.themes.quote_store import Wanted
from app.coding.themes.themes import (
    Prevalence,
    may_quote,
    numbers_told,
    prevalences,
    quotable_areas,
    tellable_areas,
    told,
    voices_by_area,
)
from app.coding.themes.trends import by_wave, trend_told
from app.db import get_db
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.labels import label

PAGE = 50
# Gravest themes with quotes, and quotes of each, on the page of an area. Chosen, not measured.
KEY_THEMES, KEY_QUOTES = 5, 2


@bp.get("/themes")
@permit("themes.view")
def themes() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="themes")
    voices = respondents(db, found["id"])
    there = voices_by_area(voices)
    return render_template(
        "coding/themes/themes.html",
        areas=[a for a in areas.list_areas(db, my_scope()) if a["id"] in there],
        themes=themes_by_code(db),
        cells=told(voices, prevalences(voices, problem_codings(db, found["id"]))),
        spoke=numbers_told(voices),
        tellable=tellable_areas(voices),
        too_few=_too_few(),
    )


@bp.get("/themes.<any(csv, xlsx):kind>")
@permit("themes.view")
def themes_export(kind: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    voices = respondents(db, found["id"]) if found else []
    cells = told(voices, prevalences(voices, problem_codings(db, found["id"]))) if found else {}
    by_code, spoke, listed = themes_by_code(db), numbers_told(voices), areas.list_areas(db, my_scope())
    table = [
        [*(a["code"], named(a), named(theme)), *_figures(cell)]
        for a in listed
        for code, theme in by_code.items()
        if (cell := cells.get((a["id"], code)))
    ]
    short = sum(spoke.get(a["id"], 0) is None for a in listed)
    table.append(["", _("싣지 않은 지역"), "", None, short, None, _too_few()])
    titles = [_("코드"), _("밀집지역"), _("주제"), _("애로를 말한 곳"), _("응답·발언한 곳"), _("평균 심각도")]
    titles.append(_("비고"))
    return table_response(kind, _("지역별 주제"), titles, table)


def _figures(cell: Prevalence) -> list[Any]:
    """A theme's figures for a table, and why some are missing."""
    severity = None if cell.severity is None else round(cell.severity, 2)
    return [cell.k, cell.n, severity, _too_few() if cell.k is None else ""]


@bp.get("/themes/quotes")
@permit("quotes.view")
def quotes() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="themes")
    wanted, number = _wanted(found["id"]), page_number()
    if wanted.area:
        require_area(wanted.area)
    listed = quote_store.quotes(db, wanted, limit=PAGE, offset=(number - 1) * PAGE)
    shown = [said["id"] for said in listed]
    return render_template(
        "coding/themes/quotes.html",
        wanted=wanted,
        page=Page(number, PAGE, quote_store.count_quotes(db, wanted)),
        hidden=_waiting_for_me(wanted),
        withheld=_withheld(wanted),
        areas=areas.list_areas(db, wanted.scope),
        quotes=_read(listed),
        disputed=settlement_store.disputed(db, shown),
        code=code_store.find(db, wanted.code) if wanted.code and not is_official() else None,
        **_words(),
    )


@bp.get("/codings.<any(csv, xlsx):kind>")
@permit("quotes.view")
def codings_export(kind: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    wanted = _wanted(found["id"] if found else "", usual="")
    if wanted.area:
        require_area(wanted.area)
    by_code, found_codings = themes_by_code(db), quote_store.codings(db, wanted)
    settled = settlement_store.settled_of(db, [c["id"] for c in found_codings])
    table = [
        [
            *(c["area_codes"], speaker(c, anonymous=is_official()), *firm_cells(c)),
            *(place(c), c["start"], c["end"]),
            *(c["text"], named(by_code[c["theme_code"]]) if c["theme_code"] in by_code else c["theme_code"]),
            *(label(c["stance"], "stance"), c["severity"]),
            label(c["statement"], "statement") if c["statement"] else "",
            *(whose(c, official=is_official()), _("예") if c["counts"] else _("아니요"), settled_words(settled, c)),
            "" if is_official() else c["memo"],
            *(c["at"], _("예시") if c["example"] else "", c["id"]),
        ]
        for c in _read(found_codings)
    ]
    titles = [
        *(_("밀집지역"), _("발언자"), _("업종"), _("규모"), _("자리"), _("시작"), _("끝")),
        *(_("인용"), _("주제"), _("태도"), _("심각도")),
        *(_("발언 종류"), _("전문가"), _("셈에 듦"), _("정한 값"), _("메모"), _("시각"), _("예시"), _("문장 번호")),
    ]
    record_download(db, "codings", len(table))
    return table_response(kind, _("전문가 판단"), titles, table)


@bp.get("/areas/<area_id>/themes")
@permit("themes.view")
def area(area_id: str) -> ResponseReturnValue:
    require_area(area_id)
    db, found = get_db(), rounds.current()
    shown = areas.find_area(db, area_id)
    if found is None or shown is None:
        return render_template("coding/no_round.html", active="themes")
    voices = [v for v in respondents(db, found["id"]) if area_id in v.area_ids]
    problems = [p for p in problem_codings(db, found["id"]) if area_id in p.area_ids]
    cells = told(voices, prevalences(voices, problems))
    named_here = {code: cell for (where, code), cell in cells.items() if where == area_id}
    ranked = sorted(named_here, key=lambda code: (-(named_here[code].k or 0), -(named_here[code].severity or 0), code))
    spoke = quote_store.waves_of_respondents(db, found["id"])
    waves = quote_store.waves_of_segments(db, found["id"])
    trend = by_wave(voices, problems, area_id=area_id, waves=waves, spoke=spoke)
    return render_template(
        "coding/area.html",
        area=shown,
        n=len(voices),
        thin=bool(voices) and area_id not in tellable_areas(voices),
        ranked=ranked,
        cells=named_here,
        trend=trend_told(trend, voices=voices, spoke=spoke, whole=named_here),
        key_quotes={code: _key_quotes(found["id"], area_id, code) for code in ranked[:KEY_THEMES]},
        **_words(),
    )


@bp.get("/segments/<segment_id>")
@permit("quotes.view")
def segment(segment_id: str) -> ResponseReturnValue:
    db, said = get_db(), my_segment(segment_id)
    scope, voices = my_scope(), respondents(db, said["round_id"])
    own_areas = segment_store.areas_of(db, said["respondent_id"])
    readable = not is_official() or may_quote([a["id"] for a in own_areas], quotable_areas(voices))
    suggestions = judgment_store.all_suggestions_of(db, segment_id) if readable else []
    evidence = {s["id"]: evidence_of(s["evidence"], said["text"]) for s in suggestions}
    blind = is_expert() and said["respondent_id"] is not None and not may_see_others(db, [segment_id], current_user.id)
    judged = judgment_store.judgments_of(db, segment_id) if readable else []
    return render_template(
        "coding/themes/segment.html",
        segment=said,
        who=speaker(_read([said])[0], anonymous=is_official()) if readable else "",
        question=asked(said),
        context=segment_store.context_of(db, said, scope) if readable else None,
        spans=all_spans(evidence[s["id"]] for s in suggestions if s["is_current"]),
        suggestions=suggestions,
        evidence=evidence,
        reasons={s["id"]: reasons_of(s, said["text"]) for s in suggestions},
        judgments=[j for j in judged if not blind or j["coder_id"] == current_user.id],
        settled=settled_on(db, segment_id) if readable and not blind else None,
        marks=mark_store.history_of(db, segment_id) if readable and not blind else [],
        marked=mark_store.marked_themes(db, segment_id, current_user.id),
        my_themes=mark_store.coded_themes(db, segment_id, current_user.id),
        blind=blind and any(j["coder_id"] != current_user.id for j in judged),
        areas=own_areas if readable else [],
        **_words(),
    )


def _words() -> dict[str, Any]:
    """What every page with quotes needs to name themes, speakers and places."""
    by_code = themes_by_code(get_db())
    return {
        "themes": by_code,
        "theme_name": lambda code: named(by_code[code]) if code in by_code else code,
        "speaker": lambda said: speaker(said, anonymous=is_official()),
        "place": place,
        "official": is_official(),
        "before": before_where_needed,
        "stands_alone": stands_alone,
        "more_like": may("explore.view") and searching.offered(),
        "too_few": _too_few(),
    }


def _too_few() -> str:
    return _("3곳 미만이라 싣지 않았습니다")


def _wanted(round_id: str, *, usual: str = "need") -> Wanted:
    """The filters of the address; without a stance problems are meant, with "all" any."""
    stance, source = request.args.get("stance", usual), request.args.get("source", "")
    statement = request.args.get("statement", "")
    return Wanted(
        round_id=round_id,
        scope=my_scope(),
        area=request.args.get("area", "").strip(),
        theme=request.args.get("theme", "").strip(),
        stance=stance if stance in STANCES else "",
        source=source if source in SOURCES else "",
        statement=statement if statement in STATEMENTS else "",
        # Searching words that may not be read would give them away.
        q="" if is_official() else request.args.get("q", "").strip(),
        blind_for=current_user.id if is_expert() else "",
        quotable=_quotable(round_id),
        code=request.args.get("code", "").strip(),
        reader=current_user.id,
    )


def _quotable(round_id: str) -> frozenset[str] | None:
    """The areas officials may read quotes of; None for everybody else."""
    return quotable_areas(respondents(get_db(), round_id)) if is_official() else None


def _withheld(wanted: Wanted) -> int:
    """Areas of one's own with voices whose quotes are withheld from officials."""
    if wanted.quotable is None:
        return 0
    there = voices_by_area(respondents(get_db(), wanted.round_id))
    return sum(wanted.scope.allows(area) and area not in wanted.quotable for area in there)


def _waiting_for_me(wanted: Wanted) -> int:
    """How many quotes an expert does not see yet because his or her own word is still to come."""
    if not wanted.blind_for:
        return 0
    db = get_db()
    return quote_store.count_quotes(db, replace(wanted, blind_for="")) - quote_store.count_quotes(db, wanted)


def _read(found: Sequence[sqlite3.Row]) -> Sequence[Any]:
    """Statements as the reader may have them: officials could look a firm up in the register."""
    return blurred(get_db(), found) if is_official() else found


def _key_quotes(round_id: str, area_id: str, theme: str) -> Sequence[Any]:
    wanted = Wanted(
        *(round_id, my_scope()),
        area=area_id,
        theme=theme,
        stance="need",
        blind_for=current_user.id if is_expert() else "",
        quotable=_quotable(round_id),
    )
    return _read(key_quotes(get_db(), wanted, KEY_QUOTES))
