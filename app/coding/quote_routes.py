"""Quotes: the page, every coding as a file, and marking key quotes; for scripts marking is the same as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.areas import rounds
from app.areas import store as areas
from app.areas.anonymity import LEAST_FIRMS, may_be_told
from app.areas.finding.finding import area_found, choosable
from app.coding.access import back_to, is_official, my_segment, themes_by_code
from app.coding.blueprint import bp
from app.coding.codes import code_store
from app.coding.quoting import around_quotes, rows_read, speakers_numbered, waiting_for_me, wanted_quotes
from app.coding.several import settlement_store
from app.coding.several.told import settled_words, whose
from app.coding.statements import named_store
from app.coding.statements.speaking import firm_cells, place, speaker
from app.coding.themes import quote_list, quote_store
from app.coding.themes.marking import mark
from app.coding.themes.quote_list import Wanted
from app.db import get_db
from app.errors import in_json
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.labels import label

PAGE = 50


@bp.get("/themes/quotes")
@permit("quotes.view")
def quotes() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="themes")
    wanted, number = wanted_quotes(found["id"]), page_number()
    respondents_, few = _who_said(wanted)
    listed = [] if few else quote_store.quotes(db, wanted, limit=PAGE, offset=(number - 1) * PAGE)
    shown = [said["id"] for said in listed]
    return render_template(
        "coding/themes/quotes.html",
        wanted=wanted,
        page=Page(number, PAGE, 0 if few else quote_list.count_quotes(db, wanted)),
        respondents=respondents_,
        few=few,
        hidden=waiting_for_me(wanted),
        withheld=_withheld(wanted),
        area=area_found(),
        areas=choosable(areas.list_areas(db, wanted.scope)),
        quotes=rows_read(listed, wanted.told),
        disputed=settlement_store.disputed(db, shown),
        code=code_store.find(db, wanted.code) if wanted.code else None,
        **around_quotes(),
    )


@bp.get("/codings.<any(csv, xlsx):kind>")
@permit("quotes.view")
def codings_export(kind: str) -> ResponseReturnValue:
    """Every coding, a row each; who said it by a number of this file alone, officials not even by that."""
    db, found = get_db(), rounds.current()
    wanted = wanted_quotes(found["id"] if found else "", usual="")
    codings = [] if _who_said(wanted)[1] else quote_store.codings(db, wanted)
    settled = settlement_store.settled_of(db, [c["id"] for c in codings])
    numbers = {} if is_official() else speakers_numbered(codings)
    by_code = themes_by_code(db)
    table = [_coding_row(c, by_code, settled, numbers) for c in rows_read(codings, wanted.told)]
    titles = [
        *(_("밀집지역"), _("말한 곳 번호"), _("발언자"), _("업종"), _("규모"), _("자리"), _("시작"), _("끝")),
        *(_("인용"), _("주제"), _("태도"), _("심각도")),
        *(_("발언 종류"), _("전문가"), _("셈에 듦"), _("정한 값"), _("메모"), _("시각"), _("예시"), _("문장 번호")),
    ]
    record_download(db, "codings", len(table))
    return table_response(kind, _("전문가 판단"), titles, table)


def _coding_row(c: Any, by_code: Any, settled: Any, numbers: Mapping[str, str]) -> list[Any]:
    official = is_official()
    theme = named(by_code[c["theme_code"]]) if c["theme_code"] in by_code else c["theme_code"]
    return [
        *(c["area_codes"], numbers.get(c["respondent_id"], ""), speaker(c, anonymous=official), *firm_cells(c)),
        # Where in the text it stands, when it was judged and its number would put an official's statements in order again.
        *(place(c), None if official else c["start"], None if official else c["end"]),
        *(c["text"], theme, label(c["stance"], "stance"), c["severity"]),
        label(c["statement"], "statement") if c["statement"] else "",
        *(whose(c, official=official), _("예") if c["counts"] else _("아니요"), settled_words(settled, c)),
        *("" if official else c["memo"], c["at"][:10] if official else c["at"]),
        *(_("예시") if c["example"] else "", "" if official else c["id"]),
    ]


def _who_said(wanted: Wanted) -> tuple[int | None, bool]:
    """How many said what is wanted, None where that may not be told, and whether too few did for an official to read it.

    What the address narrows further than to a cell is not counted for officials: two lists would tell of the difference.
    """
    respondents_, firms = quote_list.who_said(get_db(), wanted)
    if wanted.told is None:
        return respondents_, False
    few = respondents_ > 0 and not may_be_told(firms, respondents_)
    return (None if few or wanted.source or wanted.statement or not wanted.stance else respondents_), few


def _withheld(wanted: Wanted) -> int:
    """Areas of one's own with voices of which officials may read nothing."""
    if wanted.told is None:
        return 0
    spoke = named_store.spoke(get_db(), wanted.round_id, scope=wanted.scope)
    return sum(there.firms < LEAST_FIRMS for there in spoke.values())


@bp.post("/segments/<segment_id>/key-quote")
@permit("review.code")
def mark_quote(segment_id: str) -> ResponseReturnValue:
    segment, form = my_segment(segment_id), request.form
    marked = form.get("marked") == "1"
    mark(get_db(), segment["id"], form.get("theme", ""), person_id=current_user.id, marked=marked)
    flash(_("핵심 인용으로 표시했습니다.") if marked else _("핵심 인용 표시를 지웠습니다."), "done")
    return redirect(back_to(form.get("back", ""), url_for("coding.segment", segment_id=segment_id)), 303)


@bp.post("/segments/<segment_id>/key-quote.json")
@in_json
@permit("review.code")
def mark_quote_by_script(segment_id: str) -> ResponseReturnValue:
    segment, sent = my_segment(segment_id), request.get_json(silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("marked"), bool) or not isinstance(sent.get("theme"), str):
        abort(400)
    mark(get_db(), segment["id"], sent["theme"], person_id=current_user.id, marked=sent["marked"])
    return jsonify(segment=segment["id"], theme=sent["theme"], marked=sent["marked"])
