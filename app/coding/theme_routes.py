"""Pages of themes: areas by themes, their table to take home, an area's tab."""

from __future__ import annotations

from collections.abc import Iterable
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
from app.coding.statements.voices import Voice, problem_codings, respondents
from app.coding.themes import quote_store
from app.coding.themes.themes import Prevalence, numbers_told, prevalences, tellable_areas, told, voices_by_area
from app.coding.themes.trends import by_wave, trend_told
from app.db import get_db
from app.tables.sheets import table_response
from app.words.formats import named

# Gravest themes with quotes on the page of an area. Chosen, not measured.
KEY_THEMES = 5


@bp.get("/themes")
@permit("themes.view")
def themes() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="themes")
    voices = _of_mine(respondents(db, found["id"]))
    there = voices_by_area(voices)
    return render_template(
        "coding/themes/themes.html",
        areas=[a for a in areas.list_areas(db, my_scope()) if a["id"] in there],
        themes=themes_by_code(db),
        cells=told(voices, prevalences(voices, problem_codings(db, found["id"]))),
        spoke=numbers_told(voices),
        tellable=tellable_areas(voices),
        official=is_official(),
        too_few=too_few(),
    )


@bp.get("/themes.<any(csv, xlsx):kind>")
@permit("themes.view")
def themes_export(kind: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    voices = _of_mine(respondents(db, found["id"])) if found else []
    cells = told(voices, prevalences(voices, problem_codings(db, found["id"]))) if found else {}
    by_code, spoke, listed = themes_by_code(db), numbers_told(voices), areas.list_areas(db, my_scope())
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
    everyone, everything = _of_mine(respondents(db, found["id"])), problem_codings(db, found["id"])
    voices = [v for v in everyone if area_id in v.area_ids]
    problems = [p for p in everything if area_id in p.area_ids]
    cells = told(everyone, prevalences(everyone, everything))
    named_here = {code: cell for (where, code), cell in cells.items() if where == area_id}
    ranked = sorted(named_here, key=lambda code: (-(named_here[code].k or 0), -(named_here[code].severity or 0), code))
    readable = cells_for_me(found["id"])
    spoke = quote_store.waves_of_respondents(db, found["id"])
    waves = quote_store.waves_of_segments(db, found["id"])
    trend = by_wave(voices, problems, area_id=area_id, waves=waves, spoke=spoke)
    return render_template(
        "coding/area.html",
        area=shown,
        n=len(voices),
        thin=bool(voices) and area_id not in tellable_areas(everyone),
        ranked=ranked,
        cells=named_here,
        trend=trend_told(trend, voices=voices, spoke=spoke, whole=named_here),
        key_quotes={code: key_quotes_of(found["id"], area_id, code, readable) for code in ranked[:KEY_THEMES]},
        **around_quotes(),
    )


def _of_mine(voices: Iterable[Voice]) -> list[Voice]:
    """Voices of one's own areas, each of these alone: what is withheld depends on the sums one can see."""
    scope = my_scope()
    mine = (v._replace(area_ids=tuple(a for a in v.area_ids if scope.allows(a))) for v in voices)
    return [v for v in mine if v.area_ids]
