"""Pages of themes: areas by themes, their table to take home, an area's tab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope, require_area
from app.areas import rounds
from app.areas import store as areas
from app.coding.access import is_official, themes_by_code
from app.coding.blueprint import bp
from app.coding.quoting import around_quotes, cells_for_me, key_quotes_of, too_few
from app.coding.statements.voices import problem_codings, respondents
from app.coding.themes import quote_store
from app.coding.themes.figures import figures
from app.coding.themes.themes import Prevalence
from app.coding.themes.trends import by_wave, trend_told
from app.db import get_db
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import named

# Areas of one page of the table: a row is 1.5 kB. Chosen, not measured.
PAGE = 80
# Gravest themes with quotes on the page of an area. Chosen, not measured.
KEY_THEMES = 5


@bp.get("/themes")
@permit("themes.view")
def themes() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="themes")
    told = figures(db, found["id"], my_scope())
    there = [a for a in areas.list_areas(db, my_scope()) if a["id"] in told.spoke]
    page = Page(page_number(), PAGE, len(there))
    shown = there[max(page.first - 1, 0) : page.last]
    return render_template(
        "coding/themes/themes.html",
        areas=shown,
        page=page,
        themes=themes_by_code(db),
        cells=told.of([a["id"] for a in shown]),
        spoke=told.numbers,
        tellable=told.tellable,
        official=is_official(),
        too_few=too_few(),
    )


@bp.get("/themes.<any(csv, xlsx):kind>")
@permit("themes.view")
def themes_export(kind: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    told = figures(db, found["id"], my_scope()) if found else None
    by_code, listed = themes_by_code(db), areas.list_areas(db, my_scope())
    cells, spoke = (told.of(told.spoke), told.numbers) if told else ({}, {})
    table = [
        [*(a["code"], named(a), named(theme)), *_figures(cell)]
        for a in listed
        for code, theme in by_code.items()
        if (cell := cells.get((a["id"], code)))
    ]
    short = sum(spoke.get(a["id"], 0) is None for a in listed)
    table.append(["", _("싣지 않은 지역"), "", None, short, None, too_few()])
    titles = [_("코드"), _("밀집지역"), _("주제"), _("애로를 말한 곳"), _("응답·발언한 곳"), _("평균 심각도")]
    titles.append(_("비고"))
    return table_response(kind, _("지역별 주제"), titles, table)


def _figures(cell: Prevalence) -> list[Any]:
    """A theme's figures for a table, and why some are missing."""
    severity = None if cell.severity is None else round(cell.severity, 2)
    return [cell.k, cell.n, severity, too_few() if cell.k is None else ""]


@bp.get("/areas/<area_id>/themes")
@permit("themes.view")
def area(area_id: str) -> ResponseReturnValue:
    require_area(area_id)
    db, found = get_db(), rounds.current()
    shown = areas.find_area(db, area_id)
    if found is None or shown is None:
        return render_template("coding/no_round.html", active="themes")
    told = figures(db, found["id"], my_scope())
    named_here = {code: cell for (_where, code), cell in told.of([area_id]).items()}
    ranked = sorted(named_here, key=lambda code: (-(named_here[code].k or 0), -(named_here[code].severity or 0), code))
    readable = cells_for_me(found["id"])
    return render_template(
        "coding/area.html",
        area=shown,
        n=told.spoke[area_id].respondents if area_id in told.spoke else 0,
        thin=area_id in told.spoke and area_id not in told.tellable,
        ranked=ranked,
        cells=named_here,
        trend=_trend(found["id"], area_id, named_here),
        key_quotes={code: key_quotes_of(found["id"], area_id, code, readable) for code in ranked[:KEY_THEMES]},
        **around_quotes(),
    )


def _trend(round_id: str, area_id: str, whole: Mapping[str, Prevalence]) -> dict[str, dict[str, Prevalence]]:
    """The themes of one area from wave to wave, as far as they may be told beside the whole round."""
    db = get_db()
    voices = [v._replace(area_ids=(area_id,)) for v in respondents(db, round_id, area_id)]
    spoke = quote_store.waves_of_respondents(db, round_id, area_id)
    waves = quote_store.waves_of_segments(db, round_id, area_id)
    found = by_wave(voices, problem_codings(db, round_id, area_id), area_id=area_id, waves=waves, spoke=spoke)
    return trend_told(found, voices=voices, spoke=spoke, whole=whole)
